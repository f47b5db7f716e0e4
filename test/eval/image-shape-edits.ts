import type { Random } from '../bench/random.ts';
import type { Attack } from './image-attacks.ts';
import { anyColour, between, borderColour, coin, eitherSide } from './image-chance.ts';
import { BLACK, type Colour, cut, from, pad, type Raster, resize, toRaster, turn, WHITE } from './image-raster.ts';

/* Edits that move or remove points: crops, turns, mirrors, borders, stretching. */

/** Drawn again this often at most while a crop shows nearly nothing. */
const TRIES = 12;

/** Share of the pixels of a crop that must differ from the picture's white ground: a crop of bare paper is nobody's picture. */
const LEAST_SHOWN = 0.3;

/** What is left when `gone` of the area (0..1) is cut off at random sides; the proportions change by up to a tenth. */
export async function cropAtRandom(picture: Raster, gone: number, random: Random): Promise<Raster> {
  const across = Math.min(1, Math.sqrt(1 - gone) * between(random, 0.9, 1.1));
  const width = Math.max(8, Math.round(picture.width * across));
  const height = Math.max(8, Math.min(picture.height, Math.round((picture.height * (1 - gone)) / across)));
  const draw = (): Promise<Raster> =>
    cut(picture, random.below(picture.width - width + 1), random.below(picture.height - height + 1), width, height);
  let crop = await draw();
  for (let tried = 1; tried < TRIES && measureShown(crop) < LEAST_SHOWN; tried++) crop = await draw();
  return crop;
}

function measureShown({ data }: Raster): number {
  let shown = 0;
  for (let at = 0; at < data.length; at += 3) {
    if (Math.min(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) < 235) shown++;
  }
  return shown / (data.length / 3);
}

/** Turned by a few degrees and cut so that no corner of the sheet shows. */
async function turnAndCut(picture: Raster, degrees: number): Promise<Raster> {
  const turned = await turn(picture, degrees, BLACK);
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  // The largest share of both sides that fits into the turned picture.
  const { width, height } = picture;
  const share = Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos));
  const [across, down] = [Math.floor(width * share) - 2, Math.floor(height * share) - 2];
  return cut(turned, (turned.width - across) >> 1, (turned.height - down) >> 1, across, down);
}

export function mirrorRaster(picture: Raster): Promise<Raster> {
  return toRaster(from(picture).flop());
}

function bars(picture: Raster, share: number, isAcross: boolean, colour: Colour): Promise<Raster> {
  const [y, x] = isAcross ? [picture.height * share, 0] : [0, picture.width * share];
  return pad(picture, y, x, y, x, colour);
}

/** Crops, turns, mirrors, borders, stretching. */
export const SHAPE_EDITS: readonly Attack[] = [
  { name: 'crop-10', edit: (picture, random) => cropAtRandom(picture, between(random, 0.06, 0.15), random) },
  { name: 'crop-25', edit: (picture, random) => cropAtRandom(picture, between(random, 0.2, 0.32), random) },
  { name: 'crop-50', isHard: true, edit: (picture, random) => cropAtRandom(picture, between(random, 0.42, 0.58), random) },
  { name: 'crop-75', isHard: true, edit: (picture, random) => cropAtRandom(picture, between(random, 0.68, 0.79), random) },
  { name: 'mirrored', edit: mirrorRaster },
  {
    name: 'mirrored-crop',
    edit: async (picture, random) => mirrorRaster(await cropAtRandom(picture, between(random, 0.2, 0.45), random)),
  },
  { name: 'turned-90', edit: (picture, random) => turn(picture, coin(random) ? 90 : 270, WHITE) },
  { name: 'turned-180', edit: (picture) => turn(picture, 180, WHITE) },
  { name: 'turned-5', edit: (picture, random) => turn(picture, eitherSide(random, 3, 7.5), borderColour(random)) },
  { name: 'turned-5-cut', edit: (picture, random) => turnAndCut(picture, eitherSide(random, 3, 7.5)) },
  {
    name: 'turned-15',
    isHard: true,
    edit: (picture, random) => turn(picture, eitherSide(random, 10, 24), borderColour(random)),
  },
  {
    name: 'padded',
    edit: (picture, random) => {
      const sides = Array.from({ length: 4 }, () => between(random, 0.03, 0.16));
      const [top = 0, right = 0, bottom = 0, left = 0] = sides;
      return pad(picture, top * picture.height, right * picture.width, bottom * picture.height, left * picture.width, WHITE);
    },
  },
  {
    name: 'padded-square',
    edit: ({ width, height, ...rest }, random) => {
      const side = Math.max(width, height) * between(random, 1, 1.1);
      const [x, y] = [(side - width) / 2, (side - height) / 2];
      return pad({ width, height, ...rest }, y, x, y, x, WHITE);
    },
  },
  { name: 'black-bars', edit: (picture, random) => bars(picture, between(random, 0.08, 0.22), random.unit() < 0.7, BLACK) },
  {
    name: 'coloured-frame',
    edit: (picture, random) => {
      const border = Math.max(picture.width, picture.height) * between(random, 0.025, 0.1);
      return pad(picture, border, border, border, border, anyColour(random));
    },
  },
  {
    name: 'stretched-square',
    edit: (picture) => resize(picture, Math.max(picture.width, picture.height), Math.max(picture.width, picture.height)),
  },
  {
    name: 'stretched',
    edit: (picture, random) => {
      const factor = between(random, 1.1, 1.3);
      return coin(random)
        ? resize(picture, picture.width * factor, picture.height)
        : resize(picture, picture.width, picture.height * factor);
    },
  },
  {
    name: 'sheared',
    edit: (picture, random) => {
      const lean = eitherSide(random, 0.05, 0.16);
      const matrix: [number, number, number, number] = coin(random) ? [1, lean, 0, 1] : [1, 0, lean, 1];
      return toRaster(from(picture).affine(matrix, { background: borderColour(random) }));
    },
  },
];
