import type { Corners } from './features-corners.ts';
import { STEP } from './features-pyramid.ts';

/*
 * Which corners of a picture to keep: the strongest of every cell of a grid, then the second strongest, … Text and logos are full of
 * strong corners; without the grid nothing else of the picture would be described.
 */

/** Corners a cell gives when all cells have enough. */
const A_CELL = 5;

/** Places of the corners to keep, at most `most`, strongest of their cell first. */
export function spreadCorners(corners: Corners, width: number, height: number, most: number): Uint32Array {
  const order = byStrength(corners);
  const side = Math.max(1, Math.round(Math.sqrt(most / A_CELL)));
  const taken = new Uint16Array(side * side);
  const ranks = new Uint16Array(corners.count);
  const counts = new Uint32Array(1 + 0xffff);
  for (const c of order) {
    const size = STEP ** (corners.level[c] ?? 0);
    const column = Math.min(side - 1, Math.floor((((corners.x[c] ?? 0) + 0.5) * size * side) / width));
    const row = Math.min(side - 1, Math.floor((((corners.y[c] ?? 0) + 0.5) * size * side) / height));
    const rank = taken[row * side + column] ?? 0;
    taken[row * side + column] = rank + 1;
    ranks[c] = rank;
    counts[rank + 1] = (counts[rank + 1] ?? 0) + 1;
  }
  for (let rank = 1; rank < counts.length; rank++) counts[rank] = (counts[rank] ?? 0) + (counts[rank - 1] ?? 0);
  const spread = new Uint32Array(corners.count);
  for (const c of order) {
    const rank = ranks[c] ?? 0;
    const at = counts[rank] ?? 0;
    spread[at] = c;
    counts[rank] = at + 1;
  }
  return spread.subarray(0, most);
}

/** Corners, strongest first; equals stay in their order. Strengths are told apart to about one part in a thousand. */
function byStrength({ count, strength }: Corners): Uint32Array {
  const keys = new Float64Array(count);
  for (let c = 0; c < count; c++) keys[c] = -Math.round((strength[c] ?? 0) * 8) * 2 ** 17 + c;
  keys.sort();
  const order = new Uint32Array(count);
  for (let c = 0; c < count; c++) {
    const key = keys[c] ?? 0;
    order[c] = key - Math.floor(key / 2 ** 17) * 2 ** 17;
  }
  return order;
}
