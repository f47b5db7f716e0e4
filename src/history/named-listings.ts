import { type SqlBool, sql } from 'kysely';
import type { ListingName, ListingState, ListingVersion, TriagedEpisode } from '../model/history.ts';
import type { ListingContent } from '../model/listing-content.ts';
import { readEpisodes } from './episodes.ts';
import { LISTING_COLUMNS, type ListingRow, toState } from './listings.ts';
import { storableName, unpack } from './packed.ts';
import type { Store } from './tables.ts';

/*
 * Questions about listings that somebody names, a few hundred to a query: asking about each by itself takes longer than reading it. What
 * comes back is parallel to the names.
 */

/** Names of one query, and rows that are read whole by one; databases take some thousands of values. */
const AT_ONCE = 500;
/** Versions of one listing that are read. */
const MOST_VERSIONS = 500;

/** Listings as they were last met. */
export async function findNamedListings({ db }: Store, names: readonly ListingName[]): Promise<(ListingState | undefined)[]> {
  const states = new Map<string, ListingState>();
  for (const keys of parts(listingsIn(names))) {
    const { rows } = await sql<ListingRow>`SELECT ${LISTING_COLUMNS} WHERE l.listing IN (${sql.join(keys)})`.execute(db);
    for (const row of rows) states.set(nameOf(row), toState(row));
  }
  return names.map((name) => states.get(nameOf(storableNames(name))));
}

/** What listings said, the newest first. */
export async function findNamedVersions(store: Store, names: readonly ListingName[]): Promise<ListingVersion[][]> {
  const ids = await idsOf(store, names);
  const rows = new Map<number | undefined, VersionRow[]>();
  for (const some of parts(known(ids))) {
    for (const row of await selectVersions(store.db, some)) put(rows, row.listing_id, row);
  }
  return names.map((name, i) => (rows.get(ids[i]) ?? []).map((row) => toVersion(name, row)));
}

/** What was found in listings, in the order of rules; `most` of one listing. */
export async function findNamedEpisodes(
  store: Store,
  names: readonly ListingName[],
  most: number,
): Promise<TriagedEpisode[][]> {
  const places: number[] = [];
  for (const some of parts(known(await idsOf(store, names)))) {
    const { rows } = await sql<{ readonly id: number }>`SELECT id FROM (
      SELECT e.id, e.listing_id,
        row_number() OVER (PARTITION BY e.listing_id ORDER BY e.rule, e.severity DESC, e.id DESC) AS place
      FROM episode e WHERE e.listing_id IN (${sql.join(some)})) ranked
      WHERE place <= ${most} ORDER BY listing_id, place`.execute(store.db);
    places.push(...rows.map(({ id }) => id));
  }
  const found = new Map<string, TriagedEpisode[]>();
  for (const some of parts(places)) {
    for (const episode of await readEpisodes(store, some)) put(found, nameOf(episode), episode);
  }
  return names.map((name) => [...(found.get(nameOf(storableNames(name))) ?? [])]);
}

type VersionRow = Awaited<ReturnType<typeof selectVersions>>[number];

function selectVersions(db: Store['db'], ids: readonly number[]) {
  const newest = db
    .selectFrom('version')
    .select(['listing_id', 'first_run', 'last_run', 'hash'])
    .select(sql<number>`row_number() OVER (PARTITION BY listing_id ORDER BY first_run DESC)`.as('place'))
    .where('listing_id', 'in', ids)
    .as('v');
  return db
    .selectFrom(newest)
    .innerJoin('listing as l', 'l.id', 'v.listing_id')
    .innerJoin('content as c', 'c.hash', 'v.hash')
    .innerJoin('run as f', 'f.n', 'v.first_run')
    .innerJoin('run as r', (join) => join.on(sql<SqlBool>`r.n = coalesce(v.last_run, l.last_run)`))
    .select(['v.listing_id', 'v.hash', 'c.content', 'f.id as first_run', 'f.ended_at as first_at'])
    .select(['r.id as last_run', 'r.ended_at as last_at'])
    .where('v.place', '<=', MOST_VERSIONS)
    .orderBy('v.listing_id')
    .orderBy('v.place')
    .execute();
}

function toVersion({ listing, marketplace }: ListingName, row: VersionRow): ListingVersion {
  const { hash, content, first_run, first_at, last_run, last_at } = row;
  const { fields, images }: ListingContent = JSON.parse(unpack(content));
  const seen = { firstSeenAt: first_at, firstRun: first_run, lastSeenAt: last_at, lastRun: last_run };
  return { listing, marketplace, contentHash: hash, ...seen, fields, images };
}

/** The numbers of listings in the tables; undefined for one that was never met. */
async function idsOf({ db }: Store, names: readonly ListingName[]): Promise<(number | undefined)[]> {
  const ids = new Map<string, number>();
  for (const keys of parts(listingsIn(names))) {
    const rows = await db.selectFrom('listing').select(['id', 'listing', 'marketplace']).where('listing', 'in', keys).execute();
    for (const row of rows) ids.set(nameOf(row), row.id);
  }
  return names.map((name) => ids.get(nameOf(storableNames(name))));
}

function storableNames({ listing, marketplace }: ListingName): ListingName {
  return { listing: storableName(listing), marketplace: storableName(marketplace) };
}

/** No name that is kept holds a NUL. */
function nameOf({ listing, marketplace }: ListingName): string {
  return `${listing}\0${marketplace}`;
}

function listingsIn(names: readonly ListingName[]): string[] {
  return [...new Set(names.map(({ listing }) => storableName(listing)))];
}

function known(ids: readonly (number | undefined)[]): number[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function* parts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE);
}

function put<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
