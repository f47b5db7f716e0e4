import { createHash } from 'node:crypto';
import { type FoundPicture, foundByGeometry, foundByHash, turnOf } from '../image/found.ts';
import { type ImageHit, type ImageIndex, searchImage } from '../image/image-index.ts';
import { type HashHit, makeQueryPicture, matchPicture, type PictureLibrary } from '../image/match.ts';
import type { Pixels } from '../image/pixels.ts';
import { toPlane } from '../image/plane.ts';
import type { ReferenceImage } from '../model/reference.ts';
import type { StoredPictures } from '../references/picture-file.ts';
import type { Hashed } from './picture-hash.ts';

/*
 * A decoded picture -> the references that it holds. Hashes are asked first; features and geometry find what was cropped, turned or pasted.
 */

/** Bits up to which a hash is worth a closer look. */
const NEAR = 60;

/** Bits up to which a hash decides where there are no features to ask. */
const MATCH = 40;

/** Searches a library of pictures. */
export class PictureSearch {
  readonly #hashes: ImageIndex;
  readonly #library: PictureLibrary | undefined;
  /** Number of a reference among the stored pictures, and the way back: one file may stand in the library for several owners. */
  readonly #numbers = new Map<ReferenceImage, number>();
  readonly #references: (ReferenceImage[] | undefined)[] = [];
  /** Changes with everything that changes what is found, the order of the references too. */
  readonly digest: string;
  #byId: ReadonlyMap<string, ReferenceImage> | undefined;

  /** @param stored features of the references, as far as they are known. */
  constructor(hashes: ImageIndex, stored: StoredPictures | undefined) {
    this.#hashes = hashes;
    this.digest = digestLibrary(hashes.references, stored);
    if (stored === undefined) return;
    const byFile = new Map(stored.files.map((sha256, number) => [sha256, number]));
    for (const reference of hashes.references) {
      const number = byFile.get(reference.sha256.toLowerCase());
      if (number === undefined) continue;
      this.#numbers.set(reference, number);
      const same = this.#references[number];
      if (same === undefined) this.#references[number] = [reference];
      else same.push(reference);
    }
    if (this.#numbers.size > 0) this.#library = { index: stored.index, planeOf: (number) => stored.planeOf(number) };
  }

  /** The picture of the library with this id. */
  referenceOf(id: string): ReferenceImage | undefined {
    this.#byId ??= new Map(this.#hashes.references.map((reference) => [reference.id, reference]));
    return this.#byId.get(id);
  }

  /** The references that a picture holds, copies first. @param pixels of the picture, at most 800 wide and high (`QUERY_SIDE`). */
  async find(hashed: Hashed, pixels: () => Promise<Pixels>): Promise<FoundPicture[]> {
    const hits = searchImage(this.#hashes, hashed, NEAR);
    const byHash = hits.filter(({ distance }) => distance <= MATCH).map(foundByHash);
    if (this.#library === undefined) return byHash;
    const numbered = new Map<number, HashHit>();
    for (const hit of hits) {
      const number = this.#numbers.get(hit.reference);
      if (number !== undefined && !numbered.has(number)) numbered.set(number, toHashHit(hit, number));
    }
    const query = makeQueryPicture(toPlane(await pixels()));
    const found = matchPicture(query, this.#library, [...numbered.values()]).flatMap((match) =>
      (this.#references[match.reference] ?? []).map((reference) => foundByGeometry(match, reference)),
    );
    const known = new Set(found.map(({ reference }) => reference));
    return [...found, ...byHash.filter(({ reference }) => !known.has(reference))];
  }
}

function toHashHit({ stage, distance, transform, isNegative }: ImageHit, reference: number): HashHit {
  return { reference, stage, distance, turn: turnOf(transform), isNegative };
}

/** Owners and labels may change: what was found is told with those of today. */
function digestLibrary(references: readonly ReferenceImage[], stored: StoredPictures | undefined): string {
  const digest = createHash('sha256').update(stored?.digest ?? '');
  for (const { id, role, sha256, hash, innerHash, quality } of references)
    digest.update(JSON.stringify([id, role, sha256, hash, innerHash, quality]));
  return digest.digest('hex');
}
