import type { Pixels } from './pixels.ts';

/*
 * Picture -> 64 x 64 brightness, the input of the perceptual hash. Two ways: `downsampleExact` follows the PDQ reference operation by
 * operation, in 32-bit floats; `downsampleFast` takes a picture that was already scaled to 256 x 256, which decoders do well and cheaply.
 */

/** Side of the square that the hash is computed from. */
export const SIDE = 64;

/** Side of the square that `downsampleFast` takes. */
export const FAST_SIDE = 256;

/** Longest side that the reference filters as it is; a larger picture is first cut down to this by nearest neighbour. */
export const EXACT_SIDE = 512;

/** Smallest side that the reference hashes. */
const MIN_SIDE = 5;

const RED = Math.fround(0.299);
const GREEN = Math.fround(0.587);
const BLUE = Math.fround(0.114);

/** 64 x 64 brightness as the PDQ reference computes it; undefined when a side is shorter than 5 pixels. */
export function downsampleExact(pixels: Pixels): Float32Array | undefined {
  if (pixels.width < MIN_SIDE || pixels.height < MIN_SIDE) return undefined;
  const large = pixels.width > EXACT_SIDE || pixels.height > EXACT_SIDE;
  const width = large ? EXACT_SIDE : pixels.width;
  const height = large ? EXACT_SIDE : pixels.height;
  const luma = sampleLuma(pixels, width, height);
  if (width === SIDE && height === SIDE) return luma;
  const other = new Float32Array(luma.length);
  // Two passes of a box filter make a tent; the window is half a block of the 64 x 64 grid.
  for (let pass = 0; pass < 2; pass++) {
    blurRows(luma, other, width, height);
    blurColumns(other, luma, width, height);
  }
  return decimate(luma, width, height);
}

/** Brightness of the pixels nearest to a grid of `width` x `height`. */
function sampleLuma({ data, width: from, height: fromHeight }: Pixels, width: number, height: number): Float32Array {
  const luma = new Float32Array(width * height);
  const columns = Uint32Array.from({ length: width }, (_, x) => Math.floor((x * from) / width) * 3);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * fromHeight) / height) * from * 3;
    for (let x = 0; x < width; x++) {
      const at = row + (columns[x] ?? 0);
      const redGreen = Math.fround(Math.fround(RED * (data[at] ?? 0)) + Math.fround(GREEN * (data[at + 1] ?? 0)));
      luma[y * width + x] = redGreen + Math.fround(BLUE * (data[at + 2] ?? 0));
    }
  }
  return luma;
}

/*
 * Running means over a window of 1/128 of the side, cut off at the borders. The running sums are rounded to 32 bits at every step, in the
 * order of the reference: its rounding errors are part of the hash.
 */

function blurRows(from: Float32Array, to: Float32Array, width: number, height: number): void {
  const window = Math.ceil(width / 128);
  const ahead = reach(window);
  for (let start = 0; start < width * height; start += width) {
    let sum = 0;
    let count = 0;
    for (let read = 0; read < width + ahead; read++) {
      if (read < width) {
        sum = Math.fround(sum + (from[start + read] ?? 0));
        count++;
      }
      if (read >= window) {
        sum = Math.fround(sum - (from[start + read - window] ?? 0));
        count--;
      }
      if (read >= ahead) to[start + read - ahead] = sum / count;
    }
  }
}

/** All columns side by side, so that memory is read in its order. */
function blurColumns(from: Float32Array, to: Float32Array, width: number, height: number): void {
  const window = Math.ceil(height / 128);
  const ahead = reach(window);
  const sums = new Float32Array(width);
  let count = 0;
  for (let read = 0; read < height + ahead; read++) {
    if (read < height) {
      const row = read * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (from[row + x] ?? 0);
      count++;
    }
    if (read >= window) {
      const row = (read - window) * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) - (from[row + x] ?? 0);
      count--;
    }
    if (read < ahead) continue;
    const row = (read - ahead) * width;
    for (let x = 0; x < width; x++) to[row + x] = (sums[x] ?? 0) / count;
  }
}

/** How far the window looks ahead of the value it is written to. */
function reach(window: number): number {
  return Math.floor((window + 2) / 2) - 1;
}

function decimate(luma: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    const row = Math.floor(((y + 0.5) * height) / SIDE) * width;
    for (let x = 0; x < SIDE; x++) out[y * SIDE + x] = luma[row + Math.floor(((x + 0.5) * width) / SIDE)] ?? 0;
  }
  return out;
}

/** What two box filters of the reference come to at 256 x 256, centred on the sample that the reference keeps (4i + 2). */
const TENT = [1, 3, 4, 3, 1] as const;

/** 64 x 64 brightness of a 256 x 256 picture; hashes lie within 10 bits of the exact ones (measured on product photographs). */
export function downsampleFast(pixels: Pixels): Float32Array {
  const luma = sampleLuma(pixels, FAST_SIDE, FAST_SIDE);
  const rows = new Float32Array(SIDE * FAST_SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < FAST_SIDE; x++) rows[y * FAST_SIDE + x] = tentAt(luma, x, FAST_SIDE, y);
  }
  const out = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) out[y * SIDE + x] = tentAt(rows, y * FAST_SIDE, 1, x);
  }
  return out;
}

function tentAt(values: Float32Array, start: number, stride: number, block: number): number {
  let sum = 0;
  let weight = 0;
  for (let tap = 0; tap < TENT.length; tap++) {
    const at = block * 4 + tap;
    if (at >= FAST_SIDE) break;
    const share = TENT[tap] ?? 0;
    sum += share * (values[start + at * stride] ?? 0);
    weight += share;
  }
  return sum / weight;
}
