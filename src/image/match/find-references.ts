import type { ReferenceImage } from '../../model/reference.ts';
import type { Hashed } from '../facts.ts';
import { type ImageHit, type ImageIndex, searchImage } from '../hash/image-index.ts';
import { type FoundPicture, foundByGeometry, foundByHash, turnOf } from './found.ts';
import { type HashHit, matchPicture, type PictureLibrary, type PictureMatch, type QueryPicture } from './match.ts';

/*
 * A picture -> the references that it holds. Hashes are asked first; features and geometry find what was cropped, turned or pasted.
 */

/** Bits up to which a hash is worth a closer look. */
const NEAR = 60;

/** Bits up to which a hash decides where there are no features to ask. */
const MATCH = 40;

/** The features of pictures whose hashes are known. */
export interface KnownFeatures {
  /** The number of a reference in that library; undefined when its features are not known. */
  readonly numberOf: (reference: ReferenceImage) => number | undefined;
  /** The way back: one file may stand for several references. */
  readonly referencesOf: (number: number) => readonly ReferenceImage[];
}

/** The references that a picture holds by its hashes alone. */
export function findByHash(hashes: ImageIndex, hashed: Hashed): FoundPicture[] {
  return searchImage(hashes, hashed, MATCH).map(foundByHash);
}

/** The references that a picture holds, each once: those that features tell first, copies before related ones, then those that only hashes tell. */
export function findReferences(
  hashes: ImageIndex,
  known: KnownFeatures & { readonly library: PictureLibrary },
  hashed: Hashed,
  query: QueryPicture,
): FoundPicture[] {
  const asked = askHashes(hashes, known, hashed);
  return nameMatches(matchPicture(query, known.library, asked.numbered), asked, known);
}

/** What the hashes of a picture say before its features are asked. */
export interface AskedHashes {
  readonly hits: readonly ImageHit[];
  /** The same by the numbers of the references whose features are known. */
  readonly numbered: readonly HashHit[];
}

/** Asks the hashes for everything that is worth a closer look. */
export function askHashes(hashes: ImageIndex, { numberOf }: KnownFeatures, hashed: Hashed): AskedHashes {
  const hits = searchImage(hashes, hashed, NEAR);
  const numbered = new Map<number, HashHit>();
  for (const hit of hits) {
    const number = numberOf(hit.reference);
    if (number !== undefined && !numbered.has(number)) numbered.set(number, toHashHit(hit, number));
  }
  return { hits, numbered: [...numbered.values()] };
}

/** What features tell, and after it what only hashes tell, with the references that it is about. */
export function nameMatches(
  matches: readonly PictureMatch[],
  { hits }: AskedHashes,
  { referencesOf }: KnownFeatures,
): FoundPicture[] {
  const found = matches.flatMap((match) => referencesOf(match.reference).map((reference) => foundByGeometry(match, reference)));
  const known = new Set(found.map(({ reference }) => reference));
  const others = hits.filter(({ reference, distance }) => distance <= MATCH && !known.has(reference));
  return [...found, ...others.map(foundByHash)];
}

function toHashHit({ stage, distance, transform, isNegative }: ImageHit, reference: number): HashHit {
  return { reference, stage, distance, turn: turnOf(transform), isNegative };
}
