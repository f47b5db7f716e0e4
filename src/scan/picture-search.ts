import { createHash } from 'node:crypto';
import type { Hashed } from '../image/facts.ts';
import type { ImageIndex } from '../image/hash/image-index.ts';
import { askHashes, findByHash, type KnownFeatures, nameMatches } from '../image/match/find-references.ts';
import type { FoundPicture } from '../image/match/found.ts';
import type { Pixels } from '../image/pixels.ts';
import { toPlane } from '../image/plane.ts';
import type { ReferenceImage } from '../model/reference.ts';
import type { Bilingual } from '../model/text.ts';
import { PICTURES_FILE, type PicturesParts, type StoredPictures } from '../references/picture-file.ts';
import type { PictureFault } from './picture-file.ts';
import { matchPlane } from './picture-match.ts';
import type { Threads } from './threads.ts';

/*
 * The library of a scan, opened: which of its pictures have features, and whether it is still the one in which something was found.
 */

/** Searches a library of pictures. */
export class PictureSearch {
  readonly #hashes: ImageIndex;
  readonly #known: KnownFeatures | undefined;
  readonly #stored: StoredPictures | undefined;
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
    this.#stored = stored;
    this.#known = {
      numberOf: (reference) => numbers.get(reference),
      referencesOf: (number) => references[number] ?? [],
    };
  }

  /** The features for other threads; absent where there are none. */
  share(): PicturesParts | undefined {
    return this.#stored?.parts;
  }

  /** The picture of the library with this id. */
  referenceOf(id: string): ReferenceImage | undefined {
    this.#byId ??= new Map(this.#hashes.references.map((reference) => [reference.id, reference]));
    return this.#byId.get(id);
  }

  /**
   * The references that a picture holds, copies first; why it could not be compared where a reference that it may hold is damaged.
   * @param pixels of the picture, at most 800 wide and high (`QUERY_SIDE`).
   * @param threads that share the work.
   */
  async find(
    hashed: Hashed,
    pixels: () => Promise<Pixels>,
    threads?: Pick<Threads, 'match'>,
  ): Promise<FoundPicture[] | PictureFault> {
    const known = this.#known;
    if (known === undefined || this.#stored === undefined) return findByHash(this.#hashes, hashed);
    const asked = askHashes(this.#hashes, known, hashed);
    const plane = toPlane(await pixels());
    const { matches, lost } = await (threads?.match(plane, asked.numbered) ?? matchPlane(this.#stored, plane, asked.numbered));
    const [reference] = lost === undefined ? [] : known.referencesOf(lost);
    return reference === undefined ? nameMatches(matches, asked, known) : { fault: explainLost(reference) };
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
