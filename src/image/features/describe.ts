import { DIRECTIONS, PAIRS, PLACES } from './describe-pattern.ts';

/*
 * Patch -> 256 bits: which of two places is brighter, for 256 pairs of places, in a frame that turns with the patch. (Oriented BRIEF, as
 * ORB uses it, with pairs that make mirroring and negation permutations of the bits.)
 */

/** 32-bit words of a description. */
export const WORDS = 8;

/** Radius of the disc whose centre of brightness gives a patch its direction. */
export const DISC_RADIUS = 15;

/** Half the length of each row of the disc, from its middle row downwards. */
export const DISC_HALVES: readonly number[] = Array.from({ length: DISC_RADIUS + 1 }, (_, y) =>
  Math.floor(Math.sqrt((DISC_RADIUS + 0.5) ** 2 - y * y)),
);

/** Pairs whose places differ least in brightness; the bits of those that differ less than this one are called unsure: some 14 %. */
export const SURE_PAIR = 36;

/** The direction from the middle of a patch to its centre of brightness, in radians, -pi to pi; y points down. */
export function measureDirection(data: Uint8Array, width: number, at: number): number {
  let sumX = 0;
  let sumY = 0;
  for (let x = -DISC_RADIUS; x <= DISC_RADIUS; x++) sumX += x * (data[at + x] ?? 0);
  for (let y = 1; y <= DISC_RADIUS; y++) {
    const half = DISC_HALVES[y] ?? 0;
    const below = at + y * width;
    const above = at - y * width;
    let difference = 0;
    for (let x = -half; x <= half; x++) {
      const low = data[below + x] ?? 0;
      const high = data[above + x] ?? 0;
      difference += low - high;
      sumX += x * (low + high);
    }
    sumY += y * difference;
  }
  return Math.atan2(sumY, sumX);
}

const differences = new Int16Array(PAIRS);
const histogram = new Uint16Array(256);

/**
 * Writes the description of a patch into `words` from `to`, and into `unsure` the bits that may come out otherwise when the picture
 * changes a little. The middle of the patch must be 17 pixels or more from the border.
 */
export function describePatch(
  data: Uint8Array,
  width: number,
  at: number,
  direction: number,
  words: Uint32Array,
  unsure: Uint32Array,
  to: number,
): void {
  const turn = turnOf(direction);
  histogram.fill(0);
  for (let pair = 0, p = turn * PAIRS * 4; pair < PAIRS; pair++, p += 4) {
    const one = data[at + (PLACES[p] ?? 0) + (PLACES[p + 1] ?? 0) * width] ?? 0;
    const two = data[at + (PLACES[p + 2] ?? 0) + (PLACES[p + 3] ?? 0) * width] ?? 0;
    const difference = one - two;
    differences[pair] = difference;
    const size = difference < 0 ? -difference : difference;
    histogram[size] = (histogram[size] ?? 0) + 1;
  }
  const limit = unsureLimit();
  for (let word = 0; word < WORDS; word++) {
    let bits = 0;
    let weak = 0;
    for (let bit = 0; bit < 32; bit++) {
      const difference = differences[word * 32 + bit] ?? 0;
      if (difference < 0) bits |= 1 << bit;
      if (difference < limit && difference > -limit) weak |= 1 << bit;
    }
    words[to + word] = bits;
    unsure[to + word] = weak;
  }
}

/** The number of the turn of the pairs for a direction in radians. */
export function turnOf(direction: number): number {
  return (Math.round((direction * DIRECTIONS) / (2 * Math.PI)) + DIRECTIONS) % DIRECTIONS;
}

/** The smallest difference that is called sure. */
function unsureLimit(): number {
  let seen = 0;
  for (let size = 0; size < 256; size++) {
    seen += histogram[size] ?? 0;
    if (seen >= SURE_PAIR) return Math.max(1, size);
  }
  return 1;
}

/** Writes what the descriptions of `count` patches would be in a mirrored picture (left and right exchanged). */
export function mirrorWords(from: Uint32Array, to: Uint32Array, count: number): void {
  permute(from, to, count, 2, 0);
}

/** Writes what the descriptions of `count` patches would be in the negative; bits of equal places aside. */
export function negateWords(from: Uint32Array, to: Uint32Array, count: number): void {
  permute(from, to, count, 4, 0xffffffff);
}

/** Words of a description stand in four pairs: as drawn, upside down, turned by 180 degrees, mirrored. */
function permute(from: Uint32Array, to: Uint32Array, count: number, exchange: number, flip: number): void {
  for (let i = 0; i < count * WORDS; i++) {
    const word = i % WORDS;
    // Upside down is another pair of words in each half; 180 degrees turns pairs 0 and 2, 1 and 3 into one another.
    to[i] = (from[i - word + (word ^ exchange)] ?? 0) ^ flip;
  }
}
