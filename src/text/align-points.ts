import type { AlignProfile } from './align-profile.ts';
import { addSupport, ONE } from './align-support.ts';
import type { CopyWords } from './copy-words.ts';
import type { WordWeights } from './word-weights.ts';

/*
 * Two texts -> the places of both where they share a word ("points"), and how much other shared words around a point support it.
 * One set of buffers is used again and again; a point is an index into them.
 */

/** Points of two texts, in the order of the source and, within a word of it, of the query. */
export interface Points {
  count: number;
  /** Word of the query, and of the source. */
  query: Int32Array;
  source: Int32Array;
  /** First point of a word of the source; one entry more than words. */
  rows: Int32Array;
  /** Weight of the different words shared around the point, its own included. */
  support: Float32Array;
  /** The most that a point has. */
  strongest: number;
  /** By number of the different word: its weight. */
  weights: Float32Array;
  /** Number of the different word that stands at a place of the query and of the source; -1 where the other text lacks it. */
  queryWord: Int32Array;
  sourceWord: Int32Array;
  /** Weight of the words at the places of both texts, and in the query before repeats were lowered. */
  queryWeight: Float32Array;
  queryRaw: Float32Array;
  sourceWeight: Float32Array;
}

const points: Points = {
  count: 0,
  query: new Int32Array(4096),
  source: new Int32Array(4096),
  rows: new Int32Array(0),
  support: new Float32Array(4096),
  strongest: 0,
  weights: new Float32Array(0),
  queryWord: new Int32Array(0),
  sourceWord: new Int32Array(0),
  queryWeight: new Float32Array(0),
  queryRaw: new Float32Array(0),
  sourceWeight: new Float32Array(0),
};

/** The query and the weights whose numbers and weights are in the buffers: one query is compared with several texts. */
let numbered: { readonly query: CopyWords; readonly weights: WordWeights } | undefined;
/** Different words of the query, their numbers at its places, and their weights before repeats were lowered. */
let different = 0;
let numbers = new Int32Array(0);
let plain = new Float32Array(0);
/** By number of the different word: how often it stands in both texts, its first place in the query. */
let queryCount = new Int32Array(0);
let sourceCount = new Int32Array(0);
let first = new Int32Array(0);
/** By number of the different word: its weight as a whole number (times `ONE`), 0 for one that makes no points. */
let wholeWeights = new Int32Array(0);
/** Different words of the query that the source has, in the order of the source. */
let sharedWords = new Int32Array(0);
/** The next place of the same word in the query, -1 at the last. */
let next = new Int32Array(0);
/** Hash table of the words of the query: number + 1 in a slot, 0 in an empty one; and the places in use, less one. */
let slots = new Int32Array(0);
let slotIds = new Int32Array(0);
let mask = 0;

/**
 * Finds the points of two texts. The result is valid until the next call; the words of both texts are not weighed yet, see `weighWords`: most
 * texts have no part in common, and need no more.
 */
export function findPoints(query: CopyWords, source: CopyWords, weights: WordWeights, profile: AlignProfile): Points {
  makeRoom(query.count, source.count);
  if (numbered?.query !== query || numbered.weights !== weights) numberWords(query, weights);
  numbered = { query, weights };
  weighShared(matchSource(source), profile);
  collect(source.count, profile.maxRepeats);
  const words = { different, numbers, next, weights: wholeWeights, queryWords: query.count, sourceWords: source.count };
  addSupport(points, words, profile.reach);
  return points;
}

/**
 * Tells of the words of the two texts whose points were found last whether they are shared, and what they weigh: of all of the query, and of
 * those of the source in `[from, to)`.
 */
export function weighWords(
  query: CopyWords,
  source: CopyWords,
  base: WordWeights,
  [from, to]: readonly [number, number],
): void {
  const { weights, queryWord, sourceWord, queryWeight, queryRaw, sourceWeight } = points;
  for (let q = 0; q < query.count; q++) {
    const word = numbers[q] ?? 0;
    const isShared = sourceCount[word] !== 0;
    queryWord[q] = isShared ? word : -1;
    queryRaw[q] = plain[word] ?? 0;
    queryWeight[q] = (isShared ? weights[word] : plain[word]) ?? 0;
  }
  const end = Math.min(source.count, to);
  for (let s = Math.max(0, from); s < end; s++) {
    const word = sourceWord[s] ?? -1;
    sourceWeight[s] = word < 0 ? base.weightOf(source.ids[s] ?? 0) : (weights[word] ?? 0);
  }
}

/** Gives every different word of the query a number. */
function numberWords(query: CopyWords, weights: WordWeights): void {
  different = 0;
  slots.fill(0, 0, mask + 1);
  for (let q = query.count - 1; q >= 0; q--) {
    const id = query.ids[q] ?? 0;
    let at = slotOf(id);
    while (slots[at] !== 0 && slotIds[at] !== id) at = (at + 1) & mask;
    let word = (slots[at] ?? 0) - 1;
    if (word < 0) {
      word = different++;
      slots[at] = word + 1;
      slotIds[at] = id;
      plain[word] = weights.weightOf(id);
      queryCount[word] = 0;
      first[word] = -1;
    }
    numbers[q] = word;
    next[q] = first[word] ?? -1;
    first[word] = q;
    queryCount[word] = (queryCount[word] ?? 0) + 1;
  }
}

/** Finds the words of the source in the query. @returns how many different ones there are; they stand in `sharedWords`. */
function matchSource({ ids, count }: CopyWords): number {
  const { sourceWord } = points;
  const [times, table, tableIds, last] = [sourceCount, slots, slotIds, mask];
  times.fill(0, 0, different);
  let met = 0;
  for (let s = 0; s < count; s++) {
    const id = ids[s] ?? 0;
    let at = slotOf(id);
    while (table[at] !== 0 && tableIds[at] !== id) at = (at + 1) & last;
    const word = (table[at] ?? 0) - 1;
    sourceWord[s] = word;
    if (word < 0) continue;
    const before = times[word] ?? 0;
    times[word] = before + 1;
    if (before === 0) sharedWords[met++] = word;
  }
  return met;
}

/**
 * What both texts are about stands in them often, and by chance together: each place of such a word says less. Words that are no evidence get
 * no whole weight.
 */
function weighShared(shared: number, { repeatCost, minWeight, maxRepeats }: AlignProfile): void {
  const { weights } = points;
  wholeWeights.fill(0, 0, different);
  for (let i = 0; i < shared; i++) {
    const word = sharedWords[i] ?? 0;
    const [here, there] = [queryCount[word] ?? 0, sourceCount[word] ?? 0];
    const full = plain[word] ?? 0;
    const weight = here * there > 1 ? full / (1 + repeatCost * logOf(here * there)) : full;
    weights[word] = weight;
    // As a point has it, which is rounded.
    const isEvidence = (weights[word] ?? 0) >= minWeight && here <= maxRepeats && there <= maxRepeats;
    if (isEvidence) wholeWeights[word] = (weights[word] ?? 0) * ONE;
  }
}

/** Logarithms of small numbers, which are asked for all the time. */
const LOGS = Float64Array.from({ length: 256 }, (_, n) => Math.log(n));

function logOf(n: number): number {
  return LOGS[n] ?? Math.log(n);
}

function slotOf(id: number): number {
  return (Math.imul(id, 0x9e3779b1) >>> 7) & mask;
}

function collect(sourceWords: number, maxRepeats: number): void {
  const { rows, sourceWord } = points;
  let count = 0;
  for (let s = 0; s < sourceWords; s++) {
    rows[s] = count;
    const word = sourceWord[s] ?? -1;
    if (word < 0 || wholeWeights[word] === 0) continue;
    if (count + maxRepeats > points.query.length) growPoints();
    for (let q = first[word] ?? -1; q >= 0; q = next[q] ?? -1) {
      points.query[count] = q;
      points.source[count++] = s;
    }
  }
  rows[sourceWords] = count;
  points.count = count;
}

function makeRoom(queryWords: number, sourceWords: number): void {
  if (points.queryWord.length < queryWords) {
    const room = queryWords * 2;
    points.queryWord = new Int32Array(room);
    points.queryWeight = new Float32Array(room);
    points.queryRaw = new Float32Array(room);
    points.weights = new Float32Array(room);
    queryCount = new Int32Array(room);
    sourceCount = new Int32Array(room);
    first = new Int32Array(room);
    numbers = new Int32Array(room);
    plain = new Float32Array(room);
    numbered = undefined;
    wholeWeights = new Int32Array(room);
    sharedWords = new Int32Array(room);
    next = new Int32Array(room);
  }
  if (points.sourceWord.length < sourceWords + 1) {
    const room = sourceWords * 2 + 1;
    points.sourceWord = new Int32Array(room);
    points.sourceWeight = new Float32Array(room);
    points.rows = new Int32Array(room);
  }
  const size = 2 ** Math.ceil(Math.log2(Math.max(64, queryWords * 2)));
  if (mask !== size - 1) numbered = undefined;
  mask = size - 1;
  if (slots.length >= size) return;
  slots = new Int32Array(size);
  slotIds = new Int32Array(size);
}

function growPoints(): void {
  const room = points.query.length * 2;
  points.query = grown(points.query, room);
  points.source = grown(points.source, room);
  points.support = new Float32Array(room);
}

function grown(old: Int32Array, room: number): Int32Array {
  const larger = new Int32Array(room);
  larger.set(old);
  return larger;
}
