import { hashFile } from '../ledger/file-hash.ts';
import type { Listing } from '../model/listing.ts';
import { isRemotePicture, resolvePicture } from './picture-path.ts';

/** The pictures of a listing as `contentHash` takes them. */
export interface LocalPictures {
  /** SHA-256 of the files' bytes by slot, hexadecimal. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Pictures that are named by a path at which no file can be read. */
  readonly missing: readonly string[];
}

/**
 * Hashes the pictures of a listing that lie on this computer, whatever they hold; those named by an address are not looked at.
 * @param listingFile absolute; empty for standard input.
 * @param imageRoots folders of the configuration in which pictures are looked for.
 * @param known hashes of files that were read before; grows.
 */
export function hashLocalPictures(
  { images }: Pick<Listing, 'images'>,
  listingFile: string,
  imageRoots: readonly string[],
  known: Map<string, string | undefined> = new Map(),
): LocalPictures {
  const hashes = new Map<string, string>();
  const missing: string[] = [];
  for (const { slot, src } of images) {
    const file = resolvePicture(src, listingFile, imageRoots);
    if (file !== undefined && !known.has(file)) known.set(file, hashFile(file));
    const hash = file === undefined ? undefined : known.get(file);
    if (hash !== undefined) hashes.set(slot, hash);
    else if (!isRemotePicture(src)) missing.push(src);
  }
  return { hashes, missing };
}
