/*
 * Keys of descriptions: some of their 256 bits, other ones in every table, so that descriptions that differ in a few bits still have the
 * same key in a table or two.
 */

/** Tables of an index. With five the pairs of a copy that are found grow by a tenth, with the time and the memory for two more. */
export const TABLES = 3;

/** Longest key, in bits. */
export const MOST_KEY_BITS = 30;

/**
 * Positions of the bits of the keys, table after table; a shorter key takes the first ones. They were chosen with the pairs: bits that come
 * out evenly, stay when a patch is turned, shifted or noisy a little, and are least correlated with those before them.
 */
export const KEY_BITS: Uint8Array = Uint8Array.from([
  102, 182, 249, 110, 192, 166, 123, 109, 57, 84, 143, 14, 136, 197, 29, 178, 92, 114, 221, 62, 50, 5, 232, 26, 133, 242, 7,
  141, 17, 69, 237, 247, 204, 121, 203, 230, 251, 207, 157, 60, 142, 220, 8, 23, 243, 93, 150, 193, 81, 214, 65, 124, 156, 131,
  164, 168, 252, 200, 254, 226, 116, 118, 95, 90, 245, 82, 151, 87, 79, 117, 154, 22, 115, 130, 72, 67, 86, 111, 94, 225, 46,
  32, 104, 126, 165, 25, 178, 175, 201, 138,
]);

/** The key of the description at word `at`, in a table. Its first bit is the highest one. */
export function keyOf(words: Uint32Array, at: number, table: number, bits: number): number {
  const first = table * MOST_KEY_BITS;
  let key = 0;
  for (let i = first; i < first + bits; i++) {
    const position = KEY_BITS[i] ?? 0;
    key = (key << 1) | (((words[at + (position >>> 5)] ?? 0) >>> (position & 31)) & 1);
  }
  return key;
}
