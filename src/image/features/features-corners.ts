import type { Level } from './features-pyramid.ts';

/*
 * Corners of one level: pixels around which at least nine neighbours in a row on a circle of radius 3 are all brighter, or all darker
 * (FAST-9), ranked by the smaller eigenvalue of the gradients around them, so that a place along an edge counts little.
 */

/** Pixels from a level's border that no corner comes near: half the side of a turned patch. */
export const MARGIN = 17;

/** Least difference of brightness between a corner and its circle. */
export const CONTRAST = 6;

/** Corners of all levels of a picture, parallel arrays; used again by the next picture. */
export interface Corners {
  count: number;
  /** In pixels of the level. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly level: Uint8Array;
  readonly strength: Float32Array;
}

/** Most corners kept of one picture; a picture of leaves at 800 x 800 has some 40,000. */
export const MOST_CORNERS: number = 1 << 16;

/** An empty list of corners. */
export function makeCorners(): Corners {
  return {
    count: 0,
    x: new Uint16Array(MOST_CORNERS),
    y: new Uint16Array(MOST_CORNERS),
    level: new Uint8Array(MOST_CORNERS),
    strength: new Float32Array(MOST_CORNERS),
  };
}

/** The circle, clockwise from above. */
export const CIRCLE: readonly (readonly [number, number])[] = [
  [0, -3],
  [1, -3],
  [2, -2],
  [3, -1],
  [3, 0],
  [3, 1],
  [2, 2],
  [1, 3],
  [0, 3],
  [-1, 3],
  [-2, 2],
  [-3, 1],
  [-3, 0],
  [-3, -1],
  [-2, -2],
  [-1, -3],
];

/** Whether a set of places on the circle, one bit each, holds nine in a row: runs of two, four and eight are found by laying the set over itself. */
export function holdsNine(set: number): boolean {
  const twice = set | (set << 16);
  const two = twice & (twice >>> 1);
  const four = two & (two >>> 2);
  const eight = four & (four >>> 4);
  return (eight & (twice >>> 8) & 0xffff) !== 0;
}

let map = new Float32Array(0);

/** Adds the corners of a level that are stronger than their eight neighbours. */
export function addCorners({ width, height, clean }: Level, number: number, corners: Corners): void {
  if (map.length < width * height) map = new Float32Array(width * height);
  const first = corners.count;
  const offsets = Int32Array.from(CIRCLE, ([x, y]) => y * width + x);
  const three = 3 * width;
  for (let y = MARGIN; y < height - MARGIN && corners.count < MOST_CORNERS - width; y++) {
    const end = (y + 1) * width - MARGIN;
    for (let i = y * width + MARGIN; i < end; i++) {
      const value = clean[i] ?? 0;
      if (!mayBeCorner(clean, i, three, value) || !hasArc(clean, i, offsets, value)) continue;
      const strength = measureStrength(clean, i, width);
      map[i] = strength;
      corners.x[corners.count] = i - y * width;
      corners.y[corners.count] = y;
      corners.level[corners.count] = number;
      corners.strength[corners.count++] = strength;
    }
  }
  keepPeaks(corners, first, width);
}

/**
 * Whether the four pixels at the ends of the axes allow a corner: nine in a row hold two neighbours of them. Nearly all pixels end here, so
 * that this decides how long it takes. `three` is three rows.
 */
function mayBeCorner(data: Uint8Array, i: number, three: number, value: number): boolean {
  const up = (data[i - three] ?? 0) - value;
  const down = (data[i + three] ?? 0) - value;
  if (up <= CONTRAST && up >= -CONTRAST && down <= CONTRAST && down >= -CONTRAST) return false;
  const left = (data[i - 3] ?? 0) - value;
  const right = (data[i + 3] ?? 0) - value;
  if ((up > CONTRAST || down > CONTRAST) && (left > CONTRAST || right > CONTRAST)) return true;
  return (up < -CONTRAST || down < -CONTRAST) && (left < -CONTRAST || right < -CONTRAST);
}

/** Whether nine pixels in a row on the circle are all brighter, or all darker. */
function hasArc(data: Uint8Array, i: number, offsets: Int32Array, value: number): boolean {
  const high = value + CONTRAST;
  const low = value - CONTRAST;
  let bright = 0;
  let dark = 0;
  for (let k = 0; k < 16; k++) {
    const other = data[i + (offsets[k] ?? 0)] ?? 0;
    if (other > high) bright |= 1 << k;
    else if (other < low) dark |= 1 << k;
  }
  return holdsNine(bright) || holdsNine(dark);
}

/** The smaller eigenvalue of the products of gradients in 5 x 5 pixels. */
function measureStrength(data: Uint8Array, i: number, width: number): number {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let row = i - 2 * width; row <= i + 2 * width; row += width) {
    for (let at = row - 2; at <= row + 2; at++) {
      const dx = (data[at + 1] ?? 0) - (data[at - 1] ?? 0);
      const dy = (data[at + width] ?? 0) - (data[at - width] ?? 0);
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
  }
  const half = (xx - yy) / 2;
  return (xx + yy) / 2 - Math.sqrt(half * half + xy * xy);
}

/** Drops the corners from `first` on that have a stronger neighbour, and clears the map. */
function keepPeaks(corners: Corners, first: number, width: number): void {
  const { x, y, level, strength } = corners;
  let kept = first;
  const end = corners.count;
  const peaks = new Uint8Array(end - first);
  for (let c = first; c < end; c++) {
    const i = (y[c] ?? 0) * width + (x[c] ?? 0);
    const s = map[i] ?? 0;
    const before = Math.max(map[i - width - 1] ?? 0, map[i - width] ?? 0, map[i - width + 1] ?? 0, map[i - 1] ?? 0);
    const after = Math.max(map[i + width - 1] ?? 0, map[i + width] ?? 0, map[i + width + 1] ?? 0, map[i + 1] ?? 0);
    if (s > 0 && s >= before && s > after) peaks[c - first] = 1;
  }
  for (let c = first; c < end; c++) {
    map[(y[c] ?? 0) * width + (x[c] ?? 0)] = 0;
    if (peaks[c - first] !== 1) continue;
    x[kept] = x[c] ?? 0;
    y[kept] = y[c] ?? 0;
    level[kept] = level[c] ?? 0;
    strength[kept++] = strength[c] ?? 0;
  }
  corners.count = kept;
}
