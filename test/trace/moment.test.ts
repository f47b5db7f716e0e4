import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, type Moment, readMoment } from '../../src/trace/moment.ts';

const iso = (written: string): readonly [string, string] | string => {
  const read = readMoment(written);
  return typeof read === 'string' ? read : [new Date(read.from).toISOString(), new Date(read.to).toISOString()];
};

describe('a date as somebody wrote it', () => {
  it.each([
    ['2025-03-01T10:00:00Z', '2025-03-01T10:00:00.000Z', '2025-03-01T10:00:00.000Z'],
    ['2025-03-01T10:00:00+08:00', '2025-03-01T02:00:00.000Z', '2025-03-01T02:00:00.000Z'],
    ['2025-03-01T10:00:00.123456-0500', '2025-03-01T15:00:00.000Z', '2025-03-01T15:00:00.000Z'],
    ['2025-03-01 10:00', '2025-02-28T20:00:00.000Z', '2025-03-01T22:00:00.000Z'],
    ['2025-03-01', '2025-02-28T10:00:00.000Z', '2025-03-02T12:00:00.000Z'],
    ['2025-12', '2025-11-30T10:00:00.000Z', '2026-01-01T12:00:00.000Z'],
    ['2025:03:01 10:22:33', '2025-02-28T20:22:33.000Z', '2025-03-01T22:22:33.000Z'],
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37.000Z', '1994-11-06T08:49:37.000Z'],
    ['2024-02-29', '2024-02-28T10:00:00.000Z', '2024-03-01T12:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z', '2016-12-31T23:59:59.000Z'],
  ])('%s', (written, from, to) => {
    expect(iso(written)).toEqual([from, to]);
  });

  it.each([
    ['2025-02-29', 'impossible'],
    ['2025-13', 'impossible'],
    ['2025-00-10', 'impossible'],
    ['2025-01-01T25:00:00Z', 'impossible'],
    ['2025-01-01T10:00:00+19:00', 'impossible'],
    ['31 Feb 2025 10:00:00 GMT', 'impossible'],
    ['yesterday', 'unreadable'],
    ['', 'unreadable'],
    ['1700000000', 'unreadable'],
  ])('%s is %s', (written, why) => {
    expect(readMoment(written)).toBe(why);
  });

  it('of any characters is a moment or none, and never ends before it begins', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        ),
        (written) => {
          const read = readMoment(written);
          expect(typeof read === 'string' || read.from <= read.to).toBe(true);
        },
      ),
    );
  });
});

describe('the days between two moments', () => {
  const at = (written: string): Moment => {
    const read = readMoment(written);
    if (typeof read === 'string') throw new Error(read);
    return read;
  };

  it('are the least that they may be', () => {
    expect(daysBetween(at('2025-03-01'), at('2025-03-11'))).toBe(7);
    expect(daysBetween(at('2025-03-01T00:00:00Z'), at('2025-03-11T00:00:00Z'))).toBe(10);
  });

  it('are none where nobody can tell', () => {
    expect(daysBetween(at('2025-03-01'), at('2025-03-02'))).toBe(0);
    expect(daysBetween(at('2025-03-02'), at('2025-03-01'))).toBe(0);
  });

  it('of the one and of the other are the same, with the other sign', () => {
    const moment = fc
      .tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e9 }))
      .map(([from, long]) => ({ from, to: from + long }));
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(daysBetween(a, b) + daysBetween(b, a)).toBe(0);
      }),
    );
  });
});
