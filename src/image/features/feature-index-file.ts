import { crc32 } from 'node:zlib';
import { CUT_SHORT, DAMAGED, otherVersion } from '../../model/file-faults.ts';
import type { Bilingual } from '../../model/text.ts';
import { WORDS } from './describe.ts';
import { type FeatureIndex, keySizes, listOwners } from './feature-index.ts';
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
const HEAD_BYTES = 16;
const FOOT_BYTES = 8;

/** Why bytes are no feature index that can be used. */
export interface FeatureIndexFault {
  readonly fault: 'foreign' | 'cut' | 'version' | 'damaged';
  /** What is wrong, as the end of a sentence about the file. */
  readonly reason: Bilingual;
}

/** True for what `openFeatureIndex` gives when the bytes cannot be used. */
export function isFeatureIndexFault(opened: FeatureIndex | FeatureIndexFault): opened is FeatureIndexFault {
  return 'fault' in opened;
}

/** The arrays of an index in the order in which they are stored. */
type Arrays = Pick<
  FeatureIndex,
  'starts' | 'directory' | 'entries' | 'descriptors' | 'widths' | 'heights' | 'x' | 'y' | 'scale' | 'angle'
>;

/** The bytes of an index. */
export function encodeFeatureIndex(index: FeatureIndex): Uint8Array {
  const parts = inOrder(index);
  const length = parts.reduce((sum, part) => sum + part.byteLength, HEAD_BYTES);
  const end = Math.ceil(length / 4) * 4;
  const bytes = new Uint8Array(end + FOOT_BYTES);
  const numbers = new Uint32Array(bytes.buffer);
  numbers.set([HEAD, VERSION, index.references, index.count]);
  let at = HEAD_BYTES;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  numbers.set([crc32(bytes.subarray(0, end)), TAIL], end / 4);
  return bytes;
}

function inOrder(arrays: Arrays): (Uint32Array | Uint16Array | Uint8Array)[] {
  const { starts, directory, entries, descriptors, widths, heights, x, y, scale, angle } = arrays;
  return [starts, directory, entries, descriptors, widths, heights, x, y, scale, angle];
}

/** Opens an index after comparing its checksum; its arrays lie in the bytes, which are copied only when they start at an odd address. */
export function openFeatureIndex(bytes: Uint8Array): FeatureIndex | FeatureIndexFault {
  if (bytes.length < HEAD_BYTES + FOOT_BYTES) return CUT;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numbers = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  const [head = 0, version = 0, references = 0, count = 0] = numbers;
  if (head !== HEAD) return FOREIGN;
  if (version !== VERSION) return versionFault(version);
  if (bytes.length % 4 !== 0 || numbers[numbers.length - 1] !== TAIL) return CUT;
  const end = aligned.length - FOOT_BYTES;
  if (crc32(aligned.subarray(0, end)) !== numbers[numbers.length - 2]) return BROKEN;
  const sizes = keySizes(count);
  const arrays = viewArrays(aligned, references, count, sizes.bucketBits, end);
  if (arrays === undefined || !isAscending(arrays.starts, count)) return BROKEN;
  return { references, count, ...sizes, ...arrays, owners: listOwners(arrays.starts, count) };
}

function viewArrays(bytes: Uint8Array, references: number, count: number, bucketBits: number, end: number): Arrays | undefined {
  const lengths32 = [references + 1, TABLES * (2 ** bucketBits + 1), TABLES * count, WORDS * count];
  const lengths16 = [references, references, count, count];
  const total = 4 * sum(lengths32) + 2 * sum(lengths16) + 2 * count;
  if (HEAD_BYTES + Math.ceil(total / 4) * 4 !== end) return undefined;
  let at = bytes.byteOffset + HEAD_BYTES;
  const take = (length: number, size: number): number => {
    const from = at;
    at += length * size;
    return from;
  };
  const [starts, directory, entries, descriptors] = lengths32.map((n) => new Uint32Array(bytes.buffer, take(n, 4), n));
  const [widths, heights, x, y] = lengths16.map((n) => new Uint16Array(bytes.buffer, take(n, 2), n));
  const [scale, angle] = [count, count].map((n) => new Uint8Array(bytes.buffer, take(n, 1), n));
  if (starts === undefined || directory === undefined || entries === undefined || descriptors === undefined) return undefined;
  if (widths === undefined || heights === undefined || x === undefined || y === undefined) return undefined;
  if (scale === undefined || angle === undefined) return undefined;
  return { starts, directory, entries, descriptors, widths, heights, x, y, scale, angle };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

/** Whether the references' features follow one another and are all. */
function isAscending(starts: Uint32Array, count: number): boolean {
  return starts[0] === 0 && starts.at(-1) === count && starts.every((start, r) => start <= (starts[r + 1] ?? count));
}

const FOREIGN: FeatureIndexFault = {
  fault: 'foreign',
  reason: { en: 'is not a picture index of preclear', zh: '不是 preclear 的图片索引文件' },
};
const CUT: FeatureIndexFault = { fault: 'cut', reason: CUT_SHORT };
const BROKEN: FeatureIndexFault = { fault: 'damaged', reason: DAMAGED };

function versionFault(version: number): FeatureIndexFault {
  return { fault: 'version', reason: otherVersion(version, VERSION) };
}
