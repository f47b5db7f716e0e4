import type { Random } from '../bench/random.ts';
import type { Attack } from './image-attacks.ts';
import { anyColour, between, coin, cssColour, eitherSide, slogan } from './image-chance.ts';
import { drawLetters } from './image-letters.ts';
import { addBanner } from './image-mark-edits.ts';
import {
  blend,
  encodeJpeg,
  from,
  layOut,
  mapValues,
  overlay,
  pad,
  type Raster,
  scale,
  scaleInto,
  toRaster,
  turn,
  WHITE,
} from './image-raster.ts';
import { cropAtRandom, mirrorRaster } from './image-shape-edits.ts';

/* Edits that put the picture among others, or several edits at once. */

/** A sheet of `count` x `count` tiles of which one is the picture. */
async function makeCollage(
  picture: Raster,
  random: Random,
  others: readonly Raster[],
  {
    count,
    side,
    how,
    gap,
  }: { readonly count: number; readonly side: number; readonly how: 'inside' | 'cover'; readonly gap: number },
): Promise<Raster> {
  const own = random.below(count * count);
  const tile = (side - gap * (count + 1)) / count;
  const parts = await Promise.all(
    Array.from({ length: count * count }, async (_, place) => {
      const raster = await scaleInto(place === own ? picture : random.pick(others), tile, tile, how);
      const left = gap + (place % count) * (tile + gap) + (tile - raster.width) / 2;
      const top = gap + Math.floor(place / count) * (tile + gap) + (tile - raster.height) / 2;
      return { raster, left, top };
    }),
  );
  return layOut(side, side, WHITE, parts);
}

/** A telephone's picture of a shop page. */
async function makeScreenshot(picture: Raster, random: Random): Promise<Raster> {
  const width = 720 + random.below(361);
  const height = Math.round(width * between(random, 1.8, 2.2));
  const shown = await scaleInto(picture, width * between(random, 0.55, 1), height * 0.5, 'inside');
  const top = height * between(random, 0.08, 0.16);
  const page = await layOut(width, height, WHITE, [{ raster: shown, left: (width - shown.width) / 2, top }]);
  const size = width * 0.035;
  const line = (y: number, words: number): string =>
    drawLetters(slogan(random, words), {
      x: width * 0.05,
      y,
      size: size * between(random, 0.7, 1.1),
      colour: random.pick(['black', 'dimgrey', 'crimson']),
    });
  const under = top + shown.height + size;
  const lines = Array.from({ length: 8 }, (_, i) => line(under + i * size * 2.2, 2 + random.below(3)));
  const bar = `<rect x="0" y="${height * 0.93}" width="${width}" height="${height * 0.07}" fill="${cssColour(anyColour(random))}"/>`;
  return overlay(page, line(size, 2) + lines.join('') + bar);
}

async function insetOn(ground: Raster, picture: Raster, random: Random): Promise<Raster> {
  const under = await scale(ground, 1000 / Math.max(ground.width, ground.height));
  const side = between(random, 0.34, 0.55);
  const inset = await scaleInto(picture, under.width * side, under.height * side, 'inside');
  const frame = 2 + random.below(8);
  const framed = await pad(inset, frame, frame, frame, frame, WHITE);
  const left = random.below(under.width - framed.width);
  const top = random.below(under.height - framed.height);
  const raw = { width: framed.width, height: framed.height, channels: 3 as const };
  return toRaster(from(under).composite([{ input: framed.data, raw, left, top }]));
}

/** The product on another ground: a white ground is filled from the sides; of other pictures an oval in the middle is kept. */
export async function replaceGround(picture: Raster, ground: Raster): Promise<Raster> {
  const under = await scaleInto(ground, picture.width, picture.height, 'cover');
  const white = findWhiteGround(picture);
  const share = white.reduce((sum, value) => sum + value, 0) / white.length;
  if (share > 0.12) {
    const mask = await soften(white, picture.width, picture.height);
    return blend(under, picture, (pixel) => (mask[pixel] ?? 0) / 255);
  }
  const { width, height } = picture;
  return blend(picture, { ...under, data: Buffer.alloc(under.data.length, 255) }, (pixel) => {
    const x = ((pixel % width) / width - 0.5) / 0.46;
    const y = (Math.floor(pixel / width) / height - 0.5) / 0.46;
    return Math.max(0, Math.min(1, (1 - Math.hypot(x, y)) * 20));
  });
}

/** 1 for nearly white pixels that hang together with the border. */
function findWhiteGround({ data, width, height }: Raster): Uint8Array {
  const mask = new Uint8Array(width * height);
  const isWhite = (pixel: number): boolean =>
    Math.min(data[pixel * 3] ?? 0, data[pixel * 3 + 1] ?? 0, data[pixel * 3 + 2] ?? 0) > 238;
  const open: number[] = [];
  const visit = (pixel: number): void => {
    if (mask[pixel] === 1 || !isWhite(pixel)) return;
    mask[pixel] = 1;
    open.push(pixel);
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) visit(y * width + x);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) visit(y * width + x);
  for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
    const x = pixel % width;
    if (x > 0) visit(pixel - 1);
    if (x < width - 1) visit(pixel + 1);
    if (pixel >= width) visit(pixel - width);
    if (pixel < width * (height - 1)) visit(pixel + width);
  }
  return mask;
}

/** 0..255 with soft edges. */
async function soften(mask: Uint8Array, width: number, height: number): Promise<Buffer> {
  const rgb = Buffer.alloc(width * height * 3);
  for (let at = 0; at < rgb.length; at++) rgb[at] = (mask[Math.floor(at / 3)] ?? 0) * 255;
  const { data } = await toRaster(from({ data: rgb, width, height }).blur(1));
  return Buffer.from(Uint8Array.from(mask, (_, pixel) => data[pixel * 3] ?? 0));
}

/** What a seller does who wants the picture to look new: mirrored, cropped, lighter, with a banner. */
async function editAsSeller(picture: Raster, random: Random): Promise<Raster> {
  const cropped = await cropAtRandom(await mirrorRaster(picture), between(random, 0.1, 0.25), random);
  const factor = between(random, 1.05, 1.25);
  return addBanner(
    mapValues(cropped, (value) => value * factor),
    random,
  );
}

/** Everything at once. */
async function editHard(picture: Raster, random: Random): Promise<Raster> {
  const cropped = await cropAtRandom(picture, between(random, 0.25, 0.45), random);
  const turned = await turn(coin(random) ? await mirrorRaster(cropped) : cropped, eitherSide(random, 4, 12), WHITE);
  const small = await scale(turned, between(random, 0.5, 0.8));
  const coloured = await toRaster(
    from(small).modulate({
      hue: random.below(360),
      saturation: between(random, 0.7, 1.4),
      brightness: between(random, 0.85, 1.15),
    }),
  );
  return addBanner(coloured, random);
}

/** Collages, screenshots, insets, new backgrounds, several edits at once. */
export const COMPOSITIONS: readonly Attack[] = [
  { name: 'new-background', isHard: true, edit: (picture, random, others) => replaceGround(picture, random.pick(others)) },
  {
    name: 'collage-2x2',
    isHard: true,
    edit: (picture, random, others) =>
      makeCollage(picture, random, others, { count: 2, side: 900 + random.below(600), how: 'cover', gap: random.below(16) }),
  },
  {
    name: 'collage-3x3',
    isHard: true,
    edit: (picture, random, others) =>
      makeCollage(picture, random, others, { count: 3, side: 960 + random.below(500), how: 'inside', gap: random.below(16) }),
  },
  { name: 'screenshot', isHard: true, edit: makeScreenshot },
  { name: 'inset', isHard: true, edit: (picture, random, others) => insetOn(random.pick(others), picture, random) },
  { name: 'seller-edit', isHard: true, edit: editAsSeller },
  {
    name: 'many-edits',
    isHard: true,
    edit: editHard,
    encode: (picture, random) => encodeJpeg(picture, 35 + random.below(30)),
  },
];
