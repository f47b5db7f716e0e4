import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { measuresNow } from '../appeal/measures-now.ts';
import type { WorldSources } from '../appeal/world-sources.ts';
import type { History } from '../history/history.ts';
import { openLedger } from '../ledger/disk.ts';
import { hashFile } from '../ledger/file-hash.ts';
import { openRecords } from '../ledger/open-records.ts';
import type { Measure } from '../model/case-world.ts';
import { loadSeller } from '../rulepacks/case-rules.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { type LoadedConfig, ledgerFolder } from '../scan/config.ts';
import { shownPath } from '../scan/files.ts';
import { commitsOfFile } from './commits.ts';
import { historyIfThere } from './history-there.ts';

/** A shop on a day. */
export interface ShopPlace {
  readonly config: LoadedConfig | undefined;
  /** The folder of cases, absolute. */
  readonly cases: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** Opens what a case is joined with, and closes it when the work is done. What is not there yet is left out. */
export async function withSources<T>(place: ShopPlace, work: (sources: WorldSources) => Promise<T>): Promise<T> {
  const history = await historyIfThere(place.config);
  try {
    return await work(await caseSources(place, history));
  } finally {
    await history?.close();
  }
}

/** What a case is joined with, as it is now. @param known measures with their states, where they were worked out before. */
export async function caseSources(
  { config, cases, asOf }: ShopPlace,
  history: History | undefined,
  known?: readonly Measure[],
): Promise<WorldSources> {
  const packs = await loadRulePacks(config?.values.rules ?? []);
  const rules = packs.flatMap((pack) => pack.rules);
  const folder = ledgerFolder(config);
  const shown = shownPath(folder);
  const there = existsSync(folder);
  const ledger = there ? await openLedger(folder, shown) : undefined;
  const records = there ? await openRecords(folder, shown) : undefined;
  const measures = known ?? (there ? (await measuresNow({ history, folder, shown, rules, asOf })).measures : []);
  return {
    cases,
    asOf,
    seller: await loadSeller(cases),
    ...(history === undefined ? {} : { history, commits: (file: string) => commitsOfFile(file, config) }),
    ...(records === undefined ? {} : { records }),
    licences: ledger?.licences ?? [],
    authorisations: ledger?.authorisations ?? [],
    proofHash: (path) => hashFile(join(folder, path)),
    measures,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
  };
}
