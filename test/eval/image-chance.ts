import type { Random } from '../bench/random.ts';
import type { Colour } from './image-raster.ts';

/* What edits draw by chance. */

/** A number between two others. */
export function between(random: Random, low: number, high: number): number {
  return low + random.unit() * (high - low);
}

/** One or the other. */
export function coin(random: Random): boolean {
  return random.unit() < 0.5;
}

/** A number between two others, to either side of zero. */
export function eitherSide(random: Random, low: number, high: number): number {
  return between(random, low, high) * (coin(random) ? 1 : -1);
}

/** Any colour. */
export function anyColour(random: Random): Colour {
  return { r: random.below(256), g: random.below(256), b: random.below(256) };
}

/** White, black or any colour, as new borders have. */
export function borderColour(random: Random): Colour {
  const kind = random.below(3);
  if (kind === 0) return { r: 255, g: 255, b: 255 };
  return kind === 1 ? { r: 0, g: 0, b: 0 } : anyColour(random);
}

/** As SVG writes it. */
export function cssColour({ r, g, b }: Colour): string {
  return `rgb(${r},${g},${b})`;
}

const WORDS =
  'SALE NEW 50 OFF FREE SHIPPING BEST CHOICE 2026 ORIGINAL HOT DEAL PREMIUM QUALITY LIMITED OFFER SHOP NOW GIFT SOFT COTTON WARRANTY 24H STORE FASHION'.split(
    ' ',
  );

/** Words of advertisements. */
export function slogan(random: Random, words: number): string {
  return Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
}
