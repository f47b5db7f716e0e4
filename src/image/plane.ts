import type { Pixels } from './pixels.ts';

/** A picture's brightness: one byte a pixel, row after row, no padding. */
export interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Brightness of a decoded picture, weighted as television does; the weights sum to 256. */
export function toPlane({ data, width, height }: Pixels): Plane {
  const out = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < out.length; i++, at += 3) {
    out[i] = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0) + 128) >>> 8;
  }
  return { data: out, width, height };
}

/** The plane scaled so that its longer side has at most `longest` pixels; the plane itself when it is small enough. */
export function fitPlane(plane: Plane, longest: number): Plane {
  const side = Math.max(plane.width, plane.height);
  if (side <= longest) return plane;
  const scaled = (length: number): number => Math.max(1, Math.round((length * longest) / side));
  return scalePlane(plane, scaled(plane.width), scaled(plane.height));
}

/** The plane at another size: the mean of what falls into a pixel when it becomes smaller, between neighbours when it becomes larger. */
export function scalePlane(plane: Plane, width: number, height: number): Plane {
  const columns = coverage(plane.width, width);
  const rows = coverage(plane.height, height);
  const across = scaleRows(plane, width, columns);
  const out = new Uint8Array(width * height);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0.5);
    for (let k = rows.starts[y] ?? 0; k < (rows.starts[y + 1] ?? 0); k++) {
      const weight = rows.weights[k] ?? 0;
      const from = (rows.sources[k] ?? 0) * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + weight * (across[from + x] ?? 0);
    }
    for (let x = 0; x < width; x++) out[y * width + x] = sums[x] ?? 0;
  }
  return { data: out, width, height };
}

function scaleRows({ data, width: from, height }: Plane, width: number, columns: Coverage): Float32Array {
  const { starts, sources, weights } = columns;
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * from;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      const end = starts[x + 1] ?? 0;
      for (let k = starts[x] ?? 0; k < end; k++) sum += (weights[k] ?? 0) * (data[row + (sources[k] ?? 0)] ?? 0);
      out[y * width + x] = sum;
    }
  }
  return out;
}

/** Which pixels of a line of the old length make each pixel of one of the new length, and their shares. */
interface Coverage {
  readonly starts: Uint32Array;
  readonly sources: Uint32Array;
  readonly weights: Float32Array;
}

function coverage(from: number, to: number): Coverage {
  const ratio = from / to;
  const reach = Math.max(1, ratio);
  const starts = new Uint32Array(to + 1);
  const sources: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio - 0.5;
    const first = sources.length;
    let total = 0;
    for (let s = Math.ceil(centre - reach); s <= Math.floor(centre + reach); s++) {
      // A box of the new pixel's width laid over the old ones; a tent between two neighbours when the picture grows.
      const share =
        ratio > 1 ? Math.min(s + 0.5, centre + ratio / 2) - Math.max(s - 0.5, centre - ratio / 2) : 1 - Math.abs(s - centre);
      if (share <= 0) continue;
      sources.push(Math.min(from - 1, Math.max(0, s)));
      weights.push(share);
      total += share;
    }
    for (let k = first; k < weights.length; k++) weights[k] = (weights[k] ?? 0) / total;
    starts[i + 1] = sources.length;
  }
  return { starts, sources: Uint32Array.from(sources), weights: Float32Array.from(weights) };
}
