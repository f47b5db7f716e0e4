import { randomUUID } from 'node:crypto';
import type { Run } from '../model/history.ts';
import { endEpisodes } from './end-episodes.ts';
import type { MetListing, RunRecorder } from './history.ts';
import { toRow } from './met.ts';
import { packNumbers, storable } from './packed.ts';
import { recordFindings } from './record-findings.ts';
import { recordListings } from './record-listings.ts';
import { newRecording, type Recording } from './recording.ts';
import type { Store, Writing } from './tables.ts';
import { sweepWaiting, WaitingFile } from './waiting-file.ts';

/** Begins to take a run; takes away what killed runs left. */
export async function beginRun(store: Store): Promise<RunRecorder> {
  sweepWaiting(store.waiting);
  return new Recorder(store, await WaitingFile.create(store.waiting));
}

class Recorder implements RunRecorder {
  readonly id: string = randomUUID();
  readonly #store: Store;
  readonly #waiting: WaitingFile;

  constructor(store: Store, waiting: WaitingFile) {
    this.#store = store;
    this.#waiting = waiting;
  }

  async listing(met: MetListing): Promise<void> {
    await this.#waiting.add(toRow(met));
  }

  async end(run: Omit<Run, 'id'>, unread?: ReadonlySet<string>): Promise<Run> {
    const whole: Run = { id: this.id, ...run };
    try {
      await this.#store.write((writing) => this.#record(writing, whole, unread));
    } finally {
      await this.#waiting.remove();
    }
    return whole;
  }

  async abandon(): Promise<void> {
    await this.#waiting.remove();
  }

  async #record(writing: Writing, run: Run, unread: ReadonlySet<string> | undefined): Promise<void> {
    const { n } = await writing.insertInto('run').values(rowOf(run)).returning('n').executeTakeFirstOrThrow();
    const recording = newRecording(writing, n, run, unread);
    for await (const rows of this.#waiting.read()) await recordFindings(recording, await recordListings(recording, rows));
    await endEpisodes(recording);
    await recount(recording);
    await finish(recording);
  }
}

function rowOf(run: Run) {
  const { id, startedAt, endedAt, asOf, version, packs, scope, files, listings, images, problems, counts } = run;
  const { review, suppressed, baselined, exit } = run;
  return {
    ...{ id, started_at: startedAt, ended_at: endedAt, as_of: asOf, version },
    ...{ packs: storable(JSON.stringify(packs), MAX_JSON), scope: storable(JSON.stringify(scope), MAX_JSON) },
    ...{ files, listings, images, problems, errors: counts.error, warnings: counts.warning, notes: counts.note },
    ...{ review, suppressed, baselined, exit_code: exit },
    ...{ open_errors: 0, open_warnings: 0, open_notes: 0, opened: 0, returned: 0, fixed: 0 },
  };
}

/** JSON of a command line and its rules is never cut; an argument list has two megabytes at most. */
const MAX_JSON = 64 * 1024 * 1024;

/** Counts the open findings of the listings in which something changed. */
async function recount({ writing, touched }: Recording): Promise<void> {
  const ids = [...touched];
  for (let at = 0; at < ids.length; at += COUNTED) {
    const some = ids.slice(at, at + COUNTED);
    const rows = await writing
      .selectFrom('episode')
      .select(({ fn }) => ['listing_id', 'severity', fn.countAll().as('count')])
      .where('listing_id', 'in', some)
      .where('state', '=', 'open')
      .groupBy(['listing_id', 'severity'])
      .execute();
    await writing.updateTable('listing').set({ errors: 0, warnings: 0, notes: 0 }).where('id', 'in', some).execute();
    await setCounts(writing, rows);
  }
}

const COUNTED = 400;
const COLUMNS = { 3: 'errors', 2: 'warnings', 1: 'notes' } as const;

/** One statement for all listings that have the same number: most have one or two findings. */
async function setCounts(
  writing: Writing,
  rows: readonly { readonly listing_id: number; readonly severity: number; readonly count: string | number | bigint }[],
): Promise<void> {
  const groups = new Map<string, number[]>();
  for (const { listing_id, severity, count } of rows) {
    const key = `${severity} ${count}`;
    const group = groups.get(key) ?? [];
    group.push(listing_id);
    groups.set(key, group);
  }
  for (const [key, ids] of groups) {
    const [severity, count] = key.split(' ').map(Number);
    const column = severity === 3 ? COLUMNS[3] : severity === 2 ? COLUMNS[2] : COLUMNS[1];
    await writing
      .updateTable('listing')
      .set({ [column]: count ?? 0 })
      .where('id', 'in', ids)
      .execute();
  }
}

/** Writes down how things stand after the run. */
async function finish({ writing, n, met, opened, returned, fixed }: Recording): Promise<void> {
  const open = await writing
    .selectFrom('listing')
    .select(({ fn }) => [fn.sum('errors').as('errors'), fn.sum('warnings').as('warnings'), fn.sum('notes').as('notes')])
    .executeTakeFirstOrThrow();
  await writing
    .updateTable('run')
    .set({
      open_errors: Number(open.errors ?? 0),
      open_warnings: Number(open.warnings ?? 0),
      open_notes: Number(open.notes ?? 0),
      ...{ opened, returned, fixed },
    })
    .where('n', '=', n)
    .execute();
  const listings = packNumbers([...met].sort((a, b) => a - b));
  await writing.insertInto('run_listing').values({ run: n, listings }).execute();
}
