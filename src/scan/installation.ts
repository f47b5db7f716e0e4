import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Agencies, compileAgencies } from '../image/rights/agencies.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { EnvironmentError } from '../model/errors.ts';
import { openLexicon } from '../references/brand-tables.ts';
import { openWording, type Wording } from '../references/wording.ts';
import { StockSentences } from '../text/boilerplate-stock.ts';

/** The folder that holds preclear's own `rules` and `data`: above `src` in a checkout, above `dist` when installed. */
export function installationFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (existsSync(join(folder, 'data', 'brands', 'marks.tsv'))) return folder;
    const parent = dirname(folder);
    if (parent === folder)
      throw new EnvironmentError({
        en: 'The data folder of preclear is missing; install preclear again.',
        zh: '缺少 preclear 的 data 文件夹；请重新安装 preclear。',
      });
    folder = parent;
  }
}

let agencies: Agencies | undefined;

/** Picture agencies, and names that are nobody's, of the tables that come with preclear; read once, at the first picture that asks. */
export function openAgencies(): Agencies {
  agencies ??= readAgencies(join(installationFolder(), 'data', 'images'));
  return agencies;
}

function readAgencies(folder: string): Agencies {
  try {
    const [table, nobody] = ['agencies.tsv', 'nobody.tsv'].map((name) => readFileSync(join(folder, name), 'utf8'));
    return compileAgencies(table ?? '', nobody ?? '');
  } catch (cause) {
    throw new EnvironmentError(
      {
        en: 'The tables of picture agencies are missing from the installation; install preclear again.',
        zh: '安装目录中缺少图片社名录；请重新安装 preclear。',
      },
      {
        cause,
      },
    );
  }
}

/** Everyday words and sentences, the latter ready to be recognised. */
export interface EverydayWording extends Wording {
  readonly stock: StockSentences;
}

let wording: EverydayWording | undefined;

/** What comes with preclear about everyday words and sentences; read once a process, when the first text is compared. */
export function openEverydayWording(): EverydayWording {
  if (wording !== undefined) return wording;
  const folder = installationFolder();
  const tables = openWording(join(folder, 'data'), join(folder, 'dist', 'wording.bin'));
  wording = { ...tables, stock: new StockSentences(tables.sentences, tables.weights, tables.wordsOf) };
  return wording;
}

/**
 * The brand marks that come with preclear, from the pack that the build made of their tables where there is one, with those of a seller.
 * @param seller the text of the seller's `brands.tsv`.
 * @param cache folder for what is compiled of both.
 */
export function openBrands(seller?: string, cache?: string): Lexicon {
  const folder = installationFolder();
  return openLexicon(join(folder, 'data', 'brands'), {
    pack: join(folder, 'dist', 'lexicon.bin'),
    ...(seller === undefined ? {} : { seller }),
    ...(cache === undefined ? {} : { cache }),
  });
}
