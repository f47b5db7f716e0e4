import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSignOff, signOffState, signOffsByListing } from '../../src/ledger/sign-off-state.ts';
import type { Reviewer, SignOff } from '../../src/model/ledger.ts';

const NOW = 'a'.repeat(64);
const BEFORE = 'b'.repeat(64);
const REVIEWERS: readonly Reviewer[] = [
  { id: 'R-1', name: 'Li Na', role: 'reviewer', from: '2026-01-01' },
  { id: 'R-2', name: 'Wang Wei', role: 'manager', to: '2026-06-30' },
];

function word(by: string, day: string, contentHash = NOW, decision: SignOff['decision'] = 'approved'): SignOff {
  return makeSignOff({
    listing: 'HM-1',
    marketplace: 'amazon.com',
    contentHash,
    by,
    decision,
    at: `2026-${day}T08:00:00.000Z`,
  });
}

describe('signOffState', () => {
  it('is unsigned without a word, signed by one, and by two different people', () => {
    expect(signOffState({ contentHash: NOW }, [])).toEqual({
      state: 'unsigned',
      signed: [],
      rejected: [],
      void: [],
      byTwo: false,
    });
    const one = [word('Li Na', '05-01')];
    expect(signOffState({ contentHash: NOW }, one)).toMatchObject({ state: 'signed', signed: one, byTwo: false });
    expect(signOffState({ contentHash: NOW }, [...one, word(' li  NA', '05-02')])).toMatchObject({ byTwo: false });
    expect(signOffState({ contentHash: NOW }, [...one, word('Wang Wei', '05-02')])).toMatchObject({ byTwo: true });
  });

  it('is void when the listing says something else', () => {
    const signed = [word('Li Na', '05-01', BEFORE)];
    const since = '2026-05-03T00:00:00.000Z';
    expect(signOffState({ contentHash: NOW, since }, signed)).toEqual({
      state: 'void',
      signed: [],
      rejected: [],
      void: signed,
      voidSince: since,
      byTwo: false,
    });
    expect(signOffState({ contentHash: NOW }, [...signed, word('Wang Wei', '05-04')]).state).toBe('signed');
    expect(signOffState({ contentHash: NOW }, [word('Li Na', '05-01', BEFORE, 'rejected')]).state).toBe('unsigned');
  });

  it('takes the last word of a person, in whatever order the file has them', () => {
    const yes = word('Li Na', '05-02');
    const no = word('Li Na', '05-01', NOW, 'rejected');
    expect(signOffState({ contentHash: NOW }, [yes, no])).toMatchObject({ state: 'signed', rejected: [] });
    const later = word('Li Na', '05-03', NOW, 'rejected');
    expect(signOffState({ contentHash: NOW }, [later, yes, no])).toMatchObject({ state: 'rejected', signed: [] });
    expect(signOffState({ contentHash: NOW }, [yes, word('Wang Wei', '05-03', NOW, 'rejected')]).state).toBe('rejected');
  });

  it('counts only reviewers who had the duty on that day, by name or id', () => {
    const words = [word('R-1', '05-01'), word('li na', '05-02'), word('Wang Wei', '07-01'), word('Somebody', '05-02')];
    expect(signOffState({ contentHash: NOW }, words, REVIEWERS)).toMatchObject({ signed: [{ by: 'li na' }], byTwo: false });
    expect(signOffState({ contentHash: NOW }, [word('Wang Wei', '06-30'), ...words], REVIEWERS).byTwo).toBe(true);
    expect(signOffState({ contentHash: NOW }, words, []).state).toBe('unsigned');
  });

  it('never calls signed what nobody stands for, and does not depend on the order', () => {
    const person = fc.constantFrom('Li Na', 'Wang Wei', 'Zhao Min');
    const one = fc.record({
      by: person,
      day: fc.constantFrom('05-01', '05-02', '05-03', '05-04'),
      hash: fc.constantFrom(NOW, BEFORE),
      decision: fc.constantFrom('approved' as const, 'rejected' as const),
    });
    const words = fc
      .uniqueArray(one, { selector: ({ by, day }) => by + day })
      .map((all) => all.map(({ by, day, hash, decision }) => word(by, day, hash, decision)));
    fc.assert(
      fc.property(words, (all) => {
        const state = signOffState({ contentHash: NOW }, all);
        expect(signOffState({ contentHash: NOW }, all.toReversed()).state).toBe(state.state);
        const people = new Set(state.signed.map(({ by }) => by));
        expect(people.size).toBe(state.signed.length);
        expect(state.byTwo).toBe(people.size > 1);
        expect(state.state === 'signed').toBe(people.size > 0 && state.rejected.length === 0);
        for (const { contentHash } of [...state.signed, ...state.rejected]) expect(contentHash).toBe(NOW);
      }),
    );
  });

  it('finds the words of a listing on a marketplace', () => {
    const other = { ...word('Li Na', '05-01'), marketplace: 'amazon.de' };
    const groups = signOffsByListing([word('Li Na', '05-01'), other, word('Wang Wei', '05-02')]);
    expect([...groups.values()].map((group) => group.length)).toEqual([2, 1]);
  });
});
