import sharp, { type Sharp } from 'sharp';

/*
 * What edits work on: decoded pictures of three bytes a pixel. Every edit gives a new one.
 */

sharp.cache(false);
sharp.concurrency(1);

/** A decoded picture, 8-bit sRGB, three bytes a pixel. */
export interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A colour as sharp takes it. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

export const WHITE: Colour = { r: 255, g: 255, b: 255 };
export const BLACK: Colour = { r: 0, g: 0, b: 0 };

/** Decodes a picture; larger ones are made smaller until their long side is `most` pixels. */
export function readRaster(bytes: Buffer, most = 2000): Promise<Raster> {
  return toRaster(
    sharp(bytes).autoOrient().flatten({ background: WHITE }).resize(most, most, { fit: 'inside', withoutEnlargement: true }),
  );
}

/** Runs a pipeline. */
export async function toRaster(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 3) return { data, width: info.width, height: info.height };
  const rgb = Buffer.alloc(info.width * info.height * 3);
  for (let at = 0; at < rgb.length; at++) rgb[at] = data[Math.floor(at / 3) * info.channels] ?? 0;
  return { data: rgb, width: info.width, height: info.height };
}

/** A pipeline that starts with the picture. */
export function from({ data, width, height }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

export function encodeJpeg(raster: Raster, quality: number): Promise<Buffer> {
  return from(raster).jpeg({ quality }).toBuffer();
}

export function cut(raster: Raster, left: number, top: number, width: number, height: number): Promise<Raster> {
  return toRaster(from(raster).extract({ left, top, width, height }));
}

/** To an exact size, whatever the proportions. */
export function resize(raster: Raster, width: number, height: number): Promise<Raster> {
  return toRaster(from(raster).resize(Math.max(8, Math.round(width)), Math.max(8, Math.round(height)), { fit: 'fill' }));
}

export function scale(raster: Raster, factor: number): Promise<Raster> {
  return resize(raster, raster.width * factor, raster.height * factor);
}

/** Into a box, whole (`inside`) or filling it (`cover`). */
export function scaleInto(raster: Raster, width: number, height: number, how: 'inside' | 'cover'): Promise<Raster> {
  return toRaster(from(raster).resize(Math.round(width), Math.round(height), { fit: how }));
}

/** Adds a border, pixels. */
export function pad(
  raster: Raster,
  top: number,
  right: number,
  bottom: number,
  left: number,
  background: Colour,
): Promise<Raster> {
  const sides = { top: Math.round(top), right: Math.round(right), bottom: Math.round(bottom), left: Math.round(left) };
  return toRaster(from(raster).extend({ ...sides, background }));
}

/** By any angle, degrees clockwise; the corners that open take the colour. */
export function turn(raster: Raster, degrees: number, background: Colour): Promise<Raster> {
  return toRaster(from(raster).rotate(degrees, { background }));
}

/** Draws SVG elements over the whole picture, in its pixels. */
export function overlay(raster: Raster, elements: string): Promise<Raster> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${raster.width}" height="${raster.height}">${elements}</svg>`;
  return toRaster(from(raster).composite([{ input: Buffer.from(svg) }]));
}

/** Lays pictures on a sheet of one colour. */
export function layOut(
  width: number,
  height: number,
  background: Colour,
  parts: readonly { readonly raster: Raster; readonly left: number; readonly top: number }[],
): Promise<Raster> {
  const sheet = sharp({ create: { width: Math.round(width), height: Math.round(height), channels: 3, background } });
  return toRaster(
    sheet.composite(
      parts.map(({ raster, left, top }) => ({
        input: raster.data,
        raw: { width: raster.width, height: raster.height, channels: 3 },
        left: Math.round(left),
        top: Math.round(top),
      })),
    ),
  );
}

/** Changes every value of the picture by itself. */
export function mapValues(raster: Raster, change: (value: number) => number): Raster {
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.max(0, Math.min(255, Math.round(change(value)))));
  const data = Buffer.alloc(raster.data.length);
  for (let at = 0; at < data.length; at++) data[at] = table[raster.data[at] ?? 0] ?? 0;
  return { ...raster, data };
}

/** Changes every pixel: brightness 0..255 -> colour, which replaces the pixel. */
export function mapBrightness(raster: Raster, colourOf: (brightness: number) => Colour): Raster {
  const colours = Array.from({ length: 256 }, (_, brightness) => colourOf(brightness));
  const data = Buffer.alloc(raster.data.length);
  for (let at = 0; at < data.length; at += 3) {
    const brightness = 0.299 * (raster.data[at] ?? 0) + 0.587 * (raster.data[at + 1] ?? 0) + 0.114 * (raster.data[at + 2] ?? 0);
    const colour = colours[Math.round(brightness)] ?? BLACK;
    data[at] = colour.r;
    data[at + 1] = colour.g;
    data[at + 2] = colour.b;
  }
  return { ...raster, data };
}

/** `share` of 0..1 of the first picture, the rest of the second, pixel by pixel; both of one size. */
export function blend(over: Raster, under: Raster, shareAt: (pixel: number) => number): Raster {
  const data = Buffer.alloc(over.data.length);
  for (let at = 0; at < data.length; at++) {
    const share = shareAt(Math.floor(at / 3));
    data[at] = Math.round((over.data[at] ?? 0) * share + (under.data[at] ?? 0) * (1 - share));
  }
  return { ...over, data };
}
