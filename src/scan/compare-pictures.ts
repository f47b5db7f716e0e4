import { open } from 'node:fs/promises';
import type { Hashed } from '../image/facts.ts';
import { buildFeatureIndex } from '../image/features/feature-index.ts';
import { QUERY_SIDE } from '../image/features/features.ts';
import { buildImageIndex } from '../image/hash/image-index.ts';
import { MIN_QUALITY, TURNS } from '../image/hash/pdq.ts';
import { findReferences } from '../image/match/find-references.ts';
import type { FoundPicture } from '../image/match/found.ts';
import { makeQueryPicture, makeReferencePicture, type QueryPicture, type ReferencePicture } from '../image/match/match.ts';
import { toPlane } from '../image/plane.ts';
import type { ComparedPicture, PictureRelation } from '../model/picture-comparison.ts';
import type { ReferenceImage } from '../model/reference.ts';
import { decodePicture, shrinkPixels } from './picture-decode.ts';
import { type PictureFault, readPictureFile } from './picture-file.ts';
import { recognisePicture } from './picture-format.ts';
import { hashPicture } from './picture-hash.ts';

/*
 * Two pictures -> what one has of the other. Each is looked for in the other, because either may be the part.
 */

/** A picture ready to be compared. */
export interface PreparedPicture {
  readonly hashed: Hashed;
  readonly query: QueryPicture;
  readonly reference: ReferencePicture;
  readonly shown: Omit<ComparedPicture, 'file'>;
}

/** Longest side of the small versions in reports. */
const PREVIEW_SIDE = 720;

/** Whether a file is a picture, by its first bytes; false for what cannot be read. */
export async function isPictureFile(path: string): Promise<boolean> {
  try {
    const handle = await open(path);
    try {
      if (!(await handle.stat()).isFile()) return false;
      const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(16), position: 0 });
      const format = recognisePicture(buffer.subarray(0, bytesRead))?.name;
      return format !== undefined && format !== 'PDF' && format !== 'ZIP';
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

/** Reads a picture for comparison. `file` is an absolute path. */
export async function preparePicture(file: string): Promise<PreparedPicture | PictureFault> {
  const read = await readPictureFile(file);
  if ('fault' in read) return read;
  return decodePicture(read, async (pixels, picture) => {
    const plane = toPlane(await shrinkPixels(pixels, QUERY_SIDE));
    return {
      hashed: hashPicture(pixels, read.sha256),
      query: makeQueryPicture(plane),
      reference: makeReferencePicture(plane),
      shown: { width: pixels.width, height: pixels.height, preview: await picture.preview(PREVIEW_SIDE) },
    };
  });
}

/** What two pictures have in common; undefined when nothing was found. */
export function relatePictures(a: PreparedPicture, b: PreparedPicture): PictureRelation | undefined {
  const inA = lookFor(b, a);
  const inB = lookFor(a, b);
  if (inA === undefined && inB === undefined) return undefined;
  if (inB !== undefined && (inA === undefined || strength(inB) > strength(inA))) return relation(inB, 'a');
  return inA && relation(inA, 'b');
}

function relation(
  { stage, tier, distance, inliers, here, there, transform }: FoundPicture,
  original: 'a' | 'b',
): PictureRelation {
  return {
    stage,
    tier,
    original,
    ...(distance === undefined ? {} : { distance }),
    ...(inliers === undefined ? {} : { inliers }),
    a: original === 'b' ? here : there,
    b: original === 'b' ? there : here,
    transform,
  };
}

/** Copies before what is only related, then by the details that agree. */
function strength({ tier, inliers = 0 }: FoundPicture): number {
  return (tier === 'copy' ? 1e6 : 0) + inliers;
}

/** Looks for one picture, as the original, in another. */
function lookFor(original: PreparedPicture, { hashed, query }: PreparedPicture): FoundPicture | undefined {
  const entry = referenceOf(original);
  const { features, small } = original.reference;
  const library = { index: buildFeatureIndex([features]), planeOf: () => small };
  const known = { library, numberOf: () => 0, referencesOf: () => [entry] };
  return findReferences(buildImageIndex([entry]), known, hashed, query)[0];
}

/** What a picture of one side has of one of the other, by their places in the lists. */
export interface RelatedPair {
  readonly a: number;
  readonly b: number;
  readonly relation: PictureRelation;
}

/**
 * What each picture of one side has in common with each of the other; searched like a library, not pair by pair. Told from the first side as the original
 * wherever that is found as surely.
 */
export function relateAll(a: readonly PreparedPicture[], b: readonly PreparedPicture[]): RelatedPair[] {
  const best = new Map<string, RelatedPair & { readonly found: FoundPicture }>();
  const keep = (place: readonly [number, number], found: FoundPicture, original: 'a' | 'b'): void => {
    const known = best.get(place.join());
    if (known !== undefined && (known.found.tier === 'copy' || found.tier === 'related')) return;
    best.set(place.join(), { a: place[0], b: place[1], relation: relation(found, original), found });
  };
  const [inA, inB] = [librarySearch(a), librarySearch(b)];
  for (const [at, picture] of b.entries()) for (const [place, found] of inA(picture)) keep([place, at], found, 'a');
  for (const [at, picture] of a.entries()) for (const [place, found] of inB(picture)) keep([at, place], found, 'b');
  const pairs = [...best.values()].map(({ a: first, b: second, relation: how }) => ({ a: first, b: second, relation: how }));
  return pairs.sort((one, other) => one.a - other.a || one.b - other.b);
}

/** Looks for some pictures, as originals, in another. */
function librarySearch(originals: readonly PreparedPicture[]): (picture: PreparedPicture) => [number, FoundPicture][] {
  const entries = originals.map(referenceOf);
  const numbers = new Map(entries.map((entry, number) => [entry, number]));
  const library = {
    index: buildFeatureIndex(originals.map(({ reference }) => reference.features)),
    planeOf: (number: number) => originals[number]?.reference.small,
  };
  const known = {
    library,
    numberOf: (entry: ReferenceImage) => numbers.get(entry),
    referencesOf: (number: number) => entries.slice(number, number + 1),
  };
  const index = buildImageIndex(entries);
  return ({ hashed, query }) =>
    originals.length === 0
      ? []
      : findReferences(index, known, hashed, query).map((found) => [numbers.get(found.reference) ?? 0, found]);
}

/** A picture as a library would name it. */
export function referenceOf({
  hashed: { sha256, hashes, quality },
  shown: { width, height },
}: PreparedPicture): ReferenceImage {
  const inner = hashes[TURNS.length];
  return {
    kind: 'image',
    id: '',
    owner: '',
    role: 'own',
    capturedAt: '',
    label: '',
    sha256,
    hash: hashes[0] ?? '',
    ...(inner === undefined || quality < MIN_QUALITY ? {} : { innerHash: inner }),
    quality,
    width,
    height,
  };
}
