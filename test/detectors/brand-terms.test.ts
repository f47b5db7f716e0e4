import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BrandJudge } from '../../src/detectors/brand-judge.ts';
import type { Mention } from '../../src/detectors/brand-mention.ts';
import type { Resources } from '../../src/detectors/contract.ts';
import { buildImageIndex } from '../../src/image/hash/image-index.ts';
import type { BrandUse } from '../../src/model/evidence.ts';
import type { Field, FieldName } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { FieldText } from '../../src/text/field-text.ts';
import { NOTHING } from './subject.ts';

const resources: Resources = {
  ...NOTHING,
  lexicon: openLexicon(join(import.meta.dirname, '../../data/brands')),
  ownBrands: [],
  authorisations: [],
  pictures: buildImageIndex([]),
  licences: [],
  asOf: '2026-11-22',
};

interface Sample {
  readonly brand?: string;
  readonly category?: string;
  readonly fields: Readonly<Record<string, string>>;
}

function judge({ brand, category, fields }: Sample, given: Partial<Resources> = {}): Mention[] {
  const list = Object.entries(fields).map(
    ([name, text]): Field => ({ name: name as FieldName, text, place: placeAt(text, 1, 1) }),
  );
  return new BrandJudge({ ...resources, ...given }).judge({
    listing: {
      id: 'SKU-1',
      marketplace: 'amazon.com',
      ...(brand === undefined ? {} : { brand }),
      ...(category === undefined ? {} : { category }),
      fields: list,
      images: [],
      source: { file: 'x.csv', record: 1 },
    },
    texts: list.map((field) => new FieldText(field)),
    images: [],
  });
}

/** `mark: use` of every mention in a title. */
function uses(title: string, more: Partial<Sample> = {}): string[] {
  return judge({ ...more, fields: { title } }).map((m) => `${m.mark.mark}: ${m.use}`);
}

describe('brand uses', () => {
  it.each<[string, string, BrandUse]>([
    ['Silicone case for iPhone 15 Pro Max, shockproof', 'iPhone', 'compatible'],
    ['Screen protector compatible with iPhone 15, 14 and Samsung Galaxy S24', 'Samsung', 'compatible'],
    ['Toner cartridge, replacement for Brother TN760', 'Brother', 'compatible'],
    ['Dash kit for 1995 and newer Ford Sable Continental Mazda', 'Mazda', 'compatible'],
    ['Fits the cup holder of Ford F-150 and Jeep Wrangler', 'Jeep', 'compatible'],
    ['Vacuum filter fits Dyson V7 V8 V10', 'Dyson', 'compatible'],
    ['手机壳 适用于苹果手机15 防摔', 'iPhone', 'compatible'],
    ['Hülle passend für iPhone 14', 'iPhone', 'compatible'],
    ['Hillmoor polycarbonate case iPad 2 smoke', 'iPad', 'compatible'],
    ['LD compatible Samsung MLT-D209L toner', 'Samsung', 'compatible'],
    ['Funda compatible con iPad Pro 11', 'iPad', 'compatible'],
    ['iPhone14 対応 ケース', 'iPhone', 'compatible'],
    ['Hillmoor iPhone 15 silicone case with kickstand', 'iPhone', 'compatible'],
    ['Anker 65W USB C charger block', 'Anker', 'plain'],
    ['Gift for women Nike running shoes', 'Nike', 'plain'],
    ['Party gift for Christmas LEGO set', 'LEGO', 'plain'],
    ['Running shoes Nike style lightweight', 'Nike', 'imitation'],
    ['Quilted bag inspired by Chanel', 'Chanel', 'imitation'],
    ['Dupe for Dyson Airwrap hair styler', 'Dyson', 'imitation'],
    ['Lego-like bricks 500 pieces', 'LEGO', 'imitation'],
    ['Looks just like a Louis Vuitton bag', 'Louis Vuitton', 'imitation'],
    ['A cheaper alternative to Yeti tumblers', 'Yeti', 'comparison'],
    ['filter for dyson v8 vacuum', 'Dyson', 'compatible'],
    ['女包 香奈儿同款 链条包', 'Chanel', 'imitation'],
    ['高仿劳力士手表', 'Rolex', 'imitation'],
    ['Tumbler better than Yeti, keeps ice 24 h', 'Yeti', 'comparison'],
    ['100% authentic Gucci belt', 'Gucci', 'authenticity-claim'],
    ['Officially licensed Disney blanket', 'disney', 'authenticity-claim'],
    ['Strap with Velcro closure', 'velcro', 'trap-word'],
    ['Pikachu plush toy 30 cm', 'pokemon', 'character'],
    ['Wireless Bluetooth speaker', 'bluetooth', 'component'],
    ['As seen on Amazon and TikTok', 'Amazon', 'marketplace'],
    ['N1ke running shoes', 'Nike', 'plain'],
    ['N i k e running shoes', 'Nike', 'plain'],
    ['Ｎｉｋｅ running shoes', 'Nike', 'plain'],
    ['Ni\u200bke running shoes', 'Nike', 'plain'],
    ['Nіке running shoes'.replace('е', 'e'), 'Nike', 'plain'],
    ['耐克运动鞋 男款', 'Nike', 'plain'],
    ["Levi's jeans 501", "Levi's", 'plain'],
  ])('%s', (title, mark, use) => {
    expect(uses(title).map((u) => u.toLowerCase())).toContain(`${mark}: ${use}`.toLowerCase());
  });

  it.each([
    'Apple cider vinegar gummies',
    'Women one piece swimsuit with ruffles',
    '3 ring binder, A4, orange',
    'Orange phone grip with strap',
    'Light switch cover plate, white',
    'Green apple scented candle',
    'Coach gift for baseball season',
    'Great white shark plush for kids',
    'Store under 40 degrees; dawn to dusk sensor',
    'Cross stitch kit for beginners',
    'Roasted peanuts in shell for birds',
    'Ski goggles, frozen lake blue',
    'Minions style is not what this is: pan of onions'.replace('Minions style is not what this is: ', ''),
    'Air fryer liners 100 pcs',
    'Reach your target of two pounds a week',
    'Building bricks with doors and windows that open',
    'Wish you were here postcard set',
    '现代简约 苹果造型 果盘',
    '小米 五谷 有机 500g',
  ])('finds no mark meant in: %s', (title) => {
    const meant = judge({ fields: { title } }).filter((m) => !['common-word', 'component', 'marketplace'].includes(m.use));
    expect(meant.map((m) => `${m.mark.mark}: ${m.use}`)).toEqual([]);
  });

  it('takes a river for no marketplace, and the marketplace for one', () => {
    expect(uses('Amazon rainforest poster for kids')).toEqual(['Amazon: common-word']);
    expect(uses('Amazon bestseller poster for kids')).toEqual(['Amazon: marketplace']);
  });

  it('takes the brand field for own, with its family', () => {
    expect(uses('Apple iPhone 15 Pro 256 GB', { brand: 'Apple' })).toEqual(['Apple: own', 'iPhone: own']);
  });

  it('takes a mark inside a longer own name for own', () => {
    expect(uses('Apple Blossom lip balm', { brand: 'Apple Blossom' })).toEqual(['Apple: own']);
    expect(uses('Watch by Samsung', { brand: 'Samsung Inc.' })).toEqual(['Samsung: own']);
    expect(uses('Apple Blossom stand with iPhone inside', { brand: 'Apple Blossom' })).toEqual([
      'Apple: own',
      'iPhone: compatible',
    ]);
  });

  it('does not take "Generic" for a brand', () => {
    expect(uses('Nike running shoes', { brand: 'Generic' })).toEqual(['Nike: plain']);
  });

  it("asks for proof when the brand field names a mark that is not among the seller's", () => {
    const mentions = judge({ brand: 'Nike', fields: { title: 'Running shoes', brand: 'Nike' } }, { ownBrands: ['Hillmoor'] });
    expect(mentions.map((m) => m.use)).toEqual(['authenticity-claim']);
  });

  it('believes a valid letter in the ledger, and no longer than it runs', () => {
    const letter = {
      id: 'A-1',
      brand: 'LEGO',
      kind: 'reseller',
      proofFound: true,
      validTo: '2026-12-31',
      marketplaces: [],
      listings: [],
    } as const;
    const sample = { fields: { title: 'LEGO Technic set' } };
    expect(judge(sample, { authorisations: [letter] }).map((m) => m.use)).toEqual(['authorised']);
    expect(judge(sample, { authorisations: [letter], asOf: '2027-01-01' }).map((m) => m.use)).toEqual(['plain']);
    expect(judge(sample, { authorisations: [{ ...letter, proofFound: false }] }).map((m) => m.use)).toEqual(['plain']);
  });

  it('lets no letter excuse an imitation', () => {
    const letter = { id: 'A-1', brand: 'LEGO', kind: 'reseller', proofFound: true, marketplaces: [], listings: [] } as const;
    const mentions = judge({ fields: { title: 'Robot of bricks, Lego style' } }, { authorisations: [letter] });
    expect(mentions.map((m) => m.use)).toEqual(['imitation']);
  });

  it('hides no mark behind a number, and takes no short brand for the start of a famous one', () => {
    expect(uses('Running shoes Nike-2024 for men')).toEqual(['Nike: plain']);
    expect(uses('Sleeve mod. iPad-208 grey')).toEqual(['iPad: compatible']);
    expect(uses('Mug like in Starbucks cafes', { brand: 'Star' })).toEqual(['Starbucks: plain']);
    expect(uses('Fujifilm Instax camera', { brand: 'Fuji' })).toEqual(['Fujifilm: own', 'Fujifilm: own']);
  });

  it('calls three strangers of one trade in one field a pile', () => {
    const mentions = judge({ fields: { 'search-terms': 'nike adidas reebok running shoes' } });
    expect(mentions.map((m) => m.use)).toEqual(['stuffing', 'stuffing', 'stuffing']);
  });

  it('reads an everyday word as a mark in a row of marks', () => {
    const mentions = judge({ category: 'Backpacks', fields: { description: 'jansport · samsonite · osprey · patagonia' } });
    expect(mentions.filter((m) => m.use !== 'common-word').map((m) => m.mark.mark)).toContain('Osprey');
  });

  it('tells which evidence decided', () => {
    const [mention] = judge({ fields: { title: 'Filter fits Dyson V8' } });
    expect(mention?.because[0]).toEqual({ code: 'compatible-cue-before', words: 'fits' });
  });

  it('points at the letters as typed and names what was undone', () => {
    const [mention] = judge({ fields: { title: 'Shoe N\u200b&#105;ke' } });
    expect(mention?.folding.toSorted()).toEqual(['entity', 'zero-width']);
  });
});
