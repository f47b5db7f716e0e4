import type {
  AdoptedMeasure,
  Contact,
  HousePolicy,
  LoggedAction,
  PenaltyRecord,
  Reviewer,
  SignOff,
  Training,
} from '../model/ledger.ts';
import type { Problem } from '../model/problem.ts';
import { openFolder } from './folder.ts';
import { type RecordTable, readTable } from './record-table.ts';
import { ACTIONS } from './tables/actions.ts';
import { CONTACTS } from './tables/contacts.ts';
import { MEASURES } from './tables/measures.ts';
import { PENALTIES } from './tables/penalties.ts';
import { POLICIES } from './tables/policies.ts';
import { REVIEWERS } from './tables/reviewers.ts';
import { SIGN_OFFS } from './tables/sign-offs.ts';
import { TRAININGS } from './tables/trainings.ts';

/** What people did and decided, as the ledger holds it, in the order of its files. */
export interface LedgerRecords {
  /** Undefined when there is no list of reviewers: then anybody may sign. */
  readonly reviewers?: readonly Reviewer[];
  readonly signOffs: readonly SignOff[];
  readonly trainings: readonly Training[];
  readonly contacts: readonly Contact[];
  readonly policies: readonly HousePolicy[];
  readonly measures: readonly AdoptedMeasure[];
  readonly actions: readonly LoggedAction[];
  readonly penalties: readonly PenaltyRecord[];
  readonly problems: readonly Problem[];
}

/** What `openRecords` can read. */
export type RecordsName = Exclude<keyof LedgerRecords, 'problems'>;

/**
 * Reads the tables of records in the ledger's folder, and hashes the files that prove them; what a scan needs is read by `openLedger`.
 * `shown` is the folder as problems name it. A folder that is not there is a problem.
 * @param only the tables that are wanted; the others stay empty.
 */
export async function openRecords(
  folder: string,
  shown: string,
  only: readonly RecordsName[] = RECORDS,
): Promise<LedgerRecords> {
  const names = only.map((name) => RECORD_TABLES[name].name);
  const ledger = await openFolder(folder, shown, names);
  if ('reason' in ledger) return { ...NOTHING, problems: [ledger] };
  const read = async <T extends { readonly id: string }>(table: RecordTable<T>): Promise<readonly T[]> =>
    names.includes(table.name)
      ? ledger.read(table.name, (text, file, files, seen) => readTable(table, text, file, files, seen))
      : [];
  const reviewers = await read(REVIEWERS);
  return {
    ...(names.includes(REVIEWERS.name) && ledger.has(REVIEWERS.name) ? { reviewers } : {}),
    signOffs: await read(SIGN_OFFS),
    trainings: await read(TRAININGS),
    contacts: await read(CONTACTS),
    policies: await read(POLICIES),
    measures: await read(MEASURES),
    actions: await read(ACTIONS),
    penalties: await read(PENALTIES),
    problems: ledger.problems,
  };
}

/** The tables by the names that `LedgerRecords` gives them. */
export const RECORD_TABLES: Readonly<Record<RecordsName, RecordTable<{ readonly id: string }>>> = {
  reviewers: REVIEWERS,
  signOffs: SIGN_OFFS,
  trainings: TRAININGS,
  contacts: CONTACTS,
  policies: POLICIES,
  measures: MEASURES,
  actions: ACTIONS,
  penalties: PENALTIES,
};

const RECORDS: readonly RecordsName[] = [
  'reviewers',
  'signOffs',
  'trainings',
  'contacts',
  'policies',
  'measures',
  'actions',
  'penalties',
];

const NOTHING: Omit<LedgerRecords, 'problems'> = {
  signOffs: [],
  trainings: [],
  contacts: [],
  policies: [],
  measures: [],
  actions: [],
  penalties: [],
};
