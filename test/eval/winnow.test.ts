import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { winnow } from './winnow.ts';

describe('winnow', () => {
  const hashes = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 80 }).map((values) => Int32Array.from(values));

  it('keeps one of every window of grams, and the least of it', () => {
    fc.assert(
      fc.property(hashes, fc.integer({ min: 1, max: 9 }), (all, window) => {
        const kept = winnow(all, all.length, window);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        for (let start = 0; start + window <= all.length; start++) {
          const inWindow = kept.filter((k) => k >= start && k < start + window).map((k) => all[k]);
          expect(inWindow).toContain(Math.min(...all.subarray(start, start + window)));
        }
      }),
    );
  });

  it('leaves no gap above the window', () => {
    fc.assert(
      fc.property(hashes, fc.integer({ min: 1, max: 9 }), (all, window) => {
        const kept = winnow(all, all.length, window);
        expect(kept.length > 0).toBe(all.length > 0);
        kept.forEach((k, at) => {
          expect(k - (kept[at - 1] ?? Math.max(-1, k - window))).toBeLessThanOrEqual(window);
        });
      }),
    );
  });

  it('keeps everything with a window of one', () => {
    expect(winnow(Int32Array.from([3, 1, 1, 2]), 4, 1)).toEqual([0, 1, 2, 3]);
  });
});
