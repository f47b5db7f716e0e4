import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, parseWeek, weekBefore, weekOfDay } from '../../src/review/week.ts';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo'];

describe('weeks', () => {
  it.each([
    ['2026-11-22', '2026-W47', '2026-11-16'],
    ['2026-01-01', '2026-W01', '2025-12-29'],
    ['2027-01-03', '2026-W53', '2026-12-28'],
    ['2024-12-30', '2025-W01', '2024-12-30'],
  ])('count as ISO 8601 does: %s lies in %s', (day, id, first) => {
    expect(weekOfDay(day, 'UTC')).toMatchObject({ id, first });
  });

  it('begin and end at midnight of the zone, when clocks change too', () => {
    expect(weekOfDay('2026-11-18', 'Asia/Shanghai')).toMatchObject({
      from: '2026-11-15T16:00:00.000Z',
      to: '2026-11-22T16:00:00.000Z',
    });
    expect(weekOfDay('2026-11-01', 'America/New_York')).toMatchObject({
      from: '2026-10-26T04:00:00.000Z',
      to: '2026-11-02T05:00:00.000Z',
    });
  });

  it('follow each other without a gap', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom(...ZONES), (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        const week = weekOfDay(day, zone);
        const next = weekBefore(week, -1);
        expect(week.first <= day && day <= week.last).toBe(true);
        expect(next.from).toBe(week.to);
        expect(parseWeek(week.id, day, zone)).toEqual(week);
        expect(dayIn(week.from, zone)).toBe(week.first);
        expect(dayIn(new Date(Date.parse(week.from) - 1).toISOString(), zone) < week.first).toBe(true);
      }),
    );
  });

  it('are understood by name', () => {
    expect(parseWeek('last', '2026-11-22', 'UTC').id).toBe('2026-W46');
    expect(parseWeek('this', '2026-11-22', 'UTC').id).toBe('2026-W47');
  });

  it.each(['2026-W54', '2025-W53', '2026-W00', 'W47', 'yesterday', '2026-47'])('are refused: %s', (text) => {
    expect(() => parseWeek(text, '2026-11-22', 'UTC')).toThrow(/is no week/);
  });
});
