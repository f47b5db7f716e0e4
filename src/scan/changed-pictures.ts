import { basename, extname } from 'node:path';
import type { Listing } from '../model/listing.ts';
import type { ChangedPictures } from './changed-records.ts';
import { picturePlaces } from './picture-path.ts';

/** Ends of the names of picture files, lower case. */
const PICTURES: ReadonlySet<string> = new Set(
  '.jpg .jpeg .jpe .jfif .png .webp .gif .avif .heic .heif .tif .tiff .bmp .svg'.split(' '),
);
/** Names that are looked for in every record; of more, any record may name one. */
const MOST_NAMES = 64;

/** Whether a file is a picture, by its name. */
export function isPictureName(path: string): boolean {
  return PICTURES.has(extname(path).toLowerCase());
}

/**
 * The pictures that have changed, for one listing file (absolute).
 * @param isChanged of a file, absolute. @param names of all that have changed.
 */
export function changedPictures(
  listingFile: string,
  roots: readonly string[],
  names: readonly string[],
  isChanged: (file: string) => boolean,
): ChangedPictures {
  const known = [...new Set(names.map((name) => basename(name)))];
  // Formats write other letters, spaces and slashes in ways of their own.
  const plain = known.length <= MOST_NAMES && known.every((name) => /^[\w.-]+$/.test(name));
  return {
    mayBeIn: (raw) => raw === undefined || !plain || /file:|\\u00/i.test(raw) || known.some((name) => raw.includes(name)),
    areIn: ({ images }: Listing) => images.some(({ src }) => picturePlaces(src, listingFile, roots).some(isChanged)),
  };
}
