/*
 * Hash of a gram -> places in the library where it stands. Sorted typed arrays behind a directory of the hashes' high bits (6 bytes a
 * posting) and a bitmap that answers "nowhere" for almost every gram of a clean listing with one look into memory.
 */

/** A gram in this many different owners' texts is common property: a size chart, a warranty, a phrase of the trade. */
const COMMON_OWNERS = 3;
/** Occurrences of one gram in one reference that are kept; more only repeat the same passage. */
const PLACES_PER_REFERENCE = 4;
/** References kept of a gram that many texts of one or two owners share: enough to prove the copy, whatever the owner's catalogue. */
const REFERENCES_OF_ONE_OWNER = 8;

/** Where grams stand; see `seek`. */
export interface Postings {
  readonly bitmap: Uint32Array;
  /** Number of bits in the bitmap less one. */
  readonly mask: number;
  /** `hash >>> shift` is the bucket. */
  readonly shift: number;
  /** Bucket to its first posting; one entry more than buckets. */
  readonly buckets: Uint32Array;
  /** Low 16 bits of the hash. */
  readonly checks: Uint16Array;
  /** Word of the library at which the gram starts. */
  readonly positions: Uint32Array;
}

/** Grams of the library as they come, parallel arrays. */
export interface RawPostings {
  readonly hashes: Uint32Array;
  readonly positions: Uint32Array;
  /** Number of the reference, ascending. */
  readonly references: Uint32Array;
}

/** Sorts the grams of the library into postings and tells the common ones. Linear in the number of grams. */
export function buildPostings(raw: RawPostings, owners: Uint32Array): { postings: Postings; common: Set<number> } {
  const { hashes } = raw;
  const count = hashes.length;
  const order = sortByHash(hashes);
  const most = Math.max(50, Math.ceil(owners.length * 0.02));
  const common = new Set<number>();
  const kept = new Uint32Array(count);
  let length = 0;
  for (let start = 0; start < count; ) {
    const hash = hashes[order[start] ?? 0] ?? 0;
    let end = start + 1;
    while (end < count && hashes[order[end] ?? 0] === hash) end++;
    if (end === start + 1) kept[length++] = order[start] ?? 0;
    else {
      const group = order.subarray(start, end);
      const spread = measure(raw, owners, group);
      const shared = spread.owners >= COMMON_OWNERS;
      if (shared) common.add(hash | 0);
      // The bound that keeps a search linear: beyond it a common gram proves nothing and leads nowhere.
      if (spread.references <= most) length = keepPlaces(raw, group, most, kept, length);
      else if (!shared) length = keepPlaces(raw, group, REFERENCES_OF_ONE_OWNER, kept, length);
    }
    start = end;
  }
  return { postings: layOut(raw, kept.subarray(0, length)), common };
}

/** The slice of postings for a hash: index of the first candidate, `-1` when there is none. Candidates need their check compared. */
export function seek(postings: Postings, hash: number): number {
  const bit = hash & postings.mask;
  if ((((postings.bitmap[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 0) return -1;
  const bucket = hash >>> postings.shift;
  const check = hash & 0xffff;
  const end = postings.buckets[bucket + 1] ?? 0;
  for (let at = postings.buckets[bucket] ?? 0; at < end; at++) if (postings.checks[at] === check) return at;
  return -1;
}

/** End of the bucket in which `seek` found a hash. */
export function bucketEnd(postings: Postings, hash: number): number {
  return postings.buckets[(hash >>> postings.shift) + 1] ?? 0;
}

/** Distinct references and owners (counted to `COMMON_OWNERS`) of one gram. */
function measure(raw: RawPostings, owners: Uint32Array, group: Uint32Array): { references: number; owners: number } {
  const seen: number[] = [];
  let references = 0;
  let last = -1;
  for (let i = 0; i < group.length; i++) {
    const reference = raw.references[group[i] ?? 0] ?? 0;
    if (reference === last) continue;
    last = reference;
    references++;
    const owner = owners[reference] ?? 0;
    if (seen.length < COMMON_OWNERS && !seen.includes(owner)) seen.push(owner);
  }
  return { references, owners: seen.length };
}

/** Appends the first places of a gram in each of its first references; gives the new length of `kept`. */
function keepPlaces(raw: RawPostings, group: Uint32Array, mostReferences: number, kept: Uint32Array, length: number): number {
  let last = -1;
  let references = 0;
  let places = 0;
  let at = length;
  for (let i = 0; i < group.length; i++) {
    const entry = group[i] ?? 0;
    const reference = raw.references[entry] ?? 0;
    places = reference === last ? places + 1 : 1;
    if (reference !== last && ++references > mostReferences) break;
    last = reference;
    if (places <= PLACES_PER_REFERENCE) kept[at++] = entry;
  }
  return at;
}

/** Below so many grams the tables of a radix sort take longer than comparing: 10 ms in a process that has just begun. */
const FEW = 4096;

/** Numbers of the entries in ascending order of their hashes, equal ones as they came: a radix sort, one pass a 16 bits. */
function sortByHash(hashes: Uint32Array): Uint32Array {
  const unsorted = new Uint32Array(hashes.length);
  for (let i = 0; i < unsorted.length; i++) unsorted[i] = i;
  if (hashes.length < FEW) return unsorted.sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
  return sortByDigit(hashes, sortByDigit(hashes, unsorted, 0), 16);
}

function sortByDigit(hashes: Uint32Array, from: Uint32Array, shift: number): Uint32Array {
  const to = new Uint32Array(from.length);
  const starts = new Uint32Array(65537);
  for (let i = 0; i < hashes.length; i++) {
    const next = (((hashes[i] ?? 0) >>> shift) & 0xffff) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  for (let i = 0; i < from.length; i++) {
    const entry = from[i] ?? 0;
    const digit = ((hashes[entry] ?? 0) >>> shift) & 0xffff;
    const at = starts[digit] ?? 0;
    starts[digit] = at + 1;
    to[at] = entry;
  }
  return to;
}

/** `entries` come in ascending order of their hashes. */
function layOut(raw: RawPostings, entries: Uint32Array): Postings {
  const count = entries.length;
  const bits = Math.min(24, Math.max(1, Math.ceil(Math.log2(count + 1))));
  const mask = 2 ** Math.min(30, Math.max(5, bits + 4)) - 1;
  const bitmap = new Uint32Array((mask + 1) / 32);
  const shift = 32 - bits;
  const buckets = new Uint32Array(2 ** bits + 1);
  const checks = new Uint16Array(count);
  const positions = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const entry = entries[at] ?? 0;
    const hash = raw.hashes[entry] ?? 0;
    const bit = hash & mask;
    bitmap[bit >>> 5] = (bitmap[bit >>> 5] ?? 0) | (1 << (bit & 31));
    buckets[(hash >>> shift) + 1] = at + 1;
    checks[at] = hash & 0xffff;
    positions[at] = raw.positions[entry] ?? 0;
  }
  for (let i = 1; i < buckets.length; i++) buckets[i] = Math.max(buckets[i] ?? 0, buckets[i - 1] ?? 0);
  return { bitmap, mask, shift, buckets, checks, positions };
}
