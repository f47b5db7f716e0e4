import type { Run, TrendPoint } from '../model/history.ts';
import type { FixTimes, RunCoverage } from './history.ts';
import { unpackNumbers } from './packed.ts';
import type { Store } from './tables.ts';

/*
 * Questions about runs, and about what they add up to. A run belongs to the time at which it ended: then it could be seen.
 */

const USUAL = 100;
const MOST = 10_000;
const HOUR = 3_600_000;

/** Runs, the newest first. */
export async function findRuns(
  { db }: Store,
  { from, to, limit = USUAL }: { readonly from?: string; readonly to?: string; readonly limit?: number } = {},
): Promise<Run[]> {
  let query = db.selectFrom('run').selectAll();
  if (from !== undefined) query = query.where('ended_at', '>=', from);
  if (to !== undefined) query = query.where('ended_at', '<', to);
  const rows = await query
    .orderBy('ended_at', 'desc')
    .orderBy('n', 'desc')
    .limit(Math.min(Math.max(0, limit), MOST))
    .execute();
  return rows.map(toRun);
}

/** One run. */
export async function findRun({ db }: Store, id: string): Promise<Run | undefined> {
  const row = await selectRun(db, id);
  return row && toRun(row);
}

function selectRun(db: Store['db'], id: string) {
  return db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
}

function toRun(row: NonNullable<Awaited<ReturnType<typeof selectRun>>>): Run {
  const { id, version, files, listings, images, problems, review, suppressed, baselined } = row;
  const packs: Run['packs'] = JSON.parse(row.packs);
  const scope: Run['scope'] = JSON.parse(row.scope);
  return {
    ...{ id, startedAt: row.started_at, endedAt: row.ended_at, asOf: row.as_of, version, packs, scope },
    ...{ files, listings, images, problems },
    counts: { error: row.errors, warning: row.warnings, note: row.notes },
    ...{ review, suppressed, baselined, exit: row.exit_code },
  };
}

/** How things stood at the end of each interval, and what happened in it: each run wrote both down when it was recorded. */
export async function findTrend(
  { db }: Store,
  intervals: readonly { readonly from: string; readonly to: string }[],
): Promise<TrendPoint[]> {
  const last = intervals.reduce((most, { to }) => (to > most ? to : most), '');
  const runs = await db
    .selectFrom('run')
    .select(['ended_at', 'open_errors', 'open_warnings', 'open_notes', 'opened', 'returned', 'fixed'])
    .where('ended_at', '<', last)
    .orderBy('ended_at')
    .orderBy('n')
    .execute();
  return intervals.map(({ from, to }) => {
    const stood = runs.findLast((run) => run.ended_at < to);
    const within = runs.filter((run) => run.ended_at >= from && run.ended_at < to);
    const sum = (key: 'opened' | 'returned' | 'fixed'): number => within.reduce((all, run) => all + run[key], 0);
    const { open_errors: error = 0, open_warnings: warning = 0, open_notes: note = 0 } = stood ?? {};
    return {
      at: to,
      open: { error, warning, note },
      opened: sum('opened'),
      returned: sum('returned'),
      fixed: sum('fixed'),
    };
  });
}

/** How long findings were there that ended in an interval. */
export async function findFixTimes({ db }: Store, from: string, to: string): Promise<FixTimes> {
  const rows = await db
    .selectFrom('episode')
    .select(['opened_at', 'ended_at'])
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to)
    .execute();
  const hours = rows
    .map(({ opened_at, ended_at }) => (Date.parse(ended_at ?? opened_at) - Date.parse(opened_at)) / HOUR)
    .sort((a, b) => a - b);
  return { count: hours.length, median: quantile(hours, 0.5), p90: quantile(hours, 0.9) };
}

/** The smallest value that a share of the sorted values does not exceed; 0 of none. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** What runs of an interval looked at, of the listings that were there at its end. */
export async function findCoverage({ db }: Store, from: string, to: string): Promise<RunCoverage> {
  const runs = await db
    .selectFrom('run')
    .innerJoin('run_listing', 'run_listing.run', 'run.n')
    .select(['run.ended_at', 'run_listing.listings'])
    .where('run.ended_at', '>=', from)
    .where('run.ended_at', '<', to)
    .orderBy('run.ended_at')
    .execute();
  const met = new Set<number>();
  for (const { listings } of runs) for (const id of unpackNumbers(listings)) met.add(id);
  const there = await db
    .selectFrom('listing')
    .select('id')
    .where('first_at', '<', to)
    .where((eb) => eb.or([eb('gone_at', 'is', null), eb('gone_at', '>=', to)]))
    .execute();
  const lastAt = runs.at(-1)?.ended_at;
  return {
    runs: runs.length,
    met: there.filter(({ id }) => met.has(id)).length,
    listings: there.length,
    ...(lastAt === undefined ? {} : { lastAt }),
  };
}
