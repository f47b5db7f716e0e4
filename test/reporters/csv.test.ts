import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { createCsv } from '../../src/reporters/csv.ts';
import { findings, outcome, plainOptions } from './sample.ts';
import { acting, HOSTILE, hostileOutcome, settled, write } from './states.ts';

function rows(text: string): string[][] {
  return parse(text, { bom: true, record_delimiter: '\r\n' });
}

describe('csv report', () => {
  it.each(['en', 'zh'] as const)('is the expected table in %s', async (lang) => {
    const text = write(createCsv({ ...plainOptions, lang }));
    // Git may keep the expected file with other line ends.
    await expect(text.replaceAll('\r\n', '\n')).toMatchFileSnapshot(`expected/report.${lang}.csv.txt`);
  });

  it('begins with a byte order mark and ends every row with CRLF', () => {
    const text = write(createCsv(plainOptions));
    expect(text.startsWith('\uFEFF"severity"')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(findings.length + 2);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has no row for what is accepted or known', () => {
    expect(rows(write(createCsv(plainOptions), [outcome, settled]))).toHaveLength(findings.length + 1);
  });

  it.each(HOSTILE)('keeps the table whole and free of formulas: %s', (_, text) => {
    const table = rows(write(createCsv(plainOptions), [hostileOutcome(text)]));
    expect(new Set(table.map((row) => row.length))).toEqual(new Set([17]));
    for (const cell of table.flat()) {
      expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      // The sign that shows an unprintable character is one column of many.
      expect(acting(cell)).toEqual([]);
      expect(cell.length).toBeLessThan(32_767);
    }
  });

  it('puts an apostrophe before a formula and changes nothing else', () => {
    const [, row = []] = rows(write(createCsv(plainOptions), [hostileOutcome("=cmd|'/C calc'!A0")]));
    expect(row[2]).toBe("'=cmd|'/C calc'!A0");
  });
});
