/*
 * Which pairs of places in a patch are compared. 64 pairs were chosen among 1,500 drawn ones, on photographs of
 * products and landscapes, so that they come out evenly and seldom tell what another one tells. Each is used as it is, upside down, turned
 * by 180 degrees and mirrored, so that the description of a mirrored or negated patch is the same bits in another order.
 */

/** Bits of a description, and places compared. */
export const PAIRS = 256;

/** Ways in which the patch is turned before it is compared, in a full turn. */
export const DIRECTIONS = 64;

/** x1, y1, x2, y2 of the 64 pairs. */
const CHOSEN: readonly number[] = [
  -8, -9, -4.5, 3, -3.5, 2, -1, -1.5, -7, 11, -8.5, 4, 1, 10.5, -1, 7, 8, -5, 0, -7.5, -12.5, -0.5, -12, 3.5, 2.5, 8, 4, -12.5,
  -4.5, 0.5, -3.5, 4.5, -3.5, -13, -5.5, -6.5, 5, 9, -1, -13, 4, 9, 4, 2.5, -2.5, -2, 0, 9.5, 11.5, -7.5, 2.5, -3, -6.5, -7, -9,
  0, -1, -4, 3.5, -5.5, 11, 3.5, 7.5, -1, 6, -5.5, 3.5, 12, -5.5, -12, 1.5, -10, 2, 4, 2.5, -8, 2.5, 5.5, 10.5, -4.5, -0.5,
  -2.5, -2, -7, 7.5, -8.5, 10, 6.5, -10, 7, -8, 2.5, -9, 4.5, -13, 1, -0.5, 7, -5, -8, 6, 3.5, 10, 3.5, 3, 1, 0, 4, -0.5, -11,
  -12.5, -2, -9, -7, -4.5, -10.5, 2.5, -6.5, 3, -13, 8, -5, 7.5, -0.5, 0, -3, 7, -9, -7.5, 1.5, -3.5, -1, -2.5, 4.5, -0.5, 8,
  -4, -5.5, -3.5, -1.5, -6.5, 8.5, -4, 3.5, 5.5, 5, 6, -2, 13.5, 3, 7, -10.5, 3, 9.5, 6.5, 2.5, -1, 4.5, -8, 0.5, 0.5, 10, 2,
  -10, -5, 10.5, 2.5, -2, -5.5, -5, 2, -12, 0, 10.5, 7.5, -3.5, 3, -9, -2.5, 6, -6.5, -7.5, -7.5, 11, -0.5, 5, -1.5, -3.5, 5,
  4.5, 3, -1.5, -2.5, -4.5, -2, 13, 8.5, -5.5, 0.5, 1, -9, -5, -10, -9, -7, -3, -8.5, 2, -3, -9.5, -7, 10.5, 4.5, -12, 9.5,
  -0.5, -4.5, -11.5, -1, 1.5, 1, -1, 0, -5, -3, -6.5, -5, 6, 13, 0.5, 5, -3.5, 1, -2.5, -3, 6.5, 0, -6, -5, -12.5, -10.5, -2.5,
  -9, -8.5, 5.5, -3, 0, -2.5, 4.5, 6, 9, 6, -7.5, -2.5, -4.5, -5.5,
];

/** Signs of x and y in the four groups of 64 pairs. */
const GROUPS = [
  [1, 1],
  [1, -1],
  [-1, -1],
  [-1, 1],
] as const;

/**
 * Places in whole pixels: for each direction 256 pairs of x1, y1, x2, y2. Direction 0 is as drawn, the others are turned from the x axis
 * towards the y axis.
 */
export const PLACES: Int8Array = turnPairs(Float64Array.from(CHOSEN));

function turnPairs(pairs: Float64Array): Int8Array {
  const out = new Int8Array(DIRECTIONS * PAIRS * 4);
  let at = 0;
  for (let direction = 0; direction < DIRECTIONS; direction++) {
    const cos = Math.cos((direction * 2 * Math.PI) / DIRECTIONS);
    const sin = Math.sin((direction * 2 * Math.PI) / DIRECTIONS);
    for (const [flipX, flipY] of GROUPS) {
      for (let i = 0; i < pairs.length; i += 2) {
        const x = (pairs[i] ?? 0) * flipX;
        const y = (pairs[i + 1] ?? 0) * flipY;
        out[at++] = roundEvenly(x * cos - y * sin);
        out[at++] = roundEvenly(x * sin + y * cos);
      }
    }
  }
  return out;
}

/** Rounds -a to minus what it rounds a to, so that mirrored places stay mirrored. */
function roundEvenly(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
