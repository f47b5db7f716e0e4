import type { Plane } from '../plane.ts';

/*
 * A plane at ever smaller sizes, each in two softnesses: corners are looked for in the one with the noise taken off, patches are described
 * in the softer one. The memory is used again by the next pyramid.
 */

/** How much smaller a level is than the one before it. */
export const STEP = 1.25;

/** Levels are at least this long and wide: a patch of 31 pixels must have room. */
const LEAST_SIDE = 44;

/** Most levels; the last one is 1 : 7.5. */
const MOST_LEVELS = 10;

/** One size of a picture: number 0 is the picture itself, number n is smaller by 1.25 to the power of n. */
export interface LevelSize {
  readonly width: number;
  readonly height: number;
}

/** A picture at one size. */
export interface Level extends LevelSize {
  /** Without noise. */
  readonly clean: Uint8Array;
  /** Softened to some 3 pixels. */
  readonly soft: Uint8Array;
}

const spare: Uint8Array[] = [];

/** Memory for one array of the pyramid, that of the last pyramid where it is long enough. */
function takeBytes(slot: number, length: number): Uint8Array {
  const kept = spare[slot];
  if (kept !== undefined && kept.length >= length) return kept.subarray(0, length);
  const fresh = new Uint8Array(length);
  spare[slot] = fresh;
  return fresh;
}

/** The sizes of the levels of a plane, the largest first; none when it is too small for a patch. */
export function sizesOf(plane: LevelSize): LevelSize[] {
  const sizes = Array.from({ length: MOST_LEVELS }, (_, number) => ({
    width: Math.round(plane.width / STEP ** number),
    height: Math.round(plane.height / STEP ** number),
  }));
  return sizes.filter(({ width, height }) => Math.min(width, height) >= LEAST_SIDE);
}

/** The levels of a plane. They are valid until the next call. */
export function buildPyramid(plane: Plane): Level[] {
  let last = plane;
  return sizesOf(plane).map(({ width, height }, number) => {
    const length = width * height;
    if (number > 0) {
      const data = takeBytes(number * 3 + 2, length);
      shrink(last.data, last.width, last.height, data, width, height);
      last = { data, width, height };
    }
    const clean = takeBytes(number * 3, length);
    const soft = takeBytes(number * 3 + 1, length);
    soften(last.data, clean, width, height);
    softenWide(clean, soft, width, height);
    return { width, height, clean, soft };
  });
}

/** Means of 3 x 3 neighbouring pixels, weighted 1 2 1; the outermost pixels stay as they are. */
function soften(from: Uint8Array, to: Uint8Array, width: number, height: number): void {
  to.set(from.subarray(0, width * height));
  for (let y = 1; y < height - 1; y++) {
    const end = (y + 1) * width - 1;
    let i = y * width + 1;
    // Sums of three pixels of a column, of this and the last two columns: every pixel is read thrice only.
    let last = (from[i - 1 - width] ?? 0) + 2 * (from[i - 1] ?? 0) + (from[i - 1 + width] ?? 0);
    let here = (from[i - width] ?? 0) + 2 * (from[i] ?? 0) + (from[i + width] ?? 0);
    for (; i < end; i++) {
      const next = (from[i + 1 - width] ?? 0) + 2 * (from[i + 1] ?? 0) + (from[i + 1 + width] ?? 0);
      to[i] = (last + 2 * here + next + 8) >> 4;
      last = here;
      here = next;
    }
  }
}

/** The same with pixels that are two apart. */
function softenWide(from: Uint8Array, to: Uint8Array, width: number, height: number): void {
  to.set(from.subarray(0, width * height));
  const two = 2 * width;
  for (let y = 2; y < height - 2; y++) {
    const end = (y + 1) * width - 2;
    let i = y * width + 2;
    const sumAt = (at: number): number => (from[at - two] ?? 0) + 2 * (from[at] ?? 0) + (from[at + two] ?? 0);
    let [a, b, c, d] = [sumAt(i - 2), sumAt(i - 1), sumAt(i), sumAt(i + 1)];
    for (; i < end; i++) {
      const e = (from[i + 2 - two] ?? 0) + 2 * (from[i + 2] ?? 0) + (from[i + 2 + two] ?? 0);
      to[i] = (a + 2 * c + e + 8) >> 4;
      a = b;
      b = c;
      c = d;
      d = e;
    }
  }
}

/** Between the four nearest pixels; good for steps up to 2. Shares are in 1/64 and symmetric, so that a mirrored plane stays mirrored. */
function shrink(from: Uint8Array, width: number, height: number, to: Uint8Array, newWidth: number, newHeight: number): void {
  const columns = new Int32Array(newWidth);
  const shares = new Int32Array(newWidth);
  for (let x = 0; x < newWidth; x++) {
    const [at, share] = placeIn(x, width, newWidth);
    columns[x] = at;
    shares[x] = share;
  }
  for (let y = 0; y < newHeight; y++) {
    const [at, low] = placeIn(y, height, newHeight);
    const row = at * width;
    const high = 64 - low;
    for (let x = 0; x < newWidth; x++) {
      const i = row + (columns[x] ?? 0);
      const right = shares[x] ?? 0;
      const left = 64 - right;
      const top = left * (from[i] ?? 0) + right * (from[i + 1] ?? 0);
      const bottom = left * (from[i + width] ?? 0) + right * (from[i + width + 1] ?? 0);
      to[y * newWidth + x] = (high * top + low * bottom + 2048) >> 12;
    }
  }
}

/** The pixel before place `i` of a line of `to` pixels in one of `from`, and how far, in 1/64, the place lies behind it. */
export function placeIn(i: number, from: number, to: number): [number, number] {
  const centre = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
  const at = Math.min(from - 2, Math.floor(centre));
  return [at, Math.round((centre - at) * 64)];
}
