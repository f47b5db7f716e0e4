import { type RawBuilder, sql } from 'kysely';
import type { ListingState, Page } from '../model/history.ts';
import type { Severity } from '../model/rule.ts';
import { holds, stoodAt, wordsOf } from './episode-query.ts';
import type { ListingQuery } from './history.ts';
import { rankOf } from './met.ts';
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

/** Listings as `l`, and where the numbers of their open findings are: in `l` as they are, in `o` as they stood at a moment. */
interface View {
  readonly tables: RawBuilder<unknown>;
  readonly open: Readonly<Record<'errors' | 'warnings' | 'notes', RawBuilder<unknown>>>;
}

function viewAt(standing: string | undefined): View {
  const at = standing === undefined ? 'l' : 'o';
  const open = { errors: sql.ref(`${at}.errors`), warnings: sql.ref(`${at}.warnings`), notes: sql.ref(`${at}.notes`) };
  if (standing === undefined) return { tables: sql`FROM listing l`, open };
  const of = (severity: Severity): RawBuilder<unknown> => sql`count(CASE WHEN e.severity = ${rankOf(severity)} THEN 1 END)`;
  const tables = sql`FROM listing l JOIN (SELECT e.listing_id, ${of('error')} AS errors, ${of('warning')} AS warnings,
    ${of('note')} AS notes FROM episode e WHERE ${stoodAt(standing)} GROUP BY e.listing_id) o ON o.listing_id = l.id`;
  return { tables, open };
}

function columnsOf({ tables, open }: View): RawBuilder<unknown> {
  return sql`l.id, l.listing, l.marketplace, l.title, l.file, l.record, l.hash, l.content_run, l.first_at, l.last_run,
    l.gone_at, ${open.errors} AS errors, ${open.warnings} AS warnings, ${open.notes} AS notes, l.search, r.ended_at AS last_at
    ${tables} JOIN run r ON r.n = l.last_run`;
}

/** Selects listings `l` with the run that last met each. */
export const LISTING_COLUMNS: RawBuilder<unknown> = columnsOf(viewAt(undefined));

/** A page of listings. */
export async function findListings(store: Store, query: ListingQuery): Promise<Page<ListingState>> {
  const { offset = 0, limit = USUAL, sort, standing } = query;
  const view = viewAt(standing);
  const conditions = conditionsOf(query, store.kind, view);
  const where = conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`;
  const count = await sql<{ readonly count: string | number }>`SELECT count(*) AS count ${view.tables} ${where}`.execute(
    store.db,
  );
  const { rows } = await sql<ListingRow>`SELECT ${columnsOf(view)} ${where} ORDER BY ${orderOf(sort, view)}
    LIMIT ${Math.min(Math.max(0, Math.floor(limit)), MOST)} OFFSET ${Math.max(0, Math.floor(offset))}`.execute(store.db);
  return { items: rows.map(toState), total: Number(count.rows[0]?.count ?? 0) };
}

function conditionsOf(
  { marketplace, text, withOpen, gone, standing }: ListingQuery,
  kind: Store['kind'],
  { open: { errors, warnings, notes } }: View,
): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = wordsOf(text).map((word) => holds('l.search', word, kind));
  if (marketplace !== undefined) all.push(sql`l.marketplace = ${storableName(marketplace)}`);
  if (withOpen === true) all.push(sql`${errors} + ${warnings} + ${notes} > 0`);
  if (withOpen === false) all.push(sql`${errors} + ${warnings} + ${notes} = 0`);
  if (gone !== undefined && standing === undefined) all.push(gone ? sql`l.gone_at IS NOT NULL` : sql`l.gone_at IS NULL`);
  if (gone !== undefined && standing !== undefined)
    all.push(gone ? sql`l.gone_at < ${standing}` : sql`(l.gone_at IS NULL OR l.gone_at >= ${standing})`);
  return all;
}

function orderOf(sort: ListingQuery['sort'], { open: { errors, warnings, notes } }: View): RawBuilder<unknown> {
  if (sort === 'listing') return sql`l.listing, l.marketplace`;
  if (sort === 'newest') return sql`l.first_at DESC, l.id DESC`;
  return sql`${errors} DESC, ${warnings} DESC, ${notes} DESC, l.id`;
}

/** A listing as it is told. */
export function toState(row: ListingRow): ListingState {
  const { listing, marketplace, title, file, record, hash, first_at, last_at, gone_at, errors, warnings, notes } = row;
  return {
    ...{ listing, marketplace, title, file, record, contentHash: hash, firstSeenAt: first_at, lastSeenAt: last_at },
    ...(gone_at === null ? {} : { goneAt: gone_at }),
    open: { error: Number(errors), warning: Number(warnings), note: Number(notes) },
  };
}
