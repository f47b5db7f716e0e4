import pLimit, { type LimitFunction } from 'p-limit';
import type { ImageFacts } from '../image/facts.ts';
import type { PictureFault } from './picture-file.ts';
import { type LookHelp, readPicture } from './pictures.ts';

/** Pictures whose facts are kept; about 2 KB each, so 20 MB at most. */
const KEPT = 10_000;

/** Reads pictures side by side and each file once: five hundred variants with one picture cost one decode. */
export class PictureReader {
  readonly #limit: LimitFunction;
  readonly #read: (file: string) => Promise<ImageFacts | PictureFault>;
  /** In the order of use, the longest unused first. A picture on its way is here too, so that nobody reads it a second time. */
  readonly #kept = new Map<string, Promise<ImageFacts | PictureFault>>();

  /** `jobs` pictures at a time, at least 1; `read` is for tests. */
  constructor(jobs: number, read: (file: string) => Promise<ImageFacts | PictureFault> = (file) => readPicture(file)) {
    this.#limit = pLimit(Math.max(1, Math.floor(jobs)));
    this.#read = read;
  }

  /** The facts of the picture at an absolute path, or why it could not be looked at. */
  read(file: string): Promise<ImageFacts | PictureFault> {
    const facts = this.#kept.get(file) ?? this.#limit(() => this.#read(file));
    this.#kept.delete(file);
    this.#kept.set(file, facts);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return facts;
  }
}

/** A reader for one run. */
export function createPictureReader({ jobs, ...help }: { readonly jobs: number } & LookHelp): PictureReader {
  // While all threads search, the next picture is decoded.
  const sideBySide = help.threads === undefined ? jobs : jobs + 1;
  return new PictureReader(sideBySide, (file) => readPicture(file, help));
}
