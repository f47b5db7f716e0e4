import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Resources, Subject } from '../../src/detectors/contract.ts';
import { buildImageIndex } from '../../src/image/hash/image-index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Field, FieldName } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import { SEVERITIES } from '../../src/model/rule.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { builtInSources } from '../../src/rulepacks/disk.ts';
import { loadPacks } from '../../src/rulepacks/load.ts';
import { planFixes } from '../../src/scan/fix-plan.ts';
import { createJudge, type Judge, prepare } from '../../src/scan/judge.ts';
import { applyEdits } from '../../src/text/edits.ts';
import { NOTHING } from '../detectors/subject.ts';

const resources: Resources = {
  ...NOTHING,
  lexicon: openLexicon(join(import.meta.dirname, '../../data/brands')),
  ownBrands: [],
  authorisations: [],
  pictures: buildImageIndex([]),
  licences: [],
  asOf: '2026-11-22',
};

let judge: Judge;
beforeAll(async () => {
  const packs = await loadPacks(builtInSources());
  judge = createJudge(
    packs.flatMap(({ rules }) => rules),
    resources,
  );
});

interface About {
  readonly marketplace?: string;
  readonly brand?: string;
}

function subject(texts: Readonly<Record<string, string>>, { marketplace = 'amazon.com', brand }: About = {}): Subject {
  const fields = Object.entries(texts).map(
    ([name, text]): Field => ({ name: name as FieldName, text, place: placeAt(text, 1, 1) }),
  );
  return prepare(
    {
      id: 'SKU-1',
      marketplace,
      ...(brand === undefined ? {} : { brand }),
      fields,
      images: [],
      source: { file: 'feed.csv', record: 1 },
    },
    [],
  );
}

it('judges a listing again without meeting it as one more', () => {
  const text = 'Folding camping stool with a steel frame and a green canvas seat for two people';
  const named = (id: string): Subject => {
    const one = subject({ title: text });
    return { ...one, listing: { ...one.listing, id } };
  };
  const duplicates = (found: readonly Finding[]): number =>
    found.filter(({ evidence }) => evidence.kind === 'duplicate-listing').length;
  expect(duplicates(judge.again(named('STOOL-1')))).toBe(0);
  expect(duplicates(judge(named('STOOL-2')))).toBe(0);
  expect(duplicates(judge.again(named('STOOL-3')))).toBe(0);
  expect(duplicates(judge(named('STOOL-3')))).toBe(1);
});

/** The field as the fixes leave it. */
function fixed(field: string, text: string, about: About = {}): string {
  const listing = subject({ [field]: text }, about);
  return planFixes(judge(listing), listing, judge.again)[0]?.after ?? text;
}

describe('a trap word', () => {
  it.each([
    ['title', 'Knee brace with velcro straps', 'Knee brace with hook-and-loop straps'],
    ['bullet', 'Velcro straps, washable', 'Hook-and-loop straps, washable'],
    ['bullet', 'Frisbees for dogs', 'Flying discs for dogs'],
    ['bullet', 'A Velcro strap and a velcro patch', 'A hook-and-loop strap and a hook-and-loop patch'],
    ['bullet', 'LYCRA AND COTTON', 'SPANDEX AND COTTON'],
    ['bullet', 'Closes with velcro™', 'Closes with hook-and-loop fastener'],
    ['title', 'Rubber Dog Frisbee Toy for Puppies', 'Rubber Dog Flying Disc Toy for Puppies'],
    ['bullet', '采用 Velcro 绑带，佩戴舒适', '采用魔术贴绑带，佩戴舒适'],
  ])('in the %s “%s”', (field, before, after) => {
    expect(fixed(field, before)).toBe(after);
  });

  it('stays where the language of the text has no wording on file', () => {
    const text = 'Kniebandage mit Velcro Verschluss für Damen und Herren';
    expect(fixed('title', text, { marketplace: 'amazon.de' })).toBe(text);
  });
});

describe('search terms', () => {
  it.each([
    ['nike belt, running belt, phone pouch', 'belt, running belt, phone pouch'],
    ['running belt, nike, phone pouch', 'running belt, phone pouch'],
    ['vacuum filter compatible with dyson', 'vacuum filter'],
    ['vacuum filter compatible with dyson v8 hepa', 'vacuum filter hepa'],
    ['耐克, 运动腰包', '运动腰包'],
    ['running belt, cheap, phone pouch b08n5wrwnw', 'running belt, phone pouch'],
  ])('lose brands, ASINs and empty words: %s', (before, after) => {
    expect(fixed('search-terms', before)).toBe(after);
  });

  it('are never emptied', () => {
    expect(fixed('search-terms', 'nike')).toBe('nike');
  });
});

describe('imitations and rows of brands', () => {
  it.each([
    ['Dyson dupe cordless vacuum', 'cordless vacuum'],
    ['Gucci inspired crossbody bag', 'crossbody bag'],
    ['Handbag for women Gucci Prada Chanel Dior shoulder bag', 'Handbag for women shoulder bag'],
    ['A Louis Vuitton lookalike at a tenth of the price', 'A Louis Vuitton lookalike at a tenth of the price'],
  ])('%s', (before, after) => {
    expect(fixed('description', before)).toBe(after);
  });
});

describe('the title of goods for another product', () => {
  it.each([
    ['iPhone 15 silicone case black', 'Silicone case black compatible with iPhone 15', {}],
    ['Silicone case iPhone 15 black', 'Silicone case black compatible with iPhone 15', {}],
    ['iPhone 15 silicone case, black', 'Hillmoor silicone case compatible with iPhone 15, black', { brand: 'Hillmoor' }],
    [
      'Silikon Hülle iPhone 15 Pro, schwarz',
      'Silikon Hülle kompatibel mit iPhone 15 Pro, schwarz',
      { marketplace: 'amazon.de' },
    ],
    [
      'Coque iPhone 15 Pro noire en silicone',
      'Coque noire en silicone compatible avec iPhone 15 Pro',
      { marketplace: 'amazon.fr' },
    ],
    ['Funda iPhone 15 silicona negra', 'Funda silicona negra compatible con iPhone 15', { marketplace: 'amazon.es' }],
    [
      'Custodia iPhone 15 in silicone nera',
      'Custodia in silicone nera compatibile con iPhone 15',
      { marketplace: 'amazon.it' },
    ],
    ['Capa iPhone 15 de silicone preta', 'Capa de silicone preta compatível com iPhone 15', { marketplace: 'amazon.com.br' }],
    ['iPhone 15 ケース 耐衝撃 クリア', 'ケース 耐衝撃 クリア iPhone 15 対応', { marketplace: 'amazon.co.jp' }],
    ['iPhone 15 手机壳 防摔', '手机壳 防摔 适用于 iPhone 15', {}],
  ])('%s', (before, after, about) => {
    expect(fixed('title', before, about)).toBe(after);
  });

  it('is left to a person when it would be too long, or when it may be the owner’s', () => {
    const long = 'iPhone 15 silicone case black with wrist strap, camera ring and two glasses';
    expect([...long].length).toBeLessThan(80);
    expect(fixed('title', long, { marketplace: 'ebay.com' })).toBe(long);
    expect(fixed('title', 'Anker 65W charger block', { brand: 'Tidewick' })).toBe('Anker 65W charger block');
  });
});

describe('signs', () => {
  it.each([
    ['bullet', 'Frisbee™ for the beach', 'Flying disc for the beach'],
    ['bullet', '✅ Leak proof lid', 'Leak proof lid'],
    ['title', '*** Yoga Mat *** 6 mm', 'Yoga Mat 6 mm'],
    ['bullet', 'Accuracy ±1 g', 'Accuracy ±1 g'],
    ['title', 'Yoga mat 6 mm, free shipping', 'Yoga mat 6 mm'],
  ])('in the %s “%s”', (field, before, after) => {
    expect(fixed(field, before)).toBe(after);
  });
});

describe('every fix', () => {
  const WORDS =
    'velcro Frisbee nike Gucci Prada Chanel Dior dupe inspired style replica for with a the and iPhone 15 case bag shoes straps black ™ compatible dyson v8 Crayola 耐克 魔术贴 free shipping'.split(
      ' ',
    );
  const text = fc
    .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', ' ', ', ', ' | ', '. ')), {
      minLength: 1,
      maxLength: 10,
    })
    .map((parts) =>
      parts
        .map(([word, gap]) => word + gap)
        .join('')
        .trim(),
    );
  const marketplace = fc.constantFrom('amazon.com', 'ebay.com', 'tiktok-shop', 'shopify', 'alibaba.com');
  const key = ({ rule, field, match, evidence }: Finding): string =>
    `${rule} ${field} ${evidence.kind === 'brand-term' ? evidence.term : match.toLowerCase()}`;

  it('takes its finding away, brings none as bad, and leaves no broken text', () => {
    fc.assert(
      fc.property(text, text, marketplace, (title, terms, where) => {
        const listing = subject({ title, 'search-terms': terms }, { marketplace: where });
        const before = judge(listing);
        for (const finding of before) {
          const edits = finding.replacements;
          if (edits === undefined) continue;
          const at = listing.listing.fields.findIndex(({ name }) => name === finding.field);
          const old = listing.listing.fields[at]?.text ?? '';
          const now = applyEdits(old, edits);
          expect(now.trim()).not.toBe('');
          const faults = (t: string): number => (t.match(/ {2}|^[ ,|]|[ ,|]$|[,|] *[,|]/g) ?? []).length;
          expect(faults(now), `${old} -> ${now}`).toBeLessThanOrEqual(faults(old));
        }
        const planned = planFixes(before, listing, judge.again);
        const after = judge(
          subject(
            Object.fromEntries(
              listing.listing.fields.map((f) => [f.name, planned.find((e) => e.field.name === f.name)?.after ?? f.text]),
            ),
            { marketplace: where },
          ),
        );
        const known = new Set(before.map(key));
        const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
        const worst = Math.min(...before.map(rank));
        const fresh = after.filter((f) => !known.has(key(f)) && rank(f) <= worst);
        expect(fresh.map(key), JSON.stringify({ title, terms, where })).toEqual([]);
        expect(after.filter((f) => f.replacements !== undefined).map(key)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
