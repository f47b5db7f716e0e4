import { describe, expect, it } from 'vitest';
import { DATE_KINDS, type DateKind, type DateRow } from '../../src/model/trace-report.ts';
import { type DateTable, type FoundDate, makeDateTable } from '../../src/trace/date-table.ts';
import { KIND_NAMES, WORTH } from '../../src/trace/date-wording.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const about = { en: 'x', zh: 'x' };

function date(kind: DateKind, value: string, name = 'datePublished', of?: string): FoundDate {
  return { kind, name, value, about, ref: '', ...(of === undefined ? {} : { of }) };
}

function table(...dates: readonly FoundDate[]): DateTable {
  return makeDateTable([date('received', '2026-11-22T12:00:00Z', 'HTTP 200'), ...dates], NOW);
}

function row({ rows }: DateTable, kind: DateKind): DateRow {
  const found = rows.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(kind);
  return found;
}

describe('the date table', () => {
  it('has words for every kind of date, in both languages', () => {
    for (const kind of DATE_KINDS) {
      const { proves, provesNot } = WORTH[kind];
      for (const { en, zh } of [KIND_NAMES[kind], proves, provesNot])
        expect([en.length > 3, /\p{Script=Han}/u.test(zh)]).toEqual([true, true]);
    }
  });

  it('counts the days at least, whatever zone a day was written in', () => {
    const made = table(date('json-ld', '2025-05-18'), date('git', '2025-05-10T23:30:00+08:00', 'first draft'));
    // The day of theirs may have begun on the 17th at 10:00 in Greenwich.
    expect(made.lead).toMatchObject({ leadDays: 6 });
    expect(made.lead.says.en).toContain('at least 6 days older');
  });

  it('says so when nobody can tell', () => {
    const made = table(date('json-ld', '2025-05-18'), date('git', '2025-05-18T12:00:00Z', 'first draft'));
    expect(made.lead.leadDays).toBe(0);
    expect(made.lead.says.en).toContain('nobody can tell');
    expect(made.lead.says.zh).toContain('无法判断先后');
  });

  it('says so when they were first, and what to look for', () => {
    const made = table(
      date('shopify', '2024-01-05T10:00:00Z', 'created_at'),
      date('git', '2025-05-18T12:00:00Z', 'first draft'),
    );
    expect(made.lead.leadDays).toBe(-499);
    expect(made.lead.says.en).toContain('older records of ours');
    expect(row(made, 'git').leadDays).toBe(-499);
    expect(row(made, 'shopify').leadDays).toBe(-499);
  });

  it('takes of several claims the one that is worst for us', () => {
    const made = table(
      date('json-ld', '2025-05-18T00:00:00Z'),
      date('shopify', '2025-03-01T00:00:00Z', 'created_at'),
      date('git', '2025-01-01T00:00:00Z', 'a'),
    );
    expect(made.lead.leadDays).toBe(59);
    expect(made.rows[made.lead.theirs ?? -1]?.kind).toBe('shopify');
  });

  it.each([
    ['2031-01-01', 'future'],
    ['1970-01-01T00:00:00Z', 'before-the-web'],
    ['0001-01-01T00:00:00Z', 'before-the-web'],
    ['2025-02-30', 'impossible'],
    ['last spring', 'unreadable'],
  ] as const)('does not count %s', (value, fault) => {
    const made = table(date('json-ld', value), date('git', '2025-01-01T00:00:00Z', 'a'));
    expect(row(made, 'json-ld')).toMatchObject({ counts: false, faults: [fault] });
    expect(row(made, 'json-ld').note?.zh).toContain('不计入');
    expect(row(made, 'json-ld').leadDays).toBeUndefined();
    expect(made.rows[made.lead.theirs ?? -1]?.kind).toBe('received');
  });

  it('tells of a page that was changed before it was published', () => {
    const made = table(date('json-ld', '2025-05-18'), date('open-graph', '2025-03-01', 'article:modified_time'));
    expect([row(made, 'json-ld').faults, row(made, 'open-graph').faults]).toEqual([['contradicts'], ['contradicts']]);
    expect(row(made, 'json-ld').note?.en).toContain('changed before it was published');
  });

  it('tells of two days of publication, and counts the earlier', () => {
    const made = table(
      date('json-ld', '2023-05-18'),
      date('shopify', '2025-05-18T00:00:00Z', 'published_at'),
      date('git', '2024-01-01T00:00:00Z', 'a'),
    );
    expect(row(made, 'json-ld').faults).toEqual(['contradicts']);
    expect(made.lead.leadDays).toBeLessThan(0);
  });

  it('does not set dates of different products against each other', () => {
    const made = table(
      date('shopify', '2023-05-18T00:00:00Z', 'published_at', 'lamp'),
      date('json-ld', '2025-05-18', 'datePublished', 'chair'),
    );
    expect(made.rows.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('lets camera times of ours count only where nothing better is there', () => {
    const camera = date('original-exif', '2024-06-01 10:00:00', 'DateTimeOriginal', 'a.jpg');
    const alone = table(date('json-ld', '2025-05-18'), camera);
    expect([row(alone, 'original-exif').counts, alone.lead.leadDays]).toEqual([true, 349]);
    const beside = table(date('json-ld', '2025-05-18'), camera, date('git-image', '2025-01-01T00:00:00Z', 'pictures', 'a.jpg'));
    expect([row(beside, 'original-exif').counts, beside.lead.leadDays]).toEqual([false, 136]);
  });

  it('tells of a camera whose clock contradicts the commit', () => {
    const made = table(
      date('original-exif', '2025-06-01 10:00:00', 'DateTimeOriginal', 'a.jpg'),
      date('git-image', '2025-01-01T00:00:00Z', 'pictures', 'a.jpg'),
    );
    expect(row(made, 'original-exif').note?.en).toContain('clock');
  });

  it('never counts what says nothing about publishing', () => {
    const made = table(
      date('image-exif', '2020-01-01 10:00:00', 'DateTimeOriginal'),
      date('file-time', '2020-01-01T00:00:00Z', 'a.html'),
      date('licence', '2020-01-01', 'L-1'),
    );
    expect(made.rows.filter(({ counts }) => counts).map(({ kind }) => kind)).toEqual(['received']);
    expect(made.lead.says.en).toContain('no dated record of ours');
  });

  it('is the same whatever order the dates come in', () => {
    const dates = [
      date('json-ld', '2025-05-18'),
      date('sitemap', '2025-05-20', 'lastmod'),
      date('git', '2025-01-01T00:00:00Z', 'a'),
      date('record', '2024-12-01', 'invoice'),
    ];
    expect(table(...[...dates].reverse())).toEqual(table(...dates));
  });
});
