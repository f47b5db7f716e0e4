import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { locate } from '../../src/model/place.ts';
import { readXlsx } from '../../src/readers/xlsx.ts';
import { fieldsOf, imagesOf, run } from './table-input.ts';

const TABLE: CellValue[][] = [
  ['Spring upload', null, null, null],
  ['SKU', '商品标题', '品牌', '主图'],
  [1001, '保温杯', '途铂', 'a.jpg'],
  [null, null, null, null],
  ['KB-02', 'Two\nlines', 'Acme', 'b.jpg|c.jpg'],
];

async function workbook(sheets: Record<string, CellValue[][]>): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) }));
}

/** Overwrites the size that the central directory promises for an entry. */
function promise(zip: Buffer, entry: string, size: number): Buffer {
  const changed = Buffer.from(zip);
  const at = changed.lastIndexOf(entry);
  changed.writeUInt32LE(size, at - 46 + 24);
  return changed;
}

describe('readXlsx', () => {
  it('places every character of a text in its cell', async () => {
    const { listings } = await run(readXlsx, await workbook({ Q2: TABLE }));
    const place = listings[0]?.fields[0]?.place;
    expect(place && [locate(place, 0), locate(place, 2)]).toEqual([
      { line: 3, column: 2 },
      { line: 3, column: 2 },
    ]);
  });

  it('finds the sheet with the listings and names every cell', async () => {
    const bytes = await workbook({ Notes: [['Read me'], ['Fill in all columns']], 'Q2 list': TABLE });
    const { listings, problems, mappings } = await run(readXlsx, bytes, {}, 'list.xlsx');
    expect(problems).toEqual([]);
    expect(mappings[0]?.format).toBe('table');
    expect(listings.map(({ id, source }) => [id, source.record])).toEqual([
      ['1001', 1],
      ['KB-02', 2],
    ]);
    expect(listings[0]?.fields[0]).toEqual({
      name: 'title',
      text: '保温杯',
      place: { runs: [0, 3, 2], cell: 'Q2 list!B3', steady: true },
    });
    expect(listings[1]?.fields[0]?.place.cell).toBe('Q2 list!B5');
    expect(imagesOf(listings[1])).toEqual({ main: 'b.jpg', 'other-1': 'c.jpg' });
  });

  it('reads the sheet that the configuration names, and says which there are when it is not there', async () => {
    const bytes = await workbook({
      Old: [
        ['SKU', 'Title'],
        ['A', 'Cup'],
      ],
      New: [
        ['SKU', 'Title'],
        ['B', 'Mug'],
      ],
    });
    expect((await run(readXlsx, bytes, { sheet: 'new' })).listings.map((listing) => listing.id)).toEqual(['B']);
    const { problems } = await run(readXlsx, bytes, { sheet: 'Newer' });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason.en).toContain('Old, New');
  });

  it('reads an Amazon template from its Template sheet', async () => {
    const de = '[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]';
    const bytes = await workbook({
      Anweisungen: [
        ['SKU', 'Titel'],
        ['x', 'y'],
      ],
      Vorlage: [
        ['settings=primaryMarketplaceId=amzn1.mp.o.A1PA6795UKMFR9&contentLanguageTag=de_DE&attributeRow=3&dataRow=5'],
        ['SKU', 'Artikelname', 'Marke'],
        ['contribution_sku#1.value', `item_name${de}#1.value`, `brand${de}#1.value`],
        ['ABC123', 'Beispiel', 'Beispiel'],
        ['KB-01', 'Trinkflasche', 'Acme'],
      ],
    });
    const { listings, mappings } = await run(readXlsx, bytes, {}, 'template.xlsm');
    expect(mappings[0]?.format).toBe('amazon-flat-file');
    expect(listings).toHaveLength(1);
    expect(listings[0]).toMatchObject({ id: 'KB-01', marketplace: 'amazon.de', locale: 'de-DE' });
    expect(listings[0]?.fields[0]?.place.cell).toBe('Vorlage!B5');
  });

  it('reads a Shopify export that was saved as a workbook', async () => {
    const bytes = await workbook({
      Sheet1: [
        ['Handle', 'Title', 'Body (HTML)', 'Vendor', 'Image Src'],
        ['cup', 'Cup', '<p>x</p>', 'Acme', 'a.jpg'],
        ['cup', null, null, null, 'b.jpg'],
      ],
    });
    const { listings } = await run(readXlsx, bytes);
    expect(listings).toHaveLength(1);
    expect(fieldsOf(listings[0])).toEqual({ title: 'Cup', description: '<p>x</p>', brand: 'Acme' });
  });

  it('says once what is wrong with a file that is no workbook', async () => {
    const good = await workbook({ Sheet1: TABLE });
    const compound = (text: string): Buffer =>
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(text, 'utf16le')]);
    const cases: readonly (readonly [Buffer, string])[] = [
      [Buffer.alloc(0), '0 bytes'],
      [Buffer.from('PK\u0003\u0004 no zip'), 'damaged'],
      [good.subarray(0, good.length - 40), 'damaged'],
      [compound('Workbook'), '.xls'],
      [compound('EncryptedPackage'), 'password'],
      [await workbook({ Sheet1: [] }), 'No sheet'],
    ];
    for (const [bytes, expected] of cases) {
      const { listings, problems } = await run(readXlsx, bytes, {}, 'x.xlsx');
      expect(listings).toEqual([]);
      expect(problems.map((problem) => problem.reason.en)).toEqual([expect.stringContaining(expected)]);
    }
  });

  it('refuses archives whose sizes are too large or contradict each other, before unpacking them', async () => {
    const good = await workbook({ Sheet1: TABLE });
    for (const size of [600 * 1024 * 1024, 20 * 1024 * 1024, 0]) {
      const { listings, problems } = await run(readXlsx, promise(good, 'xl/worksheets/sheet1.xml', size));
      expect(listings).toEqual([]);
      expect(problems.map((problem) => problem.reason.en)).toEqual([expect.stringContaining('512 MB')]);
    }
  });

  it('stops where an entry holds more than it promises', async () => {
    const rows: CellValue[][] = [['SKU', 'Title'], ...Array.from({ length: 5000 }, (_, i) => [`S${i}`, `Bottle ${i}`])];
    const { problems } = await run(readXlsx, promise(await workbook({ Sheet1: rows }), 'xl/worksheets/sheet1.xml', 2000));
    expect(problems.map((problem) => problem.reason.en)).toEqual([expect.stringContaining('damaged')]);
  });
});
