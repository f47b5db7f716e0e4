import { crc32 } from 'node:zlib';
import { WORDS } from './describe.ts';
import { type FeatureIndex, type IndexedFeatures, keySizes, listOwners } from './feature-index.ts';
import {
  BROKEN,
  checkEnds,
  type FeatureIndexFault,
  FOOT_BYTES,
  isAscending,
  isFeatureIndexFault,
  layOutFeatureIndex,
  makeFoot,
  makeHead,
} from './feature-index-layout.ts';
import { keyOf, TABLES } from './feature-keys.ts';
import { countBuckets, fillBuckets, type KeySizes } from './feature-table.ts';

/*
 * An index as bytes (`feature-index-layout.ts`): written in pieces, for writers that cannot hold it whole, and opened whole.
 */

/** References whose features are fetched one after another, twice each. */
export interface FeatureSource {
  /** Features of every reference. */
  readonly counts: readonly number[];
  /** The features of a reference; they are used only until those of another one are fetched. */
  readonly featuresOf: (reference: number) => IndexedFeatures;
}

/** Opens an index after comparing its checksum; its arrays lie in the bytes, which are copied only when they start at an odd address. */
export function openFeatureIndex(bytes: Uint8Array): FeatureIndex | FeatureIndexFault {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numbers = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  const checksum = (): number => crc32(aligned.subarray(0, aligned.length - FOOT_BYTES));
  const ends = checkEnds(bytes.length, numbers, numbers.subarray(-2), checksum);
  if (isFeatureIndexFault(ends)) return ends;
  const { references, count } = ends;
  const sizes = keySizes(count);
  const at = layOutFeatureIndex(references, count);
  const words = (from: number, length: number): Uint32Array =>
    new Uint32Array(aligned.buffer, aligned.byteOffset + from, length);
  const shorts = (from: number, length: number): Uint16Array =>
    new Uint16Array(aligned.buffer, aligned.byteOffset + from, length);
  const starts = words(at.starts, references + 1);
  if (!isAscending(starts, count)) return BROKEN;
  return {
    references,
    count,
    ...sizes,
    starts,
    directory: words(at.directory, TABLES * (2 ** sizes.bucketBits + 1)),
    entries: words(at.entries, TABLES * count),
    descriptors: words(at.descriptors, WORDS * count),
    widths: shorts(at.widths, references),
    heights: shorts(at.heights, references),
    x: shorts(at.x, count),
    y: shorts(at.y, count),
    scale: new Uint8Array(aligned.buffer, aligned.byteOffset + at.scale, count),
    angle: new Uint8Array(aligned.buffer, aligned.byteOffset + at.angle, count),
    owners: listOwners(starts, count),
  };
}

/** The bytes of an index of references, which are numbered as they stand. A piece is valid until the next one is asked for. */
export function* encodeFeatureIndex(source: FeatureSource): Generator<Uint8Array, void, void> {
  let checksum = 0;
  for (const part of listParts(source)) {
    // The checksum of nothing, whatever was before it, is that of a beginning.
    if (part.byteLength === 0) continue;
    const piece = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    checksum = crc32(piece, checksum);
    yield piece;
  }
  yield new Uint8Array(makeFoot(checksum).buffer);
}

type Part = Uint32Array | Uint16Array | Uint8Array;

/** All before the foot. */
function* listParts(source: FeatureSource): Generator<Part, void, void> {
  const references = source.counts.length;
  const starts = new Uint32Array(references + 1);
  for (const [r, count] of source.counts.entries()) starts[r + 1] = (starts[r] ?? 0) + count;
  const count = starts[references] ?? 0;
  yield makeHead(references, count);
  yield starts;
  const sizes = keySizes(count);
  const brief = readBriefly(source, starts, sizes.keyBits);
  yield* listTables(brief.keys, sizes);
  for (let r = 0; r < references; r++) yield source.featuresOf(r).descriptors;
  yield* [brief.widths, brief.heights, brief.x, brief.y, brief.scale, brief.angle];
  const { end, length } = layOutFeatureIndex(references, count);
  yield new Uint8Array(length - FOOT_BYTES - end);
}

/** What is needed of all references together: everything but the descriptions, of which there are keys. */
interface Brief extends Pick<FeatureIndex, 'widths' | 'heights' | 'x' | 'y' | 'scale' | 'angle'> {
  /** Table after table. */
  readonly keys: readonly Uint32Array[];
}

function readBriefly({ counts, featuresOf }: FeatureSource, starts: Uint32Array, keyBits: number): Brief {
  const references = counts.length;
  const count = starts[references] ?? 0;
  const brief = {
    keys: Array.from({ length: TABLES }, () => new Uint32Array(count)),
    widths: new Uint16Array(references),
    heights: new Uint16Array(references),
    x: new Uint16Array(count),
    y: new Uint16Array(count),
    scale: new Uint8Array(count),
    angle: new Uint8Array(count),
  };
  for (let r = 0; r < references; r++) {
    const start = starts[r] ?? 0;
    const features = featuresOf(r);
    brief.widths[r] = features.width;
    brief.heights[r] = features.height;
    brief.x.set(features.x, start);
    brief.y.set(features.y, start);
    brief.scale.set(features.scale, start);
    brief.angle.set(features.angle, start);
    for (const [table, keys] of brief.keys.entries()) {
      for (let i = 0; i < features.count; i++) keys[start + i] = keyOf(features.descriptors, i * WORDS, table, keyBits);
    }
  }
  return brief;
}

/** The directories of all tables, then the entries of all: buckets are counted twice rather than kept. */
function* listTables(tables: readonly Uint32Array[], sizes: KeySizes): Generator<Part, void, void> {
  const starts = new Uint32Array(2 ** sizes.bucketBits + 1);
  for (const keys of tables) {
    countBuckets(keys, sizes, starts);
    yield starts;
  }
  const entries = new Uint32Array(tables[0]?.length ?? 0);
  for (const keys of tables) {
    countBuckets(keys, sizes, starts);
    fillBuckets(keys, sizes, starts, entries);
    yield entries;
  }
}
