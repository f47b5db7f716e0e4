import type { Metadata } from 'sharp';
import type { ImageFacts } from '../image/facts.ts';
import { QUERY_SIDE, REFERENCE_SIDE } from '../image/features/features.ts';
import { makeReferencePicture, type ReferencePicture } from '../image/match/match.ts';
import { findBorder } from '../image/measure/border.ts';
import { measureComposition } from '../image/measure/composition.ts';
import { findFramed } from '../image/measure/frame.ts';
import { profileName } from '../image/measure/icc.ts';
import { measureWhiteBorder, type Pixels } from '../image/pixels.ts';
import { toPlane } from '../image/plane.ts';
import type { PictureColour } from '../model/picture-colour.ts';
import type { PictureCache } from './picture-cache.ts';
import { decodePicture, shrinkPixels } from './picture-decode.ts';
import { type BytesOf, type PictureFault, type PictureFile, readPictureFile } from './picture-file.ts';
import { hashPicture } from './picture-hash.ts';
import { readPictureRights } from './picture-rights.ts';
import type { PictureSearch } from './picture-search.ts';
import type { Threads } from './threads.ts';

/*
 * Picture file -> facts. A file that cannot be used is an answer with a reason, never an exception.
 */

/** What a picture is looked at with; none of it is needed. */
export interface LookHelp {
  /** The library in which it is looked for. */
  readonly search?: PictureSearch;
  /** What earlier scans learned; a picture that is there is not decoded. */
  readonly cache?: PictureCache;
  /** Where content comes from that does not stand on the disk. */
  readonly bytesOf?: BytesOf;
  /** Threads that share the search. */
  readonly threads?: Pick<Threads, 'match'>;
}

/** Decodes a picture once and keeps what the detectors need. `file` is an absolute path. */
export async function readPicture(
  file: string,
  { search, cache, bytesOf, threads }: LookHelp = {},
): Promise<ImageFacts | PictureFault> {
  const read = await readPictureFile(file, bytesOf);
  if ('fault' in read) return read;
  const kept = cache?.read(read.sha256, search);
  if (kept !== undefined && (search === undefined || kept.matches !== undefined)) return kept;
  const facts = await decodePicture(read, async (pixels, { metadata }) => {
    let shrunk: Promise<Pixels> | undefined;
    const small = (): Promise<Pixels> => {
      shrunk ??= shrinkPixels(pixels, QUERY_SIDE);
      return shrunk;
    };
    const seen = kept ?? (await measure(pixels, small, metadata, read));
    const matches = await search?.find(seen, small, threads);
    if (matches === undefined) return seen;
    return 'fault' in matches ? matches : { ...seen, matches };
  });
  if (!('fault' in facts)) cache?.keep(facts, search);
  return facts;
}

/** What the library keeps of a picture. */
export interface LibraryPicture extends Pick<ImageFacts, 'sha256' | 'hashes' | 'quality' | 'width' | 'height'> {
  readonly picture: ReferencePicture;
}

/** Decodes a picture once for the library. `file` is an absolute path. */
export async function readLibraryPicture(file: string): Promise<LibraryPicture | PictureFault> {
  const read = await readPictureFile(file);
  if ('fault' in read) return read;
  return decodePicture(read, async (pixels) => {
    const small = toPlane(await shrinkPixels(pixels, REFERENCE_SIDE));
    const { width, height } = pixels;
    return { ...hashPicture(pixels, read.sha256), width, height, picture: makeReferencePicture(small) };
  });
}

/** @param small the picture at most 800 pixels wide and high: letters of a hundredth of it are still apart. */
async function measure(
  pixels: Pixels,
  small: () => Promise<Pixels>,
  metadata: Metadata,
  { bytes, sha256 }: PictureFile,
): Promise<ImageFacts> {
  const box = findFramed(pixels);
  const whiteBorder = measureWhiteBorder(pixels);
  const border = findBorder(pixels, box);
  const composition = whiteBorder < SOME_WHITE ? undefined : measureComposition(await small());
  const rights = await readPictureRights(metadata, bytes);
  return {
    ...hashPicture(pixels, sha256, box),
    bytes: bytes.length,
    width: pixels.width,
    height: pixels.height,
    format: metadata.format === 'heif' ? 'avif' : metadata.format,
    colour: colourOf(metadata),
    whiteBorder,
    ...(composition === undefined ? {} : { composition }),
    ...(border === undefined ? {} : { border }),
    ...(rights === undefined ? {} : { rights }),
  };
}

/** Pure white along the border of a picture whose background may be white; scenes and framed pictures have less. */
const SOME_WHITE = 0.3;

/** Names of profiles that show colours as sRGB does, and of those that programs call so. */
const SRGB = /srgb|iec\s*61966|c2$/i;

function colourOf({ space, icc }: Metadata): PictureColour {
  if (space === 'cmyk') return 'cmyk';
  if (space === 'b-w' || space === 'grey16') return 'grey';
  if (space === 'lab' || space === 'labs') return 'lab';
  const profile = icc === undefined ? undefined : profileName(icc);
  return profile === undefined || SRGB.test(profile) ? 'srgb' : 'wide';
}
