import { resolve } from 'node:path';
import type { PairOutcome } from '../../model/comparison.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { pairLine } from '../../reporters/compare-json.ts';
import { type PicturePairOutcome, picturePairLine } from '../../reporters/compare-picture.ts';
import { openEngine, type Prepared, type ProfileName, placeInFiles } from './engine.ts';
import type { Unread } from './file.ts';
import { compareIfPictures } from './picture-files.ts';

/** A line of a list of pairs. */
export interface Pair {
  /** Paths as written. */
  readonly a: string;
  readonly b: string;
  /** Why the line itself is no pair. */
  readonly fault?: Bilingual;
}

/** What became of some pairs. */
export interface BatchResult {
  /** A line of JSON a pair. */
  readonly text: string;
  readonly pairs: number;
  readonly copied: number;
  readonly failed: number;
}

/** How pairs are compared; can be handed to another thread. */
export interface RunnerOptions {
  /** Where relative paths start. */
  readonly folder: string;
  readonly lang: Lang;
  readonly profile?: ProfileName;
}

/** Characters of the texts that are kept because the next pairs may name them again. */
const KEPT_CHARACTERS = 8 << 20;
/** Files that are kept at most. */
const KEPT_FILES = 64;

/** Makes a function that compares pairs one after the other. */
export function createRunner(options: RunnerOptions): (pairs: readonly Pair[]) => Promise<BatchResult> {
  const engine = openEngine(options.profile);
  const files = new FileCache((path) => engine.prepare(path));
  const compareOne = async ({ a, b, fault }: Pair): Promise<PairOutcome | PicturePairOutcome> => {
    if (fault !== undefined) return { a, b, error: fault };
    const pictures = await compareIfPictures({ a, b }, options.folder);
    if (pictures !== undefined) return pictures;
    const left = await files.get(resolve(options.folder, a));
    if ('reason' in left) return { a, b, error: about(a, left) };
    const right = await files.get(resolve(options.folder, b));
    if ('reason' in right) return { a, b, error: about(b, right) };
    const { passages } = engine.compare(left, right);
    return { a, b, passages: passages.map((passage) => placeInFiles(passage, left, right)) };
  };
  return async (pairs) => {
    const outcomes: (PairOutcome | PicturePairOutcome)[] = [];
    for (const pair of pairs) outcomes.push(await compareOne(pair));
    return {
      text: outcomes.map((outcome) => lineOf(outcome, options.lang)).join(''),
      pairs: pairs.length,
      copied: outcomes.filter(isCopied).length,
      failed: outcomes.filter((outcome) => 'error' in outcome).length,
    };
  };
}

function lineOf(outcome: PairOutcome | PicturePairOutcome, lang: Lang): string {
  return 'match' in outcome ? picturePairLine(outcome, lang) : pairLine(outcome, lang);
}

function isCopied(outcome: PairOutcome | PicturePairOutcome): boolean {
  if ('passages' in outcome) return outcome.passages.length > 0;
  return 'match' in outcome && outcome.match?.tier === 'copy';
}

function about(file: string, { reason }: Unread): Bilingual {
  return { en: `${file}: ${reason.en}`, zh: `${file}：${reason.zh}` };
}

/** The files that were used last, so that a text that is compared with a hundred others is read once. */
class FileCache {
  readonly #read: (path: string) => Promise<Prepared | Unread>;
  readonly #files = new Map<string, Prepared | Unread>();
  #characters = 0;

  constructor(read: (path: string) => Promise<Prepared | Unread>) {
    this.#read = read;
  }

  async get(path: string): Promise<Prepared | Unread> {
    const known = this.#files.get(path);
    if (known !== undefined) {
      this.#files.delete(path);
      this.#files.set(path, known);
      return known;
    }
    const read = await this.#read(path);
    this.#files.set(path, read);
    this.#characters += sizeOf(read);
    for (const [oldest, file] of this.#files) {
      if (oldest === path || (this.#files.size <= KEPT_FILES && this.#characters <= KEPT_CHARACTERS)) break;
      this.#files.delete(oldest);
      this.#characters -= sizeOf(file);
    }
    return read;
  }
}

function sizeOf(file: Prepared | Unread): number {
  return 'reason' in file ? 0 : file.raw.length;
}
