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
  const entry = entryOf(original);
  const { features, small } = original.reference;
  const library = { index: buildFeatureIndex([features]), planeOf: () => small };
  const known = { library, numberOf: () => 0, referencesOf: () => [entry] };
  return findReferences(buildImageIndex([entry]), known, hashed, query)[0];
}

/** The original as a library would name it. */
function entryOf({ hashed: { sha256, hashes, quality }, shown: { width, height } }: PreparedPicture): ReferenceImage {
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
