import type { Random } from '../bench/random.ts';
import { between, coin, cssColour } from './image-chance.ts';
import { type Colour, overlay, type Raster } from './image-raster.ts';

/* Text laid over photographs as sellers and picture agencies do, with the fonts of the machine. */

/** A way to lay text over a picture. */
export interface TextKind {
  readonly name: string;
  /** What is written; one of them is drawn. Empty when nothing is. */
  readonly words: readonly string[];
  /** The SVG elements that write it. */
  readonly write: (text: string, picture: Raster, random: Random) => string;
}

const LATIN = 'font-family="DejaVu Sans, Liberation Sans, sans-serif"';
const CHINESE = 'font-family="Noto Sans CJK SC, WenQuanYi Zen Hei, sans-serif"';

/** Brands, agencies and badges: what a picture must not say without leave. */
const WORDS = ['NIKE', 'Adidas', 'Dyson', 'Samsung', 'PHILIPS', 'Lego', 'Best Seller', 'Pokemon', 'Starbucks', 'Under Armour'];
const AGENCIES = ['shutterstock', 'Getty Images', 'iStock', 'alamy', 'Adobe Stock', 'dreamstime', 'depositphotos', '123RF'];
const CLAIMS = ['© 2024 Norlund', '© Hanna Berg', 'All rights reserved', 'Copyright 2023 Tovex'];

interface Style {
  /** Letter height as a share of the picture's longer side. */
  readonly size: readonly [number, number];
  readonly degrees?: readonly [number, number];
  readonly opacity?: readonly [number, number];
  readonly font?: string;
}

/** Writes in white or black, whichever stands out, with a thin line around the letters as editors add it. */
function plainly(style: Style): TextKind['write'] {
  return (text, picture, random) => {
    const size = sizeOf(picture, style, random);
    const wide = size * text.length * (style.font === CHINESE ? 1 : 0.62);
    const x = between(random, size * 0.5, Math.max(size, picture.width - wide - size));
    const y = between(random, size * 1.5, picture.height - size);
    return element(text, { x, y, size, ...inkFor(picture, x, y, wide, size, random) }, style, random);
  };
}

function sizeOf({ width, height }: Raster, { size }: Style, random: Random): number {
  return Math.round(Math.max(width, height) * between(random, size[0], size[1]));
}

interface Ink {
  readonly fill: string;
  readonly line: string;
}

/** White on dark, black on light, with a line of the other. */
function inkFor(picture: Raster, x: number, y: number, width: number, height: number, random: Random): Ink {
  let sum = 0;
  for (let i = 0; i < 200; i++) {
    const column = Math.min(picture.width - 1, Math.floor(x + random.unit() * width));
    const row = Math.min(picture.height - 1, Math.max(0, Math.floor(y - random.unit() * height)));
    sum += picture.data[(row * picture.width + column) * 3 + 1] ?? 0;
  }
  const [white, black] = ['#ffffff', '#111111'];
  return sum / 200 < 128 ? { fill: white, line: black } : { fill: black, line: white };
}

function element(
  text: string,
  { x, y, size, fill, line }: Ink & { x: number; y: number; size: number },
  style: Style,
  random: Random,
): string {
  const opacity = between(random, ...(style.opacity ?? [0.9, 1]));
  const degrees = style.degrees === undefined ? 0 : between(random, ...style.degrees) * (coin(random) ? 1 : -1);
  const stroke = `stroke="${line}" stroke-width="${(size * 0.06).toFixed(1)}" paint-order="stroke"`;
  const at = `x="${x.toFixed(1)}" y="${y.toFixed(1)}" transform="rotate(${degrees.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})"`;
  const weight = coin(random) ? 'bold' : 'normal';
  return `<text ${at} ${style.font ?? LATIN} font-weight="${weight}" font-size="${size}" fill="${fill}" ${stroke} opacity="${opacity.toFixed(2)}">${text}</text>`;
}

/** A strip of one colour with text in it. */
function inBanner(text: string, picture: Raster, random: Random): string {
  const size = sizeOf(picture, { size: [0.04, 0.08] }, random);
  const top = Math.round(between(random, 0, picture.height - size * 2));
  const dark: Colour = { r: random.below(100), g: random.below(100), b: random.below(100) };
  const strip = `<rect x="0" y="${top}" width="${picture.width}" height="${size * 2}" fill="${cssColour(dark)}"/>`;
  return `${strip}<text x="${size}" y="${top + size * 1.35}" ${LATIN} font-size="${size}" fill="#ffffff">${text}</text>`;
}

/** Again and again across the picture, pale and aslant, as agencies mark their previews. */
function tiled(text: string, picture: Raster, random: Random): string {
  const size = sizeOf(picture, { size: [0.03, 0.05] }, random);
  const opacity = between(random, 0.35, 0.6).toFixed(2);
  const degrees = between(random, -35, -15).toFixed(0);
  const step = size * (text.length * 0.65 + 3);
  const marks: string[] = [];
  for (let y = size * 2; y < picture.height + size; y += size * 5) {
    for (let x = -step / 2 + ((y / size) % 2) * step * 0.3; x < picture.width; x += step) {
      marks.push(
        `<text x="${x.toFixed(0)}" y="${y.toFixed(0)}" transform="rotate(${degrees} ${x.toFixed(0)} ${y.toFixed(0)})" ${LATIN} font-size="${size}" fill="#ffffff" stroke="#444444" stroke-width="0.8" opacity="${opacity}">${text}</text>`,
      );
    }
  }
  return marks.join('');
}

/** Large and pale across the middle. */
function centred(text: string, picture: Raster, random: Random): string {
  const size = sizeOf(picture, { size: [0.06, 0.11] }, random);
  const opacity = between(random, 0.4, 0.65).toFixed(2);
  return `<text x="50%" y="${(picture.height * between(random, 0.4, 0.6)).toFixed(0)}" text-anchor="middle" ${LATIN} font-size="${size}" font-weight="bold" fill="#ffffff" stroke="#333333" stroke-width="1" opacity="${opacity}">${text}</text>`;
}

/** The ways that are measured; the last writes nothing. */
export const TEXT_KINDS: readonly TextKind[] = [
  { name: 'banner', words: WORDS, write: inBanner },
  { name: 'over the photo', words: WORDS, write: plainly({ size: [0.05, 0.1] }) },
  { name: 'small', words: [...CLAIMS, ...WORDS], write: plainly({ size: [0.025, 0.035] }) },
  { name: 'aslant', words: WORDS, write: plainly({ size: [0.05, 0.08], degrees: [10, 30] }) },
  { name: 'tiled watermark', words: AGENCIES, write: tiled },
  { name: 'watermark in the middle', words: AGENCIES, write: centred },
  {
    name: 'Chinese',
    words: ['耐克', '阿迪达斯', '正品保证', '官方授权', '戴森', '版权所有', '华为'],
    write: plainly({ size: [0.04, 0.08], font: CHINESE }),
  },
  { name: 'no text', words: [''], write: () => '' },
];

/** The picture with a text written over it, and the text. */
export async function writeOver(
  picture: Raster,
  { words, write }: TextKind,
  random: Random,
): Promise<{ readonly picture: Raster; readonly text: string }> {
  const text = words[random.below(words.length)] ?? '';
  return { picture: text === '' ? picture : await overlay(picture, write(text, picture, random)), text };
}
