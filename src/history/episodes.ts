import { sql } from 'kysely';
import type { Finding } from '../model/finding.ts';
import {
  EPISODE_STATES,
  type EpisodeEnd,
  type EpisodeQuery,
  type Page,
  type Tally,
  type TriagedEpisode,
} from '../model/history.ts';
import { sqlOf } from './episode-query.ts';
import type { TallyBy } from './history.ts';
import { type Detail, severityOf } from './met.ts';
import { unpack } from './packed.ts';
import type { Store } from './tables.ts';
import { toTriage } from './triage.ts';

/*
 * Questions about findings.
 */

/** Items of a page, when nobody says and at most. */
const USUAL = 50;
const MOST = 500;

/** A page of episodes: which ones are found by the small rows alone, then those are read whole. */
export async function findEpisodes(store: Store, query: EpisodeQuery): Promise<Page<TriagedEpisode>> {
  const { offset = 0, limit = USUAL } = query;
  const { from, order } = sqlOf(query, store.kind);
  const count = await sql<{ readonly count: number | string }>`SELECT count(*) AS count ${from}`.execute(store.db);
  const page = await sql<{ readonly id: number }>`SELECT e.id ${from} ORDER BY ${order}
    LIMIT ${Math.min(Math.max(0, Math.floor(limit)), MOST)} OFFSET ${Math.max(0, Math.floor(offset))}`.execute(store.db);
  const ids = page.rows.map(({ id }) => id);
  return { items: await readEpisodes(store, ids), total: Number(count.rows[0]?.count ?? 0) };
}

/** All episodes of a finding, the newest first. */
export async function findEpisodesOf({ db, ...store }: Store, fingerprint: string): Promise<TriagedEpisode[]> {
  const rows = await db
    .selectFrom('episode')
    .select('id')
    .where('fingerprint', '=', fingerprint)
    .orderBy('nth', 'desc')
    .limit(MOST)
    .execute();
  return readEpisodes(
    { db, ...store },
    rows.map(({ id }) => id),
  );
}

/** Reads episodes in the order of their ids. */
export async function readEpisodes({ db }: Store, ids: readonly number[]): Promise<TriagedEpisode[]> {
  if (ids.length === 0) return [];
  const rows = await selectWhole(db, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toEpisode(row)];
  });
}

type Whole = Awaited<ReturnType<typeof selectWhole>>[number];

function selectWhole(db: Store['db'], ids: readonly number[]) {
  return db
    .selectFrom('episode as e')
    .innerJoin('listing as l', 'l.id', 'e.listing_id')
    .innerJoin('detail as d', 'd.episode', 'e.id')
    .innerJoin('run as o', 'o.n', 'e.opened_run')
    .innerJoin('run as s', 's.n', 'e.last_run')
    .leftJoin('run as x', 'x.n', 'e.ended_run')
    .leftJoin('triage as t', 't.fingerprint', 'e.fingerprint')
    .select(['e.id', 'e.fingerprint', 'e.nth', 'e.rule', 'e.severity', 'e.review', 'e.state', 'e.opened_at', 'e.ended_at'])
    .select(['e.ended_by', 'e.place', 'l.listing', 'l.marketplace', 'd.detail', 'o.id as opened_run'])
    .select(['s.id as last_run', 's.ended_at as last_at', 'x.id as ended_run', 't.revision', 't.state as triage_state'])
    .select(['t.assignee', 't.note', 't.decided_by', 't.decided_at'])
    .where('e.id', 'in', ids)
    .execute();
}

const ENDS: readonly EpisodeEnd[] = ['content-changed', 'listing-gone', 'records-changed', 'rules-changed'];

function toEpisode(row: Whole): TriagedEpisode {
  const { fingerprint, nth, listing, marketplace, rule, opened_at, opened_run, last_at, last_run } = row;
  const severity = severityOf(row.severity);
  const review = row.review === 1;
  const state = EPISODE_STATES.find((one) => one === row.state) ?? 'open';
  const endedBy = ENDS.find((one) => one === row.ended_by);
  const { message, fix, state: decided, ...seen }: Detail = JSON.parse(unpack(row.detail));
  const [file, line, column, record, cell]: [string, number, number, number, string | null] = JSON.parse(row.place);
  const { replacements, ...rest } = seen;
  const finding: Finding = {
    ...{ rule, severity, review, listing, marketplace, file, line, column, record },
    ...(cell === null ? {} : { cell }),
    ...rest,
    ...(replacements === undefined ? {} : { replacements }),
    ...{ fingerprint, state: decided ?? (state === 'baselined' ? 'baselined' : 'open') },
  };
  const { revision, triage_state, assignee, note, decided_by, decided_at } = row;
  const triage =
    revision === null || triage_state === null || decided_by === null || decided_at === null
      ? undefined
      : toTriage({ fingerprint, revision, state: triage_state, assignee, note, decided_by, decided_at });
  return {
    ...{ fingerprint, nth, listing, marketplace, rule, severity, review, state },
    ...{ openedAt: opened_at, openedRun: opened_run, lastSeenAt: last_at, lastRun: last_run },
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.ended_run === null ? {} : { endedRun: row.ended_run }),
    ...(endedBy === undefined ? {} : { endedBy }),
    ...{ finding, message, fix },
    ...(triage === undefined ? {} : { triage }),
  };
}

const GROUPS: Readonly<Record<TallyBy, string>> = {
  rule: 'e.rule',
  severity: 'e.severity',
  listing: 'l.listing',
  marketplace: 'l.marketplace',
  state: 'e.state',
  assignee: 't.assignee',
  match: 'e.match',
};
const USUAL_TALLIES = 20;
const MOST_TALLIES = 10_000;

/** How many findings there are of each, the most first. Findings of nobody count under the empty name. */
export async function tally(store: Store, query: EpisodeQuery, by: TallyBy, limit: number = USUAL_TALLIES): Promise<Tally[]> {
  const name = sql.ref(GROUPS[by]);
  const { from } = sqlOf({ ...query, sort: 'newest' }, store.kind, GROUPS[by]);
  const { rows } = await sql<{ readonly name: string | number | null; readonly count: string | number }>`
    SELECT ${name} AS name, count(*) AS count ${from} GROUP BY ${name} ORDER BY count(*) DESC, ${name}
    LIMIT ${Math.min(Math.max(0, limit), MOST_TALLIES)}`.execute(store.db);
  return rows.map(({ name: said, count }) => ({
    name: by === 'severity' ? severityOf(Number(said)) : String(said ?? ''),
    count: Number(count),
  }));
}
