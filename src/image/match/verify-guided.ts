import { WORDS } from '../features/describe.ts';
import { measureSureDistance } from '../features/describe-distance.ts';
import type { FeatureIndex } from '../features/feature-index.ts';
import { type Features, FRACTION, FULL_TURN, STEP } from '../features/features.ts';
import { CELL, type FeatureGrid } from './feature-grid.ts';
import { type Affine, fitAffine, fitSimilarity, makePairs, type PointPairs, scaleOf } from './geometry.ts';
import { scaleOfLevels } from './levels.ts';

/*
 * From a few pairs of features that agree to all that agree: each feature of the reference is looked for where the map so far puts it, and
 * the map is fitted anew. Unlike a search through the index this also finds the pairs that look less alike, and counts how many there
 * should have been.
 */

/** Most bits of 256 in which a pair at the right place differs, those that are unsure in the picture aside. */
const GUIDED_DISTANCE = 62;

/** How far from its place a feature may lie in each round, as a share of the reference's longer side. */
const ROUNDS: readonly number[] = [0.035, 0.02, 0.01, 0.004, 0.003];

/** A corner of a coarse level is placed less exactly; by so many pixels of its level. */
const LEVEL_MISS = 0.8;

/** Levels of scale, and parts of 256 of a turn, by which a pair may contradict the map. */
const SCALE_MISS = 2;
const TURN_MISS = 20;

/** Fewest pairs a map is fitted to. */
const LEAST_PAIRS = 3;

/** How strongly a map is held to turn and scale, as a share of the points' spread; less so when many pairs speak for a stretch. */
const STIFFNESS = 0.02;
const STIFFNESS_OF_MANY = 0.0005;
const MANY_PAIRS = 12;

/** Regions with fewer features than this are reckoned to have so many: a few pairs in a corner are dense by chance. */
const LEAST_SHARED = 40;

/** How a reference lies in a view. */
export interface Alignment {
  /** From the reference's plane to the view's. */
  readonly map: Affine;
  readonly inliers: number;
  /** Inliers as a share of the features that the smaller of the two has in the region they share, 0..1. */
  readonly density: number;
  /** How far the inliers lie from where the map puts them, on the mean, as a share of how far they may: by chance 0.67. */
  readonly miss: number;
  /** Features of the reference that lie in the view, and of the view that lie in the reference. */
  readonly there: number;
  readonly here: number;
  /** Bits in which the inliers differ on the mean. */
  readonly distance: number;
}

let pairs: PointPairs = makePairs(512);
/** For every feature of the view: 1 + the pair that has it, and how well. */
let takenBy = new Uint16Array(0);
let pairDistance = new Uint8Array(512);
let pairMiss = new Float32Array(512);

/** Extends pairs (`query` of the view, `feature` of the index) to an alignment; undefined when they hold together too loosely. */
export function align(
  index: FeatureIndex,
  reference: number,
  grid: FeatureGrid,
  seed: { readonly query: readonly number[]; readonly feature: readonly number[] },
): Alignment | undefined {
  reservePairs(index, reference, grid.view);
  pairs.count = 0;
  for (const [i, q] of seed.query.entries()) addPair(index, grid.view, q, seed.feature[i] ?? 0, 0, 0);
  const first = seed.query.length === 1 ? mapOfPair(index, grid.view, seed) : fitSimilarity(pairs);
  return first && alignFrom(index, reference, grid, first);
}

/** Extends a rough map from the reference's plane to the view's; undefined when nothing is found where it points. */
export function alignFrom(index: FeatureIndex, reference: number, grid: FeatureGrid, first: Affine): Alignment | undefined {
  reservePairs(index, reference, grid.view);
  let map = first;
  for (const [round, share] of ROUNDS.entries()) {
    gather(index, reference, grid, map, share);
    if (pairs.count < LEAST_PAIRS) return undefined;
    const fitted =
      round === 0 || pairs.count < 6
        ? fitSimilarity(pairs)
        : fitAffine(pairs, pairs.count < MANY_PAIRS ? STIFFNESS : STIFFNESS_OF_MANY);
    if (fitted === undefined || !(scaleOf(fitted) > 0.02)) return undefined;
    map = fitted;
  }
  const { there, here } = countShared(index, reference, grid.view, map);
  return {
    map,
    inliers: pairs.count,
    density: pairs.count / Math.max(LEAST_SHARED, Math.min(there, here)),
    distance: meanOf(pairDistance),
    miss: meanOf(pairMiss),
    there,
    here,
  };
}

function mapOfPair(
  index: FeatureIndex,
  view: Features,
  seed: { readonly query: readonly number[]; readonly feature: readonly number[] },
): Affine {
  const q = seed.query[0] ?? 0;
  const f = seed.feature[0] ?? 0;
  const scale = scaleOfLevels((view.scale[q] ?? 0) - (index.scale[f] ?? 0));
  const turn = (((view.angle[q] ?? 0) - (index.angle[f] ?? 0)) * 2 * Math.PI) / FULL_TURN;
  const a = scale * Math.cos(turn);
  const c = scale * Math.sin(turn);
  const x = (index.x[f] ?? 0) / FRACTION;
  const y = (index.y[f] ?? 0) / FRACTION;
  return { a, b: -c, c, d: a, e: (view.x[q] ?? 0) / FRACTION - a * x + c * y, f: (view.y[q] ?? 0) / FRACTION - c * x - a * y };
}

function reservePairs(index: FeatureIndex, reference: number, view: Features): void {
  const most = Math.max((index.starts[reference + 1] ?? 0) - (index.starts[reference] ?? 0), 64);
  if (pairs.fromX.length < most) {
    pairs = makePairs(most);
    pairDistance = new Uint8Array(most);
    pairMiss = new Float32Array(most);
  }
  if (takenBy.length < view.count) takenBy = new Uint16Array(view.count);
}

function addPair(index: FeatureIndex, view: Features, q: number, f: number, distance: number, miss: number): void {
  const at = pairs.count++;
  writePair(at, index, view, q, f, distance, miss);
}

function writePair(
  at: number,
  index: FeatureIndex,
  view: Features,
  q: number,
  f: number,
  distance: number,
  miss: number,
): void {
  pairs.fromX[at] = (index.x[f] ?? 0) / FRACTION;
  pairs.fromY[at] = (index.y[f] ?? 0) / FRACTION;
  pairs.toX[at] = (view.x[q] ?? 0) / FRACTION;
  pairs.toY[at] = (view.y[q] ?? 0) / FRACTION;
  pairDistance[at] = distance;
  pairMiss[at] = miss;
}

/** Looks for each feature of the reference where the map puts it. A feature of the view goes to the one that is most alike. */
function gather(index: FeatureIndex, reference: number, grid: FeatureGrid, map: Affine, share: number): void {
  const { view } = grid;
  const scale = scaleOf(map);
  const levels = Math.log(scale) / Math.log(STEP);
  const turn = (Math.atan2(map.c - map.b, map.a + map.d) * FULL_TURN) / (2 * Math.PI);
  const reach = share * Math.max(index.widths[reference] ?? 0, index.heights[reference] ?? 0) * scale;
  pairs.count = 0;
  takenBy.fill(0, 0, view.count);
  const end = index.starts[reference + 1] ?? 0;
  for (let f = index.starts[reference] ?? 0; f < end; f++) {
    const x = (index.x[f] ?? 0) / FRACTION;
    const y = (index.y[f] ?? 0) / FRACTION;
    const hereX = map.a * x + map.b * y + map.e;
    const hereY = map.c * x + map.d * y + map.f;
    if (hereX < 0 || hereY < 0 || hereX >= view.width || hereY >= view.height) continue;
    const q = findNear(
      index,
      grid,
      f,
      hereX,
      hereY,
      reach + LEVEL_MISS * scale * scaleOfLevels(index.scale[f] ?? 0),
      levels,
      turn,
    );
    if (q < 0) continue;
    const holder = (takenBy[q] ?? 0) - 1;
    if (holder < 0) {
      addPair(index, view, q, f, found.distance, found.miss);
      takenBy[q] = pairs.count;
    } else if ((pairDistance[holder] ?? 0) > found.distance) writePair(holder, index, view, q, f, found.distance, found.miss);
  }
}

const found = { distance: 0, miss: 0 };

/** The feature of the view near a place that is most like one of the index; -1 when none is like it. */
function findNear(
  index: FeatureIndex,
  grid: FeatureGrid,
  f: number,
  x: number,
  y: number,
  reach: number,
  levels: number,
  turn: number,
): number {
  const { view, columns, rows, starts } = grid;
  let nearest = -1;
  let limit = GUIDED_DISTANCE;
  const squared = reach * reach;
  const left = Math.max(0, Math.floor((x - reach) / CELL));
  const right = Math.min(columns - 1, Math.floor((x + reach) / CELL));
  const bottom = Math.min(rows - 1, Math.floor((y + reach) / CELL));
  const wantedScale = (index.scale[f] ?? 0) + levels;
  const wantedTurn = (index.angle[f] ?? 0) + turn;
  for (let row = Math.max(0, Math.floor((y - reach) / CELL)); row <= bottom; row++) {
    const to = starts[row * columns + right + 1] ?? 0;
    for (let i = starts[row * columns + left] ?? 0; i < to; i++) {
      const off = withinTurn((grid.angle[i] ?? 0) - wantedTurn);
      if (off > TURN_MISS && off < FULL_TURN - TURN_MISS) continue;
      const missX = (grid.x[i] ?? 0) - x;
      const missY = (grid.y[i] ?? 0) - y;
      if (missX * missX + missY * missY > squared) continue;
      if (Math.abs((grid.scale[i] ?? 0) - wantedScale) > SCALE_MISS) continue;
      const q = grid.order[i] ?? 0;
      const distance = measureSureDistance(view.descriptors, view.unsure, q * WORDS, index.descriptors, f * WORDS, limit);
      if (distance > limit) continue;
      nearest = q;
      limit = distance - 1;
      found.distance = distance;
      found.miss = Math.sqrt(missX * missX + missY * missY) / reach;
    }
  }
  return nearest;
}

/** An angle between -2 and 2 turns as one from 0 to less than a turn; a remainder of fractions would take ten times as long. */
function withinTurn(angle: number): number {
  const near = angle >= FULL_TURN ? angle - FULL_TURN : angle <= -FULL_TURN ? angle + FULL_TURN : angle;
  const turned = near + FULL_TURN;
  return turned >= FULL_TURN ? turned - FULL_TURN : turned;
}

/** How many features of each lie in the region that both show. */
function countShared(index: FeatureIndex, reference: number, view: Features, map: Affine): { there: number; here: number } {
  let there = 0;
  for (let f = index.starts[reference] ?? 0; f < (index.starts[reference + 1] ?? 0); f++) {
    const x = (index.x[f] ?? 0) / FRACTION;
    const y = (index.y[f] ?? 0) / FRACTION;
    const hereX = map.a * x + map.b * y + map.e;
    const hereY = map.c * x + map.d * y + map.f;
    if (hereX >= 0 && hereY >= 0 && hereX < view.width && hereY < view.height) there++;
  }
  const determinant = map.a * map.d - map.b * map.c;
  const width = index.widths[reference] ?? 0;
  const height = index.heights[reference] ?? 0;
  let here = 0;
  for (let q = 0; q < view.count; q++) {
    const x = (view.x[q] ?? 0) / FRACTION - map.e;
    const y = (view.y[q] ?? 0) / FRACTION - map.f;
    const thereX = (map.d * x - map.b * y) / determinant;
    const thereY = (map.a * y - map.c * x) / determinant;
    if (thereX >= 0 && thereY >= 0 && thereX < width && thereY < height) here++;
  }
  return { there, here };
}

/** The mean of what is known of each pair. */
function meanOf(values: Uint8Array | Float32Array): number {
  let sum = 0;
  for (let i = 0; i < pairs.count; i++) sum += values[i] ?? 0;
  return sum / pairs.count;
}
