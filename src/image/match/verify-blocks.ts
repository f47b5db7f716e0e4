import { fitPlane, type Plane } from '../plane.ts';
import { type Affine, compose, scaleOf } from './geometry.ts';
import { BLOCK, correlate, correlateThree, sumOf } from './verify-correlation.ts';
import { findHole, type Hole } from './verify-hole.ts';
import { BLOCK_STATES, findRegion, type Region } from './verify-region.ts';

/*
 * Whether two pictures show the same where they are laid over one another: the reference in small is cut into blocks, and each block is
 * compared with the picture as the map shows it. Photographs of one room agree at the corners of the floor; a copy agrees all over.
 */

/** Longer side of a reference's plane for this. */
export const SMALL_SIDE = 192;

/** How far a block may have moved, in pixels of the small plane. */
const MOVE = 1;

/** Correlation from which a block agrees. */
const AGREES = 0.88;

/** Correlation from which a block is the same, but for noise. */
const SAME = 0.95;

/** Sum of squares around the mean below which a block is flat: a spread of 4 steps of brightness. */
const FLAT = 4 * 4 * BLOCK * BLOCK;

/** Sum of squares from which the picture shows something where the reference is flat. */
const COVERED = 8 * 8 * BLOCK * BLOCK;

/** What the blocks say. */
export interface Agreement {
  /** Blocks of the reference that lie in the picture and are not flat. */
  readonly seen: number;
  /** Those of them that agree, and those that are the same. */
  readonly good: number;
  readonly same: number;
  /** Blocks of the reference that lie in the picture, flat ones too, as a share of all. */
  readonly covered: number;
  /** The part of the reference that agrees, without sides where other things stand. */
  readonly region: Region;
  /** The largest piece where other things stand. */
  readonly hole: Hole;
  /** What every block says, row by row: `BLOCK_STATES`. */
  readonly states: Uint8Array;
}

/** Makes a plane small enough to be compared in blocks. */
export function makeSmallPlane(plane: Plane): Plane {
  return softened(fitPlane(plane, SMALL_SIDE));
}

/** The small plane at half its size, for pictures that have no more pixels than that. */
export function halveSmallPlane(small: Plane): Plane {
  return softened(halveOnce(small));
}

/** The plane without what is finer than three pixels. Planes that are compared must be softened as often, one as the other. */
export function softened(plane: Plane): Plane {
  const data = plane.data.slice();
  soften(data, plane.width, plane.height);
  return { ...plane, data };
}

let line = new Uint8Array(0);

/** Means of 3 x 3 pixels, weighted 1 2 1, in place: takes off noise and what scaling does to fine patterns. */
function soften(data: Uint8Array, width: number, height: number): void {
  if (line.length < width * 2) line = new Uint8Array(width * 2);
  let above = 0;
  let kept = width;
  line.set(data.subarray(0, width), above);
  for (let y = 1; y + 1 < height; y++) {
    line.set(data.subarray(y * width, (y + 1) * width), kept);
    const below = (y + 1) * width;
    // Sums of three pixels of a column, of this and the last two columns: every pixel is read once.
    let first = (line[above] ?? 0) + 2 * (line[kept] ?? 0) + (data[below] ?? 0);
    let middle = (line[above + 1] ?? 0) + 2 * (line[kept + 1] ?? 0) + (data[below + 1] ?? 0);
    for (let x = 1; x + 1 < width; x++) {
      const last = (line[above + x + 1] ?? 0) + 2 * (line[kept + x + 1] ?? 0) + (data[below + x + 1] ?? 0);
      data[y * width + x] = (first + 2 * middle + last + 8) >> 4;
      first = middle;
      middle = last;
    }
    [above, kept] = [kept, above];
  }
}

/** A plane, half of it, a quarter … */
export type Halves = readonly Plane[];

/** The halves of a plane down to a side of 32 pixels. */
export function halve(plane: Plane): Halves {
  const halves = [plane];
  let last = plane;
  while (Math.min(last.width, last.height) >= 64) {
    last = halveOnce(last);
    halves.push(last);
  }
  return halves;
}

/** Half as wide and high. */
function halveOnce({ data, width, height }: Plane): Plane {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0, i = 2 * y * width; x < w; x++, i += 2) {
      out[y * w + x] = ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + width] ?? 0) + (data[i + width + 1] ?? 0) + 2) >> 2;
    }
  }
  return { data: out, width: w, height: h };
}

let warped = new Uint8Array(0);
let inside = new Uint8Array(0);

/**
 * Compares a reference in small with a picture.
 * @param map from the small plane to the picture's plane, `halves[0]`.
 */
export function compareBlocks(small: Plane, halves: Halves, map: Affine, isNegative: boolean): Agreement {
  warp(small, halves, map);
  soften(warped, small.width, small.height);
  const columns = Math.floor(small.width / BLOCK);
  const rows = Math.floor(small.height / BLOCK);
  let [seen, good, same, within] = [0, 0, 0, 0];
  const states = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * BLOCK * small.width + column * BLOCK;
      if (!isWithin(at, small.width)) continue;
      within++;
      states[row * columns + column] = BLOCK_STATES.flat;
      const spread = spreadOf(small.data, at, small.width);
      // Writing on a flat ground is not held against a copy; it may belong to a hole.
      if (spread < FLAT) {
        if (spreadOf(warped, at, small.width) >= COVERED) states[row * columns + column] = BLOCK_STATES.covered;
        continue;
      }
      seen++;
      const top = correlateNear(small, row, column, spread, isNegative);
      if (top >= AGREES) good++;
      states[row * columns + column] = top >= AGREES ? BLOCK_STATES.good : BLOCK_STATES.bad;
      if (top >= SAME) same++;
    }
  }
  const covered = within / Math.max(1, rows * columns);
  return {
    seen,
    good,
    same,
    covered,
    region: findRegion(states, columns, rows),
    hole: findHole(states, columns, rows),
    states,
  };
}

/** Whether the corners of a block lie in the picture; then all of it does. */
function isWithin(at: number, width: number): boolean {
  const last = at + (BLOCK - 1) * width;
  return inside[at] === 1 && inside[at + BLOCK - 1] === 1 && inside[last] === 1 && inside[last + BLOCK - 1] === 1;
}

function spreadOf(data: Uint8Array, at: number, width: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = 0; y < BLOCK; y++) {
    for (let i = at + y * width; i < at + y * width + BLOCK; i++) {
      const value = data[i] ?? 0;
      sum += value;
      squares += value * value;
    }
  }
  return squares - (sum * sum) / (BLOCK * BLOCK);
}

/**
 * Best correlation of a block with those around its place; one from which a block is the same ends the search, because a better one would
 * say nothing more.
 */
function correlateNear(small: Plane, row: number, column: number, ownSpread: number, isNegative: boolean): number {
  const { data, width, height } = small;
  const [x, y] = [column * BLOCK, row * BLOCK];
  const at = y * width + x;
  const own = sumOf(data, at, width);
  const sign = isNegative ? -1 : 1;
  let top = Math.max(-1, sign * correlate(data, at, warped, at, width, own, ownSpread));
  const besides = x > 0 && x + BLOCK < width;
  for (let dy = -MOVE; dy <= MOVE && top < SAME; dy++) {
    if (y + dy < 0 || y + dy + BLOCK > height) continue;
    const there = at + dy * width;
    if (besides) top = Math.max(top, correlateThree(data, at, warped, there, width, own, ownSpread, sign));
    else {
      for (let dx = -MOVE; dx <= MOVE; dx++) {
        if (x + dx < 0 || x + dx + BLOCK > width) continue;
        top = Math.max(top, sign * correlate(data, at, warped, there + dx, width, own, ownSpread));
      }
    }
  }
  return top;
}

/** Lays the picture over the small plane. */
function warp(small: Plane, halves: Halves, map: Affine): void {
  const size = small.width * small.height;
  if (warped.length < size) {
    warped = new Uint8Array(size);
    inside = new Uint8Array(size);
  }
  const level = Math.min(halves.length - 1, Math.max(0, Math.floor(Math.log2(scaleOf(map)) + 0.3)));
  const from = halves[level];
  if (from === undefined) return;
  const factor = 2 ** -level;
  // Places are middles of pixels in both.
  const toLevel = compose(
    { a: factor, b: 0, c: 0, d: factor, e: -0.5, f: -0.5 },
    compose(map, { a: 1, b: 0, c: 0, d: 1, e: 0.5, f: 0.5 }),
  );
  const { data, width, height } = from;
  let at = 0;
  for (let y = 0; y < small.height; y++) {
    let hereX = toLevel.b * y + toLevel.e;
    let hereY = toLevel.d * y + toLevel.f;
    for (let x = 0; x < small.width; x++, at++, hereX += toLevel.a, hereY += toLevel.c) {
      if (hereX < 0 || hereY < 0 || hereX >= width - 1 || hereY >= height - 1) {
        inside[at] = 0;
        warped[at] = 0;
        continue;
      }
      // Whole parts; nothing here is below zero.
      const left = hereX | 0;
      const top = hereY | 0;
      const i = top * width + left;
      const right = hereX - left;
      const below = hereY - top;
      const upper = (data[i] ?? 0) * (1 - right) + (data[i + 1] ?? 0) * right;
      const lower = (data[i + width] ?? 0) * (1 - right) + (data[i + width + 1] ?? 0) * right;
      warped[at] = upper * (1 - below) + lower * below + 0.5;
      inside[at] = 1;
    }
  }
}
