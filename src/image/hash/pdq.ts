import type { Box, Pixels } from '../pixels.ts';
import { downsampleExact, SIDE } from './downsample.ts';
import { downsampleFast } from './downsample-fast.ts';

/*
 * PDQ, the perceptual hash of the ThreatExchange project (github.com/facebook/ThreatExchange, `pdq`): 256 bits, one for each of the
 * lowest 16 x 16 frequencies (without the mean), set when the frequency is stronger than the median one. Pixels in, hashes out.
 */

/** Below this a picture is too flat for its hash to prove anything. */
export const MIN_QUALITY = 50;

/** The eight ways in which a square can be laid; rotations are clockwise, `mirrored-rotated-90` is mirrored first. */
export const TURNS = [
  'upright',
  'rotated-90',
  'rotated-180',
  'rotated-270',
  'mirrored',
  'mirrored-rotated-90',
  'mirrored-rotated-180',
  'mirrored-rotated-270',
] as const;
/** One of the eight ways in which a square can be laid. */
export type Turn = (typeof TURNS)[number];

/** How a turn is made of a transposition, then an upside-down flip, then a left-right flip; parallel to `TURNS`. */
const STEPS: readonly { readonly transpose: boolean; readonly flipRows: boolean; readonly flipColumns: boolean }[] = [
  { transpose: false, flipRows: false, flipColumns: false },
  { transpose: true, flipRows: false, flipColumns: true },
  { transpose: false, flipRows: true, flipColumns: true },
  { transpose: true, flipRows: true, flipColumns: false },
  { transpose: false, flipRows: false, flipColumns: true },
  { transpose: true, flipRows: true, flipColumns: true },
  { transpose: false, flipRows: true, flipColumns: false },
  { transpose: true, flipRows: false, flipColumns: false },
];

/** The hashes of a picture and how much they can be trusted. */
export interface PictureHash {
  /** Of the picture turned in the eight ways, in the order of `TURNS`; 64 hexadecimal digits each. */
  readonly hashes: readonly string[];
  /** 0..100, from the picture's gradients. */
  readonly quality: number;
}

/** Hashes a picture as the PDQ reference does, bit for bit. A picture with a side below 5 pixels has quality 0 and hashes of zeros. */
export function hashPixels(pixels: Pixels): PictureHash {
  return hashLuma(downsampleExact(pixels));
}

/** The same of a picture or a part of it (which must lie inside), some eight times as fast; rounding may turn a bit or two. */
export function hashQuickly(pixels: Pixels, box?: Box): PictureHash {
  return hashLuma(downsampleFast(pixels, box));
}

function hashLuma(luma: Float32Array | undefined): PictureHash {
  if (luma === undefined) return { hashes: TURNS.map(() => '0'.repeat(64)), quality: 0 };
  const frequencies = transform(luma);
  return { hashes: STEPS.map((_, turn) => toHex(turnFrequencies(frequencies, turn))), quality: measureQuality(luma) };
}

const ORDER = 16;

/** Cosines of the frequencies 1 to 16 over 64 samples, row by row. */
const COSINES: Float32Array = Float32Array.from({ length: ORDER * SIDE }, (_, k) => {
  const scale = Math.fround(Math.sqrt(2 / SIDE));
  return scale * Math.cos((Math.PI / 2 / SIDE) * (Math.floor(k / SIDE) + 1) * (2 * (k % SIDE) + 1));
});

/** The 16 x 16 lowest frequencies; sums in 32-bit floats, in the order of the reference. */
function transform(luma: Float32Array): Float32Array {
  const half = new Float32Array(ORDER * SIDE);
  for (let i = 0; i < ORDER; i++) {
    // Four sums side by side, so that none waits for its own last step.
    for (let j = 0; j < SIDE; j += 4) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let k = 0; k < SIDE; k++) {
        const cosine = COSINES[i * SIDE + k] ?? 0;
        const at = k * SIDE + j;
        a = Math.fround(a + Math.fround(cosine * (luma[at] ?? 0)));
        b = Math.fround(b + Math.fround(cosine * (luma[at + 1] ?? 0)));
        c = Math.fround(c + Math.fround(cosine * (luma[at + 2] ?? 0)));
        d = Math.fround(d + Math.fround(cosine * (luma[at + 3] ?? 0)));
      }
      const to = i * SIDE + j;
      half[to] = a;
      half[to + 1] = b;
      half[to + 2] = c;
      half[to + 3] = d;
    }
  }
  const out = new Float32Array(ORDER * ORDER);
  for (let i = 0; i < ORDER; i++) {
    for (let j = 0; j < ORDER; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) {
        sum = Math.fround(sum + Math.fround((half[i * SIDE + k] ?? 0) * (COSINES[j * SIDE + k] ?? 0)));
      }
      out[i * ORDER + j] = sum;
    }
  }
  return out;
}

/** The 16 x 16 frequencies of a picture turned as `TURNS[turn]` says: a flip changes the sign of the odd ones, which stand at even places. */
export function turnFrequencies(from: Float32Array, turn: number): Float32Array {
  const steps = STEPS[turn];
  const out = new Float32Array(from.length);
  for (let i = 0; i < ORDER; i++) {
    for (let j = 0; j < ORDER; j++) {
      const value = from[steps?.transpose ? j * ORDER + i : i * ORDER + j] ?? 0;
      const rowSign = steps?.flipRows && i % 2 === 0 ? -1 : 1;
      const columnSign = steps?.flipColumns && j % 2 === 0 ? -1 : 1;
      out[i * ORDER + j] = value * rowSign * columnSign;
    }
  }
  return out;
}

/** One bit a frequency, the last one first; set above the lower median, so that at most half of the bits are set. */
function toHex(frequencies: Float32Array): string {
  const median = frequencies.toSorted()[frequencies.length / 2 - 1] ?? 0;
  let hex = '';
  for (let i = frequencies.length - 4; i >= 0; i -= 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) if ((frequencies[i + bit] ?? 0) > median) digit |= 1 << bit;
    hex += digit.toString(16);
  }
  return hex;
}

/** Sum of the steps between neighbours in hundredths of the range, each cut to a whole number, so that noise does not count. */
function measureQuality(luma: Float32Array): number {
  let sum = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const here = luma[y * SIDE + x] ?? 0;
      if (y < SIDE - 1) sum += step(here, luma[(y + 1) * SIDE + x] ?? 0);
      if (x < SIDE - 1) sum += step(here, luma[y * SIDE + x + 1] ?? 0);
    }
  }
  return Math.min(100, Math.floor(sum / 90));
}

function step(a: number, b: number): number {
  return Math.abs(Math.trunc(Math.fround(Math.fround(Math.fround(a - b) * 100) / 255)));
}
