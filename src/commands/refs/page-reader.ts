import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { installationFolder } from '../../scan/installation.ts';
import { type PageTexts, type ReceivedPage, readPageTexts } from './page-texts.ts';

/*
 * Reads pages in a thread beside the one that fetches and writes, once there are enough of them. What comes out does not depend on who read.
 */

/** Pages that are read in less time than a thread takes to start. */
const FEW_PAGES = 24;
/** Pages that may wait for the thread; the next one is read by whoever asks. */
const ROOM = 16;

/** How a reader works; for tests. */
export interface PageReaderOptions {
  /** Pages before a thread is started; without a second processor none is. */
  readonly few?: number;
  /** Code of the thread; without it the one that the build made. */
  readonly file?: string;
}

/** A page that was given to the thread. */
interface Given {
  readonly page: ReceivedPage;
  readonly done: (texts: PageTexts | Promise<PageTexts>) => void;
}

/** Reads the pages of a run. */
export class PageReader {
  readonly #few: number;
  readonly #file: string | undefined;
  #worker: Worker | undefined;
  #isReady = false;
  #asked = 0;
  #answered = 0;
  /** In the order in which they were given, which is that of the answers. */
  readonly #given: Given[] = [];

  constructor({ few = availableParallelism() > 1 ? FEW_PAGES : Number.POSITIVE_INFINITY, file }: PageReaderOptions = {}) {
    this.#few = few;
    this.#file = file;
  }

  /** Pages that the thread has read. */
  get byThread(): number {
    return this.#answered;
  }

  /** Reads a page. What is wrong with it is a problem, never an exception. */
  read(page: ReceivedPage): Promise<PageTexts> {
    if (this.#asked++ === this.#few) this.#start();
    const worker = this.#worker;
    if (worker === undefined || !this.#isReady || this.#given.length >= ROOM) return readPageTexts(page);
    return new Promise((done) => {
      this.#given.push({ page, done });
      worker.postMessage({ ...page, body: withoutRoom(page.body) });
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): void {
    const worker = new Worker(this.#file ?? join(installationFolder(), 'dist', 'page-worker.mjs'));
    this.#worker = worker;
    worker.on('message', (texts: PageTexts | undefined) => {
      if (texts === undefined) this.#isReady = true;
      else {
        this.#answered++;
        this.#given.shift()?.done(texts);
      }
    });
    // A thread that fails costs time and nothing else: what it was given is read here.
    const fail = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { page, done } of this.#given.splice(0)) done(readPageTexts(page));
    };
    worker.on('error', fail);
    worker.on('exit', fail);
  }
}

/** Small buffers are parts of a large one, all of which would be copied. */
function withoutRoom(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
