import type { Acceptance, Finding } from '../model/finding.ts';
import { keyOf, type Listing } from '../model/listing.ts';
import type { DecisionNotice } from '../model/report.ts';
import type { Bilingual } from '../model/text.ts';
import { type Coverage, MetListings } from './coverage.ts';
import { accepts, type Suppression, type SuppressionValues } from './suppression.ts';

/** The suppressions of a file in a scan: tells what is accepted, and remembers which entries were needed. */
export class SuppressionUse {
  /** As reports show it. */
  readonly file: string;
  readonly entries: readonly Suppression[];
  readonly #asOf: string;
  readonly #byKey = new Map<string, Suppression[]>();
  readonly #met: MetListings;
  readonly #used = new Set<Suppression>();
  /** Entries whose last day is over, and how many findings count again because of that. */
  readonly #missed = new Map<Suppression, number>();

  /** @param asOf the day of the scan. */
  constructor(file: string, entries: readonly Suppression[], asOf: string) {
    this.file = file;
    this.entries = entries;
    this.#asOf = asOf;
    this.#met = new MetListings(entries);
    for (const entry of entries) {
      const key = entry.fingerprint ?? ruleIn(entry.rule, entry.listing);
      const same = this.#byKey.get(key);
      if (same === undefined) this.#byKey.set(key, [entry]);
      else same.push(entry);
    }
  }

  /** Takes the next listing of the scan. */
  meet(listing: Listing): void {
    this.#met.add(listing);
  }

  /** Why a finding is accepted: by the first entry that means it and has not ended; undefined when it is not. */
  acceptance(finding: Finding, listing: Listing): Acceptance | undefined {
    const name = keyOf(listing);
    const fitting = [
      ...(this.#byKey.get(finding.fingerprint) ?? []),
      ...(this.#byKey.get(ruleIn(finding.rule, name)) ?? []),
    ].filter((entry) => accepts(entry, finding, name));
    for (const entry of fitting) this.#used.add(entry);
    const active = fitting.find(({ until }) => until >= this.#asOf);
    if (active !== undefined) return acceptanceOf(active, this.file);
    for (const entry of fitting) this.#missed.set(entry, (this.#missed.get(entry) ?? 0) + 1);
    return undefined;
  }

  notices(coverage: Coverage): DecisionNotice[] {
    return this.entries.flatMap((entry) => {
      const count = this.#missed.get(entry);
      if (count !== undefined) return [noticeOf('ended', this.file, entry.place, endedText(entry, count))];
      const idle = !this.#used.has(entry) && this.#met.has(entry, coverage);
      return idle ? [noticeOf('unused', this.file, entry.place, unusedText(entry))] : [];
    });
  }
}

/** A decision as findings tell it. */
export function acceptanceOf({ reason, until, by, place }: Suppression, file: string): Acceptance {
  return { reason, until, ...(by === undefined ? {} : { by }), at: { file, line: place.line } };
}

/** A notice about a decision at a place. */
export function noticeOf(
  kind: DecisionNotice['kind'],
  file: string,
  { line, column }: Suppression['place'],
  text: Bilingual,
): DecisionNotice {
  return { kind, file, line, column, text };
}

/** That a decision is over. @param count how many findings count again. */
export function endedText(entry: SuppressionValues, count: number): Bilingual {
  const { reason, until } = entry;
  const what = nameOf(entry);
  return {
    en: `The suppression of ${what.en} ended on ${until} (reason: ${reason}), so ${count === 1 ? 'a finding counts' : `${count} findings count`} again. Mend the listing, or decide anew with preclear suppress.`,
    zh: `${what.zh}的放行已于 ${until} 到期（当时理由：${reason}），${count} 个问题重新计入。请修改 Listing，或用 preclear suppress 重新放行。`,
  };
}

/** That a decision is about nothing any more. */
export function unusedText(entry: SuppressionValues): Bilingual {
  const what = nameOf(entry);
  return {
    en: `The suppression of ${what.en} fits no finding any more. Delete it.`,
    zh: `${what.zh}的放行已不对应任何问题，请删除这一条。`,
  };
}

function nameOf({ fingerprint, rule, listing, match }: SuppressionValues): Bilingual {
  if (rule === undefined || listing === undefined) return { en: fingerprint ?? '', zh: `指纹 ${fingerprint ?? ''} ` };
  const words = match === undefined ? '' : ` "${match}"`;
  const zhWords = match === undefined ? ' ' : `“${match}”`;
  return { en: `${rule}${words} in ${listing}`, zh: `${listing} 中 ${rule}${zhWords}` };
}

function ruleIn(rule = '', listing = ''): string {
  return `${rule}\n${listing}`;
}
