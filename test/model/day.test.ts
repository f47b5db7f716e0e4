import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter, daysBetween, hasZone, hoursBetween, isDay } from '../../src/model/day.ts';

/** What is said on computers of three time zones, one of them with a change of clocks in March. */
function inZones<T>(say: () => T): T[] {
  const before = process.env.TZ;
  const said = ['Asia/Shanghai', 'America/Los_Angeles', 'UTC'].map((zone) => {
    process.env.TZ = zone;
    return say();
  });
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  return said;
}

/** Lengths of months, counted by hand: another way than the clock's. */
function lengthOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function write(year: number, month: number, day: number): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

const PARTS = fc.tuple(fc.integer({ min: 1900, max: 2400 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
const DAYS = PARTS.filter(([year, month, day]) => month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month)).map(
  (parts) => write(...parts),
);

describe('days', () => {
  it('tells the days that there are', () => {
    fc.assert(
      fc.property(PARTS, ([year, month, day]) => {
        expect(isDay(write(year, month, day))).toBe(month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month));
      }),
    );
  });

  it.each(['', '2026', '2026-11', '2026-11-2', '2026-11-22T10:00', ' 2026-11-22', '+02026-11-22', '２０２６-11-22'])(
    'takes %o for no day',
    (text) => expect(isDay(text)).toBe(false),
  );

  it('counts forth and back', () => {
    fc.assert(
      fc.property(DAYS, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        const other = dayAfter(day, count);
        expect(isDay(other)).toBe(true);
        expect(daysBetween(day, other)).toBe(count);
        expect(dayAfter(other, -count)).toBe(day);
      }),
    );
  });

  it('goes from each day to the next', () => {
    fc.assert(
      fc.property(DAYS, (text) => {
        const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
        const next =
          day < lengthOf(year, month)
            ? write(year, month, day + 1)
            : month < 12
              ? write(year, month + 1, 1)
              : write(year + 1, 1, 1);
        expect(dayAfter(text, 1)).toBe(next);
      }),
    );
  });

  it('counts nothing between what are no days', () => {
    expect(daysBetween('soon', '2026-11-22')).toBeNaN();
    expect(daysBetween('2026-11-22', '')).toBeNaN();
  });

  it.each([
    ['2026-11-02T09:00:00Z', '2026-11-02T20:30:00Z', 11.5],
    ['2026-11-02T09:00+08:00', '2026-11-02T01:00:00.000Z', 0],
    ['2026-11-02T09:00', '2026-11-03T10:00', 25],
    ['2026-11-03T10:00', '2026-11-02T09:00', -25],
    ['2026-11-02T09:00', '2026-11-02T20:30:00Z', undefined],
    ['2026-11-02', '2026-11-02T20:30:00Z', undefined],
    ['2026-11-02T25:00Z', '2026-11-02T20:30Z', undefined],
  ])('counts the hours from %s to %s: %o', (from, to, hours) => {
    expect(inZones(() => hoursBetween(from, to))).toEqual([hours, hours, hours]);
  });

  it('knows a clock by its zone', () => {
    const moments = ['2026-11-02T09:00Z', '2026-11-02T09:00:00.5-0330', '2026-11-02T09:00', '2026-11-02', '2026-11-02Z'];
    expect(moments.map(hasZone)).toEqual([true, true, false, false, false]);
  });
});
