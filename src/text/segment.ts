import { crc32 } from 'node:zlib';
import { CUT_SHORT, DAMAGED, otherVersion } from '../model/file-faults.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * A segment: texts of the library by the hashes of their grams and pairs. It never changes once it is made.
 *
 *   head       magic, version
 *   entries    one 32-bit number a posting, sorted: the part of the hash that the bucket does not tell (high), the text's number (low)
 *   directory  bucket (the hash's high bits) -> its first entry; one more than buckets
 *   texts      key, owner and number of words of every text, three arrays
 *   crowd      hashes that many texts have, ascending, and by how many owners they are shared
 *   words      ids of words that many texts have, and how many texts
 *   foot       sizes, recipe, checksum of all before it, magic
 *
 * The bucket takes as many bits as the number of a text, so that an entry is 32 bits and nothing of a 32-bit hash is lost.
 */

/** First four bytes of a segment, as a number of the machine. */
export const SEGMENT_HEAD = 0x53435250;
/** Its last four bytes. */
export const SEGMENT_TAIL = 0x45435250;
/** Changes with the layout. */
export const SEGMENT_VERSION = 1;
/** Recipe of a segment that is made and used in one process: to find out the real one takes as long as indexing a thousand texts. */
export const NO_RECIPE = 0;
/** 32-bit numbers of the head. */
export const HEAD_NUMBERS = 4;
/** 32-bit numbers of the foot. */
export const FOOT_NUMBERS = 8;
/** Hashes that more texts than this have are in the crowd, with the number of their owners. */
export const CROWD = 64;

/** The sizes of a segment's parts. */
export interface SegmentSizes {
  /** Bits of a bucket, and of the number of a text: 4 to 27. */
  readonly bits: number;
  readonly texts: number;
  readonly postings: number;
  readonly crowd: number;
  readonly words: number;
}

/** An opened segment; its arrays lie in the bytes that were opened, which worker threads may share. */
export interface Segment extends SegmentSizes {
  readonly bytes: Uint8Array;
  readonly entries: Uint32Array;
  readonly directory: Uint32Array;
  /** Key of a text in the store, ascending. */
  readonly keys: Uint32Array;
  /** Number of its owner, the same in all segments. */
  readonly owners: Uint32Array;
  /** Its length in words. */
  readonly lengths: Uint32Array;
  readonly crowdHashes: Uint32Array;
  readonly crowdOwners: Uint32Array;
  /** Words that at least one text in 36 has, by id ascending, and how many texts have them. */
  readonly wordIds: Int32Array;
  readonly wordTexts: Uint32Array;
}

/** Why bytes are no segment that can be used. */
export interface SegmentFault {
  readonly fault: 'foreign' | 'cut' | 'version' | 'recipe' | 'damaged';
  /** What is wrong, as the end of a sentence about the file. */
  readonly reason: Bilingual;
}

/** True for what `openSegment` gives when the bytes cannot be used. */
export function isFault(opened: Segment | SegmentFault): opened is SegmentFault {
  return 'fault' in opened;
}

/**
 * Opens a segment without copying it, after comparing its checksum (some 3 GB a second).
 * @param recipe of the program that will look things up, see `gramRecipe`.
 */
export function openSegment(bytes: Uint8Array, recipe: number): Segment | SegmentFault {
  const whole = bytes.length >= (HEAD_NUMBERS + FOOT_NUMBERS) * 4;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numbers = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  if (numbers.length === 0 || numbers[0] !== SEGMENT_HEAD) return bytes.length < 4 ? CUT : FOREIGN;
  if (!whole) return CUT;
  if (numbers[1] !== SEGMENT_VERSION) return versionFault(numbers[1] ?? 0);
  const foot = numbers.subarray(numbers.length - FOOT_NUMBERS);
  if (bytes.length % 4 !== 0 || foot[FOOT_NUMBERS - 1] !== SEGMENT_TAIL) return CUT;
  const [bits = 0, texts = 0, postings = 0, crowd = 0, words = 0, made = 0, checksum = 0] = foot;
  const sizes = { bits, texts, postings, crowd, words };
  if (bits < 4 || bits > 27 || segmentNumbers(sizes) !== numbers.length) return BROKEN;
  if (crc32(aligned.subarray(0, aligned.length - CHECKED_FROM_END)) !== checksum) return BROKEN;
  return made === recipe ? viewSegment(aligned, sizes) : RECIPE;
}

/** Bytes at the end that the checksum does not cover: itself and the magic. */
const CHECKED_FROM_END = 8;

/** Length of a segment in 32-bit numbers. */
export function segmentNumbers({ bits, texts, postings, crowd, words }: SegmentSizes): number {
  return HEAD_NUMBERS + postings + 2 ** bits + 1 + 3 * texts + 2 * crowd + 2 * words + FOOT_NUMBERS;
}

function viewSegment(bytes: Uint8Array, sizes: SegmentSizes): Segment {
  let at = HEAD_NUMBERS;
  const take = (length: number): Uint32Array => {
    const part = new Uint32Array(bytes.buffer, bytes.byteOffset + at * 4, length);
    at += length;
    return part;
  };
  const entries = take(sizes.postings);
  const directory = take(2 ** sizes.bits + 1);
  const [keys, owners, lengths] = [take(sizes.texts), take(sizes.texts), take(sizes.texts)];
  const [crowdHashes, crowdOwners] = [take(sizes.crowd), take(sizes.crowd)];
  const ids = take(sizes.words);
  const wordIds = new Int32Array(ids.buffer, ids.byteOffset, ids.length);
  return {
    ...sizes,
    bytes,
    entries,
    directory,
    keys,
    owners,
    lengths,
    crowdHashes,
    crowdOwners,
    wordIds,
    wordTexts: take(sizes.words),
  };
}

/** The first entry of a hash, or of the one that would follow it. */
export function firstEntry({ bits, directory, entries }: Segment, hash: number): number {
  const bucket = hash >>> (32 - bits);
  const low = (hash << bits) >>> 0;
  let from = directory[bucket] ?? 0;
  let to = directory[bucket + 1] ?? 0;
  while (to - from > 8) {
    const middle = (from + to) >>> 1;
    if ((entries[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  while (from < to && (entries[from] ?? 0) < low) from++;
  return from;
}

/** The entry behind the last one of a hash whose first one is at `first`. */
export function endEntry({ bits, directory, entries }: Segment, hash: number, first: number): number {
  const high = ((hash << bits) >>> 0) + 2 ** bits - 1;
  let from = first;
  let to = directory[(hash >>> (32 - bits)) + 1] ?? 0;
  while (to - from > 8) {
    const middle = (from + to) >>> 1;
    if ((entries[middle] ?? 0) <= high) from = middle + 1;
    else to = middle;
  }
  while (from < to && (entries[from] ?? 0) <= high) from++;
  return from;
}

/** How many owners share a hash of the crowd; 0 for one that is not in it. */
export function crowdOwners({ crowdHashes, crowdOwners }: Segment, hash: number): number {
  let from = 0;
  let to = crowdHashes.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((crowdHashes[middle] ?? 0) < hash) from = middle + 1;
    else to = middle;
  }
  return crowdHashes[from] === hash ? (crowdOwners[from] ?? 0) : 0;
}

const FOREIGN: SegmentFault = {
  fault: 'foreign',
  reason: { en: 'is not a text index of preclear', zh: '不是 preclear 的文本索引文件' },
};
const CUT: SegmentFault = { fault: 'cut', reason: CUT_SHORT };
const BROKEN: SegmentFault = { fault: 'damaged', reason: DAMAGED };
const RECIPE: SegmentFault = {
  fault: 'recipe',
  reason: {
    en: 'was made by a preclear or Node.js that splits texts into words differently',
    zh: '由分词方式不同的 preclear 或 Node.js 版本生成',
  },
};

function versionFault(version: number): SegmentFault {
  return { fault: 'version', reason: otherVersion(version, SEGMENT_VERSION) };
}
