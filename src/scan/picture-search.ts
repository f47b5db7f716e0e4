import { createHash } from 'node:crypto';
import type { Hashed } from '../image/facts.ts';
import type { ImageIndex } from '../image/hash/image-index.ts';
import { findByHash, findReferences, type KnownFeatures } from '../image/match/find-references.ts';
import type { FoundPicture } from '../image/match/found.ts';
import { makeQueryPicture } from '../image/match/match.ts';
import type { Pixels } from '../image/pixels.ts';
import { toPlane } from '../image/plane.ts';
import type { ReferenceImage } from '../model/reference.ts';
import type { Bilingual } from '../model/text.ts';
import { PICTURES_FILE, type StoredPictures } from '../references/picture-file.ts';
import type { PictureFault } from './picture-file.ts';

/*
 * The library of a scan, opened: which of its pictures have features, and whether it is still the one in which something was found.
 */

/** Searches a library of pictures. */
export class PictureSearch {
  readonly #hashes: ImageIndex;
  readonly #known: KnownFeatures | undefined;
  /** A picture of the library whose pixels were asked for and could not be had, since this was last emptied. */
  #lost: ReferenceImage | undefined;
  /** Changes with everything that changes what is found, the order of the references too. */
  readonly digest: string;
  #byId: ReadonlyMap<string, ReferenceImage> | undefined;

  /** @param stored features of the references, as far as they are known. */
  constructor(hashes: ImageIndex, stored: StoredPictures | undefined) {
    this.#hashes = hashes;
    this.digest = digestLibrary(hashes.references, stored);
    if (stored === undefined) return;
    const numbers = new Map<ReferenceImage, number>();
    const references: (ReferenceImage[] | undefined)[] = [];
    const byFile = new Map(stored.files.map((sha256, number) => [sha256, number]));
    for (const reference of hashes.references) {
      const number = byFile.get(reference.sha256.toLowerCase());
      if (number === undefined) continue;
      numbers.set(reference, number);
      const same = references[number];
      if (same === undefined) references[number] = [reference];
      else same.push(reference);
    }
    if (numbers.size === 0) return;
    this.#known = {
      library: {
        index: stored.index,
        planeOf: (number) => {
          const plane = stored.planeOf(number);
          if (plane === undefined) this.#lost ??= references[number]?.[0];
          return plane;
        },
      },
      numberOf: (reference) => numbers.get(reference),
      referencesOf: (number) => references[number] ?? [],
    };
  }

  /** The picture of the library with this id. */
  referenceOf(id: string): ReferenceImage | undefined {
    this.#byId ??= new Map(this.#hashes.references.map((reference) => [reference.id, reference]));
    return this.#byId.get(id);
  }

  /**
   * The references that a picture holds, copies first; why it could not be compared where a reference that it may hold is damaged.
   * @param pixels of the picture, at most 800 wide and high (`QUERY_SIDE`).
   */
  async find(hashed: Hashed, pixels: () => Promise<Pixels>): Promise<FoundPicture[] | PictureFault> {
    if (this.#known === undefined) return findByHash(this.#hashes, hashed);
    const query = makeQueryPicture(toPlane(await pixels()));
    this.#lost = undefined;
    const found = findReferences(this.#hashes, this.#known, hashed, query);
    return this.#lost === undefined ? found : { fault: explainLost(this.#lost) };
  }
}

function explainLost({ label }: ReferenceImage): Bilingual {
  return {
    en: `It was not checked: ${PICTURES_FILE} of the library is damaged where it holds "${label}", which it had to be compared with; add that picture to the library again.`,
    zh: `未检查：需要与库中的“${label}”比对，但 ${PICTURES_FILE} 中该图片的数据已损坏；请把这张图片重新添加到库中。`,
  };
}

/** Owners and labels may change: what was found is told with those of today. */
function digestLibrary(references: readonly ReferenceImage[], stored: StoredPictures | undefined): string {
  const digest = createHash('sha256').update(stored?.digest ?? '');
  for (const { id, role, sha256, hash, innerHash, quality } of references)
    digest.update(JSON.stringify([id, role, sha256, hash, innerHash, quality]));
  return digest.digest('hex');
}
