import { sql } from 'kysely';
import { pack } from './packed.ts';
import type { PlacedFinding } from './record-listings.ts';
import { inParts, type Recording } from './recording.ts';

/*
 * Findings of a run -> their episodes: begun, gone on with, or begun once more. What is as it was costs one number.
 */

/** Findings that one statement is about. */
const PART = 400;

type Going = Awaited<ReturnType<typeof findGoing>>[number];

/** Writes what was found in listings that were recorded. */
export async function recordFindings(recording: Recording, found: readonly PlacedFinding[]): Promise<void> {
  for (const part of inParts(found, PART)) await recordPart(recording, part);
}

async function recordPart(recording: Recording, found: readonly PlacedFinding[]): Promise<void> {
  const { writing, n, touched } = recording;
  const going = new Map((await findGoing(recording, found)).map((row) => [row.fingerprint, row]));
  const fresh = new Map<string, PlacedFinding>();
  const changed = new Map<number, PlacedFinding>();
  const same: number[] = [];
  for (const placed of found) {
    const { fingerprint } = placed.finding;
    const before = going.get(fingerprint);
    if (before === undefined) {
      if (!fresh.has(fingerprint)) fresh.set(fingerprint, placed);
    } else if (before.last_run !== n && !changed.has(before.id)) {
      if (isSame(before, placed)) same.push(before.id);
      else changed.set(before.id, placed);
      if (!isCountedSame(before, placed)) touched.add(before.listing_id).add(placed.listingId);
    }
  }
  if (same.length > 0) await writing.updateTable('episode').set({ last_run: n }).where('id', 'in', same).execute();
  await change(recording, changed, new Set([...going.values()].map(({ digest, id }) => `${id} ${digest}`)));
  await beginEpisodes(recording, [...fresh.values()]);
}

function findGoing({ writing }: Recording, found: readonly PlacedFinding[]) {
  return writing
    .selectFrom('episode')
    .select(['id', 'fingerprint', 'listing_id', 'severity', 'review', 'state', 'match', 'place', 'digest', 'last_run'])
    .where('fingerprint', 'in', [...new Set(found.map(({ finding }) => finding.fingerprint))])
    .where('ended_at', 'is', null)
    .execute();
}

function isSame(before: Going, { listingId, finding }: PlacedFinding): boolean {
  const { review, match, place, digest } = finding;
  return (
    isCountedSame(before, { listingId, finding }) &&
    before.review === review &&
    before.match === match &&
    before.place === place &&
    before.digest === digest
  );
}

function isCountedSame(before: Going, { listingId, finding }: PlacedFinding): boolean {
  return before.listing_id === listingId && before.severity === finding.severity && before.state === finding.state;
}

/** Writes what is other than before; `details` holds the ids and digests that are there. */
async function change(
  { writing, n }: Recording,
  changed: ReadonlyMap<number, PlacedFinding>,
  details: ReadonlySet<string>,
): Promise<void> {
  if (changed.size === 0) return;
  const rows = [...changed].map(([id, { listingId, finding }]) => {
    const { severity, review, state, match, place, digest, search, needs } = finding;
    return sql`(${sql.join([id, listingId, severity, review, state, match, place, digest, search, needs])})`;
  });
  // Both databases name the columns of a list of values like this.
  await sql`UPDATE episode SET listing_id = CAST(v.column2 AS integer), severity = CAST(v.column3 AS integer),
    review = CAST(v.column4 AS integer), state = v.column5, match = v.column6, place = v.column7, digest = v.column8,
    search = v.column9, needs = CAST(v.column10 AS integer), last_run = ${n}
    FROM (VALUES ${sql.join(rows)}) AS v WHERE episode.id = CAST(v.column1 AS integer)`.execute(writing);
  const values = [...changed]
    .filter(([id, { finding }]) => !details.has(`${id} ${finding.digest}`))
    .map(([episode, { finding }]) => ({ episode, detail: pack(finding.detail) }));
  if (values.length === 0) return;
  await writing
    .insertInto('detail')
    .values(values)
    .onConflict((conflict) => conflict.column('episode').doUpdateSet(({ ref }) => ({ detail: ref('excluded.detail') })))
    .execute();
}

async function beginEpisodes(recording: Recording, fresh: readonly PlacedFinding[]): Promise<void> {
  if (fresh.length === 0) return;
  const { writing, n, run, touched } = recording;
  const times = await timesBefore(recording, fresh);
  const written = await writing
    .insertInto('episode')
    .values(
      fresh.map(({ listingId, finding }) => {
        const { fingerprint, rule, severity, review, state, match, needs, place, digest, search } = finding;
        const nth = (times.get(fingerprint) ?? 0) + 1;
        touched.add(listingId);
        if (state === 'open') recording[nth === 1 ? 'opened' : 'returned']++;
        return {
          ...{ fingerprint, nth, listing_id: listingId, rule, severity, review, state },
          ...{ opened_at: run.endedAt, opened_run: n, last_run: n, ended_at: null, ended_run: null, ended_by: null },
          ...{ match, needs, place, digest, search },
        };
      }),
    )
    .returning(['id', 'fingerprint'])
    .execute();
  const details = new Map(fresh.map(({ finding }) => [finding.fingerprint, finding.detail]));
  await writing
    .insertInto('detail')
    .values(written.map(({ id, fingerprint }) => ({ episode: id, detail: pack(details.get(fingerprint)) })))
    .execute();
}

/** How often findings were there before. */
async function timesBefore({ writing }: Recording, fresh: readonly PlacedFinding[]): Promise<Map<string, number>> {
  const rows = await writing
    .selectFrom('episode')
    .select(({ fn }) => ['fingerprint', fn.max('nth').as('times')])
    .where(
      'fingerprint',
      'in',
      fresh.map(({ finding }) => finding.fingerprint),
    )
    .groupBy('fingerprint')
    .execute();
  return new Map(rows.map(({ fingerprint, times }) => [fingerprint, times]));
}
