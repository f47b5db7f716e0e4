import type { AlignedPassage } from './align.ts';
import type { Box } from './align-clusters.ts';
import type { Points } from './align-points.ts';
import type { AlignProfile } from './align-profile.ts';
import type { CopyWords } from './copy-words.ts';

/** How often each different word stands in the box's side of the query and of the source; zero between two calls. */
let queryTimes = new Float32Array(0);
let sourceTimes = new Float32Array(0);

/** Says what a box is: no passage, a reworded one, or one or more that are word for word the same. */
export function judge(points: Points, query: CopyWords, source: CopyWords, box: Box, profile: AlignProfile): AlignedPassage[] {
  if (isShort(query, source, box, profile)) return [];
  const { cosine, share, equal } = compare(points, box);
  if (cosine < profile.minCosine || share < profile.minShare) return [];
  const { parts, covered, longest } = findRuns(query, source, box, profile.run);
  const class_ = covered >= profile.runShare * Math.min(box.q1 - box.q0, box.s1 - box.s0) ? 'verbatim' : 'reworded';
  const exact = class_ === 'verbatim' && parts !== undefined ? parts : box;
  return [{ query: [exact.q0, exact.q1], source: [exact.s0, exact.s1], class: class_, cosine, longestRun: longest, equal }];
}

function isShort(query: CopyWords, source: CopyWords, { q0, q1, s0, s1 }: Box, { minWords, minChars }: AlignProfile): boolean {
  if (Math.min(q1 - q0, s1 - s0) < minWords) return true;
  return Math.min(length(query, q0, q1), length(source, s0, s1)) < minChars;
}

function length({ starts, ends }: CopyWords, from: number, to: number): number {
  return (ends[to - 1] ?? 0) - (starts[from] ?? 0);
}

/** Cosine of the weighted counts of the words, share of the query's weight that is shared, words of the query that are shared. */
function compare(points: Points, { q0, q1, s0, s1 }: Box): { cosine: number; share: number; equal: number } {
  const { queryWord, sourceWord, queryWeight, sourceWeight, weights } = points;
  if (queryTimes.length < weights.length) {
    queryTimes = new Float32Array(weights.length);
    sourceTimes = new Float32Array(weights.length);
  }
  let queryOnly = 0;
  let sourceOnly = 0;
  for (let q = q0; q < q1; q++) {
    const word = queryWord[q] ?? -1;
    if (word >= 0) queryTimes[word] = (queryTimes[word] ?? 0) + 1;
    else queryOnly += (queryWeight[q] ?? 0) ** 2;
  }
  for (let s = s0; s < s1; s++) {
    const word = sourceWord[s] ?? -1;
    if (word >= 0) sourceTimes[word] = (sourceTimes[word] ?? 0) + 1;
    else sourceOnly += (sourceWeight[s] ?? 0) ** 2;
  }
  let product = 0;
  let shared = 0;
  let total = 0;
  let equal = 0;
  for (let q = q0; q < q1; q++) {
    const word = queryWord[q] ?? -1;
    const weight = queryWeight[q] ?? 0;
    total += weight;
    if (word < 0) continue;
    const times = queryTimes[word] ?? 0;
    const there = sourceTimes[word] ?? 0;
    if (there > 0) {
      shared += weight;
      equal++;
    }
    // A word that stands three times comes by here three times.
    product += times === 0 ? 0 : there * weight * weight;
    queryOnly += times * weight * weight;
  }
  for (let s = s0; s < s1; s++) {
    const word = sourceWord[s] ?? -1;
    if (word >= 0) sourceOnly += (sourceTimes[word] ?? 0) * (sourceWeight[s] ?? 0) ** 2;
  }
  for (let q = q0; q < q1; q++) queryTimes[Math.max(0, queryWord[q] ?? -1)] = 0;
  for (let s = s0; s < s1; s++) sourceTimes[Math.max(0, sourceWord[s] ?? -1)] = 0;
  const norm = Math.sqrt(queryOnly * sourceOnly);
  return { cosine: norm === 0 ? 0 : product / norm, share: total === 0 ? 0 : shared / total, equal };
}

/** Runs found so far that reach up to the word before, by place in the source plus one. */
let row = new Int32Array(0);
let rowBefore = new Int32Array(0);

/** Looks for stretches of `least` equal words or more: the part of the box from the first to the last, words covered, the longest. */
function findRuns(
  query: CopyWords,
  source: CopyWords,
  box: Box,
  least: number,
): { parts: Box | undefined; covered: number; longest: number } {
  const { q0, q1, s0, s1 } = box;
  const width = s1 - s0 + 1;
  if (row.length < width) {
    row = new Int32Array(width * 2);
    rowBefore = new Int32Array(width * 2);
  }
  row.fill(0, 0, width);
  rowBefore.fill(0, 0, width);
  let [a0, a1, b0, b1] = [q1, q0, s1, s0];
  let longest = 0;
  let covered = 0;
  let coveredTo = q0;
  for (let q = q0; q < q1; q++) {
    const id = query.ids[q];
    let best = 0;
    for (let s = s0; s < s1; s++) {
      const run = source.ids[s] === id ? (rowBefore[s - s0] ?? 0) + 1 : 0;
      row[s - s0 + 1] = run;
      if (run > best) best = run;
      if (run >= least) {
        a0 = Math.min(a0, q + 1 - run);
        a1 = Math.max(a1, q + 1);
        b0 = Math.min(b0, s + 1 - run);
        b1 = Math.max(b1, s + 1);
      }
    }
    if (best > longest) longest = best;
    if (best >= least) {
      covered += q + 1 - Math.max(coveredTo, q + 1 - best);
      coveredTo = q + 1;
    }
    [row, rowBefore] = [rowBefore, row];
  }
  return { parts: covered > 0 ? { q0: a0, q1: a1, s0: b0, s1: b1 } : undefined, covered, longest };
}
