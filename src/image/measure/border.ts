import type { Box, Pixels } from '../pixels.ts';

/*
 * A border that was added to a picture: a band of one colour whose inner side is straight. The margin around a product has one colour too,
 * but the product touches it at a few points only; behind an added border the picture begins along the whole line.
 */

/** Largest difference of a colour value from the band's; as much as compression moves a flat colour. */
const TOLERANCE = 10;

/** Share of the line behind a band that must have another colour. A margin's line is touched by the product for less than that. */
const LEAST_BEHIND = 0.75;

/** Pixels looked at along a line. */
const SAMPLES = 256;

/** Thinnest border that is told, as a share of the picture's side: thinner lines come from cutting and scaling. */
const LEAST_WIDTH = 0.004;

/** A border around a picture, or bars at two of its sides. */
export interface Border {
  /** Its widest side as a share of the picture's width or height, 0..1. */
  readonly width: number;
  /** `#rrggbb`, of its widest side. */
  readonly colour: string;
}

/**
 * The border that was added to a picture; undefined when it has none. A white margin is no border.
 * @param inside what `findFramed` gives: the part within margins of one colour, or undefined for a picture without such margins.
 */
export function findBorder(pixels: Pixels, inside: Box | undefined): Border | undefined {
  if (inside === undefined) return undefined;
  const bands = bandsOf(pixels, inside).filter((band) => band.width >= LEAST_WIDTH);
  const straight = bands.filter((band) => !isWhite(pixels, band.outer) && isStraight(pixels, band));
  // One straight side alone is a table top or a wall.
  if (straight.length < 2) return undefined;
  const [widest] = straight.sort((a, b) => b.width - a.width);
  return widest && { width: widest.width, colour: colourAt(pixels, widest.outer) };
}

/** One side of what was trimmed. */
interface Band {
  readonly width: number;
  /** Where the outermost line's middle is, in the data. */
  readonly outer: number;
  /** First pixel of the line behind the band, how to go along it, and how long it is. */
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

function bandsOf({ width, height }: Pixels, box: Box): Band[] {
  const at = (x: number, y: number): number => (y * width + x) * 3;
  const [middle, centre] = [width >> 1, height >> 1];
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const row = (y: number): Pick<Band, 'start' | 'step' | 'length'> => ({ start: at(box.left, y), step: 3, length: box.width });
  const column = (x: number): Pick<Band, 'start' | 'step' | 'length'> => ({
    start: at(x, box.top),
    step: width * 3,
    length: box.height,
  });
  return [
    { width: box.top / height, outer: at(middle, 0), ...row(box.top) },
    { width: (height - bottom) / height, outer: at(middle, height - 1), ...row(bottom - 1) },
    { width: box.left / width, outer: at(0, centre), ...column(box.left) },
    { width: (width - right) / width, outer: at(width - 1, centre), ...column(right - 1) },
  ];
}

/** Whether the line behind a band has other colours than the band, nearly from end to end. */
function isStraight({ data }: Pixels, { outer, start, step, length }: Band): boolean {
  const stride = Math.max(1, Math.floor(length / SAMPLES));
  let seen = 0;
  let behind = 0;
  for (let i = 0; i < length; i += stride) {
    seen++;
    if (differs(data, outer, start + i * step)) behind++;
  }
  return behind >= seen * LEAST_BEHIND;
}

function differs(data: Uint8Array, a: number, b: number): boolean {
  for (let channel = 0; channel < 3; channel++) {
    if (Math.abs((data[a + channel] ?? 0) - (data[b + channel] ?? 0)) > TOLERANCE) return true;
  }
  return false;
}

function isWhite({ data }: Pixels, at: number): boolean {
  return Math.min(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) >= 255 - TOLERANCE;
}

function colourAt({ data }: Pixels, at: number): string {
  return `#${[0, 1, 2].map((channel) => (data[at + channel] ?? 0).toString(16).padStart(2, '0')).join('')}`;
}
