import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { CopyWords } from '../text/copy-words.ts';
import { readCopyWords } from '../text/copy-words.ts';
import { loadWords, STORED_WORDS_VERSION, storeWords } from '../text/stored-words.ts';
import { type WeightTable, weightTable } from '../text/word-weights.ts';
import { readStockSentences } from './stock-texts.ts';
import { openWordWeights } from './word-weights.ts';

/*
 * What comes with preclear about everyday words and sentences, also as one file that the build makes: reading the tables and cutting
 * Japanese and Thai sentences into words takes longer than scanning a hundred listings.
 *
 *   magic "PCWD", layout, CRC-32 of all behind it, CRC-32 of what it was made of, words with a weight, sentences
 *   ids of the words, then their weights
 *   how many numbers each sentence takes, then the sentences as `storeWords` keeps them
 *
 * Every number has four bytes, little-endian.
 */

const MAGIC = 0x44574350;
/** Changes with the layout, and with how words are read: see `STORED_WORDS_VERSION`. */
const LAYOUT: number = 1000 + STORED_WORDS_VERSION;
/** Numbers before the ids. */
const HEAD = 6;

/** Everyday words with their weights, and the sentences that everybody writes. */
export interface Wording {
  readonly weights: WeightTable;
  readonly sentences: readonly string[];
  /** The words of the sentence in this place. */
  wordsOf(at: number): CopyWords | undefined;
}

/**
 * Opens the tables.
 * @param data the installation's `data`.
 * @param pack a file that `packWording` wrote; used when it was made of these very tables by this very layout, else they are read.
 * @throws EnvironmentError when a table cannot be read.
 */
export function openWording(data: string, pack?: string): Wording {
  const sentences = readStockSentences(join(data, 'boilerplate'));
  const packed = pack === undefined ? undefined : decodeWording(readPack(pack), sentences, sourceOf(data, sentences));
  return packed ?? { weights: openWordWeights(join(data, 'words')), sentences, wordsOf: () => undefined };
}

/** Writes the file for `openWording`. */
export function packWording(data: string, file: string): void {
  const { weights, sentences } = openWording(data);
  const { ids, values } = weights.entries();
  const stored = sentences.map((sentence) => storeWords(readCopyWords(sentence)));
  const lengths = Int32Array.from(stored, ({ length }) => length / 4);
  const parts = [ids, values, lengths, ...stored].map(bytesOf);
  const head = Int32Array.of(MAGIC, LAYOUT, 0, sourceOf(data, sentences) | 0, ids.length, sentences.length);
  const bytes = Buffer.concat([bytesOf(head), ...parts]);
  bytes.writeInt32LE(checksumOf(bytes), 8);
  writeFileSync(file, bytes);
}

function decodeWording(bytes: Buffer | undefined, sentences: readonly string[], source: number): Wording | undefined {
  if (bytes === undefined || bytes.length < HEAD * 4) return undefined;
  // From a pool a buffer may begin anywhere.
  const numbers = new Int32Array(new Uint8Array(bytes).buffer, 0, bytes.length >>> 2);
  const [magic, layout, checksum, made, words = 0, count] = numbers;
  if (magic !== MAGIC || layout !== LAYOUT || made !== (source | 0) || count !== sentences.length) return undefined;
  if (checksum !== checksumOf(bytes)) return undefined;
  const values = new Float32Array(numbers.buffer, (HEAD + words) * 4, words);
  const lengths = numbers.subarray(HEAD + words * 2, HEAD + words * 2 + count);
  const starts: number[] = [];
  let start = HEAD + words * 2 + count;
  for (const length of lengths) {
    starts.push(start);
    start += length;
  }
  const wordsOf = (at: number): CopyWords | undefined => {
    const [from, sentence] = [starts[at], sentences[at]];
    if (from === undefined || sentence === undefined) return undefined;
    const stored = new Uint8Array(numbers.buffer, from * 4, (lengths[at] ?? 0) * 4);
    return loadWords(stored, () => readCopyWords(sentence));
  };
  return { weights: weightTable(numbers.subarray(HEAD, HEAD + words), values), sentences, wordsOf };
}

function checksumOf(bytes: Uint8Array): number {
  return crc32(bytes.subarray(12)) | 0;
}

/** Tells these tables from any others that an installation has had. */
function sourceOf(data: string, sentences: readonly string[]): number {
  return crc32(sentences.join('\n'), crc32(readPack(join(data, 'words', 'frequent.tsv')) ?? ''));
}

function readPack(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
