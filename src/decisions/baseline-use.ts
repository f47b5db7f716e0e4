import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { DecisionNotice } from '../model/report.ts';
import type { BaselineEntry } from './baseline.ts';
import { type Coverage, MetListings } from './coverage.ts';

/** A baseline in a scan: tells what is known, and remembers what was found of it. */
export class BaselineUse {
  /** As reports show it. */
  readonly file: string;
  readonly entries: ReadonlyMap<string, BaselineEntry>;
  readonly #met: MetListings;
  readonly #found = new Set<string>();

  constructor(file: string, entries: ReadonlyMap<string, BaselineEntry>) {
    this.file = file;
    this.entries = entries;
    this.#met = new MetListings(entries.values());
  }

  /** Takes the next listing of the scan. */
  meet(listing: Listing): void {
    this.#met.add(listing);
  }

  /** Whether a finding is known. */
  knows({ fingerprint }: Finding): boolean {
    if (!this.entries.has(fingerprint)) return false;
    this.#found.add(fingerprint);
    return true;
  }

  /** The entries that the scan would have found, and did not. */
  gone(coverage: Coverage): BaselineEntry[] {
    return [...this.entries.values()].filter((entry) => !this.#found.has(entry.fingerprint) && this.#met.has(entry, coverage));
  }

  /** How many entries are about something that the scan did not look at. */
  unseen(coverage: Coverage): number {
    let count = 0;
    for (const entry of this.entries.values())
      if (!this.#found.has(entry.fingerprint) && !this.#met.has(entry, coverage)) count++;
    return count;
  }

  notices(coverage: Coverage): DecisionNotice[] {
    const count = this.gone(coverage).length;
    if (count === 0) return [];
    const text = {
      en: `${count} ${count === 1 ? 'entry' : 'entries'} of the baseline ${count === 1 ? 'is' : 'are'} not found any more; preclear baseline prune removes ${count === 1 ? 'it' : 'them'}.`,
      zh: `基线中有 ${count} 条已不再出现；运行 preclear baseline prune 可删除。`,
    };
    return [{ kind: 'gone', file: this.file, line: 1, column: 1, text }];
  }
}
