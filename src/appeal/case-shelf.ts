import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Case } from '../model/case-folded.ts';
import type { Measure } from '../model/case-world.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import { CASE_LOG, listCaseIds, type OpenCase, openCase } from './case-folder.ts';
import { type CaseReader, type CaseSummary, summarise } from './open-cases.ts';

/*
 * Cases that were read stay at hand until their logs change, so that a page over a thousand of them need not read them anew each time.
 */

/** Bytes of logs whose cases are kept; a folded case takes about as much memory as its log. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Kept {
  readonly stamp: string;
  readonly bytes: number;
  readonly open: OpenCase;
}

interface Summed {
  readonly asOf: string;
  readonly measures: readonly Measure[];
  readonly summary: CaseSummary;
}

/** Cases of a folder, each read again only when its log is another one. */
export class CaseShelf implements CaseReader {
  readonly #cases: string;
  readonly #kept = new Map<string, Kept>();
  readonly #summed = new WeakMap<Case, Summed>();
  #bytes = 0;

  /** @param cases the folder of cases. */
  constructor(cases: string) {
    this.#cases = cases;
  }

  /** Reads all cases one after the other, so that others get their turn meanwhile; one that cannot be read is told when it is asked for. */
  async fill(): Promise<void> {
    for (const id of listCaseIds(this.#cases)) {
      try {
        this.open(id);
      } catch (error) {
        if (!(error instanceof UsageError || error instanceof EnvironmentError)) throw error;
      }
      await setImmediate();
    }
  }

  /** Another text when the log of a case is another one; empty when there is none. */
  stampOf(id: string): string {
    const about = statSync(join(this.#cases, id, CASE_LOG), { throwIfNoEntry: false });
    return about === undefined ? '' : `${about.mtimeMs} ${about.size} ${about.ino}`;
  }

  /** Reads a case. Throws as `openCase` does. */
  open(id: string): OpenCase {
    const stamp = this.stampOf(id);
    const known = this.#kept.get(id);
    if (known !== undefined && known.stamp === stamp) return known.open;
    this.#forget(id);
    const open = openCase(this.#cases, id);
    const bytes = Number(stamp.split(' ')[1] ?? 0);
    if (this.#bytes + bytes <= MOST_BYTES) {
      this.#kept.set(id, { stamp, bytes, open });
      this.#bytes += bytes;
    }
    return open;
  }

  summarise(known: Case, asOf: string, measures: readonly Measure[]): CaseSummary {
    const before = this.#summed.get(known);
    if (before !== undefined && before.asOf === asOf && before.measures === measures) return before.summary;
    const summary = summarise(known, asOf, measures);
    this.#summed.set(known, { asOf, measures, summary });
    return summary;
  }

  #forget(id: string): void {
    const known = this.#kept.get(id);
    if (known === undefined) return;
    this.#kept.delete(id);
    this.#bytes -= known.bytes;
  }
}
