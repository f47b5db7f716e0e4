import pLimit, { type LimitFunction } from 'p-limit';
import type sharpFunction from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import type { Pixels } from '../image/pixels.ts';
import type { Plane } from '../image/plane.ts';
import { EnvironmentError } from '../model/errors.ts';
import { explainDamage, type PictureFault, type PictureFile } from './picture-file.ts';

/*
 * Bytes -> pixels. Whatever a file holds comes out as 8-bit sRGB, turned as it is shown, on white where it is transparent.
 */

/** Largest picture that is decoded, pixels; 100 million pixels take 300 MB of memory. */
const MAX_PIXELS = 100_000_000;

/** Pictures above this are decoded one at a time, so that memory stays near one such picture whatever `jobs` says. */
const LARGE_PIXELS = 16_000_000;
const oneLarge: LimitFunction = pLimit(1);

/** A picture that was opened and not decoded yet. */
export interface OpenPicture {
  readonly metadata: Metadata;
  /** As shown: after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  /** Decodes it, at its own size or at another, which decoders give in a part of the time. */
  pixels(size?: { readonly width: number; readonly height: number }): Promise<Pixels>;
  /** A small version as a `data:` address. */
  preview(longest: number): Promise<string>;
  /** A small version as a JPEG file, without anything that the picture says of itself. */
  jpeg(longest: number): Promise<Buffer>;
  /** Does work that holds the pixels; for a large picture, while no other large one is worked on. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** Opens a picture. @throws what the decoder says of a damaged file. */
export async function openPicture(bytes: Buffer): Promise<OpenPicture> {
  const sharp = await loadSharp();
  const open = (): Sharp => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
  const metadata = await open().metadata();
  const { width, height } = metadata.autoOrient;
  const area = metadata.width * (metadata.pageHeight ?? metadata.height);
  const jpeg = (longest: number): Promise<Buffer> => {
    const small = open().autoOrient().flatten({ background: '#ffffff' });
    const sized = small.resize(longest, longest, { fit: 'inside', withoutEnlargement: true }).toColourspace('srgb');
    return sized.jpeg({ quality: 80 }).toBuffer();
  };
  return {
    metadata,
    width,
    height,
    pixels: (size) => {
      const shown = open().autoOrient().flatten({ background: '#ffffff' });
      return toPixels(size === undefined ? shown : shown.resize(size.width, size.height, { fit: 'fill' }));
    },
    preview: async (longest) => `data:image/jpeg;base64,${(await jpeg(longest)).toString('base64')}`,
    jpeg,
    alone: (work) => (area > LARGE_PIXELS ? oneLarge(work) : work()),
  };
}

/**
 * Decodes a picture file and works on its pixels; for a large picture, while no other large one is worked on.
 * @returns what the work gives, or why the decoder could not use the file.
 */
export async function decodePicture<T>(
  { bytes, format }: PictureFile,
  work: (pixels: Pixels, picture: OpenPicture) => Promise<T>,
): Promise<T | PictureFault> {
  try {
    const picture = await openPicture(bytes);
    return await picture.alone(async () => work(await picture.pixels(), picture));
  } catch (error) {
    // The picture is not to blame for what else fails.
    if (error instanceof EnvironmentError) throw error;
    return { fault: explainDamage(error, format) };
  }
}

/** A drawing as a PNG file. It must name no other files. */
export async function drawPng(svg: string): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(Buffer.from(svg), { limitInputPixels: MAX_PIXELS }).png().toBuffer();
}

/** A plane of brightness as a JPEG file. */
export async function planeJpeg({ data, width, height }: Plane): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** A picture scaled down so that its longer side is at most `longest`; a smaller one as it is. */
export async function shrinkPixels(pixels: Pixels, longest: number): Promise<Pixels> {
  const { data, width, height } = pixels;
  if (Math.max(width, height) <= longest) return pixels;
  const sharp = await loadSharp();
  const picture = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: MAX_PIXELS });
  return toPixels(picture.resize(longest, longest, { fit: 'inside' }));
}

/** 8-bit sRGB whatever went in: grey, CMYK, 16 bits a channel, another colour profile. */
async function toPixels(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 3) return { data, width, height };
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0, at = 0; at < rgb.length; at++) {
    const channel = at % 3;
    rgb[at] = data[i + (channels > 2 ? channel : 0)] ?? 0;
    if (channel === 2) i += channels;
  }
  return { data: rgb, width, height };
}

let loaded: Promise<typeof sharpFunction> | undefined;

/** Loaded at the first picture: a scan without pictures does not pay for it. One thread a picture, many pictures side by side. */
function loadSharp(): Promise<typeof sharpFunction> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return loaded;
}
