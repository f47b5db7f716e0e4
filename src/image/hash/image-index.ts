import type { ReferenceImage } from '../../model/reference.ts';
import type { Hashed } from '../facts.ts';
import { HASH_WORDS, isHash, packHash } from './hamming.ts';
import { type HashScan, openHashScan } from './hash-scan.ts';
import { MIN_QUALITY, TURNS, type Turn } from './pdq.ts';

/*
 * The library's pictures, searched by file and by look. All hashes are compared with all turns of a picture, and with their negatives, in
 * one pass (`hash-scan.ts`).
 */

/** The library's pictures, ready to be searched. */
export interface ImageIndex {
  readonly references: readonly ReferenceImage[];
  /** References by the SHA-256 of their file, lower case. */
  readonly files: ReadonlyMap<string, readonly ReferenceImage[]>;
  /** Hashes of the references that are not too flat; the one inside a frame follows that of the whole. */
  readonly hashes: HashScan;
  /** Parallel to the hashes: the reference's place in `references`. */
  readonly owners: Uint32Array;
}

/** How a reference must be turned to give the picture; `framed` when they have different frames, bars or margins. */
export type Transform = Turn | 'framed' | `framed-${Exclude<Turn, 'upright'>}`;

/** A reference that a picture equals or resembles. */
export interface ImageHit {
  readonly reference: ReferenceImage;
  readonly stage: 'exact' | 'hash';
  /** Bits of 256 that differ; 0 for the same file. */
  readonly distance: number;
  readonly transform: Transform;
  /** Whether one is the photographic negative of the other. */
  readonly isNegative: boolean;
}

/** Prepares references for search. Those with quality below 50 or without a proper hash are found as the same file only. */
export function buildImageIndex(references: readonly ReferenceImage[]): ImageIndex {
  const files = new Map<string, ReferenceImage[]>();
  const hashes: string[] = [];
  const owners: number[] = [];
  for (const [place, reference] of references.entries()) {
    const sha256 = reference.sha256.toLowerCase();
    const same = files.get(sha256);
    if (same === undefined) files.set(sha256, [reference]);
    else same.push(reference);
    if (reference.quality < MIN_QUALITY || !isHash(reference.hash)) continue;
    for (const hash of [reference.hash, reference.innerHash]) {
      if (hash === undefined || !isHash(hash)) continue;
      hashes.push(hash);
      owners.push(place);
    }
  }
  return { references, files, hashes: openHashScan(packAll(hashes)), owners: Uint32Array.from(owners) };
}

/**
 * The references that a picture equals or resembles, each once, best first: the same file, then by distance, then in the library's order.
 * A picture with quality below 50 is compared as a file only.
 */
export function searchImage(index: ImageIndex, facts: Hashed, maxDistance: number): ImageHit[] {
  const hits: ImageHit[] = [];
  const found = new Set<ReferenceImage>();
  for (const reference of index.files.get(facts.sha256.toLowerCase()) ?? []) {
    hits.push({ reference, stage: 'exact', distance: 0, transform: 'upright', isNegative: false });
    found.add(reference);
  }
  const similar = facts.quality < MIN_QUALITY ? [] : searchHashes(index, facts.hashes, maxDistance);
  return [...hits, ...similar.filter((hit) => !found.has(hit.reference))];
}

function searchHashes({ references, hashes, owners }: ImageIndex, turns: readonly string[], maxDistance: number): ImageHit[] {
  const best = new Map<number, Pick<ImageHit, 'distance' | 'transform' | 'isNegative'>>();
  for (const { hash, query, distance, isNegative } of hashes.scan(packAll(turns), maxDistance)) {
    const place = owners[hash] ?? 0;
    if (distance >= (best.get(place)?.distance ?? Number.POSITIVE_INFINITY)) continue;
    const isInner = hash > 0 && owners[hash - 1] === place;
    best.set(place, { distance, transform: nameTransform(query, isInner), isNegative });
  }
  return [...best]
    .sort(([a, x], [b, y]) => x.distance - y.distance || a - b)
    .flatMap(([place, hit]) => {
      const reference = references[place];
      return reference === undefined ? [] : [{ reference, stage: 'hash' as const, ...hit }];
    });
}

function packAll(hashes: readonly string[]): Uint32Array {
  const queries = new Uint32Array(hashes.length * HASH_WORDS);
  for (const [i, hash] of hashes.entries()) packHash(hash, queries, i * HASH_WORDS);
  return queries;
}

/** The picture, turned so, is the reference; the reference must be turned the other way round to give the picture. */
function nameTransform(query: number, isInner: boolean): Transform {
  const turn = TURNS[query % TURNS.length] ?? 'upright';
  const back: Turn = turn === 'rotated-90' ? 'rotated-270' : turn === 'rotated-270' ? 'rotated-90' : turn;
  if (query < TURNS.length && !isInner) return back;
  return back === 'upright' ? 'framed' : `framed-${back}`;
}
