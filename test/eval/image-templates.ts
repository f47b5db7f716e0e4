import { Random } from '../bench/random.ts';
import { anyColour, between, coin, cssColour, slogan } from './image-chance.ts';
import { replaceGround } from './image-compositions.ts';
import { drawEmptyRoom, drawFront } from './image-drawings.ts';
import { drawLetters } from './image-letters.ts';
import { encodeJpeg, layOut, overlay, type Raster, readRaster, scaleInto, WHITE } from './image-raster.ts';
import type { SetPicture } from './image-sets.ts';

/*
 * Different products in one template: before the very same backdrop, in the same infographic, under the same badges, beside the same size
 * table. A shop makes its pictures so, and sellers who buy one template do. What they have in common is no copy of the product's picture.
 */

/** Side of a sheet, pixels. */
const SIDE = 1000;

/** Products laid into one template. */
const PRODUCTS = 5;

type Template = (product: Raster) => Promise<Raster>;

/** Kinds of templates; how one looks is drawn by chance. */
const KINDS: Readonly<Record<string, (random: Random, ground: Raster) => Template>> = {
  backdrop: makeBackdrop,
  infographic: makeInfographic,
  badges: makeBadges,
  table: makeTable,
};

/**
 * Pictures of `count` templates with five products each; no product is in two.
 * @param grounds files of backdrops, which nobody asks for; drawn rooms if there are none.
 */
export async function templatePictures(count: number, seed: string, grounds: readonly Buffer[]): Promise<SetPicture[]> {
  const pictures: SetPicture[] = [];
  const kinds = Object.entries(KINDS);
  for (let number = 0; number < count; number++) {
    const [kind, make] = kinds[number % kinds.length] ?? ['', makeBackdrop];
    const name = `${kind}-${seed}-${number}`;
    const random = new Random(number * 7919 + seed.length + (seed.codePointAt(0) ?? 0) * 131);
    const ground = await readRaster(grounds[number % grounds.length] ?? (await drawEmptyRoom(name)));
    const template = make(random, ground);
    for (let product = 0; product < PRODUCTS; product++) {
      const sheet = await template(await readRaster(await drawFront(`${name}-${product}`)));
      const bytes = await encodeJpeg(sheet, 90);
      pictures.push({ name: `${name}-${product}`, group: `${name}-${product}`, set: `template: ${kind}`, read: () => bytes });
    }
  }
  return pictures;
}

/** A product on a white sheet, at a place. */
async function place(product: Raster, side: number, left: number, top: number): Promise<Raster> {
  const fitted = await scaleInto(product, side, side, 'inside');
  return layOut(SIDE, SIDE, WHITE, [
    { raster: fitted, left: left + (side - fitted.width) / 2, top: top + (side - fitted.height) / 2 },
  ]);
}

function makeBackdrop(random: Random, ground: Raster): Template {
  const side = SIDE * between(random, 0.45, 0.85);
  const [left, top] = [(SIDE - side) * random.unit(), SIDE - side * 1.05];
  return async (product) => replaceGround(await place(product, side, left, Math.max(0, top)), ground);
}

function makeInfographic(random: Random): Template {
  const [colour, second] = [cssColour(anyColour(random)), cssColour(anyColour(random))];
  const frame = between(random, 10, 40);
  const parts = [
    `<rect x="${frame / 2}" y="${frame / 2}" width="${SIDE - frame}" height="${SIDE - frame}" fill="none" stroke="${colour}" stroke-width="${frame}"/>`,
    `<rect x="0" y="0" width="${SIDE}" height="150" fill="${colour}"/>`,
    drawLetters(slogan(random, 3), { x: 60, y: 50, size: 46, colour: 'white' }),
  ];
  for (let row = 0; row < 4; row++) {
    const y = 270 + row * 185;
    parts.push(`<circle cx="130" cy="${y}" r="${50 + random.below(20)}" fill="${row % 2 === 0 ? colour : second}"/>`);
    parts.push(drawLetters(slogan(random, 1), { x: 60, y: y + 75, size: 26, colour: 'black' }));
    parts.push(drawIcon(random, 130, y));
  }
  return async (product) => overlay(await place(product, 640, 290, 220), parts.join(''));
}

function drawIcon(random: Random, x: number, y: number): string {
  const points = Array.from({ length: 5 }, () => `${x + random.below(70) - 35},${y + random.below(70) - 35}`).join(' ');
  return `<polygon points="${points}" fill="white" stroke="black" stroke-width="3"/>`;
}

function makeBadges(random: Random): Template {
  const parts = Array.from({ length: 3 + random.below(2) }, (_, i) => {
    const radius = between(random, 70, 120);
    const x = i % 2 === 0 ? radius + 10 : SIDE - radius - 10;
    const y = i < 2 ? radius + 10 : SIDE - radius - 10;
    const disc = `<circle cx="${x}" cy="${y}" r="${radius}" fill="${cssColour(anyColour(random))}" stroke="black" stroke-width="5"/>`;
    const words = slogan(random, 1);
    return (
      disc +
      drawLetters(words, { x: x - radius * 0.7, y: y - 18, size: radius * 0.3, colour: 'white' }) +
      drawIcon(random, x, y - radius * 0.5)
    );
  });
  const band = coin(random) ? `<rect x="0" y="900" width="${SIDE}" height="100" fill="${cssColour(anyColour(random))}"/>` : '';
  const words = drawLetters(slogan(random, 3), { x: 60, y: 925, size: 44, colour: 'black' });
  return async (product) => overlay(await place(product, 800, 100, 60), band + words + parts.join(''));
}

function makeTable(random: Random): Template {
  const rows = 7 + random.below(5);
  const step = 700 / rows;
  const parts = [drawLetters(slogan(random, 2), { x: 540, y: 90, size: 34, colour: 'black' })];
  for (let row = 0; row <= rows; row++) {
    const y = 200 + row * step;
    parts.push(`<path d="M530 ${y} H970" stroke="black" stroke-width="3"/>`);
    for (let column = 0; column < 3 && row < rows; column++) {
      const text = slogan(random, 1).slice(0, 4);
      parts.push(drawLetters(text, { x: 545 + column * 145, y: y + step * 0.3, size: step * 0.4, colour: 'dimgrey' }));
    }
  }
  return async (product) => overlay(await place(product, 500, 10, 240), parts.join(''));
}
