import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bins, brier, calibrationError, interval, kappa, precision, recall, tally } from './metrics.ts';

describe('precision and recall', () => {
  const counts = tally([
    { truth: true, said: true },
    { truth: true, said: true },
    { truth: true, said: false },
    { truth: false, said: true },
    { truth: false, said: false },
  ]);

  test('count what was said and what is true', () => {
    expect(counts).toEqual({ hits: 2, falseAlarms: 1, missed: 1 });
    expect(precision(counts)).toBeCloseTo(2 / 3);
    expect(recall(counts)).toBeCloseTo(2 / 3);
  });

  test('of nothing are no number', () => {
    expect(precision(tally([]))).toBeNaN();
  });
});

describe('kappa', () => {
  test('is 1 for readers who agree, and 0 where agreement is what chance gives', () => {
    expect(
      kappa([
        ['a', 'a'],
        ['b', 'b'],
      ]),
    ).toBe(1);
    expect(
      kappa([
        ['a', 'a'],
        ['a', 'b'],
        ['b', 'a'],
        ['b', 'b'],
      ]),
    ).toBeCloseTo(0);
  });

  test('agrees with an example worked out by hand', () => {
    // 20 yes/yes, 15 no/no, 5 yes/no, 10 no/yes: agreement 0.7, chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5.
    const pairs = [
      ...Array.from({ length: 20 }, () => ['yes', 'yes'] as const),
      ...Array.from({ length: 15 }, () => ['no', 'no'] as const),
      ...Array.from({ length: 5 }, () => ['yes', 'no'] as const),
      ...Array.from({ length: 10 }, () => ['no', 'yes'] as const),
    ];
    expect(kappa(pairs)).toBeCloseTo(0.4);
  });

  test('is the same whichever reader comes first', () => {
    const label = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 1 }), (pairs) => {
        expect(kappa(pairs.map(([a, b]) => [b, a] as const))).toBeCloseTo(kappa(pairs));
      }),
    );
  });
});

describe('calibration', () => {
  const forecasts = [
    { confidence: 0.95, right: true },
    { confidence: 0.95, right: false },
    { confidence: 0.15, right: false },
    { confidence: 1, right: true },
  ];

  test('bins hold every forecast once, 1.0 in the last one', () => {
    expect(bins(forecasts).map((bin) => bin.count)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 3]);
  });

  test('Brier score and calibration error', () => {
    expect(brier(forecasts)).toBeCloseTo((0.05 ** 2 + 0.95 ** 2 + 0.15 ** 2 + 0) / 4);
    expect(calibrationError(forecasts)).toBeCloseTo((0.15 * 1 + Math.abs(2.9 / 3 - 2 / 3) * 3) / 4);
  });

  test('the interval of a share holds the share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (whole, part) => {
        const share = Math.min(part, whole) / whole;
        const [low, high] = interval(Math.min(part, whole), whole);
        expect(low).toBeLessThanOrEqual(share + 1e-9);
        expect(high).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });
});
