import { join } from 'node:path';
import type { Resources } from '../detectors/contract.ts';
import { buildImageIndex, type ImageIndex } from '../image/hash/image-index.ts';
import { openLedger } from '../ledger/disk.ts';
import { shareLexicon } from '../lexicon/pack.ts';
import type { RunScope } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { ReferenceImage, ReferenceText } from '../model/reference.ts';
import { openLibrary } from '../references/disk.ts';
import { openPictures, PICTURES_FILE } from '../references/picture-file.ts';
import { ownNames } from '../references/seller-brands.ts';
import { readSellerFile } from '../references/seller-file.ts';
import { openStoredTexts, shareMemory } from '../references/text-library.ts';
import { StockSentences } from '../text/boilerplate-stock.ts';
import { memoryLibrary } from '../text/memory-library.ts';
import { cacheFolder, type LoadedConfig } from './config.ts';
import { shownPath } from './files.ts';
import { openAgencies, openBrands, openEverydayWording } from './installation.ts';
import { PictureSearch } from './picture-search.ts';
import { openScanRegisters } from './registers.ts';
import type { SharedResources } from './shared-resources.ts';
import { LATE_WEIGHTS, NO_WEIGHTS, openStock } from './stock.ts';

/** What a scan needs beside the listings. */
export interface Opened {
  readonly resources: Resources;
  /** The library in which pictures are looked for; absent when it has none. */
  readonly search?: PictureSearch;
  /** What others own that listings are compared with, counted. */
  readonly library: NonNullable<RunScope['library']>;
  readonly problems: Problem[];
  /** The resources for other threads. */
  readonly share: () => SharedResources;
}

/** Opens what surrounds every listing: brand tables, the reference library with its registers, and the ledgers that the configuration names. */
export async function openResources(config: LoadedConfig | undefined, asOf: string): Promise<Opened> {
  const { brands = [], names = [], references, ledger } = config?.values ?? {};
  const library =
    references === undefined ? { references: [], problems: [] } : await openLibrary(references, shownPath(references));
  const records =
    ledger === undefined ? { licences: [], authorisations: [], problems: [] } : await openLedger(ledger, shownPath(ledger));
  const seller = references === undefined ? undefined : readSellerFile(references);
  const cache = cacheFolder(config);
  const lexicon = openBrands(seller, cache === undefined ? undefined : join(cache, 'lexicon'));
  const {
    registers,
    packs,
    problems: unread,
  } = references === undefined
    ? { registers: undefined, packs: [], problems: [] }
    : openScanRegisters(references, shownPath(references), lexicon);
  const opened = await openAllTexts(
    references,
    library.references.filter((r): r is ReferenceText => r.kind === 'text'),
  );
  const images = library.references.filter((r): r is ReferenceImage => r.kind === 'image');
  const pictures = buildImageIndex(images);
  const looked = references === undefined || images.length === 0 ? { problems: [] } : openSearch(references, pictures);
  const small = {
    ownBrands: seller === undefined ? brands : [...brands, ...ownNames(seller)],
    ownNames: names,
    authorisations: records.authorisations,
    licences: records.licences,
    asOf,
  };
  const resources: Resources = {
    ...small,
    ...opened.texts,
    lexicon,
    pictures,
    agencies: openAgencies,
    ...(registers === undefined ? {} : { registers }),
  };
  return {
    resources,
    ...('search' in looked ? { search: looked.search } : {}),
    library: {
      texts: opened.texts.copies.texts,
      pictures: images.filter(({ role }) => role !== 'own').length,
      registers: packs.length,
    },
    problems: [...library.problems, ...opened.problems, ...looked.problems, ...unread, ...records.problems],
    share: () => ({ small, ...opened.share(), lexicon: shareLexicon(lexicon), registers: packs }),
  };
}

/** The details of the library's pictures. Without them only the whole of a picture is recognised, which is told. */
function openSearch(folder: string, pictures: ImageIndex): Pick<Opened, 'search' | 'problems'> {
  const stored = openPictures(folder);
  const file = `${shownPath(folder)}/${PICTURES_FILE}`;
  if (stored !== undefined && 'reason' in stored) {
    const { en, zh } = stored.reason;
    const reason = {
      en: `The file ${en}; crops and collages of the library's pictures are not recognised until they are added again.`,
      zh: `文件${zh}；重新添加库中的图片之前，无法识别裁剪图和拼图。`,
    };
    return { search: new PictureSearch(pictures, undefined), problems: [{ file, reason }] };
  }
  const known = new Set(stored?.files);
  const without = pictures.references.filter(({ sha256 }) => !known.has(sha256.toLowerCase())).length;
  const reason = {
    en: `${without} of ${pictures.references.length} pictures of the library have no details here, so that their crops are not recognised; add them again.`,
    zh: `库中 ${pictures.references.length} 张图片有 ${without} 张缺少细节数据，无法识别其裁剪图；请重新添加这些图片。`,
  };
  return { search: new PictureSearch(pictures, stored), problems: without === 0 ? [] : [{ file, reason }] };
}

/** Texts as detectors ask them, and how another thread gets them. */
export interface AllTexts {
  readonly texts: Pick<Resources, 'copies' | 'stock'>;
  readonly share: () => Pick<SharedResources, 'texts' | 'stock'>;
  readonly problems: readonly Problem[];
}

/** The hand-kept texts of the library and those of its store, if it has one. */
async function openAllTexts(folder: string | undefined, texts: readonly ReferenceText[]): Promise<AllTexts> {
  const stored = folder === undefined ? undefined : await openStoredTexts(folder, shownPath(folder), texts, LATE_WEIGHTS);
  if (stored !== undefined) {
    const own = [...ownStock(texts), ...stored.stock];
    const { copies, share, problems } = stored;
    return { texts: { copies, stock: openStock(own) }, share: () => ({ texts: share(), stock: own }), problems };
  }
  return openTexts(texts);
}

/** Texts in memory, and the sentences that everybody writes: those that come with preclear and the seller's own. */
export function openTexts(texts: readonly ReferenceText[]): AllTexts {
  // Without a library nothing is compared, and the tables need not be read.
  if (texts.length === 0) {
    const nothing = { copies: memoryLibrary([], NO_WEIGHTS), stock: new StockSentences([], NO_WEIGHTS) };
    return { texts: nothing, share: () => ({ stock: [] }), problems: [] };
  }
  const own = ownStock(texts);
  const copies = memoryLibrary(texts, openEverydayWording().weights);
  const share = (): ReturnType<AllTexts['share']> => ({ texts: shareMemory(copies, texts), stock: own });
  return { texts: { copies, stock: openStock(own) }, share, problems: [] };
}

/** The stock sentences that the seller keeps by hand. */
function ownStock(texts: readonly ReferenceText[]): string[] {
  return texts.filter(({ role }) => role === 'boilerplate').flatMap(({ fields }) => fields.map(({ text }) => text));
}
