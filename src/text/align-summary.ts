import type { AlignedPassage } from './align.ts';
import { compare } from './align-judge.ts';
import type { Points } from './align-points.ts';
import type { AlignProfile, SummaryProfile } from './align-profile.ts';
import { bestPart } from './align-trim.ts';
import type { CopyWords } from './copy-words.ts';

/** Words that weigh less do not show where in the source a summary comes from. */
const TELLING = 1.5;

let shared = new Uint8Array(0);

/**
 * The part of the query that retells the source: nearly all its words stand there, but scattered, so that no passage answers to it.
 * @param passages what was found already; a part that they cover is no summary.
 */
export function findSummary(
  points: Points,
  query: CopyWords,
  source: CopyWords,
  passages: readonly AlignedPassage[],
  { minWeight, querySnap }: AlignProfile,
  summary: SummaryProfile,
): AlignedPassage | undefined {
  if (shared.length < query.count) shared = new Uint8Array(query.count * 2);
  for (let q = 0; q < query.count; q++) shared[q] = (points.queryWord[q] ?? -1) < 0 ? 0 : 1;
  const side = {
    local: shared,
    weights: points.queryRaw,
    flags: query.flags,
    miss: summary.miss,
    snap: querySnap,
  };
  const { start: q0, end: q1, sum } = bestPart(side, 0, query.count, minWeight);
  if (sum < summary.minSum || q1 - q0 > summary.maxWords) return undefined;
  const meeting = passages.filter((one) => meets(one, q0, q1));
  if (meeting.some((one) => one.class === 'verbatim' || one.cosine > summary.maxCosine)) return undefined;
  const { s0, s1, inside } = placesInSource(points, source, q0, q1, meeting);
  if (s1 - s0 < summary.spread * (q1 - q0) || inside > summary.maxInside) return undefined;
  const { cosine, equal } = compare(points, { q0, q1, s0, s1 });
  if (cosine < summary.minCosine) return undefined;
  return { query: [q0, q1], source: [s0, s1], class: 'reworded', cosine, longestRun: 0, equal };
}

function meets(passage: AlignedPassage, q0: number, q1: number): boolean {
  return passage.query[0] < q1 && q0 < passage.query[1];
}

/** 1 for a word that is looked for, 2 when it was found in the source, 3 when in one of the passages. */
let wanted = new Uint8Array(0);

/** From the first to the last word of the source that tells something and stands in the part; the share of them that passages hold. */
function placesInSource(
  { queryWord, sourceWord, queryRaw }: Points,
  source: CopyWords,
  q0: number,
  q1: number,
  passages: readonly AlignedPassage[],
): { s0: number; s1: number; inside: number } {
  if (wanted.length < queryRaw.length) wanted = new Uint8Array(queryRaw.length);
  for (let q = q0; q < q1; q++) {
    const word = queryWord[q] ?? -1;
    if (word >= 0 && (queryRaw[q] ?? 0) >= TELLING) wanted[word] = 1;
  }
  let [s0, s1] = [source.count, 0];
  for (let s = 0; s < source.count; s++) {
    const word = sourceWord[s] ?? -1;
    if (word < 0 || wanted[word] === 0) continue;
    s0 = Math.min(s0, s);
    s1 = s + 1;
    if (passages.some((one) => s >= one.source[0] && s < one.source[1])) wanted[word] = 3;
  }
  let [inside, all] = [0, 0];
  for (let q = q0; q < q1; q++) {
    const word = queryWord[q] ?? -1;
    if (word < 0 || wanted[word] === 0) continue;
    all += queryRaw[q] ?? 0;
    if (wanted[word] === 3) inside += queryRaw[q] ?? 0;
    wanted[word] = 0;
  }
  return { s0, s1, inside: all === 0 ? 1 : inside / all };
}
