import type { Box, Pixels } from '../pixels.ts';

/** Largest difference of a colour value within a frame; compression moves flat colours by a few steps. */
const TOLERANCE = 10;

/** Share of a line that may have other colours (dust, a rounded corner). */
const OUTLIERS = 0.01;

/** Pixels looked at in one line, so that the cost does not grow with the picture. */
const SAMPLES = 256;

/** Sides are trimmed in turn this often: bars above and below a picture with bars left and right. */
const PASSES = 2;

/** Least share of the area that must go, and of each side that must stay, for the rest to be a picture of its own. */
const LEAST_GONE = 0.005;
const LEAST_LEFT = 0.1;

/** The part of a picture inside a frame or bars of one colour; undefined when it has none. */
export function findFramed(pixels: Pixels): Box | undefined {
  let box: Box = { left: 0, top: 0, width: pixels.width, height: pixels.height };
  for (let pass = 0; pass < PASSES; pass++) box = trimColumns(pixels, trimRows(pixels, box));
  const share = (box.width * box.height) / (pixels.width * pixels.height);
  const isPicture = box.width >= pixels.width * LEAST_LEFT && box.height >= pixels.height * LEAST_LEFT;
  return share <= 1 - LEAST_GONE && isPicture ? box : undefined;
}

function trimRows(pixels: Pixels, box: Box): Box {
  const { left, top, width, height } = box;
  const start = (y: number): number => (top + y) * pixels.width + left;
  const above = countFlat(pixels, height, start, 1, width);
  const below = countFlat(pixels, height - above, (y) => start(height - 1 - y), 1, width);
  return { left, top: top + above, width, height: height - above - below };
}

function trimColumns(pixels: Pixels, box: Box): Box {
  const { left, top, width, height } = box;
  const start = (x: number): number => top * pixels.width + left + x;
  const before = countFlat(pixels, width, start, pixels.width, height);
  const after = countFlat(pixels, width - before, (x) => start(width - 1 - x), pixels.width, height);
  return { left: left + before, top, width: width - before - after, height };
}

/** How many of the lines in a row have the colour of the first one's middle, at most all of them. */
function countFlat(pixels: Pixels, lines: number, start: (line: number) => number, stride: number, length: number): number {
  if (lines === 0 || length === 0) return 0;
  const colour = (start(0) + (length >> 1) * stride) * 3;
  let flat = 0;
  while (flat < lines && isFlat(pixels.data, colour, start(flat), stride, length)) flat++;
  return flat;
}

function isFlat(data: Uint8Array, colour: number, start: number, stride: number, length: number): boolean {
  const step = Math.max(1, Math.floor(length / SAMPLES));
  const allowed = Math.floor(Math.ceil(length / step) * OUTLIERS);
  const [red, green, blue] = [data[colour] ?? 0, data[colour + 1] ?? 0, data[colour + 2] ?? 0];
  const end = (start + length * stride) * 3;
  let outliers = 0;
  for (let at = start * 3; at < end; at += step * stride * 3) {
    const isNear =
      Math.abs((data[at] ?? 0) - red) <= TOLERANCE &&
      Math.abs((data[at + 1] ?? 0) - green) <= TOLERANCE &&
      Math.abs((data[at + 2] ?? 0) - blue) <= TOLERANCE;
    if (!isNear && ++outliers > allowed) return false;
  }
  return true;
}
