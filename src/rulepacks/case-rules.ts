import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseRules } from '../model/case-rules.ts';
import type { SellerIdentity } from '../model/case-world.ts';
import { RulePackError } from '../model/errors.ts';
import { installation, readSource } from './disk.ts';
import { mistakesOf } from './mistakes.ts';
import { parseYaml, plainValue } from './yaml-source.ts';

/*
 * Timers: those that come with preclear, and those in the user's folder of cases, which win by id. The seller, as letters name them.
 */

const FILE = 'timers.yaml';

/** Reads timers. @param folder where the user's own may lie. Throws RulePackError with every mistake of a file. */
export async function loadCaseRules(folder?: string): Promise<CaseRules> {
  const shipped = { path: join(installation(), 'rules', 'cases', FILE), shown: `rules/cases/${FILE}` };
  const own = folder === undefined ? [] : [{ path: join(folder, FILE), shown: join(folder, FILE) }];
  const read = await Promise.all([shipped, ...own.filter(({ path }) => existsSync(path))].map(readRules));
  return { timers: newest(read.flatMap(({ timers }) => timers)) };
}

/** The seller as letters name them, from `seller.yaml` in the folder of cases; nothing where there is no such file. */
export async function loadSeller(folder: string): Promise<SellerIdentity> {
  const path = join(folder, 'seller.yaml');
  if (!existsSync(path)) return {};
  const source = await parseYaml(path, readSource(path).text);
  const { SELLER } = await import('./case-rules-schema.ts');
  const read = SELLER.safeParse(plainValue(source) ?? {});
  if (!read.success) throw new RulePackError(await mistakesOf(read.error.issues, source, SELLER));
  return read.data;
}

async function readRules({ path, shown }: { readonly path: string; readonly shown: string }): Promise<CaseRules> {
  const source = await parseYaml(shown, readSource(path).text);
  const { CASE_RULES } = await import('./case-rules-schema.ts');
  const read = CASE_RULES.safeParse(plainValue(source) ?? {});
  if (!read.success) throw new RulePackError(await mistakesOf(read.error.issues, source, CASE_RULES));
  return read.data;
}

/** The last of each id, where the first stood. */
function newest<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()];
}
