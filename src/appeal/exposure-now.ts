import type { History } from '../history/history.ts';
import { exposure, type ShownScore } from '../ledger/exposure.ts';
import { openRecords } from '../ledger/open-records.ts';
import { PENALTY_PLATFORMS, type PenaltyRecord } from '../model/ledger.ts';
import type { Exposure, PenaltyTable } from '../model/penalty.ts';
import type { Problem } from '../model/problem.ts';
import { loadPenaltyTables } from '../rulepacks/penalties.ts';
import { listCaseIds, type OpenCase, openCase } from './case-folder.ts';

/** Where the exposure of a shop is looked up. */
export interface ExposureSources {
  /** Undefined when nothing was recorded yet. */
  readonly history: Pick<History, 'snapshots'> | undefined;
  /** The ledger's folder, and as problems name it. */
  readonly folder: string;
  readonly shown: string;
  /** The folder of cases. */
  readonly cases: string;
  /** Reads one of them. */
  readonly open?: (id: string) => OpenCase;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** Where the seller stands with every platform, by which tables, and what could not be used. */
export interface ExposureNow {
  readonly exposures: readonly Exposure[];
  readonly tables: readonly PenaltyTable[];
  /** All that the ledger has, those that no longer count too. */
  readonly penalties: readonly PenaltyRecord[];
  readonly problems: readonly Problem[];
}

/** Joins penalty tables, the ledger, open cases and the scores that marketplaces showed. */
export async function exposureNow({ history, folder, shown, cases, asOf, open: read }: ExposureSources): Promise<ExposureNow> {
  const tables = await loadPenaltyTables(folder);
  const { penalties, problems } = await openRecords(folder, shown, ['penalties']);
  const open = openComplaints(cases, asOf, read ?? ((id) => openCase(cases, id)));
  const scores = history === undefined ? [] : await shownScores(history);
  return { exposures: exposure({ tables, penalties, openComplaints: open, scores, asOf }), tables, penalties, problems };
}

const OVER: ReadonlySet<string> = new Set(['resolved', 'closed', 'merged']);

/** Cases that are not over, each once for every platform that complained. */
function openComplaints(cases: string, asOf: string, read: (id: string) => OpenCase): { readonly platform: string }[] {
  return listCaseIds(cases).flatMap((id) => {
    const { known } = read(id);
    if (OVER.has(known.state) || known.openedAt.slice(0, 10) > asOf) return [];
    return [...new Set(known.notices.map(({ parse }) => parse.platform))].map((platform) => ({ platform }));
  });
}

async function shownScores(history: Pick<History, 'snapshots'>): Promise<ShownScore[]> {
  const snapshots = await history.snapshots();
  return snapshots.flatMap(({ marketplace, at, score }) => {
    const platform = PENALTY_PLATFORMS.find((name) => name === marketplace.toLowerCase().split('.')[0]);
    return score === undefined || platform === undefined ? [] : [{ platform, marketplace, value: score, at }];
  });
}
