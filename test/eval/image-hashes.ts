import { buildImageIndex, searchImage } from '../../src/image/hash/image-index.ts';
import { hashQuickly, MIN_QUALITY, TURNS } from '../../src/image/hash/pdq.ts';
import type { HashHit } from '../../src/image/match/match.ts';
import { findFramed } from '../../src/image/measure/frame.ts';
import type { Pixels } from '../../src/image/pixels.ts';
import type { ReferenceImage } from '../../src/model/reference.ts';
import type { Shown } from './image-methods.ts';

/* preclear's hashes: eight turns and the negative, the whole picture and what is in its frame. */

/** The references near to a picture by their hashes, best first. */
export type HashSearch = (shown: Shown) => HashHit[];

/** Bits up to which a reference is worth a closer look. */
const NEAR_LIMIT = 60;

/** What a library keeps of a picture for the search by hash. */
export function hashReference({ name, pixels }: Shown): ReferenceImage {
  const { hashes, inner, quality } = hashesOf(pixels);
  return {
    kind: 'image',
    id: name,
    owner: 'Lumora',
    role: 'rights-owner',
    capturedAt: '2026-11-22',
    label: name,
    sha256: '',
    hash: hashes[0] ?? '',
    ...(inner === undefined ? {} : { innerHash: inner[0] ?? '' }),
    quality,
    width: pixels.width,
    height: pixels.height,
  };
}

/** Prepares a library of references for search by hash. */
export function prepareHashes(references: readonly ReferenceImage[]): HashSearch {
  const places = new Map(references.map(({ id }, place) => [id, place]));
  const index = buildImageIndex(references);
  return ({ pixels }) => {
    const { hashes, inner = [], quality } = hashesOf(pixels);
    // No file is the same: how files are told apart by their sums is not what is measured.
    const hits = searchImage(index, { sha256: 'unknown', hashes: [...hashes, ...inner], quality }, NEAR_LIMIT);
    return hits.map(({ reference, stage, distance, transform, isNegative }) => {
      return { reference: places.get(reference.id) ?? -1, stage, distance, turn: turnOf(transform), isNegative };
    });
  };
}

function hashesOf(pixels: Pixels): { hashes: readonly string[]; inner?: readonly string[]; quality: number } {
  const whole = hashQuickly(pixels);
  const box = findFramed(pixels);
  const inside = box === undefined ? undefined : hashQuickly(pixels, box);
  return inside === undefined || inside.quality < MIN_QUALITY ? whole : { ...whole, inner: inside.hashes };
}

/** The turn of a hit, by what the search says of it: `framed-mirrored` is mirrored. */
function turnOf(transform: string): HashHit['turn'] {
  const bare = transform.replace(/^framed-?/, '');
  return TURNS.find((turn) => turn === bare) ?? 'upright';
}
