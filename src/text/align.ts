import { type Box, findClusters, mergeBoxes } from './align-clusters.ts';
import { judge } from './align-judge.ts';
import { findPoints, weighWords } from './align-points.ts';
import type { AlignProfile } from './align-profile.ts';
import { findSummary } from './align-summary.ts';
import { trim, trimAgain } from './align-trim.ts';
import type { CopyWords } from './copy-words.ts';
import { undoLeet } from './leet.ts';
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

/** The passages of a text that stand in the other, in the order of the first, where they do not overlap. */
export function align(written: CopyWords, other: CopyWords, weights: WordWeights, profile: AlignProfile): AlignedPassage[] {
  if (written.count < profile.minWords || other.count < profile.minWords) return [];
  const query = undoLeet(written, [other]);
  const source = undoLeet(other, [written]);
  const gap = Math.min(profile.gap, Math.max(LEAST_GAP, Math.min(query.count, source.count) / PARTS));
  const points = findPoints(query, source, weights, profile);
  const clusters = findClusters(points, gap, profile);
  if (clusters.length === 0 && profile.summary === undefined) return [];
  weighWords(query, source, weights, profile.summary === undefined ? around(clusters, profile.extend) : [0, source.count]);
  const boxes = clusters.map((box) => {
    const trimmed = trim(points, box, query, source, profile);
    // Bullets stand in any order; the paragraphs of a page do not, and lose by it.
    return gap < profile.gap ? trimAgain(points, trimmed, query, source, profile) : trimmed;
  });
  const passages = mergeBoxes(boxes, gap).flatMap((box) => judge(points, query, source, box, profile) ?? []);
  const summary = profile.summary && findSummary(points, query, source, passages, profile, profile.summary);
  if (summary === undefined) return withoutOverlaps(passages, query.count);
  const rest = passages.filter((one) => one.query[0] >= summary.query[1] || one.query[1] <= summary.query[0]);
  return withoutOverlaps([...rest, summary], query.count);
}

/** The part of the source in which passages can be: words `[from, to)`. */
function around(clusters: readonly Box[], extend: number): readonly [number, number] {
  const from = Math.min(...clusters.map(({ s0 }) => s0));
  const to = Math.max(...clusters.map(({ s1 }) => s1));
  return [from - extend, to + extend];
}

/** A listing is cut finer than a page: places farther apart than a tenth of the shorter text belong to different bullets … */
const PARTS = 10;
/** … but those in one bullet belong together. */
const LEAST_GAP = 8;

/** Of passages that overlap in the query the better one stays. */
function withoutOverlaps(passages: readonly AlignedPassage[], words: number): AlignedPassage[] {
  if (passages.length < 2) return [...passages];
  const taken = new Uint8Array(words);
  const best = [...passages].sort((a, b) => b.equal * b.cosine - a.equal * a.cosine || a.query[0] - b.query[0]);
  const kept = best.filter(({ query: [start, end] }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.query[0] - b.query[0]);
}
