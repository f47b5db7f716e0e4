import { crc32 } from 'node:zlib';
import type { CopyWords } from './copy-words.ts';

/*
 * The words of a library text as they are kept beside its index. What the aligner compares is there at once; where the words stand is asked
 * for the few texts that share a passage, and read from the text then.
 *
 *   checksum of all behind it, number of words, number of words with digits for letters
 *   ids, one number a word
 *   place and id of every word with digits for letters
 *   flags, one byte a word, filled up to whole numbers
 */

/** Changes with the layout. */
export const STORED_WORDS_VERSION = 1;

/** Numbers before the ids. */
const HEAD = 3;

/** Where the words of a text stand in it. */
export type WordPlaces = Pick<CopyWords, 'starts' | 'ends'>;

/** Length of the words of a text when they are stored, in 32-bit numbers. */
function storedNumbers(count: number, leets: number): number {
  return HEAD + count + 2 * leets + Math.ceil(count / 4);
}

/** Stores the words of a text, without their places. */
export function storeWords({ count, ids, flags, leetIds }: CopyWords): Uint8Array {
  const leets = leetIds === undefined ? [] : [...leetIds.entries()].filter(([, id]) => id !== 0);
  const numbers = new Int32Array(storedNumbers(count, leets.length));
  numbers[1] = count;
  numbers[2] = leets.length;
  numbers.set(ids.subarray(0, count), HEAD);
  numbers.set(leets.flat(), HEAD + count);
  const bytes = new Uint8Array(numbers.buffer);
  bytes.set(flags.subarray(0, count), (HEAD + count + 2 * leets.length) * 4);
  numbers[0] = crc32(bytes.subarray(4)) | 0;
  return bytes;
}

/**
 * The words that were stored; undefined when they are damaged.
 * @param bytes begin at a multiple of four in their buffer; they are copied.
 * @param findPlaces tells where the words stand, when somebody asks.
 */
export function loadWords(bytes: Uint8Array, findPlaces: () => WordPlaces): CopyWords | undefined {
  const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  const [checksum = 0, count = 0, leets = 0] = numbers;
  if (numbers.length < HEAD || storedNumbers(count, leets) !== numbers.length || crc32(bytes.subarray(4)) !== checksum >>> 0) {
    return undefined;
  }
  const pairs = HEAD + count;
  const flagsAt = (pairs + 2 * leets) * 4;
  const words = new LoadedWords(numbers.slice(HEAD, pairs), bytes.slice(flagsAt, flagsAt + count), findPlaces);
  if (leets === 0) return words;
  const leetIds = new Int32Array(count);
  for (let i = pairs; i < pairs + 2 * leets; i += 2) leetIds[numbers[i] ?? 0] = numbers[i + 1] ?? 0;
  return Object.assign(words, { leetIds });
}

/** Words whose places are found when they are asked for. */
class LoadedWords implements CopyWords {
  readonly count: number;
  readonly ids: Int32Array;
  readonly flags: Uint8Array;
  readonly #findPlaces: () => WordPlaces;
  #places: WordPlaces | undefined;

  constructor(ids: Int32Array, flags: Uint8Array, findPlaces: () => WordPlaces) {
    this.count = ids.length;
    this.ids = ids;
    this.flags = flags;
    this.#findPlaces = findPlaces;
  }

  get starts(): Uint32Array {
    return this.#found().starts;
  }

  get ends(): Uint32Array {
    return this.#found().ends;
  }

  #found(): WordPlaces {
    this.#places ??= this.#findPlaces();
    return this.#places;
  }
}
