import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HashHit } from '../image/match/match.ts';
import type { Plane } from '../image/plane.ts';
import { EnvironmentError } from '../model/errors.ts';
import { installationFolder } from './installation.ts';
import type { Judgement } from './judge.ts';
import type { MatchedPicture } from './picture-match.ts';
import type { Answer, SentListing, Task, ThreadStart } from './thread-work.ts';

/*
 * Threads that share the work of a scan. They start when there is enough of it, and what they are asked before one of them is ready is
 * asked in vain: whoever asks looks at `areReady` first.
 */

/** Tasks of a thread that may wait or run, so that it need not wait for the next one. */
const ROOM = 4;
/** The same where a task is a picture, which takes as long as ten batches of listings. */
const PICTURES_ROOM = 2;
/** Pictures that are searched for in less time than threads take to start. */
const FEW_PICTURES = 3;
/** Most threads: beyond so many, reading is slower than judging. */
const MOST = 31;

/** A task that was given to a thread. */
interface Given {
  readonly done: (answer: Answer) => void;
  readonly failed: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** In the order in which they were given, which is that of the answers. */
  readonly given: Given[];
}

/** The threads of a scan. */
export class Threads {
  readonly count: number;
  readonly #start: () => ThreadStart;
  readonly #file: string | undefined;
  #threads: readonly Thread[] = [];
  #areReady = false;
  #pictures = 0;
  #failed: Error | undefined;

  /**
   * @param count of threads beside the one that reads, at least 1.
   * @param start gives what they work with; called when they start.
   * @param file of their code; without it the one that the build made.
   */
  constructor(count: number, start: () => ThreadStart, file?: string) {
    this.count = Math.min(count, MOST);
    this.#start = start;
    this.#file = file;
  }

  /** Starts them, if they are not there. */
  start(): void {
    if (this.#threads.length > 0) return;
    const workerData = this.#start();
    const file = this.#file ?? join(installationFolder(), 'dist', 'scan-worker.mjs');
    this.#threads = Array.from({ length: this.count }, () => this.#open(file, workerData));
  }

  /** Whether one of them can be asked; also when one has died, so that whoever asks is told. */
  get areReady(): boolean {
    return this.#areReady;
  }

  /** Whether none of them has anything to do. */
  get areIdle(): boolean {
    return this.#threads.every(({ given }) => given.length === 0);
  }

  /** Whether one of them would begin with another task soon. */
  get haveRoom(): boolean {
    return this.#threads.some(({ given }) => given.length < ROOM);
  }

  /** Judges listings, each by itself. @throws EnvironmentError when a thread has died. */
  async judge(listings: readonly SentListing[]): Promise<readonly Judgement[]> {
    const answer = await this.#ask({ listings });
    return 'judgements' in answer ? answer.judgements : [];
  }

  /**
   * Looks for a picture in the library; undefined when this thread does so itself sooner. The picture is given away.
   * @param plane as `matchPlane` takes it. @param hits what hashes found.
   */
  match(plane: Plane, hits: readonly HashHit[]): Promise<MatchedPicture> | undefined {
    this.#pictures++;
    if (this.#pictures > FEW_PICTURES) this.start();
    if (!this.#areReady || !this.#threads.some(({ given }) => given.length < PICTURES_ROOM)) return undefined;
    const { buffer } = plane.data;
    return this.#ask({ plane, hits }, buffer instanceof ArrayBuffer ? [buffer] : []).then((answer) =>
      'matches' in answer ? answer : { matches: [] },
    );
  }

  /** Ends them; what they have not answered yet is not waited for. They may be started again. */
  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    this.#areReady = false;
    reject(threads, new Error('the scan has ended'));
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #ask(task: Task, given: readonly ArrayBuffer[] = []): Promise<Answer> {
    const [first, ...others] = this.#threads;
    if (this.#failed !== undefined) return Promise.reject(this.#failed);
    if (first === undefined) return Promise.reject(new RangeError('the threads were not started'));
    const least = others.reduce((a, b) => (b.given.length < a.given.length ? b : a), first);
    return new Promise((done, failed) => {
      least.given.push({ done, failed });
      least.worker.postMessage(task, given);
    });
  }

  #open(file: string, workerData: ThreadStart): Thread {
    const thread: Thread = { worker: new Worker(file, { workerData }), given: [] };
    const { worker, given } = thread;
    worker.on('message', (answer: Answer | undefined) => {
      if (answer === undefined) this.#areReady = true;
      else given.shift()?.done(answer);
    });
    const fail = (cause: Error): void => {
      // Those that were ended are no longer among them; others never end by themselves.
      if (this.#threads.includes(thread)) this.#fail(cause);
    };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`A thread ended with code ${code}.`)));
    return thread;
  }

  #fail(cause: Error): void {
    this.#failed ??= new EnvironmentError(
      {
        en: 'A thread of the scan stopped, so the scan could not be finished; run it with --jobs 1, which needs less memory.',
        zh: '扫描的一个线程中断，扫描未完成；请加 --jobs 1 重试，占用内存更少。',
      },
      { cause },
    );
    this.#areReady = true;
    reject(this.#threads, this.#failed);
  }
}

/** Tells everybody who waits for an answer that none will come. */
function reject(threads: readonly Thread[], error: Error): void {
  for (const { given } of threads) for (const { failed } of given.splice(0)) failed(error);
}
