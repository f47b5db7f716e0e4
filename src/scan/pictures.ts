import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import type sharpFunction from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { findBorder } from '../image/border.ts';
import { measureComposition } from '../image/composition.ts';
import type { ImageFacts } from '../image/facts.ts';
import { findFramed } from '../image/frame.ts';
import { profileName } from '../image/icc.ts';
import { hashQuickly, MIN_QUALITY } from '../image/pdq.ts';
import { measureWhiteBorder, type Pixels } from '../image/pixels.ts';
import type { PictureColour } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { explainNoPicture, recognisePicture } from './picture-format.ts';
import { readPictureRights } from './picture-rights.ts';

/*
 * Picture file -> facts. The only place that decodes pictures. A file that cannot be used is an answer with a reason, never an exception.
 */

/** Largest file that is read, bytes. */
const MAX_BYTES = 50 * 1024 * 1024;

/** Largest picture that is decoded, pixels; 100 million pixels take 300 MB of memory. */
const MAX_PIXELS = 100_000_000;

/** Pictures above this are decoded one at a time, so that memory stays near one such picture whatever `jobs` says. */
const LARGE_PIXELS = 16_000_000;
const oneLarge: LimitFunction = pLimit(1);

/** Why a picture could not be looked at. */
export interface PictureFault {
  readonly fault: Bilingual;
}

/** Decodes a picture once and keeps what the detectors need. `file` is an absolute path. */
export async function readPicture(file: string): Promise<ImageFacts | PictureFault> {
  const bytes = await readBytes(file);
  if ('fault' in bytes) return bytes;
  const head = bytes.subarray(0, 512);
  const format = recognisePicture(head);
  if (format === undefined) return { fault: explainNoPicture(head) };
  if (!format.decoded) {
    return {
      fault: {
        en: `The picture is a ${format.name} file, which preclear does not read; save it as JPEG or PNG.`,
        zh: `图片是 ${format.name} 格式，preclear 无法读取，请另存为 JPEG 或 PNG。`,
      },
    };
  }
  try {
    return await decode(bytes);
  } catch (error) {
    return { fault: explainDamage(error, format.name) };
  }
}

async function readBytes(file: string): Promise<Buffer | PictureFault> {
  try {
    // Asked before opening: opening a pipe would wait for a writer for ever.
    const found = await stat(file);
    if (!found.isFile())
      return { fault: { en: 'The path is a folder or a device, not a picture.', zh: '该路径是文件夹或设备，不是图片。' } };
    if (found.size === 0)
      return { fault: { en: 'The picture file is empty; export it again.', zh: '图片文件为空，请重新导出。' } };
    if (found.size > MAX_BYTES) return { fault: explainBytes(found.size) };
    return await readFile(file);
  } catch (error) {
    return { fault: explainUnreadable(error) };
  }
}

function explainBytes(size: number): Bilingual {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return {
    en: `The picture has ${megabytes} MB; at most 50 MB are read. Export it smaller.`,
    zh: `图片大小为 ${megabytes} MB，最多只读取 50 MB，请导出较小的图片。`,
  };
}

function explainUnreadable(error: unknown): Bilingual {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      en: 'The picture does not exist; check its path in the listing.',
      zh: '图片不存在，请检查 Listing 中的图片路径。',
    };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      en: 'The picture may not be read; check the permissions of the file.',
      zh: '没有读取该图片的权限，请检查文件权限。',
    };
  }
  return { en: `The picture cannot be read (${code}); check the disk.`, zh: `无法读取该图片（${code}），请检查磁盘。` };
}

function explainDamage(error: unknown, name: string): Bilingual {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  if (/pixel limit/i.test(said)) {
    return {
      en: 'The picture has more than 100 million pixels; export it smaller.',
      zh: '图片超过 1 亿像素，请导出较小的图片。',
    };
  }
  return {
    en: `The picture is a damaged ${name} file (${said}); export or download it again.`,
    zh: `图片是已损坏的 ${name} 文件（${said}），请重新导出或下载。`,
  };
}

async function decode(bytes: Buffer): Promise<ImageFacts> {
  const sharp = await loadSharp();
  const metadata = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).metadata();
  const area = metadata.width * (metadata.pageHeight ?? metadata.height);
  const work = (): Promise<ImageFacts> => measure(sharp, bytes, metadata);
  const facts = await (area > LARGE_PIXELS ? oneLarge(work) : work());
  const rights = await readPictureRights(metadata, bytes);
  return rights === undefined ? facts : { ...facts, rights };
}

async function measure(sharp: typeof sharpFunction, bytes: Buffer, metadata: Metadata): Promise<ImageFacts> {
  const shown = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient();
  const pixels = await toPixels(shown.flatten({ background: '#ffffff' }));
  const whole = hashQuickly(pixels);
  const box = findFramed(pixels);
  const inside = box === undefined ? undefined : hashQuickly(pixels, box);
  const whiteBorder = measureWhiteBorder(pixels);
  const border = findBorder(pixels, box);
  const composition = whiteBorder < SOME_WHITE ? undefined : measureComposition(await shrink(sharp, pixels));
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    width: pixels.width,
    height: pixels.height,
    format: metadata.format === 'heif' ? 'avif' : metadata.format,
    colour: colourOf(metadata),
    whiteBorder,
    ...(composition === undefined ? {} : { composition }),
    ...(border === undefined ? {} : { border }),
    hashes: inside === undefined || inside.quality < MIN_QUALITY ? whole.hashes : [...whole.hashes, ...inside.hashes],
    quality: whole.quality,
  };
}

/** Pure white along the border of a picture whose background may be white; scenes and framed pictures have less. */
const SOME_WHITE = 0.3;

/** Longest side at which what stands on white is measured: letters of a hundredth of it are still apart. */
const COMPOSED_SIDE = 800;

function shrink(sharp: typeof sharpFunction, pixels: Pixels): Promise<Pixels> | Pixels {
  const { data, width, height } = pixels;
  if (Math.max(width, height) <= COMPOSED_SIDE) return pixels;
  const picture = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: MAX_PIXELS });
  return toPixels(picture.resize(COMPOSED_SIDE, COMPOSED_SIDE, { fit: 'inside' }));
}

/** Names of profiles that show colours as sRGB does, and of those that programs call so. */
const SRGB = /srgb|iec\s*61966|c2$/i;

function colourOf({ space, icc }: Metadata): PictureColour {
  if (space === 'cmyk') return 'cmyk';
  if (space === 'b-w' || space === 'grey16') return 'grey';
  if (space === 'lab' || space === 'labs') return 'lab';
  const profile = icc === undefined ? undefined : profileName(icc);
  return profile === undefined || SRGB.test(profile) ? 'srgb' : 'wide';
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
