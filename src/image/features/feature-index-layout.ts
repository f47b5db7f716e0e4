import { CUT_SHORT, DAMAGED, otherVersion } from '../../model/file-faults.ts';
import type { Bilingual } from '../../model/text.ts';
import { WORDS } from './describe.ts';
import { keySizes } from './feature-index.ts';
import { TABLES } from './feature-keys.ts';

/*
 * A feature index as one block of bytes:
 *
 *   head     magic, version, references, features
 *   starts, directory, entries, descriptors   32-bit numbers
 *   widths, heights, x, y                     16-bit numbers
 *   scale, angle                              bytes, then zeros up to a multiple of four
 *   foot     checksum of all before it, magic
 */

const HEAD = 0x46435250;
const TAIL = 0x45435250;
/** Changes with the layout, and with whatever changes the features of a picture or their keys. */
const VERSION = 1;
/** Bytes of the head. */
export const HEAD_BYTES = 16;
/** Bytes of the foot. */
export const FOOT_BYTES = 8;

/** Why bytes are no feature index that can be used. */
export interface FeatureIndexFault {
  readonly fault: 'foreign' | 'cut' | 'version' | 'damaged';
  /** What is wrong, as the end of a sentence about the file. */
  readonly reason: Bilingual;
}

/** True for what stands for an index whose bytes cannot be used. */
export function isFeatureIndexFault(opened: object): opened is FeatureIndexFault {
  return 'fault' in opened;
}

/** Where each array of an index begins within its bytes, where the last one ends, and how long all is with the foot. */
export interface FeatureIndexLayout {
  readonly starts: number;
  readonly directory: number;
  readonly entries: number;
  readonly descriptors: number;
  readonly widths: number;
  readonly heights: number;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly angle: number;
  readonly end: number;
  readonly length: number;
}

/** The layout of an index of so many references and features. */
export function layOutFeatureIndex(references: number, count: number): FeatureIndexLayout {
  const directory = HEAD_BYTES + 4 * (references + 1);
  const entries = directory + 4 * TABLES * (2 ** keySizes(count).bucketBits + 1);
  const descriptors = entries + 4 * TABLES * count;
  const widths = descriptors + 4 * WORDS * count;
  const heights = widths + 2 * references;
  const x = heights + 2 * references;
  const y = x + 2 * count;
  const scale = y + 2 * count;
  const angle = scale + count;
  const end = angle + count;
  const length = Math.ceil(end / 4) * 4 + FOOT_BYTES;
  return { starts: HEAD_BYTES, directory, entries, descriptors, widths, heights, x, y, scale, angle, end, length };
}

/** The head of an index. */
export function makeHead(references: number, count: number): Uint32Array {
  return Uint32Array.of(HEAD, VERSION, references, count);
}

/** The foot of an index. @param checksum of all before it. */
export function makeFoot(checksum: number): Uint32Array {
  return Uint32Array.of(checksum, TAIL);
}

/**
 * Compares the head and the foot of an index with its length in bytes; a block too short for both has neither.
 * @param checksum reckons that of all before the foot; asked for only when the rest is right.
 */
export function checkEnds(
  length: number,
  head: Uint32Array,
  foot: Uint32Array,
  checksum: () => number | undefined,
): { readonly references: number; readonly count: number } | FeatureIndexFault {
  if (length < HEAD_BYTES + FOOT_BYTES) return CUT;
  const [magic = 0, version = 0, references = 0, count = 0] = head;
  if (magic !== HEAD) return FOREIGN;
  if (version !== VERSION) return { fault: 'version', reason: otherVersion(version, VERSION) };
  if (length % 4 !== 0 || foot[1] !== TAIL) return CUT;
  return checksum() === foot[0] && layOutFeatureIndex(references, count).length === length ? { references, count } : BROKEN;
}

/** Whether the references' features follow one another and are all. */
export function isAscending(starts: Uint32Array, count: number): boolean {
  return starts[0] === 0 && starts.at(-1) === count && starts.every((start, r) => start <= (starts[r + 1] ?? count));
}

const FOREIGN: FeatureIndexFault = {
  fault: 'foreign',
  reason: { en: 'is not a picture index of preclear', zh: '不是 preclear 的图片索引文件' },
};
const CUT: FeatureIndexFault = { fault: 'cut', reason: CUT_SHORT };

/** An index whose numbers contradict one another. */
export const BROKEN: FeatureIndexFault = { fault: 'damaged', reason: DAMAGED };
