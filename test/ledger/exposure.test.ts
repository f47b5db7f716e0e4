import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { exposure } from '../../src/ledger/exposure.ts';
import type { PenaltyRecord } from '../../src/model/ledger.ts';
import type { Exposure, PenaltyTable } from '../../src/model/penalty.ts';
import { loadPenaltyTables } from '../../src/rulepacks/penalties.ts';

const AS_OF = '2026-11-22';
let tables: readonly PenaltyTable[];
beforeAll(async () => {
  tables = await loadPenaltyTables();
});

let number = 0;
function penalty(
  platform: PenaltyRecord['platform'],
  date: string,
  kind: string,
  more: Partial<PenaltyRecord> = {},
): PenaltyRecord {
  return { id: `X-${++number}`, platform, date, kind, proofs: [], ...more };
}

function of(platform: PenaltyRecord['platform'], penalties: readonly PenaltyRecord[], asOf: string = AS_OF): Exposure {
  const found = exposure({ tables, penalties, openComplaints: [], asOf }).find((one) => one.platform === platform);
  if (found === undefined) throw new Error(`nothing of ${platform}`);
  return found;
}

const shiftDay = (day: string, by: number): string => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

describe('exposure at Alibaba.com', () => {
  it('is nothing without records, and tells the first threshold of the official scale', () => {
    const none = of('alibaba', []);
    expect(none).toMatchObject({ table: 'alibaba', points: 0, records: 0, lapses: [], next: { of: 'points', at: 6, left: 6 } });
    expect(none.thresholds.filter((one) => one.of === 'points').map(({ at }) => at)).toEqual([6, 12, 24, 36, 48]);
  });

  it('adds up to six points of one day, and what comes next', () => {
    const day = [4, 4].map((points) => penalty('alibaba', '2026-10-01', 'general', { points }));
    const copied = penalty('alibaba', '2026-10-01', 'copyright', { points: 2 });
    const found = of('alibaba', [...day, copied, penalty('alibaba', '2026-10-02', 'general', { points: 2 })]);
    expect(found).toMatchObject({ points: 8, next: { at: 12, left: 4, now: 8, trust: 'copy' } });
    expect(found.thresholds.filter(({ reached }) => reached).map(({ effect }) => effect.en)).toEqual(['severe warning']);
    expect(of('alibaba', [...day, penalty('alibaba', '2026-10-01', 'other', { points: 4 })]).points).toBe(10);
  });

  it('counts serious ones, and those against one right', () => {
    const right = ['TM 4711', 'tm  4711', 'TM 4712', undefined];
    const found = of(
      'alibaba',
      right.map((one, i) => penalty('alibaba', `2026-0${i + 1}-01`, 'serious', one === undefined ? {} : { right: one })),
    );
    const [all, same] = found.thresholds.filter((one) => one.of === 'count');
    expect(all).toMatchObject({ at: 4, now: 4, reached: true, left: 0 });
    expect(same).toMatchObject({ at: 3, now: 2, reached: false, right: 'TM 4711' });
    expect(found.unconfirmed.map(({ en }) => en).join('\n')).toContain('without the number of their right');
  });

  it('says what it does not know, and makes up nothing', () => {
    const found = of('alibaba', [
      penalty('alibaba', '2020-01-01', 'general'),
      penalty('alibaba', '2026-01-01', 'strange', { points: 3 }),
    ]);
    expect(found).toMatchObject({ points: 3, records: 2, withoutPoints: 1, lapses: [] });
    const doubts = found.unconfirmed.map(({ en }) => en).join('\n');
    expect(doubts).toContain('Of 1 record the platform told no points');
    expect(doubts).toContain('No source says when these points lapse');
    expect(doubts).toContain('no kind strange');
    expect(doubts).toContain('From a copy of the platform’s page');
  });

  it('does not count the example', () => {
    const example = tables.find(({ id }) => id === 'alibaba-example');
    expect(example).toMatchObject({ enabled: false, sources: [{ trust: 'unconfirmed' }] });
    const own = exposure({ tables: tables.filter((one) => one === example), penalties: [], openComplaints: [], asOf: AS_OF });
    expect(own).toEqual([]);
  });

  it('forgets what was taken back, and what is to come', () => {
    const back = penalty('alibaba', '2026-01-01', 'other', { points: 12, withdrawn: '2026-02-01' });
    expect(of('alibaba', [back]).points).toBe(0);
    expect(of('alibaba', [back], '2026-01-31').points).toBe(12);
    expect(of('alibaba', [penalty('alibaba', '2026-12-01', 'other', { points: 12 })])).toMatchObject({ points: 0, records: 0 });
  });
});

describe('exposure elsewhere', () => {
  it('lets AliExpress violations lapse after 365 days, and takes serious ones within three days for one', () => {
    const records = [
      penalty('aliexpress', '2025-11-23', 'serious', { points: 6 }),
      penalty('aliexpress', '2025-11-25', 'serious', { points: 6 }),
      penalty('aliexpress', '2025-11-26', 'serious', { points: 6 }),
      penalty('aliexpress', '2025-11-22', 'general', { points: 3 }),
    ];
    const found = of('aliexpress', records);
    expect(found).toMatchObject({ points: 18, next: { of: 'count', at: 3, now: 2, left: 1 } });
    expect(found.lapses).toEqual([
      { day: '2026-11-23', points: 6, records: [records[0]?.id] },
      { day: '2026-11-25', points: 6, records: [records[1]?.id] },
      { day: '2026-11-26', points: 6, records: [records[2]?.id] },
    ]);
    expect(of('aliexpress', records, '2026-11-23').thresholds[0]).toMatchObject({ now: 2 });
    expect(of('aliexpress', records, '2026-11-25').thresholds[0]).toMatchObject({ now: 1 });
  });

  it('goes by the score that Amazon shows, the newest up to the day', () => {
    const scores = [
      { platform: 'amazon' as const, marketplace: 'amazon.com', value: 180, at: '2026-11-20T08:00:00.000Z' },
      { platform: 'amazon' as const, marketplace: 'amazon.de', value: 600, at: '2026-11-21' },
      { platform: 'amazon' as const, marketplace: 'amazon.com', value: 90, at: '2026-11-29' },
      { platform: 'amazon' as const, marketplace: 'amazon.com', value: 400, at: '2026-10-01' },
    ];
    const at = (asOf: string) =>
      exposure({ tables, penalties: [], openComplaints: [{ platform: 'amazon' }, { platform: 'direct' }], scores, asOf }).find(
        ({ platform }) => platform === 'amazon',
      );
    expect(at(AS_OF)).toMatchObject({
      score: { value: 180, marketplace: 'amazon.com' },
      openComplaints: 1,
      next: { of: 'score', at: 99, left: 81 },
    });
    expect(at(AS_OF)?.thresholds[0]).toMatchObject({ at: 199, reached: true, left: 0 });
    expect(
      at('2026-11-30')
        ?.thresholds.filter(({ reached }) => reached)
        .map(({ at: score }) => score),
    ).toEqual([199, 99]);
    expect(
      of('amazon', [])
        .unconfirmed.map(({ en }) => en)
        .join(),
    ).toContain('No score of the account was imported');
    expect(of('amazon', []).thresholds.every((one) => one.of === 'count')).toBe(true);
  });

  it('has nothing to say where there is no table', () => {
    expect(of('temu', [penalty('temu', '2026-01-01', 'general', { points: 5 })])).toMatchObject({
      points: 5,
      thresholds: [],
      lapses: [],
      unconfirmed: [{ en: expect.stringContaining('no penalty table') }],
    });
  });
});

describe('what adds up', () => {
  const record = fc
    .record({
      platform: fc.constantFrom('alibaba' as const, 'aliexpress' as const, 'amazon' as const),
      ago: fc.integer({ min: 0, max: 500 }),
      kind: fc.constantFrom('general', 'copyright', 'serious', 'other', 'received-ip'),
      points: fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined }),
      right: fc.constantFrom('A', 'B', undefined),
      back: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    })
    .map(({ platform, ago, kind, points, right, back }) =>
      penalty(platform, shiftDay(AS_OF, -ago), kind, {
        ...(points === undefined ? {} : { points }),
        ...(right === undefined ? {} : { right }),
        ...(back === undefined ? {} : { withdrawn: shiftDay(AS_OF, back - ago) }),
      }),
    );
  const records = fc.array(record, { maxLength: 12 });
  const all = (penalties: readonly PenaltyRecord[], asOf: string = AS_OF) =>
    exposure({ tables, penalties, openComplaints: [], asOf });

  it('never is more than what was told, nor less when something is added, in whatever order', () => {
    fc.assert(
      fc.property(records, record, (some, one) => {
        const before = new Map(all(some).map((found) => [found.platform, found]));
        for (const found of all([one, ...some.toReversed()])) {
          const known = before.get(found.platform);
          const told = [one, ...some].filter(({ platform }) => platform === found.platform);
          expect(found.points).toBeLessThanOrEqual(told.reduce((sum, { points = 0 }) => sum + points, 0));
          expect(found.points).toBeGreaterThanOrEqual(known?.points ?? 0);
          found.thresholds.forEach((threshold, i) => {
            expect(threshold.now).toBeGreaterThanOrEqual(known?.thresholds[i]?.now ?? 0);
            expect(threshold.reached).toBe(threshold.left === 0);
          });
        }
      }),
    );
  });

  it('falls by exactly what was said to lapse', () => {
    fc.assert(
      fc.property(records, (some) => {
        const kept = some.map(({ withdrawn: _, ...rest }) => rest);
        for (const found of all(kept)) {
          let points = found.points;
          for (const lapse of found.lapses) {
            points -= lapse.points;
            expect(lapse.points).toBeGreaterThanOrEqual(0);
            expect(all(kept, lapse.day).find(({ platform }) => platform === found.platform)?.points).toBe(points);
          }
          if (tables.find(({ id }) => id === found.table)?.validity !== undefined) expect(points).toBe(0);
        }
      }),
    );
  });
});

describe('the tables that come with preclear', () => {
  it('name for every number a source that is there, with the day on which it was read', () => {
    expect(tables.map(({ id }) => id).toSorted()).toEqual(['alibaba', 'alibaba-example', 'aliexpress', 'amazon']);
    for (const { sources, thresholds, id } of tables) {
      for (const { checked, url, trust } of sources) {
        expect(checked).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(url !== undefined || trust === 'unconfirmed', id).toBe(true);
      }
      expect(thresholds.length).toBeGreaterThan(0);
    }
    // Nobody publishes what a violation costs there.
    for (const { id, kinds } of tables)
      if (id !== 'alibaba-example') expect(kinds.some(({ points }) => points !== undefined)).toBe(false);
  });
});
