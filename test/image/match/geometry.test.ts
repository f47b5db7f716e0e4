import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Affine,
  compose,
  fitAffine,
  fitSimilarity,
  invert,
  makePairs,
  measureStretch,
  scaleOf,
} from '../../../src/image/match/geometry.ts';
import { describeMatch } from '../../../src/image/match/match-geometry.ts';

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const maps = fc.record({ turn: number(-3, 3), scale: number(0.2, 5), e: number(-500, 500), f: number(-500, 500) });

function similarity({ turn, scale, e, f }: { turn: number; scale: number; e: number; f: number }): Affine {
  const [a, c] = [scale * Math.cos(turn), scale * Math.sin(turn)];
  return { a, b: -c, c, d: a, e, f };
}

function pairsOf(map: Affine, points: readonly (readonly [number, number])[]): ReturnType<typeof makePairs> {
  const pairs = makePairs(points.length);
  for (const [x, y] of points) {
    const at = pairs.count++;
    pairs.fromX[at] = x;
    pairs.fromY[at] = y;
    pairs.toX[at] = map.a * x + map.b * y + map.e;
    pairs.toY[at] = map.c * x + map.d * y + map.f;
  }
  return pairs;
}

const POINTS = [
  [0, 0],
  [300, 10],
  [20, 200],
  [310, 220],
  [150, 90],
] as const;

function expectNear(found: Affine | undefined, map: Affine): void {
  for (const key of ['a', 'b', 'c', 'd'] as const) expect(found?.[key]).toBeCloseTo(map[key], 3);
  for (const key of ['e', 'f'] as const) expect(Math.abs((found?.[key] ?? 1e9) - map[key])).toBeLessThan(0.05);
}

describe('maps between planes', () => {
  it('are found again from points', () => {
    fc.assert(fc.property(maps, (map) => expectNear(fitSimilarity(pairsOf(similarity(map), POINTS)), similarity(map))));
    const sheared = { a: 1.2, b: 0.3, c: -0.1, d: 0.9, e: 5, f: -7 };
    expectNear(fitAffine(pairsOf(sheared, POINTS), 0), sheared);
  });

  it('stay a turn and scale when the points lie on a line', () => {
    const map = similarity({ turn: 0.4, scale: 2, e: 3, f: 4 });
    const line = [0, 1, 2, 3].map((i) => [i * 50, i * 20] as const);
    expectNear(fitAffine(pairsOf(map, line), 0.02), map);
    expect(fitSimilarity(pairsOf(map, [[1, 1]]))).toBeUndefined();
  });

  it('lead back when inverted', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const there = similarity(map);
        const back = invert(there);
        expectNear(back && compose(back, there), { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 });
        expect(scaleOf(there)).toBeCloseTo(map.scale, 6);
        expect(measureStretch(there)).toBeCloseTo(1, 3);
      }),
    );
    expect(invert({ a: 1, b: 2, c: 2, d: 4, e: 0, f: 0 })).toBeUndefined();
    expect(measureStretch({ a: 2, b: 0, c: 0, d: 1, e: 0, f: 0 })).toBeCloseTo(2, 6);
  });
});

describe('describeMatch', () => {
  const size = { width: 400, height: 200 };
  const upright = { isMirrored: false, isNegative: false };

  it('tells how much of the reference is shown and how much of the picture it takes', () => {
    const half = describeMatch({ a: 0.5, b: 0, c: 0, d: 0.5, e: 100, f: 50 }, size, size, upright);
    expect(half.transform).toEqual({ mirrored: false, negative: false, degrees: 0, shown: 1, taken: 0.25 });
    expect(half.here[0]).toEqual([0.25, 0.25]);
    const crop = describeMatch({ a: 2, b: 0, c: 0, d: 2, e: -200, f: -100 }, size, size, upright);
    expect(crop.transform).toMatchObject({ shown: 0.25, taken: 1 });
    expect(crop.there).toEqual([
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ]);
  });

  it('keeps regions in the pictures whatever the map', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const { here, there, transform } = describeMatch(similarity(map), size, { width: 300, height: 300 }, upright);
        for (const [x, y] of [...here, ...there]) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x, y)).toBeLessThanOrEqual(1);
        }
        expect(transform.shown).toBeLessThanOrEqual(1);
      }),
    );
  });
});
