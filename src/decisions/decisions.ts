import type { Finding, FindingState } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import type { DecisionNotice } from '../model/report.ts';
import type { BaselineUse } from './baseline-use.ts';
import type { CommentUse } from './comment-use.ts';
import type { Coverage } from './coverage.ts';
import type { SuppressionUse } from './suppression-use.ts';

/*
 * What people have decided about findings -> the state of each. Data in, data out: who opens the files and knows the day is above.
 * Accepted with a reason comes before known: the reason tells more, and ends.
 */

/** The decisions that count for the listings of one configuration. Files that several configurations share are the same objects in each. */
export class Decisions {
  readonly baselines: readonly BaselineUse[];
  readonly suppressions: readonly SuppressionUse[];
  readonly #comments: CommentUse;

  constructor(baselines: readonly BaselineUse[], suppressions: readonly SuppressionUse[], comments: CommentUse) {
    this.baselines = baselines;
    this.suppressions = suppressions;
    this.#comments = comments;
  }

  /**
   * Takes the next listing of a scan; returns what is wrong with the comments in it.
   * @param own whether the file is the seller's own work, so that its comments count.
   */
  meet(listing: Listing, own: boolean): Problem[] {
    for (const file of this.baselines) file.meet(listing);
    for (const file of this.suppressions) file.meet(listing);
    return this.#comments.meet(listing, own);
  }

  /** Comments to look at again. */
  commentNotices(coverage: Coverage): DecisionNotice[] {
    return this.#comments.notices(coverage);
  }

  /** The findings of a listing that was met, each in the state that was decided. */
  decide(findings: readonly Finding[], listing: Listing): readonly Finding[] {
    if (this.baselines.length === 0 && this.suppressions.length === 0 && listing.ignores === undefined) return findings;
    return findings.map((finding) => {
      const state = this.#stateOf(finding, listing);
      return state === 'open' ? finding : { ...finding, state };
    });
  }

  #stateOf(finding: Finding, listing: Listing): FindingState {
    // Every file is asked, because each remembers which of its entries are needed.
    const known = this.baselines.filter((file) => file.knows(finding)).length > 0;
    const accepted = [
      ...this.suppressions.map((file) => file.acceptance(finding, listing)),
      this.#comments.acceptance(finding, listing),
    ].find((found) => found !== undefined);
    if (accepted !== undefined) return { suppressed: accepted };
    return known ? 'baselined' : 'open';
  }
}
