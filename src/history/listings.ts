import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ListingState, ListingVersion, Page } from '../model/history.ts';
import type { ListingContent } from '../model/listing-content.ts';
import { holds, wordsOf } from './episode-query.ts';
import type { ListingQuery } from './history.ts';
import { storableName, unpack } from './packed.ts';
import type { ListingTable, Store } from './tables.ts';

/*
 * Questions about listings.
 */

const USUAL = 50;
const MOST = 500;
/** Versions of one listing that are read. */
const MOST_VERSIONS = 500;

type Row = Omit<ListingTable, 'id' | 'errors' | 'warnings' | 'notes'> & {
  readonly id: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly last_at: string;
};

const COLUMNS = sql`l.id, l.listing, l.marketplace, l.title, l.file, l.record, l.hash, l.content_run, l.first_at, l.last_run,
  l.gone_at, l.errors, l.warnings, l.notes, l.search, r.ended_at AS last_at FROM listing l JOIN run r ON r.n = l.last_run`;

/** A page of listings. */
export async function findListings(store: Store, query: ListingQuery): Promise<Page<ListingState>> {
  const { offset = 0, limit = USUAL, sort } = query;
  const conditions = conditionsOf(query, store.kind);
  const where = conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`;
  const count = await sql<{ readonly count: string | number }>`SELECT count(*) AS count FROM listing l ${where}`.execute(
    store.db,
  );
  const { rows } = await sql<Row>`SELECT ${COLUMNS} ${where} ORDER BY ${orderOf(sort)}
    LIMIT ${Math.min(Math.max(0, Math.floor(limit)), MOST)} OFFSET ${Math.max(0, Math.floor(offset))}`.execute(store.db);
  return { items: rows.map(toState), total: Number(count.rows[0]?.count ?? 0) };
}

/** A listing as it was last met. */
export async function findListing({ db }: Store, listing: string, marketplace: string): Promise<ListingState | undefined> {
  const { rows } = await sql<Row>`SELECT ${COLUMNS}
    WHERE l.listing = ${storableName(listing)} AND l.marketplace = ${storableName(marketplace)}`.execute(db);
  return rows[0] && toState(rows[0]);
}

/** What a listing said, the newest first. */
export async function findVersions({ db }: Store, listing: string, marketplace: string): Promise<ListingVersion[]> {
  const rows = await db
    .selectFrom('version as v')
    .innerJoin('listing as l', 'l.id', 'v.listing_id')
    .innerJoin('content as c', 'c.hash', 'v.hash')
    .innerJoin('run as f', 'f.n', 'v.first_run')
    .innerJoin('run as r', (join) => join.on(sql<SqlBool>`r.n = coalesce(v.last_run, l.last_run)`))
    .select(['v.hash', 'c.content', 'f.id as first_run', 'f.ended_at as first_at', 'r.id as last_run', 'r.ended_at as last_at'])
    .where('l.listing', '=', storableName(listing))
    .where('l.marketplace', '=', storableName(marketplace))
    .orderBy('v.first_run', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
  return rows.map(({ hash, content, first_run, first_at, last_run, last_at }) => {
    const { fields, images }: ListingContent = JSON.parse(unpack(content));
    const seen = { firstSeenAt: first_at, firstRun: first_run, lastSeenAt: last_at, lastRun: last_run };
    return { listing, marketplace, contentHash: hash, ...seen, fields, images };
  });
}

function conditionsOf({ marketplace, text, withOpen, gone }: ListingQuery, kind: Store['kind']): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = wordsOf(text).map((word) => holds('l.search', word, kind));
  if (marketplace !== undefined) all.push(sql`l.marketplace = ${storableName(marketplace)}`);
  if (withOpen === true) all.push(sql`l.errors + l.warnings + l.notes > 0`);
  if (withOpen === false) all.push(sql`l.errors + l.warnings + l.notes = 0`);
  if (gone !== undefined) all.push(gone ? sql`l.gone_at IS NOT NULL` : sql`l.gone_at IS NULL`);
  return all;
}

function orderOf(sort: ListingQuery['sort']): RawBuilder<unknown> {
  if (sort === 'listing') return sql`l.listing, l.marketplace`;
  if (sort === 'newest') return sql`l.first_at DESC, l.id DESC`;
  return sql`l.errors DESC, l.warnings DESC, l.notes DESC, l.id`;
}

function toState(row: Row): ListingState {
  const { listing, marketplace, title, file, record, hash, first_at, last_at, gone_at, errors, warnings, notes } = row;
  return {
    ...{ listing, marketplace, title, file, record, contentHash: hash, firstSeenAt: first_at, lastSeenAt: last_at },
    ...(gone_at === null ? {} : { goneAt: gone_at }),
    open: { error: errors, warning: warnings, note: notes },
  };
}
