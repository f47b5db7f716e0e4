import type { ListingOutcome, ReportTail } from '../model/report.ts';
import { Count } from './count.ts';
import type { ScanRequest } from './request.ts';
import { decide } from './verdict.ts';

/** Counts the findings of a scan again, after some of them were accepted. */
export class Recount {
  readonly #count = new Count([]);

  add({ findings }: ListingOutcome): void {
    this.#count.listing(findings, 0);
  }

  /** What is known at the end, with the findings as they were counted now. */
  tail(tail: ReportTail, request: Pick<ScanRequest, 'failOn' | 'failOnReview' | 'strict'>): ReportTail {
    const { counts, review, byRule, settled } = this.#count;
    const { suppressed, baselined } = settled;
    const verdict = decide({ counts, review, settled: suppressed + baselined }, tail.problems, request);
    const undecided = review.error + review.warning + review.note;
    return { ...tail, counts, review: undecided, byRule, suppressed, baselined, verdict };
  }
}
