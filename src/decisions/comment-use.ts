import type { Acceptance, Finding } from '../model/finding.ts';
import { type IgnoreComment, keyOf, type Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import type { DecisionNotice } from '../model/report.ts';
import type { Coverage } from './coverage.ts';
import { tooFar } from './last-day.ts';
import type { Suppression } from './suppression.ts';
import { acceptanceOf, endedText, noticeOf, unusedText } from './suppression-use.ts';

/** A comment that was met, for all listings of its page. */
interface Seen {
  readonly file: string;
  readonly entry: Suppression;
  used: boolean;
  /** Findings that count again because its last day is over. */
  missed: number;
}

/** The comments of listings in a scan: tells what they accept, what is wrong with them, and which were needed. */
export class CommentUse {
  readonly #asOf: string;
  readonly #isRule: (id: string) => boolean;
  readonly #seen = new Map<string, Seen>();

  /** @param asOf the day of the scan. */
  constructor(asOf: string, isRule: (id: string) => boolean) {
    this.#asOf = asOf;
    this.#isRule = isRule;
  }

  /**
   * Takes the next listing of the scan; returns what is wrong with its comments, which then accept nothing.
   * @param own whether the file is the seller's own work, so that nobody else has written the comments.
   */
  meet(listing: Listing, own: boolean): Problem[] {
    const problems: Problem[] = [];
    for (const comment of listing.ignores ?? []) {
      const key = saidAt(listing, comment);
      if (this.#seen.has(key)) continue;
      const problem = own ? this.#faultOf(comment, listing) : strangeComment(comment, listing);
      if (problem !== undefined) problems.push(problem);
      else
        this.#seen.set(key, {
          file: listing.source.file,
          entry: { listing: keyOf(listing), ...comment },
          used: false,
          missed: 0,
        });
    }
    return problems;
  }

  /** Why a finding of a listing is accepted by a comment in its file. */
  acceptance(finding: Finding, listing: Listing): Acceptance | undefined {
    let accepted: Acceptance | undefined;
    const missed: Seen[] = [];
    for (const comment of listing.ignores ?? []) {
      const seen = comment.rule === finding.rule ? this.#seen.get(saidAt(listing, comment)) : undefined;
      if (seen === undefined) continue;
      seen.used = true;
      if (comment.until >= this.#asOf) accepted ??= acceptanceOf(seen.entry, seen.file);
      else missed.push(seen);
    }
    if (accepted === undefined) for (const seen of missed) seen.missed++;
    return accepted;
  }

  notices({ judges }: Coverage): DecisionNotice[] {
    return [...this.#seen.values()].flatMap(({ file, entry, used, missed }) => {
      if (missed > 0) return [noticeOf('ended', file, entry.place, endedText(entry, missed))];
      return used || !judges(entry) ? [] : [noticeOf('unused', file, entry.place, unusedText(entry))];
    });
  }

  #faultOf({ rule, until, place }: IgnoreComment, { source }: Listing): Problem | undefined {
    const at = { file: source.file, ...place, record: source.record };
    if (!this.#isRule(rule)) {
      return {
        ...at,
        reason: {
          en: `The comment accepts findings of "${rule}", and there is no such rule, so it accepts nothing. preclear rules list shows the ids.`,
          zh: `注释中的规则“${rule}”不存在，因此不起作用。用 preclear rules list 查看规则 id。`,
        },
      };
    }
    const far = tooFar(until, this.#asOf);
    if (far === undefined) return undefined;
    return {
      ...at,
      reason: {
        en: `The comment is to count until ${until}, ${far.en}. Until that is mended it accepts nothing.`,
        zh: `注释的截止日期 ${until} ${far.zh}。改正之前，该注释不起作用。`,
      },
    };
  }
}

function strangeComment({ place }: IgnoreComment, { source }: Listing): Problem {
  return {
    file: source.file,
    ...place,
    record: source.record,
    reason: {
      en: 'A preclear-ignore comment counts only in a file below the folder of your configuration: elsewhere anyone may have written it. Move the file there, or use preclear.suppressions.yaml.',
      zh: 'preclear-ignore 注释只在配置文件所在文件夹内的文件中有效，其他来源的文件可能由他人写入。请把文件移入该文件夹，或改用 preclear.suppressions.yaml。',
    },
  };
}

/** What a comment says and where: an editor asks about the same place again and again. */
function saidAt({ source }: Listing, { place, rule, until }: IgnoreComment): string {
  return `${source.file}\n${place.line}:${place.column}\n${rule}\n${until}`;
}
