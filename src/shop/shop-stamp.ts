import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { History } from '../history/history.ts';

/** How long what was counted is kept at most, ms: files that prove something may change without anything here knowing. */
const KEPT_MS = 300_000;
/** Files of the ledger that are looked at. */
const MOST_FILES = 200;

/**
 * Changes when something happens that the counts of a shop rest on: a scan, a decision on the page, a row of the ledger, another day, and every
 * five minutes. @param folder of the ledger.
 */
export async function shopStamp(history: Pick<History, 'runs' | 'audit'>, folder: string, day: string): Promise<string> {
  const [[run], { items }] = await Promise.all([history.runs({ limit: 1 }), history.audit({ limit: 1 })]);
  const period = Math.floor(Date.now() / KEPT_MS);
  return [run?.id, items[0]?.id, day, period, ...filesOf(folder)].join(' ');
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .slice(0, MOST_FILES)
      .map((name) => {
        const about = statSync(join(folder, name), { throwIfNoEntry: false });
        return `${name} ${about?.mtimeMs ?? ''} ${about?.size ?? ''}`;
      });
  } catch {
    return [];
  }
}
