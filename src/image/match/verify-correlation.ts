/*
 * How alike two blocks of pixels are. Sums are whole numbers, so that the order in which they are added changes nothing.
 */

/** Side of a block, in pixels of the small plane. */
export const BLOCK = 12;

/** Sum of a block. */
export function sumOf(data: Uint8Array, at: number, width: number): number {
  let sum = 0;
  for (let y = 0; y < BLOCK; y++) {
    for (let i = at + y * width; i < at + y * width + BLOCK; i++) sum += data[i] ?? 0;
  }
  return sum;
}

/**
 * Correlation of the block at `i` of one plane with that at `j` of another; 0 with a flat one.
 * @param own sum of the first block, and `ownSpread` its sum of squares around the mean.
 */
export function correlate(
  one: Uint8Array,
  i: number,
  two: Uint8Array,
  j: number,
  width: number,
  own: number,
  ownSpread: number,
): number {
  let sum = 0;
  let squares = 0;
  let products = 0;
  for (let y = 0; y < BLOCK; y++) {
    const shift = y * width;
    for (let x = shift; x < shift + BLOCK; x++) {
      const b = two[j + x] ?? 0;
      sum += b;
      squares += b * b;
      products += (one[i + x] ?? 0) * b;
    }
  }
  return rate(products, own, sum, squares, ownSpread);
}

/** The best of three correlations, with the block at its place and a pixel to the left and right: every pixel is read once. */
export function correlateThree(
  one: Uint8Array,
  i: number,
  two: Uint8Array,
  j: number,
  width: number,
  own: number,
  ownSpread: number,
  sign: number,
): number {
  let sum = 0;
  let squares = 0;
  let [before, here, behind] = [0, 0, 0];
  // What the sums of the two others have more: a column comes in, another one goes.
  let [sumBefore, squaresBefore, sumBehind, squaresBehind] = [0, 0, 0, 0];
  for (let y = 0; y < BLOCK; y++) {
    const from = j + y * width;
    const mine = i + y * width;
    const outer = two[from - 1] ?? 0;
    const first = two[from] ?? 0;
    let last = outer;
    let value = first;
    for (let x = 0; x < BLOCK; x++) {
      const next = two[from + x + 1] ?? 0;
      const a = one[mine + x] ?? 0;
      sum += value;
      squares += value * value;
      before += a * last;
      here += a * value;
      behind += a * next;
      last = value;
      value = next;
    }
    sumBefore += outer - last;
    squaresBefore += outer * outer - last * last;
    sumBehind += value - first;
    squaresBehind += value * value - first * first;
  }
  return Math.max(
    sign * rate(before, own, sum + sumBefore, squares + squaresBefore, ownSpread),
    sign * rate(here, own, sum, squares, ownSpread),
    sign * rate(behind, own, sum + sumBehind, squares + squaresBehind, ownSpread),
  );
}

/** Correlation by sums over two blocks. */
function rate(products: number, own: number, sum: number, squares: number, ownSpread: number): number {
  const area = BLOCK * BLOCK;
  const spread = squares - (sum * sum) / area;
  return spread <= 0 ? 0 : (products - (own * sum) / area) / Math.sqrt(spread * ownSpread);
}
