import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Authorisation, Licence } from '../../src/model/ledger.ts';
import { placeAt } from '../../src/model/place.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { createJudge, prepare } from '../../src/scan/judge.ts';
import { digestSurroundings, eraOf } from '../../src/scan/judgement-digest.ts';
import { openResources } from '../../src/scan/resources.ts';

const { resources } = await openResources(undefined, '2026-11-22');
const rules = (await loadRulePacks([])).flatMap((pack) => pack.rules);

describe('eraOf', () => {
  const day = fc.integer({ min: 0, max: 140 }).map((n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10));
  const span = fc.record({ validFrom: day, validTo: day }, { requiredKeys: [] });
  const licence = span.map(
    (dates): Licence => ({
      id: 'L',
      kind: 'stock',
      files: ['mug.jpg'],
      owner: 'Photo House',
      proofFound: true,
      marketplaces: [],
      slots: [],
      ...dates,
    }),
  );
  const authorisation = span.map(
    (dates): Authorisation => ({
      id: 'A',
      brand: 'Yeti',
      kind: 'owner-letter',
      proofFound: true,
      marketplaces: [],
      listings: [],
      ...dates,
    }),
  );
  const texts = [
    { name: 'title', text: 'Steel jug for your Yeti cooler' },
    { name: 'search-terms', text: 'yeti jug' },
  ] as const;
  const listing = {
    id: 'S',
    marketplace: 'amazon.com',
    fields: texts.map(({ name, text }) => ({ name, text, place: placeAt(text, 1, 1) })),
    images: [{ slot: 'main', src: 'mug.jpg', place: placeAt('mug.jpg', 1, 50) }],
    source: { file: 'a.csv', record: 1 },
  } as const;

  const asked = rules.filter(({ kind }) => kind === 'brand-terms' || kind === 'image-rights');

  it('is the same only for days on which the ledgers say the same', () => {
    fc.assert(
      fc.property(
        fc.array(licence, { maxLength: 2 }),
        fc.array(authorisation, { maxLength: 2 }),
        day,
        day,
        (licences, authorisations, a, b) => {
          const on = (asOf: string): typeof resources => ({ ...resources, licences, authorisations, asOf });
          fc.pre(eraOf(asked, on(a)) === eraOf(asked, on(b)));
          const judged = [a, b].map((asOf) => createJudge(asked, on(asOf)).alone(prepare(listing, [undefined])));
          expect(judged[0]).toEqual(judged[1]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('digestSurroundings', () => {
  it('differs between versions of the program', () => {
    const digest = (program: string): string => digestSurroundings({ rules, resources }, program);
    expect(digest('one')).toBe(digest('one'));
    expect(digest('one')).not.toBe(digest('two'));
  });

  it('does not differ between days that no ledger tells apart', () => {
    const digest = (asOf: string): string => digestSurroundings({ rules, resources: { ...resources, asOf } });
    expect(digest('2026-11-22')).toBe(digest('2030-01-01'));
  });
});
