import type { Box, Pixels } from '../pixels.ts';
import { BLUE, filteredSize, GREEN, MOST_SIDE, RED, reach, SIDE } from './downsample.ts';

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
  const view = new DataView(pixels.data.buffer, pixels.data.byteOffset, pixels.data.byteLength);
  const top = (y: number): number => (box.top + Math.floor((y * box.height) / height)) * pixels.width * 3;
  for (let y = 0; y < height; y++) {
    // Three bytes are read as four, which the last pixel of a picture has not.
    if (width === MOST_SIDE && y < height - 1) filterLargeRow(view, top(y), columns, rows, y * SIDE);
    else
      for (let sample = 0; sample < SIDE; sample++)
        rows[y * SIDE + sample] = filterSample(pixels.data, top(y), columns, sample);
    if (width === MOST_SIDE) rows[y * SIDE + SIDE - 1] = filterSample(pixels.data, top(y), columns, SIDE - 1);
  }
  return filterColumns(rows, height);
}

function filterSample(data: Uint8Array, row: number, columns: Uint32Array, sample: number): number {
  const { taps, starts, weights } = tentsOf(columns.length);
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

/** Red and blue of a pixel that was read as four bytes, each in a half of the word; they do not meet up to a weight of 257. */
const RED_BLUE = 0xff00ff;

/**
 * A row of nearly all pictures: 512 columns, of which a sample takes seven, weighed 1 2 3 4 3 2 1 by whole numbers. Not the last sample,
 * which is cut off.
 */
function filterLargeRow(view: DataView, row: number, columns: Uint32Array, out: Float32Array, to: number): void {
  for (let sample = 0; sample < SIDE - 1; sample++) {
    const start = sample * 8 + 2;
    const a = view.getUint32(row + (columns[start] ?? 0), true);
    const b = view.getUint32(row + (columns[start + 1] ?? 0), true);
    const c = view.getUint32(row + (columns[start + 2] ?? 0), true);
    const d = view.getUint32(row + (columns[start + 3] ?? 0), true);
    const e = view.getUint32(row + (columns[start + 4] ?? 0), true);
    const f = view.getUint32(row + (columns[start + 5] ?? 0), true);
    const g = view.getUint32(row + (columns[start + 6] ?? 0), true);
    const ends = (a & RED_BLUE) + (g & RED_BLUE);
    const redBlue = ends + 2 * ((b & RED_BLUE) + (f & RED_BLUE)) + 3 * ((c & RED_BLUE) + (e & RED_BLUE)) + 4 * (d & RED_BLUE);
    const outer = greenOf(a) + greenOf(g) + 2 * (greenOf(b) + greenOf(f));
    const green = outer + 3 * (greenOf(c) + greenOf(e)) + 4 * greenOf(d);
    out[to + sample] = ((redBlue & 0xffff) * RED + green * GREEN + (redBlue >>> 16) * BLUE) / 16;
  }
}

function greenOf(pixel: number): number {
  return (pixel >>> 8) & 255;
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
