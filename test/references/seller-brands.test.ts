import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findMarks } from '../../src/lexicon/find-marks.ts';
import type { Lexicon } from '../../src/lexicon/lexicon.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import {
  checkSellerRow,
  formatSellerBrands,
  isSellerBrand,
  mergeSellerBrands,
  ownNames,
  parseSellerBrands,
  type SellerBrand,
} from '../../src/references/seller-brands.ts';
import { findSellerColumns, type SellerColumn } from '../../src/references/seller-columns.ts';
import { splitText } from '../../src/text/field-text.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seller-brands-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function brand(cells: Partial<Record<SellerColumn, string>>): SellerBrand {
  const checked = checkSellerRow((column) => cells[column] ?? '');
  if (!isSellerBrand(checked)) throw new Error(checked.en);
  return checked;
}

function faultOf(cells: Partial<Record<SellerColumn, string>>): string {
  const checked = checkSellerRow((column) => cells[column] ?? '');
  return isSellerBrand(checked) ? '' : checked.en;
}

describe('the headings of a list', () => {
  it.each([
    [['Brand', 'Owner'], { mark: 0, owner: 1 }],
    [['序号', '品牌', '权利人', '国际分类', '自有'], { mark: 1, owner: 2, classes: 3, own: 4 }],
    [['\ufeff禁用词', '替代词'], { mark: 0, generic_en: 1 }],
    [['term', 'Aliases', 'Nice  Class'], { mark: 0, forms: 1, classes: 2 }],
  ])('%j are understood', (headings, expected) => {
    expect(Object.fromEntries(findSellerColumns(headings) ?? [])).toEqual(expected);
  });

  it('without a brand word are none', () => {
    expect(findSellerColumns(['sku', 'title'])).toBeUndefined();
  });
});

describe('a row of a list', () => {
  it('is filled up with what most rows mean', () => {
    expect(brand({ mark: ' Tidewick ', classes: '9, 25', forms: 'tide wick；TWK' })).toMatchObject({
      mark: 'Tidewick',
      kind: 'brand',
      ambiguity: 'none',
      tier: '2',
      classes: '9;25',
      forms: 'tide wick;TWK',
      own: '',
    });
    expect(brand({ mark: 'QX' }).ambiguity).toBe('short');
    expect(brand({ mark: '潮汐', own: '是' })).toMatchObject({ ambiguity: 'none', own: 'yes' });
  });

  it.each([
    [{}, 'empty'],
    [{ mark: '--' }, 'empty'],
    [{ mark: 'Tidewick', tier: '7' }, '"7" in the column tier is none of: 1, 2, 3'],
    [{ mark: 'Tidewick', kind: 'shop' }, '"shop" in the column kind is none of'],
    [{ mark: 'Tidewick', classes: '9;99' }, '"99" in the column classes'],
    [{ mark: 'Tidewick', own: 'maybe' }, '"maybe" in the column own'],
    [{ mark: 'x'.repeat(101) }, 'more than 100 characters'],
  ])('%j is refused with the reason', (cells, reason) => {
    expect(faultOf(cells)).toContain(reason);
  });
});

describe('brands.tsv', () => {
  const first = [
    brand({ mark: 'Tidewick', owner: 'Tidewick Ltd', forms: 'tide wick' }),
    brand({ mark: 'Arvenko', own: 'yes' }),
  ];

  it('reads what it wrote', () => {
    const merged = mergeSellerBrands([], first);
    expect(parseSellerBrands(formatSellerBrands(merged))).toEqual({ brands: merged, faults: [] });
    expect(merged.map(({ mark }) => mark)).toEqual(['Arvenko', 'Tidewick']);
  });

  it('keeps spellings and takes newer cells when a mark comes again', () => {
    const [, tidewick] = mergeSellerBrands(first, [brand({ mark: 'TIDEWICK', forms: 'tydewick', classes: '25' })]);
    expect(tidewick).toMatchObject({ mark: 'TIDEWICK', owner: 'Tidewick Ltd', forms: 'tide wick;tydewick', classes: '25' });
  });

  it('tells the line that somebody broke', () => {
    const text = `${formatSellerBrands(first)}\tbrand\tnone\n`;
    const { brands, faults } = parseSellerBrands(text);
    expect(brands).toHaveLength(2);
    expect(faults).toMatchObject([{ line: 4 }]);
  });

  it('tells which names are the seller’s own', () => {
    expect(ownNames(formatSellerBrands(first))).toEqual(['Arvenko']);
    expect(ownNames('')).toEqual([]);
  });
});

describe('a lexicon with a seller’s words', () => {
  // A part of the tables: nobody changes them meanwhile, and they compile faster.
  const folder = join(scratch, 'brands');
  cpSync(join(import.meta.dirname, '../../data/brands'), folder, { recursive: true });
  const marks = readFileSync(join(folder, 'marks.tsv'), 'utf8').split('\n');
  writeFileSync(join(folder, 'marks.tsv'), marks.filter((line, i) => i < 50 || line.startsWith('Nike\t')).join('\n'));
  writeFileSync(join(folder, 'near-words.tsv'), '');
  const seller = formatSellerBrands([
    brand({ mark: 'Tidewick', owner: 'Tidewick Ltd' }),
    brand({ mark: 'Arvenko', own: 'yes' }),
  ]);
  const marksIn = (lexicon: Lexicon, text: string): (string | undefined)[] =>
    findMarks(lexicon, splitText(text)).map(({ form }) => lexicon.markOf(lexicon.formOf(form)?.mark ?? -1)?.mark);

  it('finds them beside its own, also in disguise', () => {
    const lexicon = openLexicon(folder, { seller });
    expect(marksIn(lexicon, 'Tidewick lamp, T1dewick lamp, Nike, Arvenko')).toEqual(['Tidewick', 'Tidewick', 'Nike']);
  });

  it('is kept compiled, one at a time', () => {
    const cache = join(scratch, 'cache');
    openLexicon(folder, { seller, cache });
    const [kept = ''] = readdirSync(cache);
    const again = openLexicon(folder, { seller, cache });
    expect(readdirSync(cache)).toEqual([kept]);
    expect(marksIn(again, 'Tidewick')).toEqual(['Tidewick']);
    openLexicon(folder, { seller: `${seller}\n`, cache });
    expect(readdirSync(cache)).toHaveLength(1);
    expect(readdirSync(cache)).not.toEqual([kept]);
  });
});
