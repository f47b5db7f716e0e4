import { existsSync } from 'node:fs';
import type { Canary } from '../model/canary.ts';
import type { Problem } from '../model/problem.ts';
import { openFolder } from './folder.ts';
import { readTable } from './record-table.ts';
import { CANARIES } from './tables/canaries.ts';

/**
 * Reads `canaries.csv` and `canaries.jsonl` of the ledger's folder, in the order of the files; none where there is no such folder.
 * @param shown the folder as problems name it.
 */
export async function openCanaries(
  folder: string,
  shown: string,
): Promise<{ readonly canaries: readonly Canary[]; readonly problems: readonly Problem[] }> {
  if (!existsSync(folder)) return { canaries: [], problems: [] };
  const ledger = await openFolder(folder, shown, [CANARIES.name]);
  if ('reason' in ledger) return { canaries: [], problems: [ledger] };
  const canaries = await ledger.read(CANARIES.name, (text, file, files, seen) => readTable(CANARIES, text, file, files, seen));
  return { canaries, problems: ledger.problems };
}
