import type { Authorisation, Licence } from '../model/ledger.ts';
import type { Problem } from '../model/problem.ts';
import { readAuthorisations } from './authorisations.ts';
import { openFolder } from './folder.ts';
import { readLicences } from './licences.ts';

/*
 * The ledger's folder -> what a scan needs. Reads `licences.csv`, `licences.jsonl`, `authorisations.csv` and `authorisations.jsonl`,
 * whichever are there; writes nothing. The other tables are read by `openRecords`.
 */

/** What the seller can prove. */
export interface Ledger {
  readonly licences: readonly Licence[];
  readonly authorisations: readonly Authorisation[];
  readonly problems: readonly Problem[];
}

/** Reads the ledger in `folder`; `shown` is the folder as problems name it. A folder that is not there is a problem. */
export async function openLedger(folder: string, shown: string): Promise<Ledger> {
  const ledger = await openFolder(folder, shown, ['licences', 'authorisations']);
  if ('reason' in ledger) return { licences: [], authorisations: [], problems: [ledger] };
  const licences = await ledger.read<Licence>('licences', (text, file, { found, hashOf }, seen) =>
    readLicences(text, file, found, seen, hashOf),
  );
  const authorisations = await ledger.read<Authorisation>('authorisations', (text, file, { found }, seen) =>
    readAuthorisations(text, file, found, seen),
  );
  return {
    licences: licences.map((licence) => ({ ...licence, folder: ledger.root })),
    authorisations,
    problems: ledger.problems,
  };
}
