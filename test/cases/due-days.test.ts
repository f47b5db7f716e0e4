import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, dueDay } from '../../src/cases/due-days.ts';
import { dayAfter, daysBetween, isDay } from '../../src/model/day.ts';

describe('last days', () => {
  it.each([
    // 2026-11-02 is a Monday.
    ['2026-11-02', 5, '2026-11-09'],
    ['2026-11-06', 1, '2026-11-09'],
    ['2026-11-07', 1, '2026-11-09'],
    ['2026-11-08', 3, '2026-11-11'],
    ['2026-12-31', 10, '2027-01-14'],
  ])('counts working days: %s + %i = %s', (from, days, due) => {
    expect(dueDay({ from, days, unit: 'working' })?.due).toBe(due);
  });

  it.each([
    ['2026-11-02', { days: 90 }, '2027-01-31'],
    ['2028-02-28', { days: 1 }, '2028-02-29'],
    ['2026-11-02T22:30:00Z', { hours: 72 }, '2026-11-05'],
    // From the beginning of the day, so that nobody is told a day too many.
    ['2026-11-02', { hours: 72 }, '2026-11-04'],
    // Nobody knows whose clock that was; this computer's must not decide.
    ['2026-11-02T22:30', { hours: 72 }, '2026-11-04'],
    ['2026-11-02T22:30-08:00', { hours: 72 }, '2026-11-06'],
    ['2026-11-02', { hours: 24, days: 1 }, '2026-11-02'],
  ])('counts calendar days and hours: %s %o = %s', (from, period, due) => {
    expect(dueDay({ from, unit: 'calendar', ...period })?.due).toBe(due);
  });

  it.each([
    ['2026-02-30', { days: 3 }],
    ['soon', { days: 3 }],
    ['2026-11-02', { days: -1 }],
    ['2026-11-02', { days: 1e9 }],
    ['2026-11-02', {}],
    ['2026-11-02', { hours: Number.NaN }],
  ])('counts nothing that makes no sense: %s %o', (from, period) => {
    expect(dueDay({ from, unit: 'working', ...period })).toBeUndefined();
  });

  it('says that holidays are not known, and when the time of day is not', () => {
    expect(dueDay({ from: '2026-11-02', days: 2, unit: 'working' })?.basis.en).toContain('public holidays are not known');
    expect(dueDay({ from: '2026-11-02', hours: 72, unit: 'calendar' })?.basis.en).toContain('no time of day');
  });

  it('ends a count of working days on a weekday, as many weekdays later as were asked for', () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((n) => dayAfter('2000-01-01', n));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const due = addWorkingDays(from, count);
        const between = Array.from({ length: daysBetween(from, due) }, (_, i) => dayAfter(from, i + 1));
        const weekdays = between.filter((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
        expect(weekdays).toHaveLength(count);
        expect(weekdays.at(-1)).toBe(due);
        expect(isDay(due)).toBe(true);
      }),
    );
  });
});
