import { sql } from 'kysely';
import type { MetFinding, MetRow } from './met.ts';
import { pack } from './packed.ts';
import { inParts, type Recording } from './recording.ts';

/*
 * Listings of a run -> their rows. What says the same as before costs one number.
 */

/** Values that one statement holds, in rows of a dozen. */
const PART = 400;

/** A finding, and the row of its listing. */
export interface PlacedFinding {
  readonly listingId: number;
  readonly finding: MetFinding;
}

type Known = Awaited<ReturnType<typeof findKnown>>[number];

/** Writes listings that were met; returns their findings. Of a listing that stands in two files the first says what it says. */
export async function recordListings(recording: Recording, rows: readonly MetRow[]): Promise<PlacedFinding[]> {
  const { n, met, unread, isUnread } = recording;
  const known = new Map((await findKnown(recording, rows)).map((row) => [keyOf(row), row]));
  const fresh = new Map<string, MetRow>();
  const same: number[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = known.get(key);
    if (seen.has(key) || before?.last_run === n) continue;
    seen.add(key);
    if (before === undefined || !isSame(before, row)) fresh.set(key, row);
    else same.push(before.id);
  }
  if (same.length > 0) await recording.writing.updateTable('listing').set({ last_run: n }).where('id', 'in', same).execute();
  const ids = new Map([...known].map(([key, { id }]) => [key, id]));
  for (const [key, id] of await writeFresh(recording, [...fresh.values()], known)) ids.set(key, id);
  return rows.flatMap((row) => {
    const listingId = ids.get(keyOf(row));
    if (listingId === undefined) return [];
    met.add(listingId);
    if (isUnread(row.file, row.record)) unread.add(listingId);
    return row.findings.map((finding) => ({ listingId, finding }));
  });
}

function keyOf({ listing, marketplace }: Pick<MetRow, 'listing' | 'marketplace'>): string {
  return `${marketplace}\n${listing}`;
}

function isSame(before: Known, row: MetRow): boolean {
  const { title, file, record, hash, gone_at } = before;
  return title === row.title && file === row.file && record === row.record && hash === row.hash && gone_at === null;
}

function findKnown({ writing }: Recording, rows: readonly MetRow[]) {
  return writing
    .selectFrom('listing')
    .select([
      'id',
      'listing',
      'marketplace',
      'title',
      'file',
      'record',
      'hash',
      'content_run',
      'first_at',
      'last_run',
      'gone_at',
    ])
    .where('listing', 'in', [...new Set(rows.map(({ listing }) => listing))])
    .execute();
}

/** Writes listings that are new or other than before. */
async function writeFresh(
  recording: Recording,
  rows: readonly MetRow[],
  known: ReadonlyMap<string, Known>,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const { writing, n, run } = recording;
  for (const part of inParts(rows, PART)) {
    const changed = part.filter((row) => known.get(keyOf(row))?.hash !== row.hash);
    await writeContents(recording, changed);
    await endVersions(
      recording,
      changed.flatMap((row) => known.get(keyOf(row))?.id ?? []),
    );
    const written = await writing
      .insertInto('listing')
      .values(
        part.map((row) => {
          const { listing, marketplace, title, file, record, hash, search } = row;
          const before = known.get(keyOf(row));
          const content_run = before !== undefined && before.hash === hash ? before.content_run : n;
          const first_at = before?.first_at ?? run.endedAt;
          const own = { listing, marketplace, title, file, record, hash, search };
          return { ...own, content_run, first_at, last_run: n, gone_at: null };
        }),
      )
      .onConflict((conflict) =>
        conflict.columns(['listing', 'marketplace']).doUpdateSet(({ ref }) => ({
          title: ref('excluded.title'),
          file: ref('excluded.file'),
          record: ref('excluded.record'),
          hash: ref('excluded.hash'),
          search: ref('excluded.search'),
          content_run: ref('excluded.content_run'),
          last_run: ref('excluded.last_run'),
          gone_at: null,
        })),
      )
      .returning(['id', 'listing', 'marketplace'])
      .execute();
    for (const row of written) ids.set(keyOf(row), row.id);
    await beginVersions(recording, changed, ids);
  }
  return ids;
}

/** Keeps each content once, however many listings say it. */
async function writeContents({ writing }: Recording, rows: readonly MetRow[]): Promise<void> {
  if (rows.length === 0) return;
  const byHash = new Map(rows.map((row) => [row.hash, row]));
  const there = await writing
    .selectFrom('content')
    .select('hash')
    .where('hash', 'in', [...byHash.keys()])
    .execute();
  for (const { hash } of there) byHash.delete(hash);
  const values = [...byHash.values()].map(({ hash, content }) => ({ hash, content: pack(content) }));
  if (values.length > 0) await writing.insertInto('content').values(values).execute();
}

/** The last run of what a listing said is the one that last met it. */
async function endVersions({ writing }: Recording, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await writing
    .updateTable('version')
    .set({ last_run: sql<number>`(SELECT listing.last_run FROM listing WHERE listing.id = version.listing_id)` })
    .where('listing_id', 'in', ids)
    .where('last_run', 'is', null)
    .execute();
}

async function beginVersions(
  { writing, n }: Recording,
  rows: readonly MetRow[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const values = rows.flatMap((row) => {
    const listing_id = ids.get(keyOf(row));
    return listing_id === undefined ? [] : [{ listing_id, first_run: n, last_run: null, hash: row.hash }];
  });
  if (values.length > 0) await writing.insertInto('version').values(values).execute();
}
