import type { Box } from './align-clusters.ts';
import type { Points } from './align-points.ts';
import type { AlignProfile } from './align-profile.ts';
import { COPY_FLAG } from './copy-flags.ts';
import type { CopyWords } from './copy-words.ts';

/** 1 at a word of the query, and of the source, that is shared where it stands. */
let localQuery = new Uint8Array(0);
let localSource = new Uint8Array(0);

/** Takes from both ends of a box what is more likely not shared: what is left has the greatest sum of shared less unshared weight. */
export function trim(points: Points, box: Box, query: CopyWords, source: CopyWords, profile: AlignProfile): Box {
  const { extend } = profile;
  const part: Box = {
    q0: Math.max(0, box.q0 - extend),
    q1: Math.min(query.count, box.q1 + extend),
    s0: Math.max(0, box.s0 - extend),
    s1: Math.min(source.count, box.s1 + extend),
  };
  return trimPart(points, part, query, source, profile);
}

/** Sets the ends again where one side shared words with what was then cut off at the other: a sentence that was copied to another place. */
export function trimAgain(points: Points, box: Box, query: CopyWords, source: CopyWords, profile: AlignProfile): Box {
  const { queryMiss, sourceMiss } = profile;
  return trimPart(points, box, query, source, { ...profile, queryMiss: queryMiss * AGAIN, sourceMiss: sourceMiss * AGAIN });
}

/** What is missed costs less the second time: what goes then is a sentence of which hardly a word is shared. */
const AGAIN = 0.3;

function trimPart(points: Points, part: Box, query: CopyWords, source: CopyWords, profile: AlignProfile): Box {
  const { minWeight } = profile;
  note(points, part, profile.inside);
  const here = {
    local: localQuery,
    weights: points.queryWeight,
    flags: query.flags,
    miss: profile.queryMiss,
    snap: profile.querySnap,
  };
  const there = {
    local: localSource,
    weights: points.sourceWeight,
    flags: source.flags,
    miss: profile.sourceMiss,
    snap: profile.sourceSnap,
  };
  const mine = bestPart(here, part.q0, part.q1, minWeight);
  const theirs = bestPart(there, part.s0, part.s1, minWeight);
  return { q0: mine.start, q1: mine.end, s0: theirs.start, s1: theirs.end };
}

/** Marks the words of a box that a well supported point joins. */
function note(points: Points, { q0, q1, s0, s1 }: Box, least: number): void {
  const { query, source, rows, support, queryWord, sourceWord } = points;
  if (localQuery.length < queryWord.length) localQuery = new Uint8Array(queryWord.length);
  if (localSource.length < sourceWord.length) localSource = new Uint8Array(sourceWord.length);
  localQuery.fill(0, q0, q1);
  localSource.fill(0, s0, s1);
  const end = rows[s1] ?? 0;
  for (let p = rows[s0] ?? 0; p < end; p++) {
    const q = query[p] ?? 0;
    if (q < q0 || q >= q1) continue;
    const s = source[p] ?? 0;
    if ((support[p] ?? 0) < least) continue;
    localQuery[q] = 1;
    localSource[s] = 1;
  }
}

/** Kadane's algorithm, in which a part that begins or ends inside a sentence costs something. */
export function bestPart(side: Side, from: number, to: number, least: number): Part {
  const { local, weights, flags, miss, snap } = side;
  let best = Number.NEGATIVE_INFINITY;
  let start = from;
  let end = to;
  let sum = Number.NEGATIVE_INFINITY;
  let begin = from;
  for (let i = from; i < to; i++) {
    const fresh = opens(flags, i) ? 0 : -snap;
    if (sum < fresh) {
      sum = fresh;
      begin = i;
    }
    const weight = weights[i] ?? 0;
    if (local[i] === 1) sum += weight;
    else if (weight >= least) sum -= miss * weight;
    const ended = opens(flags, i + 1) ? sum : sum - snap;
    if (ended > best) {
      best = ended;
      start = begin;
      end = i + 1;
    }
  }
  return { start, end, sum: best };
}

/** A part of a text, and how much more of it is shared than not. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly sum: number;
}

/** One of the two texts. */
export interface Side {
  /** 1 where a word is shared. */
  readonly local: Uint8Array;
  readonly weights: Float32Array;
  readonly flags: Uint8Array;
  readonly miss: number;
  readonly snap: number;
}

function opens(flags: Uint8Array, i: number): boolean {
  return i >= flags.length || i === 0 || ((flags[i] ?? 0) & COPY_FLAG.sentence) !== 0;
}
