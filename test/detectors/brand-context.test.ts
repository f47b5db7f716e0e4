import { describe, expect, it } from 'vitest';
import { isMarkThere, territoryOf } from '../../src/detectors/brand-territory.ts';
import { languageOf } from '../../src/lexicon/languages.ts';
import { splitText } from '../../src/text/field-text.ts';
import { BRANDS, mentionsIn, usesOf } from './brand-uses.ts';

describe('words around a mark', () => {
  it.each([
    ['a noun between cue and mark', 'Réplique montre Rolex homme automatique', 'Rolex', 'imitation'],
    ['praise between cue and mark', 'Original new arrival 2018 Nike shorts', 'Nike', 'authenticity-claim'],
    ['a cue in two halves', 'Aussi puissant que Dyson et plus léger', 'Dyson', 'comparison'],
    ['a cue further off in the sentence', 'Super clone of the quilted flap bag by Chanel', 'Chanel', 'imitation'],
    [
      'a strong cue before a list with unknown names',
      "S'adapte aux aspirateurs Rowenta, Miele, Dyson et Bosch",
      'Dyson',
      'compatible',
    ],
    ['a supply named behind the number', 'Epson 502 black ink remanufactured, 2 pack', 'Epson', 'compatible'],
    ['the accessory that the title sells', 'Softcase Bening iPhone 11 12 13 14', 'Apple', 'compatible'],
    ['a part inside', 'Gaming desktop with Samsung SSD and 16 GB', 'Samsung', 'component'],
    ['a case ending behind an apostrophe', "Kılıf Samsung'a uyumlu, şeffaf", 'Samsung', 'compatible'],
    ['an elided article', "Support mural pour l'iPhone 15", 'Apple', 'compatible'],
    ['a particle of Korean', '아이폰용 강화유리 필름 2매', 'Apple', 'compatible'],
  ])('%s: %s', (_, title, owner, use) => {
    expect(usesOf(owner, title, { brand: 'Hillmoor' })).toContain(use);
  });

  it('takes a word for the mark throughout a text that means it once', () => {
    expect(usesOf('Coach', 'Leather shoulder bag, pick the Coach you like')).toEqual(['common-word']);
    const uses = usesOf('Coach', 'Leather shoulder bag, Coach handbag shape, pick the Coach you like');
    expect(uses).toEqual(['plain', 'plain']);
  });

  it('takes two letters for the mark whose model stands beside it', () => {
    const uses = usesOf('HP', 'Original HP 67XL ink cartridge, genuine HP OEM quality');
    expect(uses).toEqual(['authenticity-claim', 'authenticity-claim']);
  });

  it('tells the platform that something works with from one inside', () => {
    const usesAt = (texts: Parameters<typeof mentionsIn>[0]): string[] =>
      mentionsIn(texts).flatMap(({ mark, use }) => (mark.mark === 'Spotify' ? [use] : []));
    expect(usesAt({ description: 'A button of its own for Spotify' })).toEqual(['compatible']);
    expect(usesAt({ 'search-terms': 'speaker for spotify kids' })).toEqual(['component']);
  });

  it('knows what comes with goods from what they are', () => {
    expect(usesOf('Philips', 'Philips shaver with travel case')).toEqual(['plain']);
  });

  it('reads a denial as a word about what the goods fit', () => {
    for (const text of ['Ricambio non originale Piaggio', 'Bukan tinta asli Epson, hanya pengganti'])
      expect(usesOf(text.includes('Epson') ? 'Epson' : 'Piaggio', { description: text })).toEqual(['compatible']);
  });

  it.each([
    ['This is not a Lego product.', 'LEGO', 'compatible'],
    ['To nie jest produkt LEGO', 'LEGO', 'compatible'],
    ['Not made, sold or endorsed by Dyson.', 'Dyson', 'compatible'],
    ['Made, sold and endorsed by Dyson.', 'Dyson', 'authenticity-claim'],
    ['Not LEGO brand. Fits most bricks', 'LEGO', 'compatible'],
    ['Lego bricks are not included.', 'LEGO', 'compatible'],
    ['Kein Lego Produkt, passt aber zu üblichen Steinen', 'LEGO', 'compatible'],
    ['本产品不是乐高品牌', 'LEGO', 'compatible'],
    ['Not Nike but the same quality', 'Nike', 'plain'],
    ['Nike laces are included', 'Nike', 'plain'],
  ])('knows what keeps a mark off the goods: %s', (bullet, owner, use) => {
    expect(usesOf(owner, { title: 'Hillmoor storage box', bullet })).toEqual([use]);
  });

  it('takes no mark in a title or among search terms for denied', () => {
    expect(usesOf('LEGO', 'Building bricks, not Lego')).toEqual(['plain']);
    expect(usesOf('LEGO', { title: 'Building bricks', 'search-terms': 'not lego' })).toEqual(['plain']);
  });

  it('takes the lining of a house of clothes for no part that others make', () => {
    expect(usesOf('Burberry', 'Trench coat with Burberry plaid lining')).toEqual(['plain']);
    expect(usesOf('Samsung', 'Gaming desktop with Samsung SSD')).toEqual(['component']);
  });

  it('takes no standard for an imitation or a genuine part', () => {
    expect(usesOf('USB', 'Power bank with two USB ports, type C').every((use) => use === 'component')).toBe(true);
    expect(mentionsIn({ title: 'Energy Star certified dehumidifier' }).map((m) => m.use)).toEqual(['component']);
  });

  it('goes on with the list after an imitated mark', () => {
    expect(
      usesOf('Gucci', { description: 'Inspired by Chanel, Gucci and others' }).concat(
        usesOf('Kering', { description: 'Inspired by Chanel, Gucci and others' }),
      ),
    ).toEqual(['imitation']);
  });

  it('shares what is said of a mark with its owner’s mark beside it', () => {
    expect(usesOf('Amazon', 'Folio cover for Amazon Kindle Paperwhite', { brand: 'Hillmoor' })).not.toContain('marketplace');
  });

  it('takes a hashtag for a mark, and three of a trade for a pile', () => {
    const uses = mentionsIn({ description: 'Wireless speaker. #jbl #bose #sony' }).map((m) => m.use);
    expect(uses).toEqual(['stuffing', 'stuffing', 'stuffing']);
  });
});

describe('whose a mark is', () => {
  it('takes a brand field that begins with a mark for a line of it', () => {
    expect(usesOf('Briogeo', 'Briogeo Be Gentle shampoo', { brand: 'Briogeo Be Gentle, Be Kind' })).toEqual(['own']);
  });

  it('takes a brand inside a longer mark, and a line named behind it, for own', () => {
    expect(usesOf('Starbucks', 'Starbucks Teavana tea sachets', { brand: 'Teavana' })).toEqual(['own']);
  });

  it('believes no brand field that says what the goods fit', () => {
    expect(usesOf('HP', 'HP 61 compatible ink cartridge, remanufactured', { brand: 'HP' })).not.toContain('own');
    expect(usesOf('Apple', 'Leather sleeve for iPad Air', { brand: 'for Apple' })).not.toContain('own');
  });
});

describe('languages', () => {
  it.each([
    ['Casing hp untuk iPhone dengan pelindung kamera, bahan silikon yang lembut', 'id'],
    ['Schutzhülle für das iPhone mit Kartenfach und Ständer aus Leder', 'de'],
    ['Funda para el iPhone con tarjetero y soporte de piel', 'es'],
  ])('%s is %s', (text, language) => {
    expect(languageOf(BRANDS.languages, splitText(text))).toBe(language);
  });

  it('cannot tell two words', () => {
    expect(languageOf(BRANDS.languages, splitText('Nike Air'))).toBeUndefined();
  });

  it('takes an everyday word of the language for no mark, nor a word for a slip', () => {
    const text = 'Tas selempang untuk hp dengan tali yang kuat, cara sambung mudah dan bahan tebal';
    expect(mentionsIn({ description: text }).filter((m) => m.use !== 'common-word')).toEqual([]);
  });
});

describe('territories', () => {
  it.each([
    ['amazon.com', 'US'],
    ['amazon.co.uk', 'GB'],
    ['amazon.de', 'DE'],
    ['ebay.com.au', 'AU'],
    ['alibaba.com', undefined],
    ['aliexpress.com', undefined],
    ['shopify', undefined],
  ])('%s sells in %s', (marketplace, country) => {
    expect(territoryOf(marketplace)).toBe(country);
  });

  it('know where a word is a mark', () => {
    const mark = {
      mark: 'Aspirin',
      kind: 'trap',
      ambiguity: 'none',
      owner: 'Bayer',
      classes: [5],
      verticals: [],
      territories: ['DE', 'CA'],
      tier: 2,
      sources: [],
    } as const;
    expect(isMarkThere(mark, 'amazon.de')).toBe(true);
    expect(isMarkThere(mark, 'amazon.com')).toBe(false);
    expect(isMarkThere(mark, 'shopify')).toBe(true);
    expect(isMarkThere({ ...mark, territories: ['EU'] }, 'amazon.fr')).toBe(true);
  });
});
