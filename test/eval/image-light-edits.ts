import type { Attack } from './image-attacks.ts';
import { anyColour, between, coin, eitherSide } from './image-chance.ts';
import { BLACK, encodeJpeg, from, mapBrightness, mapValues, type Raster, scale, toRaster, WHITE } from './image-raster.ts';

/* Edits that leave every point where it is: compression, size, light, colour, sharpness. */

/** Levels between which values are stretched by a factor about the middle. */
const contrast = (picture: Raster, factor: number): Raster => mapValues(picture, (value) => 128 + (value - 128) * factor);

/** Blur and noise are as strong on a picture of this long side as their numbers say. */
const USUAL_SIDE = 1000;
const relative = ({ width, height }: Raster, pixels: number): number => (pixels * Math.max(width, height)) / USUAL_SIDE;

/** Compression, size, light and colour. */
export const LIGHT_EDITS: readonly Attack[] = [
  { name: 'saved-again', edit: (picture) => picture, encode: (picture, random) => encodeJpeg(picture, 85 + random.below(10)) },
  { name: 'jpeg-30', edit: (picture) => picture, encode: (picture, random) => encodeJpeg(picture, 24 + random.below(12)) },
  { name: 'jpeg-10', edit: (picture) => picture, encode: (picture, random) => encodeJpeg(picture, 8 + random.below(6)) },
  { name: 'smaller', edit: (picture, random) => scale(picture, between(random, 0.2, 0.32)) },
  {
    name: 'smaller-webp',
    edit: (picture, random) => scale(picture, between(random, 0.5, 0.7)),
    encode: (picture, random) =>
      from(picture)
        .webp({ quality: 40 + random.below(20) })
        .toBuffer(),
  },
  {
    name: 'palette-png',
    edit: (picture, random) => scale(picture, between(random, 0.5, 1)),
    encode: (picture, random) =>
      from(picture)
        .png({ palette: true, colours: 16 + random.below(48), dither: coin(random) ? 1 : 0 })
        .toBuffer(),
  },
  {
    name: 'brighter',
    edit: (picture, random) => {
      const factor = between(random, 1.2, 1.45);
      return mapValues(picture, (value) => value * factor);
    },
  },
  {
    name: 'darker',
    edit: (picture, random) => {
      const factor = between(random, 0.5, 0.72);
      return mapValues(picture, (value) => value * factor);
    },
  },
  {
    name: 'contrast',
    edit: (picture, random) => contrast(picture, coin(random) ? between(random, 1.25, 1.6) : between(random, 0.5, 0.7)),
  },
  {
    name: 'gamma',
    edit: (picture, random) => {
      const power = coin(random) ? between(random, 1.6, 2.3) : between(random, 0.42, 0.62);
      return mapValues(picture, (value) => 255 * (value / 255) ** power);
    },
  },
  {
    name: 'hue',
    edit: (picture, random) =>
      toRaster(
        from(picture).modulate({
          hue: Math.round(between(random, 50, 310)),
          saturation: between(random, 0.6, 1.7),
          brightness: 1,
        }),
      ),
  },
  { name: 'grey', edit: (picture) => mapBrightness(picture, (level) => ({ r: level, g: level, b: level })) },
  { name: 'negative', edit: (picture) => mapValues(picture, (value) => 255 - value) },
  {
    name: 'tint',
    edit: (picture, random) => {
      const colour = anyColour(random);
      const share = between(random, 0.2, 0.45);
      return mapBrightness(picture, (level) => ({
        r: level * (1 - share) + colour.r * share,
        g: level * (1 - share) + colour.g * share,
        b: level * (1 - share) + colour.b * share,
      }));
    },
  },
  {
    name: 'duotone',
    edit: (picture, random) => {
      const [dark, light] = [mix(anyColour(random), BLACK), mix(anyColour(random), WHITE)];
      return mapBrightness(picture, (level) => ({
        r: dark.r + ((light.r - dark.r) * level) / 255,
        g: dark.g + ((light.g - dark.g) * level) / 255,
        b: dark.b + ((light.b - dark.b) * level) / 255,
      }));
    },
  },
  {
    name: 'blur',
    edit: (picture, random) => toRaster(from(picture).blur(Math.max(0.4, relative(picture, between(random, 1.8, 4))))),
  },
  {
    name: 'sharpened',
    edit: (picture, random) =>
      toRaster(from(picture).sharpen({ sigma: between(random, 1, 2.5), m1: between(random, 1, 3), m2: between(random, 2, 6) })),
  },
  {
    name: 'noise',
    edit: (picture, random) => {
      const strength = between(random, 12, 28);
      const data = Buffer.alloc(picture.data.length);
      // Two uniform numbers make a triangle, close enough to a bell for noise.
      for (let at = 0; at < data.length; at++) {
        const value = (picture.data[at] ?? 0) + (random.unit() + random.unit() - 1) * strength * 2.45;
        data[at] = Math.max(0, Math.min(255, Math.round(value)));
      }
      return { ...picture, data };
    },
  },
  {
    name: 'shaded',
    edit: (picture, random) => {
      const low = between(random, 0.35, 0.6);
      const [across, down] = [eitherSide(random, 0.4, 1), eitherSide(random, 0.4, 1)];
      const data = Buffer.alloc(picture.data.length);
      for (let at = 0; at < data.length; at++) {
        const pixel = Math.floor(at / 3);
        const x = (pixel % picture.width) / picture.width - 0.5;
        const y = Math.floor(pixel / picture.width) / picture.height - 0.5;
        const light = Math.max(low, Math.min(1.1, 0.5 + low / 2 + (x * across + y * down) * (1 - low)));
        data[at] = Math.min(255, Math.round((picture.data[at] ?? 0) * light));
      }
      return { ...picture, data };
    },
  },
];

function mix(a: typeof BLACK, b: typeof BLACK): typeof BLACK {
  return { r: (a.r + 2 * b.r) / 3, g: (a.g + 2 * b.g) / 3, b: (a.b + 2 * b.b) / 3 };
}
