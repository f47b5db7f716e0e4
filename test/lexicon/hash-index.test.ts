import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashIndex } from '../../src/lexicon/hash-index.ts';

const pairs = fc.array(fc.tuple(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer()), fc.nat(50)), { maxLength: 60 });

describe('an index by hash', () => {
  it('gives the values of a hash in rising order, at the first look-up and after thousands', () => {
    fc.assert(
      fc.property(pairs, fc.integer(), (all, strange) => {
        const index = HashIndex.fromPairs(all);
        const hashes = [strange, ...all.map(([hash]) => hash)];
        const wanted = hashes.map((hash) =>
          [...new Set(all.flatMap(([other, value]) => (other === hash ? [value] : [])))].sort((a, b) => a - b),
        );
        const ask = (): number[][] => hashes.map((hash) => [...index.of(hash)]);
        expect(ask()).toEqual(wanted);
        for (let i = 0; i < 1100; i++) index.has(strange);
        expect(ask()).toEqual(wanted);
        expect(hashes.map((hash) => index.has(hash))).toEqual(wanted.map((values) => values.length > 0));
      }),
    );
  });
});
