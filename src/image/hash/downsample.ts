import type { Pixels } from '../pixels.ts';

/*
 * Picture -> 64 x 64 brightness, the input of the perceptual hash, as the PDQ reference computes it: operation by operation, in 32-bit
 * floats. `downsample-fast.ts` has the quick way.
 */

/** Side of the square that the hash is computed from. */
export const SIDE = 64;

/** Longest side that the reference filters as it is; a larger picture is first cut down to this by nearest neighbour. */
export const MOST_SIDE = 512;

/** Smallest side that the reference hashes. */
const MIN_SIDE = 5;

/** Share of red in the brightness. */
export const RED: number = Math.fround(0.299);
/** Share of green in the brightness. */
export const GREEN: number = Math.fround(0.587);
/** Share of blue in the brightness. */
export const BLUE: number = Math.fround(0.114);

/** 64 x 64 brightness as the PDQ reference computes it; undefined when a side is shorter than 5 pixels. */
export function downsampleExact(pixels: Pixels): Float32Array | undefined {
  const size = filteredSize(pixels);
  if (size === undefined) return undefined;
  const { width, height } = size;
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

/** The size at which the reference filters; undefined when it does not hash such a picture. */
export function filteredSize({
  width,
  height,
}: Pick<Pixels, 'width' | 'height'>): Pick<Pixels, 'width' | 'height'> | undefined {
  if (width < MIN_SIDE || height < MIN_SIDE) return undefined;
  return width > MOST_SIDE || height > MOST_SIDE ? { width: MOST_SIDE, height: MOST_SIDE } : { width, height };
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
export function reach(window: number): number {
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
