/** 32-bit words of one 256-bit hash. */
export const HASH_WORDS = 8;

const HASH = /^[0-9a-f]{64}$/i;

/** Whether a text is a 256-bit hash: 64 hexadecimal digits. */
export function isHash(text: string): boolean {
  return HASH.test(text);
}

/** Writes the hash as eight words into `words` from `offset`. The text must be 64 hexadecimal digits. */
export function packHash(hash: string, words: Uint32Array, offset: number): void {
  for (let i = 0; i < HASH_WORDS; i++) words[offset + i] = Number.parseInt(hash.slice(i * 8, i * 8 + 8), 16);
}

/** The number of set bits in each group of four, at most 4 each. */
function countNibbles(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}

/** Sum of the eight groups of four bits, each at most 15. */
function addNibbles(nibbles: number): number {
  return Math.imul((nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}

/**
 * Bits in which the hash at `a[i]` differs from the one at `b[j]` (indexes of words). Once more than `limit` are known to differ it stops
 * and returns some number above `limit`.
 */
export function measureDistance(a: Uint32Array, i: number, b: Uint32Array, j: number, limit: number): number {
  // Three words at once: unrelated hashes differ in about 48 of these 96 bits, so that nearly all of them end here.
  const first = addNibbles(
    countNibbles((a[i] ?? 0) ^ (b[j] ?? 0)) +
      countNibbles((a[i + 1] ?? 0) ^ (b[j + 1] ?? 0)) +
      countNibbles((a[i + 2] ?? 0) ^ (b[j + 2] ?? 0)),
  );
  if (first > limit) return first;
  const middle = addNibbles(
    countNibbles((a[i + 3] ?? 0) ^ (b[j + 3] ?? 0)) +
      countNibbles((a[i + 4] ?? 0) ^ (b[j + 4] ?? 0)) +
      countNibbles((a[i + 5] ?? 0) ^ (b[j + 5] ?? 0)),
  );
  if (first + middle > limit) return first + middle;
  const last = addNibbles(countNibbles((a[i + 6] ?? 0) ^ (b[j + 6] ?? 0)) + countNibbles((a[i + 7] ?? 0) ^ (b[j + 7] ?? 0)));
  return first + middle + last;
}

/** Bits in which two hashes of 64 hexadecimal digits differ, 0..256. */
export function distanceOf(a: string, b: string): number {
  const words = new Uint32Array(2 * HASH_WORDS);
  packHash(a, words, 0);
  packHash(b, words, HASH_WORDS);
  return measureDistance(words, 0, words, HASH_WORDS, 256);
}
