import type { FeatureIndex } from '../features/feature-index.ts';
import { type Features, FRACTION, FULL_TURN } from '../features/features.ts';
import { scaleOfLevels } from './levels.ts';
import { VOTE_DISTANCE, type Votes } from './vote.ts';

/*
 * Pairs of features -> references in whose pairs one turn, scale and shift shows. A reference whose hundred pairs point everywhere stands
 * behind one with four that agree.
 */

/** A reference that the picture may hold. */
export interface Candidate {
  readonly reference: number;
  /** Which view of the picture. */
  readonly view: number;
  readonly score: number;
  /** Pairs that agree: features of the view, and of the index. */
  readonly query: readonly number[];
  readonly feature: readonly number[];
}

/** Pairs of one reference that are compared with one another, nearest look first. */
const MOST_PAIRS = 48;

/** A pair predicts where the others lie; by this many pixels of the reference it may miss, and by this share of the distance. */
const MISS = 10;
const MISS_SHARE = 0.2;

/** Levels of scale, and parts of 256 of a turn, by which pairs may contradict. */
const SCALE_MISS = 2;
const TURN_MISS = 20;

/** The references with most agreeing pairs, at most `most`, best first. */
export function rankReferences(index: FeatureIndex, views: readonly Features[], votes: Votes, most: number): Candidate[] {
  const order = groupByReference(index, votes);
  const found: Candidate[] = [];
  let from = 0;
  while (from < votes.count) {
    const reference = index.owners[votes.feature[order[from] ?? 0] ?? 0] ?? 0;
    let to = from + 1;
    while (to < votes.count && index.owners[votes.feature[order[to] ?? 0] ?? 0] === reference) to++;
    if (to - from > 1) addCandidates(index, views, votes, order.subarray(from, to), reference, found);
    from = to;
  }
  return found.sort((a, b) => b.score - a.score || a.reference - b.reference || a.view - b.view).slice(0, most);
}

let counts = new Uint32Array(0);

/** Votes by reference. */
function groupByReference({ owners, references }: FeatureIndex, { count, feature }: Votes): Uint32Array {
  if (counts.length < references + 1) counts = new Uint32Array(references + 1);
  counts.fill(0);
  for (let v = 0; v < count; v++) {
    const owner = owners[feature[v] ?? 0] ?? 0;
    counts[owner + 1] = (counts[owner + 1] ?? 0) + 1;
  }
  for (let r = 1; r <= references; r++) counts[r] = (counts[r] ?? 0) + (counts[r - 1] ?? 0);
  const order = new Uint32Array(count);
  for (let v = 0; v < count; v++) {
    const owner = owners[feature[v] ?? 0] ?? 0;
    const at = counts[owner] ?? 0;
    order[at] = v;
    counts[owner] = at + 1;
  }
  return order;
}

/** Pairs of one reference and view, as numbers ready for comparing. */
const pairs = {
  count: 0,
  vote: new Uint32Array(MOST_PAIRS),
  hereX: new Float32Array(MOST_PAIRS),
  hereY: new Float32Array(MOST_PAIRS),
  thereX: new Float32Array(MOST_PAIRS),
  thereY: new Float32Array(MOST_PAIRS),
  scale: new Int8Array(MOST_PAIRS),
  turn: new Uint8Array(MOST_PAIRS),
  weight: new Float32Array(MOST_PAIRS),
};

const agreeing = new Uint8Array(MOST_PAIRS);
const bestAgreeing = new Uint8Array(MOST_PAIRS);

function addCandidates(
  index: FeatureIndex,
  views: readonly Features[],
  votes: Votes,
  order: Uint32Array,
  reference: number,
  found: Candidate[],
): void {
  for (const [number, view] of views.entries()) {
    loadPairs(index, view, number, votes, order);
    if (pairs.count < 2) continue;
    let bestScore = 0;
    for (let seed = 0; seed < pairs.count; seed++) {
      const score = scoreSeed(seed);
      if (score <= bestScore) continue;
      bestScore = score;
      bestAgreeing.set(agreeing);
    }
    if (bestScore === 0) continue;
    const kept = [...pairs.vote.subarray(0, pairs.count)].filter((_, i) => bestAgreeing[i] === 1);
    found.push({
      reference,
      view: number,
      score: bestScore,
      query: kept.map((v) => votes.query[v] ?? 0),
      feature: kept.map((v) => votes.feature[v] ?? 0),
    });
  }
}

function loadPairs(index: FeatureIndex, view: Features, number: number, votes: Votes, order: Uint32Array): void {
  const chosen = order.filter((v) => votes.view[v] === number);
  if (chosen.length > MOST_PAIRS) chosen.sort((a, b) => (votes.distance[a] ?? 0) - (votes.distance[b] ?? 0) || a - b);
  pairs.count = Math.min(MOST_PAIRS, chosen.length);
  for (let i = 0; i < pairs.count; i++) {
    const v = chosen[i] ?? 0;
    const q = votes.query[v] ?? 0;
    const f = votes.feature[v] ?? 0;
    pairs.vote[i] = v;
    pairs.hereX[i] = (view.x[q] ?? 0) / FRACTION;
    pairs.hereY[i] = (view.y[q] ?? 0) / FRACTION;
    pairs.thereX[i] = (index.x[f] ?? 0) / FRACTION;
    pairs.thereY[i] = (index.y[f] ?? 0) / FRACTION;
    pairs.scale[i] = (view.scale[q] ?? 0) - (index.scale[f] ?? 0);
    pairs.turn[i] = (view.angle[q] ?? 0) - (index.angle[f] ?? 0);
    pairs.weight[i] = (VOTE_DISTANCE + 4 - (votes.distance[v] ?? 0)) / VOTE_DISTANCE;
  }
}

/** Weights of the pairs that agree with one, itself aside; one pair a feature counts. */
function scoreSeed(seed: number): number {
  const { count, hereX, hereY, thereX, thereY, weight } = pairs;
  const levels = pairs.scale[seed] ?? 0;
  const angle = pairs.turn[seed] ?? 0;
  const scale = scaleOfLevels(levels);
  const radians = (angle * 2 * Math.PI) / FULL_TURN;
  const cos = scale * Math.cos(radians);
  const sin = scale * Math.sin(radians);
  const [seedHereX, seedHereY] = [hereX[seed] ?? 0, hereY[seed] ?? 0];
  const [seedThereX, seedThereY] = [thereX[seed] ?? 0, thereY[seed] ?? 0];
  let score = 0;
  agreeing.fill(0);
  agreeing[seed] = 1;
  for (let i = 0; i < count; i++) {
    if (i === seed || Math.abs((pairs.scale[i] ?? 0) - levels) > SCALE_MISS) continue;
    const turn = Math.abs((pairs.turn[i] ?? 0) - angle);
    if (Math.min(turn, FULL_TURN - turn) > TURN_MISS) continue;
    const x = (thereX[i] ?? 0) - seedThereX;
    const y = (thereY[i] ?? 0) - seedThereY;
    const missX = (hereX[i] ?? 0) - seedHereX - cos * x + sin * y;
    const missY = (hereY[i] ?? 0) - seedHereY - sin * x - cos * y;
    const allowed = scale * (MISS + MISS_SHARE * Math.sqrt(x * x + y * y));
    if (missX * missX + missY * missY > allowed * allowed || isTaken(i)) continue;
    agreeing[i] = 1;
    score += weight[i] ?? 0;
  }
  return score;
}

/** Whether an agreeing pair lies at the same place here or there: the corner of one thing at two sizes counts once. */
function isTaken(pair: number): boolean {
  const { count, hereX, hereY, thereX, thereY } = pairs;
  for (let i = 0; i < count; i++) {
    if (agreeing[i] !== 1) continue;
    const here = Math.abs((hereX[i] ?? 0) - (hereX[pair] ?? 0)) + Math.abs((hereY[i] ?? 0) - (hereY[pair] ?? 0));
    const there = Math.abs((thereX[i] ?? 0) - (thereX[pair] ?? 0)) + Math.abs((thereY[i] ?? 0) - (thereY[pair] ?? 0));
    if (here < 3 || there < 3) return true;
  }
  return false;
}
