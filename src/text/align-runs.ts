import type { Box } from './align-clusters.ts';
import type { CopyWords } from './copy-words.ts';

/** Stretches that both sides of a box have word for word. */
export interface Runs {
  /** Words of the longest one; 0 when none has three. */
  readonly longest: number;
  /** Words of the query in stretches that are long enough. */
  readonly covered: number;
  /** From the first of these stretches to the last. */
  readonly part: Box;
}

/** Shortest stretch that is looked for. */
const GRAM = 3;
/** Places of the source that are tried for a gram; more make repeated texts quadratic. */
const MAX_TRIES = 8;

/** Last place of the grams with a hash, plus one, and for each place the one before it. */
let heads = new Int32Array(0);
let before = new Int32Array(0);

/** Finds the stretches, the longest one at each place of the query. Linear in the size of the box. */
export function findRuns(query: CopyWords, source: CopyWords, box: Box, least: number): Runs {
  const mask = indexGrams(source.ids, box);
  let [longest, covered] = [0, 0];
  let [q0, q1, s0, s1] = [box.q1, box.q0, box.s1, box.s0];
  for (let q = box.q0; q + GRAM <= box.q1; ) {
    const { s, length } = longestAt(query.ids, source.ids, q, box, mask);
    longest = Math.max(longest, length);
    if (length >= least) {
      covered += length;
      q0 = Math.min(q0, q);
      q1 = q + length;
      s0 = Math.min(s0, s);
      s1 = Math.max(s1, s + length);
    }
    q += Math.max(1, length - GRAM + 1);
  }
  return { longest, covered: Math.min(covered, q1 - q0), part: { q0, q1, s0, s1 } };
}

function indexGrams(ids: Int32Array, { s0, s1 }: Box): number {
  const size = 2 ** Math.ceil(Math.log2(Math.max(64, (s1 - s0) * 2)));
  if (heads.length < size) heads = new Int32Array(size);
  if (before.length < s1 - s0) before = new Int32Array((s1 - s0) * 2);
  heads.fill(0, 0, size);
  for (let s = s0; s + GRAM <= s1; s++) {
    const slot = gramAt(ids, s) & (size - 1);
    before[s - s0] = heads[slot] ?? 0;
    heads[slot] = s - s0 + 1;
  }
  return size - 1;
}

function gramAt(ids: Int32Array, at: number): number {
  const hash = Math.imul(Math.imul(ids[at] ?? 0, 0x9e3779b1) ^ (ids[at + 1] ?? 0), 0x85ebca6b) ^ (ids[at + 2] ?? 0);
  return Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) >>> 7;
}

function longestAt(here: Int32Array, there: Int32Array, q: number, box: Box, mask: number): { s: number; length: number } {
  let best = { s: 0, length: 0 };
  let place = heads[gramAt(here, q) & mask] ?? 0;
  for (let tries = 0; place > 0 && tries < MAX_TRIES; tries++) {
    const s = place - 1 + box.s0;
    let length = 0;
    while (q + length < box.q1 && s + length < box.s1 && here[q + length] === there[s + length]) length++;
    if (length >= GRAM && length >= best.length) best = { s, length };
    place = before[place - 1] ?? 0;
  }
  return best;
}
