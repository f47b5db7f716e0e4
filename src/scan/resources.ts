import { join } from 'node:path';
import type { Resources } from '../detectors/contract.ts';
import { buildImageIndex } from '../image/image-index.ts';
import { openLedger } from '../ledger/disk.ts';
import type { Problem } from '../model/problem.ts';
import type { ReferenceImage, ReferenceText } from '../model/reference.ts';
import { openLibrary } from '../references/disk.ts';
import { ownNames } from '../references/seller-brands.ts';
import { readSellerFile } from '../references/seller-file.ts';
import { readStockTexts } from '../references/stock-texts.ts';
import { buildCopyIndex } from '../text/copy-index.ts';
import type { LoadedConfig } from './config.ts';
import { shownPath } from './files.ts';
import { installationFolder, openBrands } from './installation.ts';
import { openScanRegisters } from './registers.ts';

/** Opens what surrounds every listing: brand tables, the reference library with its registers, and the ledgers that the configuration names. */
export async function openResources(
  config: LoadedConfig | undefined,
  asOf: string,
): Promise<{ readonly resources: Resources; readonly problems: Problem[] }> {
  const { brands = [], references, ledger } = config?.values ?? {};
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
  const resources: Resources = {
    lexicon,
    ownBrands: seller === undefined ? brands : [...brands, ...ownNames(seller)],
    authorisations: records.authorisations,
    copies: buildCopyIndex(withStockTexts(library.references.filter((r): r is ReferenceText => r.kind === 'text'))),
    pictures: buildImageIndex(library.references.filter((r): r is ReferenceImage => r.kind === 'image')),
    licences: records.licences,
    ...(registers === undefined ? {} : { registers }),
    asOf,
  };
  return { resources, problems: [...library.problems, ...unread, ...records.problems] };
}

/** What everybody writes is no copy: the stock sentences that come with preclear join a library that has texts. */
function withStockTexts(texts: readonly ReferenceText[]): readonly ReferenceText[] {
  return texts.length === 0 ? texts : [...texts, ...readStockTexts(join(installationFolder(), 'data', 'boilerplate'))];
}
