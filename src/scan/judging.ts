import { setImmediate } from 'node:timers/promises';
import type { Subject } from '../detectors/contract.ts';
import type { AuditEvent } from './audit.ts';
import type { ScanFile } from './files.ts';
import type { Judge, Judgement } from './judge.ts';
import type { Threads } from './threads.ts';

/*
 * Every listing is judged by itself, by this thread or by others; what comes out has the order of the files whoever judged it.
 */

/** A listing, and what it gives by itself. */
export interface Judged {
  readonly subject: Subject;
  /** How many of its pictures were looked at. */
  readonly pictures: number;
  readonly judgement: Judgement;
  readonly file: ScanFile;
  /** SHA-256 of the picture files of its file, by absolute path, where none was read anew. */
  readonly hashes?: ReadonlyMap<string, string>;
}

/** What a file gives, its listings judged. */
export type JudgedEvent = Judged | Exclude<AuditEvent, { readonly subject: Subject }>;

/** Characters of text after which further threads pay: some 200 listings, which one thread judges in the time that another takes to start. */
const ENOUGH = 250_000;
/** A batch is judged when it has so many characters of text, which take some 20 ms, or so many events. */
const BATCH_CHARACTERS = 32_000;
const BATCH_EVENTS = 64;
/** Batches that may wait for their turn, for each thread: bounds what is in memory while a thread has a long listing. */
const WAITING = 16;

/** Judges every listing by itself; the order stays that of the files. @param threads that share the work. */
export async function* judgeEvents(
  events: AsyncIterable<AuditEvent | JudgedEvent>,
  judge: Judge,
  threads?: Threads,
): AsyncGenerator<JudgedEvent> {
  const line = threads && new Line(judge, threads);
  let characters = 0;
  for await (const event of events) {
    if (line !== undefined && threads?.areReady === true) {
      yield* line.add(event);
      continue;
    }
    yield judgeOne(event, judge);
    characters += sizeOf(event);
    if (characters > ENOUGH) threads?.start();
  }
  if (line !== undefined) yield* line.end();
}

function judgeOne(event: AuditEvent | JudgedEvent, judge: Judge): JudgedEvent {
  return isUnjudged(event) ? { ...event, judgement: judge.alone(event.subject) } : event;
}

/** Whether it is a listing whose judgement is not at hand. */
function isUnjudged(event: AuditEvent | JudgedEvent): event is AuditEvent & { readonly subject: Subject } {
  return 'subject' in event && !('judgement' in event);
}

/** Events that are judged, and whether that is over. */
interface Batch {
  readonly judged: Promise<readonly JudgedEvent[]> | readonly JudgedEvent[];
  isDone: boolean;
}

/** Events on their way through threads, in their order; a bounded number of them. What no other thread has room for is judged by this one. */
class Line {
  readonly #judge: Judge;
  readonly #threads: Threads;
  readonly #batches: Batch[] = [];
  #events: (AuditEvent | JudgedEvent)[] = [];
  #characters = 0;

  constructor(judge: Judge, threads: Threads) {
    this.#judge = judge;
    this.#threads = threads;
  }

  /** Takes one more; gives those whose turn it is. */
  async *add(event: AuditEvent | JudgedEvent): AsyncGenerator<JudgedEvent> {
    this.#events.push(event);
    this.#characters += sizeOf(event);
    const isFull = this.#characters >= BATCH_CHARACTERS || this.#events.length >= BATCH_EVENTS;
    // Where events come slowly, as listings with pictures do, nobody gains by waiting for a whole batch.
    if (isFull || this.#threads.areIdle) await this.#close();
    while (this.#batches[0]?.isDone === true || this.#batches.length > this.#threads.count * WAITING) yield* await this.#next();
  }

  /** Gives all that are left. */
  async *end(): AsyncGenerator<JudgedEvent> {
    await this.#close();
    while (this.#batches.length > 0) yield* await this.#next();
  }

  async #next(): Promise<readonly JudgedEvent[]> {
    return (await this.#batches.shift()?.judged) ?? [];
  }

  /** Has the batch at hand judged, and begins another. */
  async #close(): Promise<void> {
    const events = this.#events;
    this.#events = [];
    this.#characters = 0;
    if (this.#threads.haveRoom) this.#send(events);
    else {
      this.#batches.push({ judged: events.map((event) => judgeOne(event, this.#judge)), isDone: true });
      // Answers come in only where this thread pauses.
      await setImmediate();
    }
  }

  #send(events: readonly (AuditEvent | JudgedEvent)[]): void {
    const judged = this.#ask(events);
    const batch: Batch = { judged, isDone: false };
    const note = (): void => {
      batch.isDone = true;
    };
    // Who takes the batch gets the error; until then it is not lost.
    judged.then(note, note);
    this.#batches.push(batch);
  }

  async #ask(events: readonly (AuditEvent | JudgedEvent)[]): Promise<readonly JudgedEvent[]> {
    const sent = events.filter(isUnjudged).map(({ subject: { listing, images } }) => ({ listing, images }));
    const judgements = sent.length === 0 ? [] : await this.#threads.judge(sent);
    let at = 0;
    return events.map((event) => {
      if (!isUnjudged(event)) return event;
      const judgement = judgements[at++];
      if (judgement === undefined) throw new RangeError('a thread answered fewer listings than it was asked');
      return { ...event, judgement };
    });
  }
}

/** Characters that are to be judged. */
function sizeOf(event: AuditEvent | JudgedEvent): number {
  return isUnjudged(event) ? event.subject.listing.fields.reduce((sum, { text }) => sum + text.length, 0) : 0;
}
