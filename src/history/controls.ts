import { sql } from 'kysely';
import type { ListingContent } from '../model/listing-content.ts';
import type { Correction } from './history.ts';
import { unpack } from './packed.ts';
import type { Store } from './tables.ts';

/*
 * Questions about how what the seller promised is kept.
 */

/** Listings whose content is in memory at a time. */
const PART = 1000;

/** How many pictures the listings show that are not gone; one that two listings show counts twice. */
export async function countPictures({ db }: Store): Promise<number> {
  let count = 0;
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('listing as l')
      .innerJoin('content as c', 'c.hash', 'l.hash')
      .select(['l.id', 'c.content'])
      .where('l.gone_at', 'is', null)
      .where('l.id', '>', last)
      .orderBy('l.id')
      .limit(PART)
      .execute();
    for (const { content } of rows) {
      const { images }: ListingContent = JSON.parse(unpack(content));
      count += images.length;
    }
    const end = rows.at(-1);
    if (end === undefined) return count;
    last = end.id;
  }
}

/** Findings that ended in an interval because the listing was changed, by rule. */
export async function findCorrections({ db }: Store, from: string, to: string): Promise<Correction[]> {
  const { rows } = await sql<{ readonly rule: string; readonly count: string | number; readonly last_at: string }>`
    SELECT rule, count(*) AS count, max(ended_at) AS last_at FROM episode
    WHERE ended_by = 'content-changed' AND ended_at >= ${from} AND ended_at < ${to} GROUP BY rule ORDER BY rule`.execute(db);
  return rows.map(({ rule, count, last_at: lastAt }) => ({ rule, count: Number(count), lastAt }));
}
