import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../src/model/rule.ts';
import { Worst } from '../../src/reporters/worst.ts';

const finding = fc.record({
  severity: fc.constantFrom(...SEVERITIES),
  review: fc.boolean(),
  confidence: fc.constantFrom(0.5, 0.8, 0.95),
});

describe('the worst findings', () => {
  it('are those that sorting all of them puts first, in that order and in the order of the report', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 60 }), fc.integer({ min: 0, max: 20 }), (all, capacity) => {
        const worst = new Worst<number>(capacity);
        for (const [at, one] of all.entries()) worst.add(one, () => at);
        const rank = (at: number): number => {
          const one = all[at];
          return one === undefined ? 0 : SEVERITIES.indexOf(one.severity) + (one.review ? 3 : 0);
        };
        const sorted = all
          .map((_, at) => at)
          .sort((a, b) => rank(a) - rank(b) || (all[b]?.confidence ?? 0) - (all[a]?.confidence ?? 0) || a - b)
          .slice(0, capacity);
        expect(worst.worstFirst()).toEqual(sorted);
        expect(worst.inOrder()).toEqual([...sorted].sort((a, b) => a - b));
        expect(worst.dropped).toBe(Math.max(0, all.length - capacity));
      }),
    );
  });

  it('are made only when they are kept', () => {
    const worst = new Worst<number>(1);
    let made = 0;
    for (let i = 0; i < 100; i++) worst.add({ severity: 'note', review: false, confidence: 0.5 }, () => ++made);
    expect(made).toBe(1);
  });
});
