import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asHeard, deletionsOf, isInflected, isOneEdit, isSingular } from '../../src/lexicon/spelling.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcd'), minLength: 2, maxLength: 8 });

/** Optimal string alignment, by the textbook. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => d[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(i - 2, j - 2) + 1);
      const row = d[i];
      if (row !== undefined) row[j] = least;
    }
  }
  return at(a.length, b.length);
}

describe('one edit', () => {
  it('is what the textbook says', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneEdit(a, b)).toBe(distance(a, b) === 1);
      }),
    );
  });

  it('is met by deletions', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        if (isOneEdit(a, b)) expect(deletionsOf(a).some((hash) => deletionsOf(b).includes(hash))).toBe(true);
      }),
    );
  });
});

describe('an ending', () => {
  it.each([
    ['kindles', 'kindle', true],
    ['iphon', 'iphone', false],
    ['adidsa', 'adidas', false],
  ])('%s of %s: %s', (text, mark, expected) => {
    expect(isInflected(text, mark)).toBe(expected);
  });
});

it('knows a plural without its ending', () => {
  expect(isSingular('croc', 'crocs')).toBe(true);
  expect(isSingular('crocs', 'crocs')).toBe(false);
});

it.each([
  ['vitamiks', 'vitamix'],
  ['gratephul', 'grateful'],
  ['vitamix', undefined],
])('hears in %s: %s', (word, heard) => {
  expect(asHeard(word)).toBe(heard);
});
