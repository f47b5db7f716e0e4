import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RulePackError } from '../model/errors.ts';
import type { PenaltyTable } from '../model/penalty.ts';
import { installation, packFiles, readSource } from './disk.ts';
import { mistakesOf } from './mistakes.ts';
import { parseYaml, plainValue } from './yaml-source.ts';

/** The seller's own tables, in the ledger's folder. */
const OWN = 'penalty-tables.yaml';

/**
 * Reads the penalty tables that come with preclear, and the seller's own, which win by id.
 * @param folder the ledger's folder, where `penalty-tables.yaml` may lie. Throws RulePackError with every mistake of a file.
 */
export async function loadPenaltyTables(folder?: string): Promise<readonly PenaltyTable[]> {
  const shipped = packFiles(join(installation(), 'rules', 'penalties'));
  const own = folder === undefined || !existsSync(join(folder, OWN)) ? [] : [join(folder, OWN)];
  const tables = (await Promise.all([...shipped, ...own].map(readTables))).flat();
  return [...new Map(tables.map((table) => [table.id, table])).values()];
}

async function readTables(file: string): Promise<readonly PenaltyTable[]> {
  const { name, text } = readSource(file);
  const source = await parseYaml(name, text);
  const { PENALTY_FILE } = await import('./penalty-schema.ts');
  const read = PENALTY_FILE.safeParse(plainValue(source) ?? {});
  if (!read.success) throw new RulePackError(await mistakesOf(read.error.issues, source, PENALTY_FILE));
  return read.data.tables;
}
