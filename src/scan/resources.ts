import { join } from 'node:path';
import type { Resources } from '../detectors/contract.ts';
import { buildImageIndex } from '../image/image-index.ts';
import { openLedger } from '../ledger/disk.ts';
import type { Problem } from '../model/problem.ts';
import type { ReferenceImage, ReferenceText } from '../model/reference.ts';
import { openLibrary } from '../references/disk.ts';
import { ownNames } from '../references/seller-brands.ts';
import { readSellerFile } from '../references/seller-file.ts';
import { readStockSentences } from '../references/stock-texts.ts';
import { openStoredTexts } from '../references/text-library.ts';
import { openWordWeights } from '../references/word-weights.ts';
import { StockSentences } from '../text/boilerplate-stock.ts';
import { memoryLibrary } from '../text/memory-library.ts';
import type { WordWeights } from '../text/word-weights.ts';
import type { LoadedConfig } from './config.ts';
import { shownPath } from './files.ts';
import { installationFolder, openAgencies, openBrands } from './installation.ts';
import { openScanRegisters } from './registers.ts';

/** Opens what surrounds every listing: brand tables, the reference library with its registers, and the ledgers that the configuration names. */
export async function openResources(
  config: LoadedConfig | undefined,
  asOf: string,
): Promise<{ readonly resources: Resources; readonly problems: Problem[] }> {
  const { brands = [], names = [], references, ledger } = config?.values ?? {};
  const library =
    references === undefined ? { references: [], problems: [] } : await openLibrary(references, shownPath(references));
  const records =
    ledger === undefined ? { licences: [], authorisations: [], problems: [] } : await openLedger(ledger, shownPath(ledger));
  const seller = references === undefined ? undefined : readSellerFile(references);
  const lexicon = openBrands(seller, config === undefined ? undefined : join(config.folder, '.preclear', 'cache', 'lexicon'));
  const { registers, problems: unread } =
    references === undefined
      ? { registers: undefined, problems: [] }
      : openScanRegisters(references, shownPath(references), lexicon);
  const opened = await openAllTexts(
    references,
    library.references.filter((r): r is ReferenceText => r.kind === 'text'),
  );
  const resources: Resources = {
    lexicon,
    ownBrands: seller === undefined ? brands : [...brands, ...ownNames(seller)],
    authorisations: records.authorisations,
    ...opened.texts,
    pictures: buildImageIndex(library.references.filter((r): r is ReferenceImage => r.kind === 'image')),
    licences: records.licences,
    ownNames: names,
    agencies: openAgencies,
    ...(registers === undefined ? {} : { registers }),
    asOf,
  };
  return { resources, problems: [...library.problems, ...opened.problems, ...unread, ...records.problems] };
}

/** The hand-kept texts of the library and those of its store, if it has one. */
async function openAllTexts(
  folder: string | undefined,
  texts: readonly ReferenceText[],
): Promise<{ readonly texts: Pick<Resources, 'copies' | 'stock'>; readonly problems: readonly Problem[] }> {
  // The weights are read when a word is weighed: most libraries have no store.
  const weights: WordWeights = { weightOf: (id) => openWording().weights.weightOf(id) };
  const stored = folder === undefined ? undefined : await openStoredTexts(folder, shownPath(folder), texts, weights);
  if (stored === undefined) return { texts: openTexts(texts), problems: [] };
  return { texts: { copies: stored.copies, stock: openStock(texts, stored.stock) }, problems: stored.problems };
}

/** The texts of the library, and the sentences that everybody writes: those that come with preclear and the seller's own. */
export function openTexts(texts: readonly ReferenceText[]): Pick<Resources, 'copies' | 'stock'> {
  // Without a library nothing is compared, and the tables need not be read.
  if (texts.length === 0) return { copies: memoryLibrary([], UNREAD), stock: new StockSentences([], UNREAD) };
  return { copies: memoryLibrary(texts, openWording().weights), stock: openStock(texts) };
}

/** The stock sentences that come with preclear, and those of the library. */
function openStock(texts: readonly ReferenceText[], imported: readonly string[] = []): StockSentences {
  const { weights, sentences, stock } = openWording();
  const handKept = texts.filter(({ role }) => role === 'boilerplate').flatMap(({ fields }) => fields.map(({ text }) => text));
  const own = [...handKept, ...imported];
  return own.length === 0 ? stock : new StockSentences([...sentences, ...own], weights);
}

const UNREAD: WordWeights = { weightOf: () => 0 };

interface Wording {
  readonly weights: WordWeights;
  readonly sentences: readonly string[];
  readonly stock: StockSentences;
}

let wording: Wording | undefined;

/** What comes with preclear about everyday words and sentences; the same for every scan of a process. */
function openWording(): Wording {
  if (wording !== undefined) return wording;
  const data = join(installationFolder(), 'data');
  const weights = openWordWeights(join(data, 'words'));
  const sentences = readStockSentences(join(data, 'boilerplate'));
  wording = { weights, sentences, stock: new StockSentences(sentences, weights) };
  return wording;
}
