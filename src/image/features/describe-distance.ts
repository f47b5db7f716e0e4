import { WORDS } from './describe.ts';

function countPairs(word: number): number {
  return word - ((word >>> 1) & 0x55555555);
}

function countBits(word: number): number {
  const pairs = countPairs(word);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Bits in which two descriptions (at words `i` and `j`) differ, those aside that are unsure in the first. Once more than `limit` are known
 * to differ it stops and returns some number above `limit`.
 */
export function measureSureDistance(
  a: Uint32Array,
  unsure: Uint32Array,
  i: number,
  b: Uint32Array,
  j: number,
  limit: number,
): number {
  let distance = 0;
  for (let word = 0; word < WORDS; word += 2) {
    const one = ((a[i + word] ?? 0) ^ (b[j + word] ?? 0)) & ~(unsure[i + word] ?? 0);
    const two = ((a[i + word + 1] ?? 0) ^ (b[j + word + 1] ?? 0)) & ~(unsure[i + word + 1] ?? 0);
    distance += countBits(one) + countBits(two);
    if (distance > limit) return distance;
  }
  return distance;
}
