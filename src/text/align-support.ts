import type { Points } from './align-points.ts';

/* How much other shared words around a point support it. One set of buffers is used again and again. */

/** The different words of a query, by number, and what they weigh beside a source. */
export interface SharedWords {
  /** How many there are. */
  readonly different: number;
  /** By place in the query: which word, and the next place of the same word, -1 at the last. */
  readonly numbers: Int32Array;
  readonly next: Int32Array;
  /** By number: the word's weight times `ONE`, 0 for one that makes no points. */
  readonly weights: Int32Array;
  /** Words of both texts. */
  readonly queryWords: number;
  readonly sourceWords: number;
}

/** Weights are whole numbers here: this many is one. All words around a point together weigh less than 2^31. */
export const ONE: number = 2 ** 22;
/** Stands for the next place of a word that comes no more. */
const NEVER = 2 ** 30;

/** By number of the different word: how often it stands within reach of the source's word at hand, and its weight where it does, else 0. */
let inReach = new Int32Array(0);
let reachWeights = new Int32Array(0);
/** The places of the query whose words make points: where, which word, where that stands next, which others are within reach. */
let usablePlace = new Int32Array(0);
let usableWord = new Int32Array(0);
let usableNext = new Int32Array(0);
let usableFrom = new Int32Array(0);
let usableTo = new Int32Array(0);
/** Number of such a place by the word's place in the query. */
let usableAt = new Int32Array(0);

/**
 * A different word counts once, however often it stands around the point: of its places in the query within reach the last one counts, if
 * the source has it within reach. The innermost loop of all has no branches: which words are shared is as good as random, and to guess wrong
 * costs more than to reckon.
 */
export function addSupport(points: Points, words: SharedWords, reach: number): void {
  const { count, query, source, sourceWord, support } = points;
  const { different, sourceWords, weights } = words;
  makeRoom(words);
  gatherUsable(words, reach);
  inReach.fill(0, 0, different);
  reachWeights.fill(0, 0, different);
  let [entered, left, strongest] = [0, 0, 0];
  for (let p = 0; p < count; p++) {
    const q = query[p] ?? 0;
    const s = source[p] ?? 0;
    const end = Math.min(sourceWords, s + reach + 1);
    while (entered < end) enterReach(sourceWord[entered++] ?? -1, weights);
    while (left < s - reach) leaveReach(sourceWord[left++] ?? -1);
    const at = usableAt[q] ?? 0;
    const to = usableTo[at] ?? 0;
    const last = q + reach;
    let sum = 0;
    for (let i = usableFrom[at] ?? 0; i < to; i++) {
      // All bits set where the word stands no more within reach behind this place.
      sum += (reachWeights[usableWord[i] ?? 0] ?? 0) & ((last - (usableNext[i] ?? 0)) >> 31);
    }
    support[p] = sum / ONE;
    strongest = Math.max(strongest, sum);
  }
  points.strongest = strongest / ONE;
}

/** The places of the query with words that make points, and which of them are within reach of each other. */
function gatherUsable({ queryWords, numbers, next, weights }: SharedWords, reach: number): void {
  let count = 0;
  for (let q = 0; q < queryWords; q++) {
    const word = numbers[q] ?? 0;
    if (weights[word] === 0) continue;
    const later = next[q] ?? -1;
    usableAt[q] = count;
    usablePlace[count] = q;
    usableNext[count] = later < 0 ? NEVER : later;
    usableWord[count++] = word;
  }
  let [from, to] = [0, 0];
  for (let at = 0; at < count; at++) {
    const q = usablePlace[at] ?? 0;
    while ((usablePlace[from] ?? 0) < q - reach) from++;
    while (to < count && (usablePlace[to] ?? 0) <= q + reach) to++;
    usableFrom[at] = from;
    usableTo[at] = to;
  }
}

function enterReach(word: number, weights: Int32Array): void {
  if (word < 0) return;
  const times = inReach[word] ?? 0;
  inReach[word] = times + 1;
  if (times === 0) reachWeights[word] = weights[word] ?? 0;
}

function leaveReach(word: number): void {
  if (word < 0) return;
  const times = (inReach[word] ?? 0) - 1;
  inReach[word] = times;
  if (times === 0) reachWeights[word] = 0;
}

function makeRoom({ queryWords }: SharedWords): void {
  if (usableAt.length >= queryWords) return;
  const room = queryWords * 2;
  inReach = new Int32Array(room);
  reachWeights = new Int32Array(room);
  usablePlace = new Int32Array(room);
  usableWord = new Int32Array(room);
  usableNext = new Int32Array(room);
  usableFrom = new Int32Array(room);
  usableTo = new Int32Array(room);
  usableAt = new Int32Array(room);
}
