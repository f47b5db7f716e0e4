import { sql } from 'kysely';
import type { EpisodeEnd, Run, RunScope } from '../model/history.ts';
import { NEEDS } from './met.ts';
import { inParts, type Recording } from './recording.ts';

/*
 * What was there before and was not found by a run: over, if the run looked for it, and why.
 */

/** Rows that are looked at together. */
const PART = 2000;
/** Ids that one statement names. */
const IDS = 1000;

/** An episode that a run did not find, in a listing that it met. */
interface Missed {
  readonly id: number;
  readonly listing_id: number;
  readonly rule: string;
  readonly needs: number;
  readonly last_run: number;
  readonly content_run: number;
}

/** Ends what was not found any more, as far as the run can tell. */
export async function endEpisodes(recording: Recording): Promise<void> {
  if (!recording.knowsUnread) return;
  await endMissed(recording);
  await endListings(recording);
}

async function endMissed(recording: Recording): Promise<void> {
  const { writing, n } = recording;
  const versions = new PackVersions(recording);
  for (let after = 0; ; ) {
    const missed = await writing
      .selectFrom('episode as e')
      .innerJoin('listing as l', 'l.id', 'e.listing_id')
      .select(['e.id', 'e.listing_id', 'e.rule', 'e.needs', 'e.last_run', 'l.content_run'])
      .where('e.ended_at', 'is', null)
      .where('e.last_run', '<', n)
      .where('l.last_run', '=', n)
      .where('e.id', '>', after)
      .orderBy('e.id')
      .limit(PART)
      .execute();
    const ends = new Map<EpisodeEnd, number[]>();
    for (const one of missed) {
      const why = recording.unread.has(one.listing_id) ? undefined : await whyEnded(one, recording.run, versions);
      if (why === undefined) continue;
      ends.set(why, [...(ends.get(why) ?? []), one.id]);
      recording.touched.add(one.listing_id);
    }
    for (const [why, ids] of ends) await end(recording, ids, why);
    const last = missed.at(-1);
    if (last === undefined || missed.length < PART) return;
    after = last.id;
  }
}

/** Why a finding is over; undefined when the run did not look for it. */
async function whyEnded(missed: Missed, run: Run, versions: PackVersions): Promise<EpisodeEnd | undefined> {
  const { scope } = run;
  if (!couldFind(missed.needs, scope)) return undefined;
  const pack = packOf(missed.rule);
  if (!scope.rules.includes(missed.rule)) {
    // Of a pack that the run was not given, and of rules that it was told to leave out, nothing is known.
    const removed = scope.narrowed !== true && run.packs.some(({ id }) => id === pack);
    return removed ? 'rules-changed' : undefined;
  }
  if (missed.content_run > missed.last_run) return 'content-changed';
  if (!(await versions.isSame(missed.last_run, pack))) return 'rules-changed';
  // Two listings are one another's duplicates no longer when the other one changes.
  return (missed.needs & NEEDS.allListings) === 0 ? 'records-changed' : 'content-changed';
}

function couldFind(needs: number, { images, ocr, fetched, whole }: RunScope): boolean {
  if ((needs & NEEDS.pictures) !== 0 && !images) return false;
  if ((needs & NEEDS.pictureText) !== 0 && !ocr) return false;
  if ((needs & NEEDS.remotePictures) !== 0 && fetched !== true) return false;
  return (needs & NEEDS.allListings) === 0 || whole;
}

function packOf(rule: string): string {
  return rule.slice(0, Math.max(0, rule.indexOf('/')));
}

/** Compares the packs of earlier runs with those of this one. */
class PackVersions {
  readonly #recording: Recording;
  readonly #known = new Map<number, ReadonlyMap<string, string>>();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  async isSame(run: number, pack: string): Promise<boolean> {
    const now = this.#recording.run.packs.find(({ id }) => id === pack)?.version;
    return (await this.#of(run)).get(pack) === now;
  }

  async #of(run: number): Promise<ReadonlyMap<string, string>> {
    const known = this.#known.get(run);
    if (known !== undefined) return known;
    const { writing } = this.#recording;
    const row = await writing.selectFrom('run').select('packs').where('n', '=', run).executeTakeFirst();
    const packs: Run['packs'] = JSON.parse(row?.packs ?? '[]');
    const versions = new Map(packs.map(({ id, version }) => [id, version]));
    this.#known.set(run, versions);
    return versions;
  }
}

/** Ends listings that were not met although the run looked where they were. */
async function endListings(recording: Recording): Promise<void> {
  const { writing, n, run, touched } = recording;
  const areas = run.scope.whole ? [''] : (run.scope.areas ?? []);
  if (areas.length === 0) return;
  const rows = await writing
    .selectFrom('listing')
    .select(['id', 'file'])
    .where('last_run', '<', n)
    .where('gone_at', 'is', null)
    .execute();
  const gone = rows.filter(({ file }) => areas.some((area) => isWithin(file, area))).map(({ id }) => id);
  for (const ids of inParts(gone, IDS)) {
    await writing.updateTable('listing').set({ gone_at: run.endedAt }).where('id', 'in', ids).execute();
    const left = await writing
      .selectFrom('episode')
      .select('id')
      .where('listing_id', 'in', ids)
      .where('ended_at', 'is', null)
      .execute();
    await end(
      recording,
      left.map(({ id }) => id),
      'listing-gone',
    );
    for (const id of ids) touched.add(id);
  }
}

function isWithin(file: string, area: string): boolean {
  return area === '' || file === area || file.startsWith(`${area}/`);
}

async function end(recording: Recording, ids: readonly number[], why: EpisodeEnd): Promise<void> {
  const { writing, n, run } = recording;
  recording.fixed += ids.length;
  for (const some of inParts(ids, IDS)) {
    await writing
      .updateTable('episode')
      .set({
        state: 'fixed',
        // A clock that was put back ends nothing before it began.
        ended_at: sql<string>`CASE WHEN opened_at > ${run.endedAt} THEN opened_at ELSE ${run.endedAt} END`,
        ended_run: n,
        ended_by: why,
      })
      .where('id', 'in', some)
      .execute();
  }
}
