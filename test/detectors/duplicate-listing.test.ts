import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detect, Draft, Subject } from '../../src/detectors/contract.ts';
import { findDuplicates } from '../../src/detectors/duplicate-listing.ts';
import { sketchListing } from '../../src/detectors/duplicate-sketch.ts';
import { SketchTable } from '../../src/detectors/duplicate-table.ts';
import type { Listing } from '../../src/model/listing.ts';
import type { DuplicateListingRule } from '../../src/model/rule.ts';
import { RULE_BASE, subjectOf } from './subject.ts';

const RULE: DuplicateListingRule = {
  ...RULE_BASE,
  id: 't/duplicate',
  kind: 'duplicate-listing',
  scope: ['title'],
  when: { minSimilarity: 0.9 },
};
const BULLETS = [
  'The rim is rolled so that no edge cuts the lip',
  'Hangs from the strap of a rucksack by its handle',
  'Baked twice, so the enamel does not chip when the mug falls on gravel',
];

function open(): Detect {
  const duplicates = findDuplicates([RULE]);
  return (subject) => {
    const sketch = duplicates.sketch(subject);
    return sketch === undefined ? [] : duplicates.meet(sketch, subject);
  };
}

function mug(id: string, title: string, about: Partial<Listing> = {}, bullets: readonly string[] = BULLETS): Subject {
  const subject = subjectOf({ title, bullet: bullets });
  const record = Number(id.replace(/\D/g, '')) || 1;
  return { ...subject, listing: { ...subject.listing, id, source: { file: 'feed.tsv', record }, ...about } };
}

function others(drafts: readonly Draft[]): unknown[] {
  return drafts.map(({ evidence }) => (evidence.kind === 'duplicate-listing' ? evidence.other.listing : undefined));
}

describe('findDuplicates', () => {
  it('names the listing that came first, with its place and how alike they are', () => {
    const detect = open();
    expect(detect(mug('A-1', 'Enamel Camping Mug with Rolled Rim'))).toEqual([]);
    const [draft, ...rest] = detect(mug('A-2', 'Enamel Camping Mug with Rolled Rim'));
    expect(rest).toEqual([]);
    expect(draft?.slots).toEqual({ other: 'A-1', place: 'feed.tsv#1', percent: '100%' });
    expect(draft?.evidence).toEqual({
      kind: 'duplicate-listing',
      other: { listing: 'A-1', file: 'feed.tsv', record: 1 },
      similarity: 1,
    });
    expect(draft?.span).toEqual([0, 34]);
  });

  it.each([
    ['a colour and a size', 'Enamel Camping Mug, Red, 350 ml', 'Enamel Camping Mug, Dark Blue, 500 ml'],
    ['the number in a pack', 'Enamel Camping Mug, Pack of 2', 'Enamel Camping Mug, Pack of 6'],
    ['the case of letters, a sign', 'Enamel Camping Mug: rolled rim', 'ENAMEL CAMPING MUG – ROLLED RIM'],
    [
      'a word of many',
      'Enamel Camping Mug with Rolled Rim, Thick Base, Ash Lid and Hook',
      'Enamel Camping Mug with Rolled Rim, Thick Base, Ash Lid and Loop',
    ],
    ['a colour in Chinese', '搪瓷露营杯 红色', '搪瓷露营杯 蓝色'],
  ])('sees through %s', (_, first, second) => {
    const detect = open();
    detect(mug('A-1', first));
    expect(others(detect(mug('A-2', second)))).toEqual(['A-1']);
  });

  it.each<[string, Subject, Subject]>([
    ['variants of one parent', mug('A-1', 'Enamel Mug, Red', { family: 'P' }), mug('A-2', 'Enamel Mug, Blue', { family: 'P' })],
    ['a parent and its child', mug('P', 'Enamel Mug'), mug('A-2', 'Enamel Mug, Blue', { family: 'P' })],
    ['other marketplaces', mug('A-1', 'Enamel Mug'), mug('A-2', 'Enamel Mug', { marketplace: 'amazon.de' })],
    [
      'the same listing in two files',
      mug('A-1', 'Enamel Mug'),
      mug('A-1', 'Enamel Mug', { source: { file: 'b.tsv', record: 9 } }),
    ],
    ['other models', mug('A-1', 'Enamel Cup for Stove X200'), mug('A-2', 'Enamel Cup for Stove X300')],
    ['other phones', mug('A-1', 'Cork Case for iPhone 14'), mug('A-2', 'Cork Case for iPhone 15')],
    ['another word in a short title', mug('A-1', 'Enamel Mug with Hook'), mug('A-2', 'Enamel Mug with Loop')],
    ['other goods with the same bullets', mug('A-1', 'Enamel Camping Mug', {}, []), mug('A-2', 'Cast Iron Skillet', {}, [])],
    ['texts too short to tell', mug('A-1', 'Enamel Mug', {}, []), mug('A-2', 'Enamel Mug', {}, [])],
  ])('leaves alone %s', (_, first, second) => {
    const detect = open();
    detect(first);
    expect(detect(second)).toEqual([]);
  });

  it('says the same of a listing that is judged again, as when a fix is tried', () => {
    const detect = open();
    const first = mug('A-1', 'Enamel Camping Mug');
    expect([detect(first), detect(first)]).toEqual([[], []]);
    const second = mug('A-2', 'Enamel Camping Mug');
    expect(detect(second)).toEqual(detect(second));
    expect(others(detect(mug('A-3', 'Enamel Camping Mug')))).toEqual(['A-1']);
  });

  it('finds one of thousands that share most of their text, in good time', () => {
    const detect = open();
    const name = (i: number): string => String(i + 10_000).replace(/\d/g, (digit) => 'bdfghklmnr'[Number(digit)] ?? '');
    const seal = (i: number): string[] => [...BULLETS, `The seal shows ${name(i)} castle as ${name(i * 7)} engraved it`];
    for (let i = 1; i <= 2000; i++) {
      expect(detect(mug(`A-${i}`, `Enamel Mug with the Seal of ${name(i)} Castle`, {}, seal(i)))).toEqual([]);
    }
    const found = detect(mug('B-1', `Enamel Mug with the Seal of ${name(1234)} Castle`, {}, seal(1234)));
    expect(others(found)).toEqual(['A-1234']);
  });
});

describe('the sketch of a listing', () => {
  it('tells how many of the features two texts share, to about seven points', () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 120, maxLength: 120 }),
        fc.integer({ min: 0, max: 40 }),
        (words, changed) => {
          const other = words.map((text, i) => (i < changed ? `zz${text}` : text));
          const sketch = (id: string, list: readonly string[]): ReturnType<typeof sketchListing> =>
            sketchListing(mug(id, 'Enamel Mug', {}, [list.join(' ')]));
          const [a, b] = [sketch('A', words), sketch('B', other)];
          const table = new SketchTable();
          if (a === undefined || b === undefined) throw new Error('no sketch');
          table.meet(a, 0);
          // Words and pairs of neighbours, four of the title; the first changed word of the rest has one changed neighbour.
          const total = 2 * words.length + 4;
          const gone = changed === 0 ? 0 : 2 * changed + 1;
          const truth = (total - gone) / (total + gone);
          const met = table.meet(b, 0);
          if (truth > 0.85) expect(Math.abs((met?.similarity ?? 0) - truth)).toBeLessThan(0.12);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('remembers the newest listings, and forgets page by page', () => {
    const table = new SketchTable(4096);
    const meet = (id: string, title: string): string | undefined => {
      const sketch = sketchListing(mug(id, title));
      if (sketch === undefined) throw new Error('no sketch');
      return table.meet(sketch, 0.9)?.sketch.id;
    };
    meet('Ä-1', 'Enamel Camping Mug with Rolled Rim');
    expect(meet('A-2', 'Enamel Camping Mug with Rolled Rim')).toBe('Ä-1');
    const other = sketchListing(mug('B', 'Walnut Chopping Board with Juice Groove', {}, ['One', 'Two', 'Three']));
    if (other === undefined) throw new Error('no sketch');
    for (let i = 3; i <= 4096; i++) table.meet({ ...other, id: `B-${i}` }, 0.9);
    // The page is full and its ids are packed now.
    expect(meet('A-4097', 'Enamel Camping Mug with Rolled Rim')).toBe('Ä-1');
    for (let i = 4098; i <= 8193; i++) table.meet({ ...other, id: `B-${i}` }, 0.9);
    expect(meet('A-8194', 'Enamel Camping Mug with Rolled Rim')).toBe('A-4097');
  });
});
