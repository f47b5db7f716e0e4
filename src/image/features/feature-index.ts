import { WORDS } from './describe.ts';
import { keyOf, MOST_KEY_BITS, TABLES } from './feature-keys.ts';
import { countBuckets, fillBuckets, type KeySizes } from './feature-table.ts';
import type { Features } from './features.ts';

/*
 * The features of many references, found by parts of their descriptions. Each table sorts all features by a key; the key's first bits name
 * a bucket, the others stand in the entry beside the feature's number, so that a search sees them without fetching the description. Keys
 * become longer with the number of features: the number of false candidates of a feature stays about the same.
 */

/** What an index keeps of a reference's features. Which bits were unsure is not kept: only searches ask. */
export type IndexedFeatures = Omit<Features, 'unsure'>;

/** Features of references, ready to be searched. It never changes. */
export interface FeatureIndex extends KeySizes {
  readonly references: number;
  readonly count: number;
  /** First feature of every reference, and the number of all features behind the last. */
  readonly starts: Uint32Array;
  /** Of the references' planes, in pixels. */
  readonly widths: Uint16Array;
  readonly heights: Uint16Array;
  /** As in `Features`. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly scale: Uint8Array;
  readonly angle: Uint8Array;
  readonly descriptors: Uint32Array;
  /** Table after table: first entry of each bucket, counted from the table's first one; one more than buckets. */
  readonly directory: Uint32Array;
  /** Table after table: rest of the key (high), number of the feature (low `numberBits` bits). */
  readonly entries: Uint32Array;
  /** The reference of each feature. */
  readonly owners: Uint32Array;
}

/** Sizes of keys for so many features. */
export function keySizes(count: number): KeySizes {
  const size = Math.max(1, Math.ceil(Math.log2(count + 1)));
  const bucketBits = Math.min(24, Math.max(4, size + 1));
  // A number and the rest of the key share 32 bits.
  const keyBits = Math.min(MOST_KEY_BITS, bucketBits + 32 - size, Math.max(16, size + KEY_SLACK));
  return { keyBits, bucketBits, numberBits: size };
}

/** By how many bits keys are longer than would tell all features apart: descriptions are far from evenly spread over the keys. */
const KEY_SLACK = 8;

/** Builds an index of references, which are numbered as they stand. */
export function buildFeatureIndex(references: readonly IndexedFeatures[]): FeatureIndex {
  const starts = new Uint32Array(references.length + 1);
  for (const [r, features] of references.entries()) starts[r + 1] = (starts[r] ?? 0) + features.count;
  const count = starts[references.length] ?? 0;
  const index = {
    references: references.length,
    count,
    starts,
    widths: Uint16Array.from(references, (features) => features.width),
    heights: Uint16Array.from(references, (features) => features.height),
    x: new Uint16Array(count),
    y: new Uint16Array(count),
    scale: new Uint8Array(count),
    angle: new Uint8Array(count),
    descriptors: new Uint32Array(count * WORDS),
    ...keySizes(count),
  };
  for (const [r, features] of references.entries()) {
    const start = starts[r] ?? 0;
    index.x.set(features.x, start);
    index.y.set(features.y, start);
    index.scale.set(features.scale, start);
    index.angle.set(features.angle, start);
    index.descriptors.set(features.descriptors, start * WORDS);
  }
  return { ...index, ...sortEntries(index), owners: listOwners(starts, count) };
}

/** The reference of each feature, in memory that threads can share. */
export function listOwners(starts: Uint32Array, count: number): Uint32Array {
  const owners = new Uint32Array(new SharedArrayBuffer(count * 4));
  for (let r = 0; r + 1 < starts.length; r++) owners.fill(r, starts[r], starts[r + 1]);
  return owners;
}

function sortEntries({
  count,
  descriptors,
  ...sizes
}: KeySizes & Pick<FeatureIndex, 'count' | 'descriptors'>): Pick<FeatureIndex, 'directory' | 'entries'> {
  const buckets = 2 ** sizes.bucketBits;
  const directory = new Uint32Array(TABLES * (buckets + 1));
  const entries = new Uint32Array(TABLES * count);
  const keys = new Uint32Array(count);
  for (let table = 0; table < TABLES; table++) {
    for (let i = 0; i < count; i++) keys[i] = keyOf(descriptors, i * WORDS, table, sizes.keyBits);
    const starts = directory.subarray(table * (buckets + 1), (table + 1) * (buckets + 1));
    countBuckets(keys, sizes, starts);
    fillBuckets(keys, sizes, starts, entries.subarray(table * count, (table + 1) * count));
  }
  return { directory, entries };
}
