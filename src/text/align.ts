import { type Box, findClusters } from './align-clusters.ts';
import { judge } from './align-judge.ts';
import { findPoints } from './align-points.ts';
import type { AlignProfile } from './align-profile.ts';
import { trim } from './align-trim.ts';
import type { CopyWords } from './copy-words.ts';
import type { WordWeights } from './word-weights.ts';

/*
 * The passages that one text has from another, word for word or reworded: places where many words meet in both texts, whatever their
 * order. Cost is linear in the length of the texts for a bounded number of places per word.
 */

/** A passage that two texts share; words are counted from 0, `[start, end)`. */
export interface AlignedPassage {
  readonly query: readonly [number, number];
  readonly source: readonly [number, number];
  readonly class: 'verbatim' | 'reworded';
  /** Likeness of the weighted words of both sides, 0..1. */
  readonly cosine: number;
  /** Words of the longest stretch that both sides have in one piece. */
  readonly longestRun: number;
  /** Words of the query's side that stand in the source's side. */
  readonly equal: number;
}

/** The passages of `query` that stand in `source`, in the order of the query, where they do not overlap. */
export function align(query: CopyWords, source: CopyWords, weights: WordWeights, profile: AlignProfile): AlignedPassage[] {
  if (query.count < profile.minWords || source.count < profile.minWords) return [];
  const points = findPoints(query, source, weights, profile);
  const boxes = findClusters(points, profile).map((box) => trim(points, box, profile));
  const passages = merge(boxes, profile).flatMap((box) => judge(points, query, source, box, profile));
  return withoutOverlaps(passages);
}

/** Boxes that lie close together in both texts become one. */
function merge(boxes: readonly Box[], { mergeGap }: AlignProfile): Box[] {
  const merged: Box[] = [];
  for (const box of [...boxes].sort((a, b) => a.q0 - b.q0 || a.s0 - b.s0)) {
    const near = merged.findIndex((one) => isNear(one, box, mergeGap));
    const one = merged[near];
    if (one === undefined) merged.push(box);
    else merged[near] = span(one, box);
  }
  return merged;
}

function isNear(a: Box, b: Box, gap: number): boolean {
  return b.q0 - a.q1 <= gap && a.q0 - b.q1 <= gap && b.s0 - a.s1 <= gap && a.s0 - b.s1 <= gap;
}

function span(a: Box, b: Box): Box {
  return { q0: Math.min(a.q0, b.q0), q1: Math.max(a.q1, b.q1), s0: Math.min(a.s0, b.s0), s1: Math.max(a.s1, b.s1) };
}

/** Of passages that overlap in the query the better one stays. */
function withoutOverlaps(passages: readonly AlignedPassage[]): AlignedPassage[] {
  const kept: AlignedPassage[] = [];
  for (const passage of [...passages].sort((a, b) => b.equal * b.cosine - a.equal * a.cosine || a.query[0] - b.query[0])) {
    const overlaps = kept.some(({ query }) => passage.query[0] < query[1] && query[0] < passage.query[1]);
    if (!overlaps) kept.push(passage);
  }
  return kept.sort((a, b) => a.query[0] - b.query[0]);
}
