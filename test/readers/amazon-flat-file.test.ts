import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readAmazonFlatFile } from '../../src/readers/amazon-flat-file.ts';
import { fieldsOf, imagesOf, placed, run } from './table-input.ts';

const OLD_HEAD = [
  ['TemplateType=fptcustom', 'Version=2023.1116', 'TemplateSignature=Qk9UVExF', 'The top 3 rows are for Amazon.com use only.'],
  [
    'Product Type',
    'Seller SKU',
    'Brand Name',
    'Product Name',
    'Update Delete',
    'Key Product Features',
    'Key Product Features',
    'Description',
    'Search Terms',
    'Main Image URL',
    'Other Image URL',
    'Colour',
    'Price',
  ],
  [
    'feed_product_type',
    'item_sku',
    'brand_name',
    'item_name',
    'update_delete',
    'bullet_point1',
    'bullet_point2',
    'product_description',
    'generic_keywords1',
    'main_image_url',
    'other_image_url1',
    'color_name',
    'standard_price',
  ],
];
const OLD_ROWS = [
  [
    'drinkingcup',
    'KB-01',
    'Acme',
    '27" wide "Best" Bottle',
    'Update',
    'Keeps cold, 12 h',
    'Leak-proof',
    '<p>A bottle</p>',
    'flask',
    'https://img.example/1.jpg',
    'https://img.example/2.jpg',
    'Black',
    '19.90',
  ],
  ['drinkingcup', 'KB-02', 'Acme', 'Cup', 'Delete', '', '', '', '', '', '', '', ''],
  ['drinkingcup', 'KB-03', 'Acme', 'Mug', 'PartialUpdate', '', 'Warm', '', '', '', '', '', '9'],
];
const tsv = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.join('\t')}\r\n`).join('');

const DE = '[marketplace_id=A1PA6795UKMFR9]';
const NEW_HEAD = [
  [
    'settings=feedType=256&primaryMarketplaceId=amzn1.mp.o.A1PA6795UKMFR9&contentLanguageTag=de_DE&labelRow=4&attributeRow=5&dataRow=7',
  ],
  [''],
  ['Angebotsidentität'],
  [
    'SKU',
    'Produkttyp',
    'Aktion',
    'Artikelname',
    'Marke',
    'Aufzählungspunkt',
    'Aufzählungspunkt',
    'Produktbeschreibung',
    'Suchbegriff',
    'Hauptbild',
    'Bild',
    'Farbe',
    'Preis',
  ],
  [
    'contribution_sku#1.value',
    'product_type#1.value',
    '::record_action',
    `item_name${DE}[language_tag=de_DE]#1.value`,
    `brand${DE}[language_tag=de_DE]#1.value`,
    `bullet_point${DE}[language_tag=de_DE]#1.value`,
    `bullet_point${DE}[language_tag=de_DE]#2.value`,
    `rtip_product_description${DE}[language_tag=de_DE]#1.value`,
    `generic_keyword${DE}[language_tag=de_DE]#1.value`,
    `main_product_image_locator${DE}#1.media_location`,
    `other_product_image_locator_1${DE}#1.media_location`,
    `color${DE}[language_tag=de_DE]#1.value`,
    `purchasable_offer${DE}[audience=ALL]#1.our_price#1.schedule#1.value_with_tax`,
  ],
  ['ABC123', 'BOTTLE', 'Erstellen', 'Beispiel', 'Beispielmarke'],
];
const NEW_ROWS = [
  [
    'KB-01',
    'BOTTLE',
    'Erstellen oder ersetzen',
    'Trinkflasche Edelstahl',
    'Acme',
    'Dicht',
    'Leicht',
    'Eine Flasche',
    'Thermosflasche',
    'https://img.example/1.jpg',
    'https://img.example/2.jpg',
    'Schwarz',
    '19,90',
  ],
  ['KB-02', 'BOTTLE', 'Löschen', 'Becher', 'Acme'],
];

describe('readAmazonFlatFile', () => {
  it('reads an old template: three header rows, machine names, quotes as text', async () => {
    const source = tsv([...OLD_HEAD, ...OLD_ROWS]);
    const { listings, problems, mappings } = await run(readAmazonFlatFile, source, {}, 'feed.txt');
    expect(problems).toEqual([]);
    expect(mappings).toHaveLength(1);
    expect(mappings[0]?.ignored).toEqual(['update_delete', 'standard_price']);
    expect(listings.map(({ id, source: { record }, marketplace }) => [id, record, marketplace])).toEqual([
      ['KB-01', 1, 'amazon.com'],
      ['KB-03', 3, 'amazon.com'],
    ]);
    expect(fieldsOf(listings[0])).toEqual({
      title: '27" wide "Best" Bottle',
      'bullet 1': 'Keeps cold, 12 h',
      'bullet 2': 'Leak-proof',
      description: '<p>A bottle</p>',
      'search-terms 1': 'flask',
      brand: 'Acme',
      'attribute:color-name': 'Black',
    });
    expect(fieldsOf(listings[1])).toEqual({ title: 'Mug', 'bullet 2': 'Warm', brand: 'Acme' });
    expect(listings[0]).toMatchObject({ brand: 'Acme', category: 'drinkingcup' });
    expect(imagesOf(listings[0])).toEqual({ main: 'https://img.example/1.jpg', 'other-1': 'https://img.example/2.jpg' });
    for (const listing of listings) for (const { text, source: found } of placed(source, listing)) expect(found).toBe(text);
  });

  it('reads a new template by its settings: example row and deleted listing left out', async () => {
    const { listings, problems } = await run(readAmazonFlatFile, tsv([...NEW_HEAD, ...NEW_ROWS]), {}, 'feed.txt');
    expect(problems).toEqual([]);
    expect(listings).toHaveLength(1);
    expect(listings[0]).toMatchObject({
      id: 'KB-01',
      marketplace: 'amazon.de',
      locale: 'de-DE',
      category: 'BOTTLE',
      brand: 'Acme',
    });
    expect(fieldsOf(listings[0])).toEqual({
      title: 'Trinkflasche Edelstahl',
      'bullet 1': 'Dicht',
      'bullet 2': 'Leicht',
      description: 'Eine Flasche',
      'search-terms 1': 'Thermosflasche',
      brand: 'Acme',
      'attribute:color': 'Schwarz',
    });
    expect(listings[0]?.fields[0]?.place.cell).toBe('D7');
  });

  it('leaves out the example and the row of demands where no settings tell', async () => {
    const rows = [NEW_HEAD[4] ?? [], ['Required', 'Required', 'Optional', 'Required'], NEW_HEAD[5] ?? [], ...NEW_ROWS];
    const { listings } = await run(readAmazonFlatFile, tsv(rows), {}, 'feed.txt');
    expect(listings.map((listing) => listing.id)).toEqual(['KB-01']);
  });

  it('gives one listing for each marketplace of the template that the row has texts for', async () => {
    const name = (id: string, tag: string): string => `item_name[marketplace_id=${id}][language_tag=${tag}]#1.value`;
    const rows = [
      ['contribution_sku#1.value', 'brand#1.value', name('ATVPDKIKX0DER', 'en_US'), name('A1F83G8C2ARO7P', 'en_GB')],
      ['KB-01', 'Acme', 'Color bottle', 'Colour bottle'],
      ['KB-02', 'Acme', 'Cup', ''],
    ];
    const { listings } = await run(readAmazonFlatFile, tsv(rows));
    expect(listings.map(({ id, marketplace, locale, fields }) => [id, marketplace, locale, fields[0]?.text])).toEqual([
      ['KB-01', 'amazon.com', 'en-US', 'Color bottle'],
      ['KB-01', 'amazon.co.uk', 'en-GB', 'Colour bottle'],
      ['KB-02', 'amazon.com', 'en-US', 'Cup'],
    ]);
  });

  it('takes marketplace and language from contentLanguageTag, in Windows-31J as from Japan', async () => {
    const head = [
      ['TemplateType=fptcustom', 'settings=contentLanguageTag=ja_JP&feedType=113', '上3行はAmazonのみで使用します'],
      ['商品名', '商品管理番号'],
      ['item_name', 'item_sku'],
    ];
    const bytes = iconv.encode(tsv([...head, ['ステンレス製の水筒 保温 保冷 500ml', 'KB-01']]), 'shift_jis');
    const { listings, problems } = await run(readAmazonFlatFile, bytes, { marketplace: 'amazon.com' }, 'feed.txt');
    expect(problems).toEqual([]);
    expect(listings[0]).toMatchObject({ id: 'KB-01', marketplace: 'amazon.co.jp', locale: 'ja-JP' });
    expect(listings[0]?.fields[0]?.text).toBe('ステンレス製の水筒 保温 保冷 500ml');
  });

  it('reads a file without machine names by its labels', async () => {
    const { listings } = await run(readAmazonFlatFile, 'Seller SKU,Product Name\nKB-01,Bottle\n');
    expect(listings[0]).toMatchObject({ id: 'KB-01', marketplace: 'amazon.com' });
  });
});
