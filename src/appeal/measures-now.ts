import type { History } from '../history/history.ts';
import type { ControlLog } from '../ledger/control-log.ts';
import { openLedger } from '../ledger/disk.ts';
import type { Days } from '../ledger/measure-controls.ts';
import { countedSince, measureStates, PROOF_DAYS, proofWindow } from '../ledger/measure-states.ts';
import { stepsOf } from '../ledger/measure-steps.ts';
import { openRecords } from '../ledger/open-records.ts';
import { signedListing, signOffState, signOffsByListing } from '../ledger/sign-off-state.ts';
import type { Measure } from '../model/case-world.ts';
import type { AdoptedMeasure, Reviewer, SignOff } from '../model/ledger.ts';
import type { Problem } from '../model/problem.ts';
import type { Rule } from '../model/rule.ts';

/** Where the measures of a shop are looked up. */
export interface MeasuresQuestion {
  /** Undefined when nothing was recorded yet. */
  readonly history: History | undefined;
  /** The ledger's folder, and as problems name it. */
  readonly folder: string;
  readonly shown: string;
  /** Rules that are in use. */
  readonly rules: readonly Rule[];
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** How many days back a proof may lie; 30 when absent. */
  readonly days?: number;
}

/** How far each prevention step has come, with what in the ledger does not count. */
export interface MeasuresNow {
  readonly measures: readonly Measure[];
  readonly problems: readonly Problem[];
}

/** Runs that are looked at, the newest. */
const MOST_RUNS = 400;
const DAY = 86_400_000;

/** Joins rules, ledger and history to the state of every prevention step. */
export async function measuresNow({
  history,
  folder,
  shown,
  rules,
  asOf,
  days = PROOF_DAYS,
}: MeasuresQuestion): Promise<MeasuresNow> {
  const records = await openRecords(folder, shown, ['reviewers', 'signOffs', 'trainings', 'measures']);
  const { authorisations, problems } = await openLedger(folder, shown);
  const control: ControlLog = {
    ...(await recorded(history, proofWindow(asOf, days), records.measures)),
    signOffs: await countSignOffs(history, records),
    trainings: records.trainings,
    authorisations,
  };
  return {
    measures: measureStates({ steps: stepsOf(rules), adopted: records.measures, control, asOf, days }),
    problems: records.problems.length === 0 ? problems : distinct([...records.problems, ...problems]),
  };
}

type Recorded = Pick<ControlLog, 'runs' | 'catalogue' | 'met' | 'standing' | 'corrected'>;

async function recorded(history: History | undefined, days: Days, adopted: readonly AdoptedMeasure[]): Promise<Recorded> {
  const nothing = { runs: [], met: () => 0, standing: new Map(), corrected: new Map() };
  if (history === undefined) return nothing;
  // The day ends last where the sun sets last: twelve hours behind UTC.
  const to = new Date(Date.parse(`${days.to}T00:00:00Z`) + 1.5 * DAY).toISOString();
  const runs = await history.runs({ to, limit: MOST_RUNS });
  if (runs.length === 0) return nothing;
  const starts = new Set([days.from, ...adopted.map((row) => countedSince(row, days))]);
  const met = new Map<string, number>();
  let listings = 0;
  for (const start of starts) {
    const coverage = await history.coverage(`${start}T00:00:00.000Z`, to);
    met.set(start, coverage.met);
    listings = coverage.listings;
  }
  const standing = await history.tallies({ states: ['open', 'suppressed', 'baselined'] }, 'rule', Number.MAX_SAFE_INTEGER);
  const corrected = await history.corrections(`${days.from}T00:00:00.000Z`, to);
  return {
    runs,
    catalogue: { listings, pictures: await history.countPictures() },
    met: (since) => met.get(since) ?? 0,
    standing: new Map(standing.map(({ name, count }) => [name, count])),
    corrected: new Map(corrected.map(({ rule, ...rest }) => [rule, rest])),
  };
}

/** Listings that are read at a time. */
const PAGE = 500;

async function countSignOffs(
  history: History | undefined,
  { signOffs, reviewers }: { readonly signOffs: readonly SignOff[]; readonly reviewers?: readonly Reviewer[] },
): Promise<ControlLog['signOffs']> {
  const standing: SignOff[] = [];
  let signed = 0;
  let changed = 0;
  const known = signOffsByListing(signOffs);
  if (history === undefined || known.size === 0) return { signed, void: changed, standing };
  for (let offset = 0; ; offset += PAGE) {
    const { items } = await history.listings({ gone: false, sort: 'listing', offset, limit: PAGE });
    for (const listing of items) {
      const state = signOffState(listing, known.get(signedListing(listing)) ?? [], reviewers);
      if (state.state === 'signed') signed++;
      if (state.state === 'void') changed++;
      if (state.state === 'signed') standing.push(...state.signed);
    }
    if (items.length < PAGE) break;
  }
  standing.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { signed, void: changed, standing };
}

/** Both tables tell of a folder that is not there. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
