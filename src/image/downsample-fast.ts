import { BLUE, filteredSize, GREEN, MOST_SIDE, RED, reach, SIDE } from './downsample.ts';
import type { Box, Pixels } from './pixels.ts';

/*
 * Picture -> 64 x 64 brightness, as `downsample.ts`, but the filter is computed only where its result is kept: the same sums in another
 * order, so that the results differ by rounding alone.
 */

/** 64 x 64 brightness of a picture or of a part that lies inside; undefined when a side is shorter than 5 pixels. */
export function downsampleFast(pixels: Pixels, box: Box = { left: 0, top: 0, ...pixels }): Float32Array | undefined {
  const size = filteredSize(box);
  if (size === undefined) return undefined;
  const { width, height } = size;
  const rows = new Float32Array(SIDE * height);
  const columns = Uint32Array.from({ length: width }, (_, x) => (box.left + Math.floor((x * box.width) / width)) * 3);
  const filter = width === MOST_SIDE ? filterLargeRow : filterRow;
  for (let y = 0; y < height; y++) {
    const row = (box.top + Math.floor((y * box.height) / height)) * pixels.width * 3;
    filter(pixels.data, row, columns, rows, y * SIDE);
  }
  return filterColumns(rows, height);
}

function filterRow(data: Uint8Array, row: number, columns: Uint32Array, out: Float32Array, to: number): void {
  const tents = tentsOf(columns.length);
  for (let sample = 0; sample < SIDE; sample++) out[to + sample] = filterSample(data, row, columns, tents, sample);
}

function filterSample(data: Uint8Array, row: number, columns: Uint32Array, tents: Tents, sample: number): number {
  const { taps, starts, weights } = tents;
  const start = starts[sample] ?? 0;
  let [red, green, blue] = [0, 0, 0];
  for (let tap = 0; tap < taps; tap++) {
    const weight = weights[sample * taps + tap] ?? 0;
    const at = row + (columns[start + tap] ?? 0);
    red += weight * (data[at] ?? 0);
    green += weight * (data[at + 1] ?? 0);
    blue += weight * (data[at + 2] ?? 0);
  }
  return red * RED + green * GREEN + blue * BLUE;
}

/** Nearly all pictures: 512 columns, of which a sample takes seven, weighed 1 2 3 4 3 2 1 by whole numbers; the last one is cut off. */
function filterLargeRow(data: Uint8Array, row: number, columns: Uint32Array, out: Float32Array, to: number): void {
  const last = SIDE - 1;
  for (let sample = 0; sample < last; sample++) {
    const start = sample * 8 + 2;
    const a = row + (columns[start] ?? 0);
    const b = row + (columns[start + 1] ?? 0);
    const c = row + (columns[start + 2] ?? 0);
    const d = row + (columns[start + 3] ?? 0);
    const e = row + (columns[start + 4] ?? 0);
    const f = row + (columns[start + 5] ?? 0);
    const g = row + (columns[start + 6] ?? 0);
    const red = tentOf(data, a, b, c, d, e, f, g);
    const green = tentOf(data, a + 1, b + 1, c + 1, d + 1, e + 1, f + 1, g + 1);
    const blue = tentOf(data, a + 2, b + 2, c + 2, d + 2, e + 2, f + 2, g + 2);
    out[to + sample] = (red * RED + green * GREEN + blue * BLUE) / 16;
  }
  out[to + last] = filterSample(data, row, columns, tentsOf(MOST_SIDE), last);
}

function tentOf(data: Uint8Array, a: number, b: number, c: number, d: number, e: number, f: number, g: number): number {
  const ends = (data[a] ?? 0) + (data[g] ?? 0);
  const next = (data[b] ?? 0) + (data[f] ?? 0);
  const inner = (data[c] ?? 0) + (data[e] ?? 0);
  return ends + 2 * next + 3 * inner + 4 * (data[d] ?? 0);
}

function filterColumns(rows: Float32Array, height: number): Float32Array {
  const { taps, starts, weights } = tentsOf(height);
  const out = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    const start = starts[y] ?? 0;
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) sum += (weights[y * taps + tap] ?? 0) * (rows[(start + tap) * SIDE + x] ?? 0);
      out[y * SIDE + x] = sum;
    }
  }
  return out;
}

/** What the two passes of the reference's box filter come to at the 64 samples that are kept: the first value of each, and the weights. */
interface Tents {
  readonly taps: number;
  readonly starts: Uint16Array;
  readonly weights: Float32Array;
}

/** By length: at most one for each of 512. */
const tents = new Map<number, Tents>();

function tentsOf(length: number): Tents {
  const known = tents.get(length) ?? makeTents(length);
  tents.set(length, known);
  return known;
}

function makeTents(length: number): Tents {
  const window = Math.ceil(length / 128);
  const ahead = reach(window);
  const taps = 2 * window - 1;
  const first = (at: number): number => Math.max(0, at + ahead - window + 1);
  const end = (at: number): number => Math.min(length, at + ahead + 1);
  const starts = new Uint16Array(SIDE);
  const weights = new Float32Array(SIDE * taps);
  for (let sample = 0; sample < SIDE; sample++) {
    const kept = Math.floor(((sample + 0.5) * length) / SIDE);
    // Not beyond the end, so that every tap is a value.
    const start = Math.min(first(first(kept)), length - taps);
    starts[sample] = start;
    for (let second = first(kept); second < end(kept); second++) {
      const share = 1 / (end(kept) - first(kept)) / (end(second) - first(second));
      for (let at = first(second); at < end(second); at++) {
        const tap = sample * taps + at - start;
        weights[tap] = (weights[tap] ?? 0) + share;
      }
    }
  }
  return { taps, starts, weights };
}
