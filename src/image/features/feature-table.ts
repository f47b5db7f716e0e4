/*
 * Keys of features -> the entries of one table, sorted by bucket. Counted, then put in their places: nothing is compared, and nothing but
 * the result needs room.
 */

/** Bits of keys and entries. */
export interface KeySizes {
  /** Of a key, and those of them that name the bucket. */
  readonly keyBits: number;
  readonly bucketBits: number;
  /** Of the number of a feature within an entry; the rest of the key stands above them. */
  readonly numberBits: number;
}

/** Fills `starts`, of one more than there are buckets: the first entry of each, and the number of all behind the last. */
export function countBuckets(keys: Uint32Array, { keyBits, bucketBits }: KeySizes, starts: Uint32Array): void {
  const restBits = keyBits - bucketBits;
  starts.fill(0);
  for (let i = 0; i < keys.length; i++) {
    const bucket = (keys[i] ?? 0) >>> restBits;
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  }
  for (let b = 1; b < starts.length; b++) starts[b] = (starts[b] ?? 0) + (starts[b - 1] ?? 0);
}

/** Fills `entries`, one for each key, in the order of the buckets and within one in that of the features; `starts` as counted. */
export function fillBuckets(
  keys: Uint32Array,
  { keyBits, bucketBits, numberBits }: KeySizes,
  starts: Uint32Array,
  entries: Uint32Array,
): void {
  const restBits = keyBits - bucketBits;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const bucket = key >>> restBits;
    const at = starts[bucket] ?? 0;
    starts[bucket] = at + 1;
    // A shift by 32 would be a shift by 0.
    const rest = restBits === 0 ? 0 : (key & (2 ** restBits - 1)) << numberBits;
    entries[at] = rest | i;
  }
  // Every start has moved on to that of the next bucket.
  starts.copyWithin(1, 0, starts.length - 1);
  starts[0] = 0;
}
