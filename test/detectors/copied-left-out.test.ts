import { describe, expect, it } from 'vitest';
import type { LeftOutReason } from '../../src/model/evidence.ts';
import type { Authorisation, Licence } from '../../src/model/ledger.ts';
import type { ReferenceText } from '../../src/model/reference.ts';
import { copied, detect, FILTER, LANTERN, reference, rule, type Setting } from './copied-fixture.ts';

const WARRANTY = 'Write to us when a tile breaks and a new one leaves our workshop in Delft before the end of the same week.';
const STOCK = 'If you are not satisfied with your purchase, please contact us and we will reply to you within 48 hours.';
const AUTHORISATION: Authorisation = {
  id: 'A-1',
  brand: 'Brenna',
  kind: 'owner-letter',
  proofFound: true,
  marketplaces: [],
  listings: [],
};
const LICENCE: Licence = {
  id: 'L-1',
  kind: 'brand-owner',
  files: ['photos/*', 'text'],
  owner: 'Brenna',
  proofFound: true,
  marketplaces: [],
  slots: [],
};

function copies(owner: string, text: string): ReferenceText {
  return reference(owner, owner, 'competitor', text);
}

interface Case {
  readonly why: LeftOutReason;
  readonly what: string;
  readonly text: string;
  readonly setting: Omit<Setting, 'fields'>;
}

const CASES: readonly Case[] = [
  { why: 'own', what: 'of role own', text: LANTERN, setting: { references: [reference('a', 'Anybody', 'own', LANTERN)] } },
  {
    why: 'own',
    what: 'of the listing’s brand',
    text: LANTERN,
    setting: { references: [copies('Brenna', LANTERN)], listing: { brand: 'BRÊNNA' } },
  },
  {
    why: 'own',
    what: 'of a brand of the configuration',
    text: LANTERN,
    setting: { references: [copies('Brenna', LANTERN)], resources: { ownBrands: ['brenna'] } },
  },
  {
    why: 'licensed',
    what: 'by an authorisation',
    text: LANTERN,
    setting: { references: [copies('Brenna', LANTERN)], resources: { authorisations: [AUTHORISATION] } },
  },
  {
    why: 'licensed',
    what: 'by a licence for texts',
    text: LANTERN,
    setting: { references: [copies('Brenna', LANTERN)], resources: { licences: [LICENCE] } },
  },
  {
    why: 'own-text',
    what: 'that our own text has too',
    text: LANTERN,
    setting: { references: [copies('Brenna', LANTERN), reference('b', 'Us', 'own', LANTERN)] },
  },
  {
    why: 'common',
    what: 'of three owners',
    text: WARRANTY,
    setting: { references: ['A', 'B', 'C'].map((owner) => copies(owner, WARRANTY)) },
  },
  { why: 'stock', what: 'of stock wording, edited', text: STOCK, setting: { references: [copies('Brenna', STOCK)] } },
  {
    why: 'rows',
    what: 'of attribute rows',
    text: 'Material: walnut\nFinish: linseed oil\nItem weight: heavy\nCare: damp cloth\nOrigin: Jura',
    setting: {
      references: [
        copies('Brenna', 'Material: walnut\nFinish: linseed oil\nItem weight: heavy\nCare: damp cloth\nOrigin: Jura'),
      ],
    },
  },
  {
    why: 'names',
    what: 'of names of models',
    text: 'Compatible with iPhone 15 Pro Max, iPhone 14 Plus, Galaxy S24 Ultra, Pixel 8 Pro, Redmi Note 13',
    setting: {
      references: [
        copies('Brenna', 'Compatible with iPhone 15 Pro Max, iPhone 14 Plus, Galaxy S24 Ultra, Pixel 8 Pro, Redmi Note 13'),
      ],
    },
  },
];

describe('what is left out', () => {
  it.each(CASES)('is a passage $what: $why; told, and counted where the rule says so', ({ why, text, setting }) => {
    const fields = [['description', text]] as const;
    const { drafts, leftOut } = detect({ ...setting, fields });
    expect(drafts).toEqual([]);
    expect(leftOut.map((one) => one.why)).toContain(why);
    const told = leftOut.find((one) => one.why === why);
    expect(told).toMatchObject({ field: 'description', index: 1 });
    expect(told?.words).toBeGreaterThan(4);
    expect(text.slice(...(told?.span ?? [0, 0]))).not.toBe('');
    const counting = detect({ ...setting, fields, rules: [rule('t/x', { alsoCount: [why] })] });
    expect(counting.drafts.length).toBeGreaterThan(0);
    expect(counting.leftOut.filter((one) => one.why === why)).toEqual([]);
  });

  it('is not what a permission that ended, has no proof or is a reseller’s covers', () => {
    const setting = { references: [copies('Brenna', LANTERN)], fields: [['description', LANTERN]] } as const;
    for (const change of [
      { validTo: '2026-11-21' },
      { proofFound: false },
      { kind: 'reseller' as const },
      { marketplaces: ['shopify'] },
    ]) {
      expect(detect({ ...setting, resources: { authorisations: [{ ...AUTHORISATION, ...change }] } }).drafts).toHaveLength(1);
    }
    for (const change of [
      { validTo: '2026-11-21' },
      { validFrom: '2027-01-01' },
      { proofFound: false },
      { files: ['photos/*'] },
    ]) {
      expect(detect({ ...setting, resources: { licences: [{ ...LICENCE, ...change }] } }).drafts).toHaveLength(1);
    }
  });

  it('are two owners’ words only when a third has them', () => {
    const references = ['A', 'A', 'B'].map((owner, i) =>
      reference(`${owner}${i}`, owner, 'competitor', `${WARRANTY} Item ${i}`),
    );
    expect(detect({ references, fields: [['description', WARRANTY]] }).drafts).toHaveLength(1);
  });

  it('is cut out of a passage, and what stands around it is reported', () => {
    const text = `${LANTERN} ${STOCK} ${FILTER}`;
    const { drafts, leftOut } = detect({ references: [copies('Brenna', text)], fields: [['description', text]] });
    expect(drafts).toHaveLength(1);
    const { passages, leftOut: told } = copied(drafts[0]);
    expect(passages.map(({ here }) => text.slice(...here))).toEqual([LANTERN.slice(0, -1), FILTER.slice(0, -1)]);
    expect(told).toEqual(leftOut);
    expect(leftOut.map(({ span }) => text.slice(...span))).toEqual([STOCK.slice(0, -1)]);
  });

  it('is what rows between two bullets say: the bullets are two passages', () => {
    const text = `${LANTERN}\nMaterial: brass\nFinish: linseed oil\n${FILTER}`;
    const { drafts, leftOut } = detect({ references: [copies('Brenna', text)], fields: [['description', text]] });
    expect(copied(drafts[0]).passages.map(({ here }) => text.slice(...here))).toEqual([
      LANTERN.slice(0, -1),
      FILTER.slice(0, -1),
    ]);
    expect(leftOut.map(({ why, span }) => [why, text.slice(...span)])).toEqual([
      ['rows', 'Material: brass\nFinish: linseed oil'],
    ]);
  });

  it('stays in a sentence whose other words are somebody’s own, and does not count', () => {
    const common = 'the glaze is stirred by hand from ash and feldspar that lie along the northern bank of the river';
    const text = `Long before a Delft tile meets our kiln for the first time, ${common}, which gives every corner its own faint shadow of green.`;
    const others = ['A', 'B', 'C'].map((owner) => copies(owner, `Everybody knows how it goes: ${common}.`));
    const [draft, ...more] = detect({
      references: [copies('Brenna', text), ...others],
      fields: [['description', text]],
    }).drafts;
    expect(more).toEqual([]);
    const [passage, ...rest] = copied(draft).passages;
    expect(rest).toEqual([]);
    expect(text.slice(...(passage?.here ?? [0, 0]))).toBe(text.slice(0, -1));
    expect(passage?.words).toBeLessThan(text.split(' ').length - 12);
    expect(copied(draft).leftOut.map(({ why }) => why)).toEqual(['common']);
  });

  it('is told once a place, however many texts and rules there are', () => {
    const references = Array.from({ length: 5 }, (_, i) => copies(`Shop ${i}`, WARRANTY));
    const rules = [rule('t/a'), rule('t/b')];
    const { leftOut } = detect({ references, fields: [['description', WARRANTY]], rules });
    expect(leftOut.map(({ why, span }) => [why, span])).toEqual([['common', [0, WARRANTY.length - 1]]]);
  });
});
