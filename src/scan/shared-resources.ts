import type { Resources } from '../detectors/contract.ts';
import { buildImageIndex } from '../image/hash/image-index.ts';
import { decodeLexicon } from '../lexicon/pack.ts';
import { EnvironmentError } from '../model/errors.ts';
import { openSharedTexts, type SharedTexts } from '../references/shared-texts.ts';
import type { PackParts } from '../registers/pack.ts';
import { StockSentences } from '../text/boilerplate-stock.ts';
import { memoryLibrary } from '../text/memory-library.ts';
import { openAgencies } from './installation.ts';
import { openLoadedRegisters } from './registers.ts';
import { LATE_WEIGHTS, NO_WEIGHTS, openStock } from './stock.ts';

/*
 * What surrounds every listing, for another thread of the scan. What is large (brand marks, registers, the index of texts) is opened once
 * and lies in memory that all threads share; what is small is sent; what only some scans ask for is opened by each thread when it asks.
 */

/** Resources as data that can be sent to a thread. */
export interface SharedResources {
  /** A packed lexicon. */
  readonly lexicon: Uint8Array;
  readonly registers: readonly PackParts[];
  /** Absent where there are none. */
  readonly texts?: SharedTexts;
  /** The seller's own stock sentences. */
  readonly stock: readonly string[];
  readonly small: Pick<Resources, 'ownBrands' | 'ownNames' | 'authorisations' | 'licences' | 'asOf'>;
}

/** Opens resources in the thread that got them. @throws EnvironmentError when what it opens itself cannot be read. */
export async function openShared({
  lexicon: pack,
  registers: packs,
  texts,
  stock,
  small,
}: SharedResources): Promise<Resources> {
  const lexicon = decodeLexicon(pack, () => true);
  if (lexicon === undefined)
    throw new EnvironmentError({
      en: 'The brand marks of this scan cannot be read in another thread.',
      zh: '另一个线程无法读取本次扫描的品牌词。',
    });
  const registers = openLoadedRegisters(packs, lexicon);
  const read =
    texts === undefined
      ? { copies: memoryLibrary([], NO_WEIGHTS), stock: new StockSentences([], NO_WEIGHTS) }
      : { copies: await openSharedTexts(texts, LATE_WEIGHTS), stock: openStock(stock) };
  return {
    ...small,
    ...read,
    lexicon,
    // Pictures are looked for before their listing is judged.
    pictures: buildImageIndex([]),
    agencies: openAgencies,
    ...(registers === undefined ? {} : { registers }),
  };
}
