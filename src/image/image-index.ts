import type { ReferenceImage } from '../model/reference.ts';
import type { ImageFacts } from './facts.ts';
import { HASH_WORDS, isHash, measureDistance, packHash } from './hamming.ts';
import { MIN_QUALITY, TURNS, type Turn } from './pdq.ts';

/*
 * The library's pictures, searched by file and by look. The hashes stand side by side in one array that every search runs through, turn
 * by turn; it stops at a hash as soon as too many bits differ.
 */

/** The library's pictures, ready to be searched. */
export interface ImageIndex {
  readonly references: readonly ReferenceImage[];
  /** References by the SHA-256 of their file, lower case. */
  readonly files: ReadonlyMap<string, readonly ReferenceImage[]>;
  /** Hashes, eight words each, of the references that are not too flat; the one inside a frame follows that of the whole. */
  readonly words: Uint32Array;
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
  const words = new Uint32Array(hashes.length * HASH_WORDS);
  for (const [i, hash] of hashes.entries()) packHash(hash, words, i * HASH_WORDS);
  return { references, files, words, owners: Uint32Array.from(owners) };
}

/**
 * The references that a picture equals or resembles, each once, best first: the same file, then by distance, then in the library's order.
 * A picture with quality below 50 is compared as a file only.
 */
export function searchImage(index: ImageIndex, facts: ImageFacts, maxDistance: number): ImageHit[] {
  const hits: ImageHit[] = [];
  const found = new Set<ReferenceImage>();
  for (const reference of index.files.get(facts.sha256.toLowerCase()) ?? []) {
    hits.push({ reference, stage: 'exact', distance: 0, transform: 'upright' });
    found.add(reference);
  }
  const similar = facts.quality < MIN_QUALITY ? [] : searchHashes(index, facts.hashes, maxDistance);
  return [...hits, ...similar.filter((hit) => !found.has(hit.reference))];
}

function searchHashes({ references, words, owners }: ImageIndex, hashes: readonly string[], maxDistance: number): ImageHit[] {
  const queries = packAll(hashes);
  const best = new Map<number, { distance: number; transform: Transform }>();
  let nearest = maxDistance + 1;
  for (let i = 0; i < owners.length; i++) {
    const place = owners[i] ?? 0;
    const isInner = i > 0 && owners[i - 1] === place;
    if (!isInner) nearest = maxDistance + 1;
    for (let query = 0; query < hashes.length; query++) {
      const distance = measureDistance(queries, query * HASH_WORDS, words, i * HASH_WORDS, nearest - 1);
      if (distance >= nearest) continue;
      nearest = distance;
      best.set(place, { distance, transform: nameTransform(query, isInner) });
    }
  }
  return [...best]
    .sort(([a, x], [b, y]) => x.distance - y.distance || a - b)
    .flatMap(([place, { distance, transform }]) => {
      const reference = references[place];
      return reference === undefined ? [] : [{ reference, stage: 'hash' as const, distance, transform }];
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
