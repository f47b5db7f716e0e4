import type { ImageFacts } from '../image/facts.ts';
import { type ImageIndex, searchImage } from '../image/image-index.ts';

/** Bits up to which two pictures are certainly one: what the authors of the hash recommend. */
const CERTAIN = 31;

/** SHA-256 of a picture's file and of the pictures of the library of which it is certainly a copy. */
export function findOriginals(pictures: ImageIndex, facts: ImageFacts): string[] {
  const hits = pictures.references.length === 0 ? [] : searchImage(pictures, facts, CERTAIN);
  return [...new Set([facts.sha256, ...hits.map(({ reference }) => reference.sha256)].map((sha256) => sha256.toLowerCase()))];
}
