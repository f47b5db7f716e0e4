import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPoints } from '../../src/text/align-points.ts';
import { LISTING } from '../../src/text/align-profile.ts';
import type { CopyWords } from '../../src/text/copy-words.ts';

/** Some words weigh too little to be evidence. */
const weights = { weightOf: (id: number) => (id % 9) * 0.31 };

function wordsOf(list: readonly number[]): CopyWords {
  const places = Uint32Array.from(list, (_, i) => i);
  return { count: list.length, ids: Int32Array.from(list), starts: places, ends: places, flags: new Uint8Array(list.length) };
}

const text = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 120 }).map(wordsOf);

describe('the support of a point', () => {
  it('is the weight of the different shared words around it in both texts, its own included', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 30 }), (query, source, reach) => {
        const profile = { ...LISTING, reach, maxRepeats: 5 };
        const points = findPoints(query, source, weights, profile);
        const { count, support, strongest } = points;
        let most = 0;
        for (let p = 0; p < count; p++) {
          const near = Array.from({ length: count }, (_, other) => other).filter(
            (other) =>
              Math.abs((points.query[other] ?? 0) - (points.query[p] ?? 0)) <= reach &&
              Math.abs((points.source[other] ?? 0) - (points.source[p] ?? 0)) <= reach,
          );
          const ids = new Set(near.map((other) => query.ids[points.query[other] ?? 0] ?? 0));
          let sum = 0;
          for (const id of ids) sum += weightBeside(id, query, source);
          expect(support[p]).toBeCloseTo(sum, 4);
          most = Math.max(most, support[p] ?? 0);
        }
        expect(strongest).toBeCloseTo(most, 4);
      }),
    );
  });
});

/** A word that stands often in the two texts weighs less. */
function weightBeside(id: number, query: CopyWords, source: CopyWords): number {
  const times = ({ ids }: CopyWords): number => ids.filter((one) => one === id).length;
  return weights.weightOf(id) / (1 + LISTING.repeatCost * Math.log(times(query) * times(source)));
}
