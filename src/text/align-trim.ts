import type { Box } from './align-clusters.ts';
import type { Points } from './align-points.ts';
import type { AlignProfile } from './align-profile.ts';

/** Words that stand in the part of the other text: the number of the box that last saw the word, by number of the different word. */
let inQuery = new Int32Array(0);
let inSource = new Int32Array(0);
let boxes = 0;

/** Takes from both ends of a box what is more likely not shared: what is left has the greatest sum of shared less unshared weight. */
export function trim(points: Points, box: Box, profile: AlignProfile): Box {
  note(points, box);
  const [q0, q1] = bestPart(points.queryWord, points.queryWeight, inSource, box.q0, box.q1, profile.queryMiss);
  const [s0, s1] = bestPart(points.sourceWord, points.sourceWeight, inQuery, box.s0, box.s1, profile.sourceMiss);
  return { q0, q1, s0, s1 };
}

function note({ queryWord, sourceWord, weights }: Points, { q0, q1, s0, s1 }: Box): void {
  if (inQuery.length < weights.length) {
    inQuery = new Int32Array(weights.length);
    inSource = new Int32Array(weights.length);
    boxes = 0;
  }
  boxes++;
  for (let q = q0; q < q1; q++) {
    const word = queryWord[q] ?? -1;
    if (word >= 0) inQuery[word] = boxes;
  }
  for (let s = s0; s < s1; s++) {
    const word = sourceWord[s] ?? -1;
    if (word >= 0) inSource[word] = boxes;
  }
}

function bestPart(
  words: Int32Array,
  weights: Float32Array,
  shared: Int32Array,
  from: number,
  to: number,
  miss: number,
): [number, number] {
  let best = 0;
  let start = from;
  let end = to;
  let sum = 0;
  let begin = from;
  for (let i = from; i < to; i++) {
    const word = words[i] ?? -1;
    const weight = weights[i] ?? 0;
    sum += word >= 0 && shared[word] === boxes ? weight : -miss * weight;
    if (sum <= 0) {
      sum = 0;
      begin = i + 1;
    } else if (sum > best) {
      best = sum;
      start = begin;
      end = i + 1;
    }
  }
  return [start, end];
}
