import type { Acceptance, FindingState } from '../model/finding.ts';
import type { ListingOutcome } from '../model/report.ts';
import { Recent } from '../text/recent.ts';
import { type FindingRow, rowsOf } from './finding-row.ts';

/** Keeps the outcomes of a scan, in order. */
export interface OutcomeShelf {
  keep(outcome: ListingOutcome): void;
  /** The outcome that was kept as the so-manieth, from 0 on. */
  read(nth: number): ListingOutcome;
}

/** Outcomes that are at hand without asking the shelf: those of a few screens. */
const AT_HAND = 200;

/**
 * The findings of a scan: a row of each in memory, everything else on the shelf, so that a hundred thousand take little room. What
 * is accepted afterwards is accepted here as well.
 */
export class FindingStore {
  readonly rows: FindingRow[] = [];
  /** Fingerprints of what was accepted since the scan. */
  readonly fresh: Set<string> = new Set();
  readonly #shelf: OutcomeShelf;
  readonly #recent = new Recent<ListingOutcome>(AT_HAND);
  readonly #folders: (string | undefined)[] = [];
  readonly #accepted = new Map<string, FindingState>();

  constructor(shelf: OutcomeShelf) {
    this.#shelf = shelf;
  }

  /** Takes what was found in a listing. @param folder of its configuration. */
  add(outcome: ListingOutcome, folder: string | undefined): void {
    const nth = this.#folders.length;
    this.#shelf.keep(outcome);
    this.#folders.push(folder);
    // One by one: a listing may have more findings than a call takes arguments.
    for (const row of rowsOf(outcome, nth)) this.rows.push(row);
  }

  /** How many listings have findings. */
  get size(): number {
    return this.#folders.length;
  }

  /** Where the configuration stands whose decisions count for a finding. */
  folderOf({ outcome }: FindingRow): string | undefined {
    return this.#folders[outcome];
  }

  /** What was found in a listing, with what was decided since. Throws a RangeError for a number that there is not. */
  outcome(nth: number): ListingOutcome {
    const { listing, findings } = this.#recent.get(
      nth,
      () => this.#shelf.read(nth),
      () => 1,
    );
    const folder = this.#folders[nth];
    const decided = findings.map((finding) => {
      const state = this.#accepted.get(keyOf(folder, finding.fingerprint));
      return state === undefined ? finding : { ...finding, state };
    });
    return { listing, findings: decided };
  }

  /** Counts a finding as accepted from now on, wherever its configuration counts. */
  accept(row: FindingRow, acceptance: Acceptance): void {
    const folder = this.folderOf(row);
    const state: FindingState = { suppressed: acceptance };
    this.#accepted.set(keyOf(folder, row.fingerprint), state);
    this.fresh.add(row.fingerprint);
    for (const one of this.rows) if (one.fingerprint === row.fingerprint && this.folderOf(one) === folder) one.state = state;
  }
}

function keyOf(folder: string | undefined, fingerprint: string): string {
  return `${fingerprint} ${folder ?? ''}`;
}
