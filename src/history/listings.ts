import { type RawBuilder, sql } from 'kysely';
import type { ListingState, Page } from '../model/history.ts';
import { holds, wordsOf } from './episode-query.ts';
import type { ListingQuery } from './history.ts';
import { storableName } from './packed.ts';
import type { ListingTable, Store } from './tables.ts';

/*
 * Pages of listings. What is asked of listings by name is in `named-listings.ts`.
 */

const USUAL = 50;
const MOST = 500;

/** What is read of a listing. */
export type ListingRow = Omit<ListingTable, 'id' | 'errors' | 'warnings' | 'notes'> & {
  readonly id: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly last_at: string;
};

/** Selects listings `l` with the run that last met each. */
export const LISTING_COLUMNS: RawBuilder<unknown> = sql`l.id, l.listing, l.marketplace, l.title, l.file, l.record, l.hash, l.content_run, l.first_at, l.last_run,
  l.gone_at, l.errors, l.warnings, l.notes, l.search, r.ended_at AS last_at FROM listing l JOIN run r ON r.n = l.last_run`;

/** A page of listings. */
export async function findListings(store: Store, query: ListingQuery): Promise<Page<ListingState>> {
  const { offset = 0, limit = USUAL, sort } = query;
  const conditions = conditionsOf(query, store.kind);
  const where = conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`;
  const count = await sql<{ readonly count: string | number }>`SELECT count(*) AS count FROM listing l ${where}`.execute(
    store.db,
  );
  const { rows } = await sql<ListingRow>`SELECT ${LISTING_COLUMNS} ${where} ORDER BY ${orderOf(sort)}
    LIMIT ${Math.min(Math.max(0, Math.floor(limit)), MOST)} OFFSET ${Math.max(0, Math.floor(offset))}`.execute(store.db);
  return { items: rows.map(toState), total: Number(count.rows[0]?.count ?? 0) };
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

/** A listing as it is told. */
export function toState(row: ListingRow): ListingState {
  const { listing, marketplace, title, file, record, hash, first_at, last_at, gone_at, errors, warnings, notes } = row;
  return {
    ...{ listing, marketplace, title, file, record, contentHash: hash, firstSeenAt: first_at, lastSeenAt: last_at },
    ...(gone_at === null ? {} : { goneAt: gone_at }),
    open: { error: errors, warning: warnings, note: notes },
  };
}
