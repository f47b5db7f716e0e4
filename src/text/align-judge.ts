import type { AlignedPassage } from './align.ts';
import type { Box } from './align-clusters.ts';
import type { Points } from './align-points.ts';
import type { AlignProfile, Evidence } from './align-profile.ts';
import { findRuns } from './align-runs.ts';
import type { CopyWords } from './copy-words.ts';

/** What both sides of a box have in common. */
export interface Likeness {
  readonly cosine: number;
  /** Share of the query's weight that stands in the source's side, 0..1. */
  readonly share: number;
  /** Words of the query that do. */
  readonly equal: number;
  /** Weight of the different words that do. */
  readonly mass: number;
}

/** Says what a box is: no passage (undefined), a reworded one, or one that is word for word the same. */
export function judge(
  points: Points,
  query: CopyWords,
  source: CopyWords,
  box: Box,
  profile: AlignProfile,
): AlignedPassage | undefined {
  const { cosine, share, equal, mass } = compare(points, box);
  if (cosine < profile.minCosine || share < profile.minShare) return undefined;
  const words = Math.min(box.q1 - box.q0, box.s1 - box.s0);
  const runs = findRuns(query, source, box, Math.min(profile.run, Math.max(SHORTEST_RUN, words / 3)));
  const verbatim = runs.covered >= profile.runShare * words;
  if (mass < neededMass(query.count, source.count, verbatim ? profile.verbatim : profile.reworded, profile.leastMass))
    return undefined;
  // Last, because the places of words may have to be read from a text first.
  if (isShort(query, source, box, profile)) return undefined;
  const { q0, q1, s0, s1 } = verbatim ? runs.part : box;
  const kind = verbatim ? 'verbatim' : 'reworded';
  return { query: [q0, q1], source: [s0, s1], class: kind, cosine, longestRun: runs.longest, equal };
}

/** Fewer equal words in a row happen by chance. */
const SHORTEST_RUN = 5;

/**
 * The longer the texts, the more words meet by chance: what is needed grows with the logarithm of the pairs of words that could (Karlin and
 * Altschul, "Methods for assessing the statistical significance of molecular sequence features", PNAS 1990).
 */
function neededMass(queryWords: number, sourceWords: number, { most, from, slope }: Evidence, least: number): number {
  const shorter = Math.max(0, Math.log(from / (queryWords * sourceWords)));
  return Math.max(least, most - slope * shorter);
}

function isShort(query: CopyWords, source: CopyWords, { q0, q1, s0, s1 }: Box, { minWords, minChars }: AlignProfile): boolean {
  if (Math.min(q1 - q0, s1 - s0) < minWords) return true;
  return !reaches(query, q0, q1, minChars) || !reaches(source, s0, s1, minChars);
}

/** Whether words have so many characters for a reader: of what stands between two words, tags and white space, two count at most. */
function reaches({ starts, ends }: CopyWords, from: number, to: number, least: number): boolean {
  let length = 0;
  for (let i = from; i < to && length < least; i++) {
    const end = ends[i] ?? 0;
    length += Math.min(LONGEST_WORD, end - (starts[i] ?? 0));
    if (i + 1 < to) length += Math.min(2, (starts[i + 1] ?? 0) - end);
  }
  return length >= least;
}

/** Characters of a word that count; one with more has tags or entities in it. */
const LONGEST_WORD = 30;

/** How often each different word stands in the box's side of the query and of the source; zero between two calls. */
let queryTimes = new Float32Array(0);
let sourceTimes = new Float32Array(0);

/** Compares the words of both sides of a box, whatever their order. */
export function compare(points: Points, { q0, q1, s0, s1 }: Box): Likeness {
  const { queryWord, sourceWord, queryWeight, sourceWeight, weights } = points;
  if (queryTimes.length < weights.length) {
    queryTimes = new Float32Array(weights.length);
    sourceTimes = new Float32Array(weights.length);
  }
  let queryNorm = countTimes(queryTimes, queryWord, queryWeight, q0, q1);
  const sourceNorm =
    countTimes(sourceTimes, sourceWord, sourceWeight, s0, s1) + squares(sourceTimes, sourceWord, sourceWeight, s0, s1);
  let [product, shared, total, equal, mass] = [0, 0, 0, 0, 0];
  for (let q = q0; q < q1; q++) {
    const weight = queryWeight[q] ?? 0;
    total += weight;
    const word = queryWord[q] ?? -1;
    if (word < 0) continue;
    const there = sourceTimes[word] ?? 0;
    if (there > 0) {
      shared += weight;
      equal++;
    }
    const times = queryTimes[word] ?? 0;
    // The first of several places of a word stands for all.
    if (times === 0) continue;
    queryTimes[word] = 0;
    queryNorm += (times * weight) ** 2;
    product += times * there * weight * weight;
    if (there > 0) mass += weights[word] ?? 0;
  }
  clear(sourceTimes, sourceWord, s0, s1);
  const norm = Math.sqrt(queryNorm * sourceNorm);
  return { cosine: norm === 0 ? 0 : product / norm, share: total === 0 ? 0 : shared / total, equal, mass };
}

/** Counts the words that the other text has too; returns the sum of the squared weights of those it lacks. */
function countTimes(times: Float32Array, words: Int32Array, weights: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const word = words[i] ?? -1;
    if (word >= 0) times[word] = (times[word] ?? 0) + 1;
    else sum += (weights[i] ?? 0) ** 2;
  }
  return sum;
}

/** Sum of the squared weights of the words that were counted. */
function squares(times: Float32Array, words: Int32Array, weights: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const word = words[i] ?? -1;
    if (word >= 0) sum += (times[word] ?? 0) * (weights[i] ?? 0) ** 2;
  }
  return sum;
}

function clear(times: Float32Array, words: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const word = words[i] ?? -1;
    if (word >= 0) times[word] = 0;
  }
}
