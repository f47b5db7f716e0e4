import { existsSync } from 'node:fs';
import type { WorldSources } from '../../appeal/world-sources.ts';
import { isDatabaseAddress } from '../../history/address.ts';
import type { History } from '../../history/history.ts';
import { openHistory } from '../../history/open.ts';
import { openLedger } from '../../ledger/disk.ts';
import { openRecords } from '../../ledger/open-records.ts';
import { loadSeller } from '../../rulepacks/case-rules.ts';
import { loadRulePacks } from '../../rulepacks/disk.ts';
import { historyPlace } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { ledgerFolder } from '../ledger-place.ts';
import { commitsOfFile } from './commits.ts';
import type { CasePlace } from './place.ts';

/** Opens what a case is joined with, and closes it when the work is done. What is not there yet is left out. */
export async function withSources<T>(place: CasePlace, work: (sources: WorldSources) => Promise<T>): Promise<T> {
  const { config, cases, asOf } = place;
  const history = await historyOf(place);
  try {
    const packs = await loadRulePacks(config?.values.rules ?? []);
    const rules = packs.flatMap((pack) => pack.rules);
    const folder = ledgerFolder(config);
    const shown = shownPath(folder);
    const there = existsSync(folder);
    const ledger = there ? await openLedger(folder, shown) : undefined;
    const records = there ? await openRecords(folder, shown) : undefined;
    const { measuresNow } = await import('../../appeal/measures-now.ts');
    const { measures } = there ? await measuresNow({ history, folder, shown, rules, asOf }) : { measures: [] };
    return await work({
      cases,
      asOf,
      seller: await loadSeller(cases),
      ...(history === undefined ? {} : { history, commits: (file: string) => commitsOfFile(file, place) }),
      ...(records === undefined ? {} : { records }),
      licences: ledger?.licences ?? [],
      authorisations: ledger?.authorisations ?? [],
      measures,
      rules: new Map(rules.map((rule) => [rule.id, rule])),
    });
  } finally {
    await history?.close();
  }
}

async function historyOf({ config }: CasePlace): Promise<History | undefined> {
  const where = historyPlace(config);
  return isDatabaseAddress(where) || existsSync(where) ? openHistory(where, { create: false }) : undefined;
}
