import type { ImageFacts } from '../image/facts.ts';
import { type ImageIndex, searchImage } from '../image/hash/image-index.ts';
import { type FoundPicture, foundByHash } from '../image/match/found.ts';

/** Bits up to which two pictures are certainly one: what the authors of the hash recommend. */
export const CERTAIN = 31;

/** Details in one arrangement that no two photographs have in common; the surest kind of proof beside the same file. */
const MANY = 20;

/** The references that a picture holds; where only hashes were made, those within so many bits. */
export function findPictures(pictures: ImageIndex, facts: ImageFacts, maxDistance: number): readonly FoundPicture[] {
  if (facts.matches !== undefined) return facts.matches;
  return pictures.references.length === 0 ? [] : searchImage(pictures, facts, maxDistance).map(foundByHash);
}

/** Whether a reference counts as the same picture: by its file, its details, or a hash that is near enough. */
export function isCopy({ tier, stage, distance = 256, inliers = 0 }: FoundPicture, maxDistance: number): boolean {
  return tier === 'copy' && (stage !== 'hash' || distance <= maxDistance || inliers >= MANY);
}

/** SHA-256 of a picture's file and of the pictures of the library of which it is certainly a copy or a part. */
export function findOriginals(pictures: ImageIndex, facts: ImageFacts): string[] {
  const found = findPictures(pictures, facts, CERTAIN).filter((one) => isCopy(one, CERTAIN));
  return [...new Set([facts.sha256, ...found.map(({ reference }) => reference.sha256)].map((sha256) => sha256.toLowerCase()))];
}
