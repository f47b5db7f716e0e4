import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBlocks, halve, makeSmallPlane } from '../../../src/image/match/verify-blocks.ts';
import type { Plane } from '../../../src/image/plane.ts';
import { seeded } from '../drawing.ts';
import { cropPlane, drawPlane } from '../planting.ts';

const BLOCK = 12;
/** The picture is larger than the reference by this at every side. */
const MARGIN = 4;

/** Correlation of a block of one plane with one of the other as textbooks have it. */
function correlate(one: Plane, x: number, y: number, two: Plane, u: number, v: number): number {
  const block = (plane: Plane, left: number, top: number): Uint8Array => cropPlane(plane, left, top, BLOCK, BLOCK).data;
  const [a, b] = [block(one, x, y), block(two, u, v)];
  const sum = (values: Uint8Array, other: Uint8Array): number => values.reduce((s, value, i) => s + value * (other[i] ?? 0), 0);
  const ones = new Uint8Array(BLOCK * BLOCK).fill(1);
  const shared = (p: Uint8Array, q: Uint8Array): number => sum(p, q) - (sum(p, ones) * sum(q, ones)) / (BLOCK * BLOCK);
  const spread = shared(b, b);
  return spread <= 0 ? 0 : shared(a, b) / Math.sqrt(spread * shared(a, a));
}

/** Blocks that are not flat, that agree and that are the same, at the best of nine places each. */
function countPlainly(small: Plane, laid: Plane, isNegative: boolean): { seen: number; good: number; same: number } {
  const counts = { seen: 0, good: 0, same: 0 };
  for (let y = 0; y + BLOCK <= small.height; y += BLOCK) {
    for (let x = 0; x + BLOCK <= small.width; x += BLOCK) {
      const values = cropPlane(small, x, y, BLOCK, BLOCK).data;
      const total = values.reduce((sum, value) => sum + value, 0);
      if (values.reduce((sum, value) => sum + value * value, 0) - total ** 2 / 144 < 16 * 144) continue;
      const places = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => ({ u: x + dx, v: y + dy })));
      const inside = places.filter(({ u, v }) => u >= 0 && v >= 0 && u + BLOCK <= small.width && v + BLOCK <= small.height);
      const top = Math.max(...inside.map(({ u, v }) => (isNegative ? -1 : 1) * correlate(small, x, y, laid, u, v)));
      counts.seen++;
      if (top >= 0.88) counts.good++;
      if (top >= 0.95) counts.same++;
    }
  }
  return counts;
}

describe('compareBlocks', () => {
  it('counts what nine correlations of every block would', () => {
    const cases = fc.record({
      seed: fc.nat(1000),
      width: fc.integer({ min: 24, max: 100 }),
      height: fc.integer({ min: 24, max: 100 }),
      shift: fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })),
      noise: fc.integer({ min: 0, max: 120 }),
      isNegative: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ seed, width, height, shift: [dx, dy], noise, isNegative }) => {
        const clean = drawPlane(seed, width + 2 * MARGIN, height + 2 * MARGIN);
        const next = seeded(seed);
        const data = clean.data.map((value) => {
          const noisy = Math.max(0, Math.min(255, value + (next() - 0.5) * noise));
          return isNegative ? 255 - noisy : noisy;
        });
        const picture = { ...clean, data };
        const small = makeSmallPlane(cropPlane(clean, MARGIN, MARGIN, width, height));
        const laid = makeSmallPlane(cropPlane(picture, MARGIN + dx, MARGIN + dy, width, height));
        const map = { a: 1, b: 0, c: 0, d: 1, e: MARGIN + dx, f: MARGIN + dy };
        const { seen, good, same } = compareBlocks(small, halve(picture), map, isNegative);
        expect({ seen, good, same }).toEqual(countPlainly(small, laid, isNegative));
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
