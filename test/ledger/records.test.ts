import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanCsv } from '../../src/ledger/csv.ts';
import { scanJsonLines } from '../../src/ledger/json-lines.ts';
import { readRows } from '../../src/ledger/records.ts';

const COLUMNS = { id: ['编号'], files: ['图片', 'file'], note: ['备注'] };

const texts = (text: string, file = 'licences.csv'): Record<string, string>[] =>
  readRows(text, file, COLUMNS).rows.map((row) => Object.fromEntries([...row.cells].map(([name, cell]) => [name, cell.text])));

describe('scanCsv', () => {
  it('places every cell', () => {
    const { headings, rows } = scanCsv('id,files\nL1,"a,""b"""\n\nL2,"two\nlines"\r\nL3,x', 'l.csv');
    expect(headings.map(({ text, line, column }) => [text, line, column])).toEqual([
      ['id', 1, 1],
      ['files', 1, 4],
    ]);
    expect(rows.map((row) => [row.record, ...row.pairs.map(([, c]) => [c.text, c.line, c.column])])).toEqual([
      [1, ['L1', 2, 1], ['a,"b"', 2, 4]],
      [2, ['L2', 4, 1], ['two\nlines', 4, 4]],
      [3, ['L3', 6, 1], ['x', 6, 4]],
    ]);
  });

  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('reads cells divided by a %s, with or without a byte order mark', (_, separator) => {
    const text = [
      ['id', 'files'],
      ['L1', 'a.jpg'],
    ]
      .map((row) => row.join(separator))
      .join('\r\n');
    for (const whole of [text, `\ufeff${text}\r\n`]) expect(texts(whole)).toEqual([{ id: 'L1', files: 'a.jpg' }]);
  });

  it('agrees with csv-parse on what spreadsheets write', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '图', ';'), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    const write = (rows: string[][]): string =>
      rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
    fc.assert(
      fc.property(table, (rows) => {
        const text = write([['x', 'y', 'z'], ...rows]);
        const expected = (parse(text) as string[][]).slice(1).filter((row) => row.some((value) => value.trim() !== ''));
        expect(scanCsv(text, 'l.csv').rows.map((row) => row.pairs.map(([, value]) => value.text))).toEqual(expected);
      }),
    );
  });

  it('reads nothing from an unclosed quote on, and says where it opens', () => {
    const { rows, problems } = scanCsv('id,files\nL1,a\nL2,"b\nL3,c', 'l.csv');
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ file: 'l.csv', line: 3, column: 4 }]);
  });

  it('does not count a row with more cells than headings', () => {
    const { rows, problems } = scanCsv('id,files\nL1,a,b\nL2,c,,\n', 'l.csv');
    expect(rows.map((row) => row.record)).toEqual([2]);
    expect(problems).toMatchObject([{ line: 2, column: 6, record: 1 }]);
  });

  it('stops after a hundred thousand rows', () => {
    const { rows, problems } = scanCsv(`id\n${'x\n'.repeat(100_001)}`, 'l.csv');
    expect(rows).toHaveLength(100_000);
    expect(problems).toMatchObject([{ line: 100_002 }]);
  });

  it.each(['', '\n', '""', '\ufeff'])('finds nothing in %j', (text) => {
    expect(scanCsv(text, 'l.csv').rows).toEqual([]);
  });

  it('is linear in quotes', () => {
    expect(scanCsv(`id\n${'"'.repeat(1_000_001)}`, 'l.csv').problems).toHaveLength(1);
  });
});

describe('scanJsonLines', () => {
  it('places every key', () => {
    const { rows } = scanJsonLines('{"id":"L1", "files": ["a{.jpg", "b.jpg"]}\n\n{"note":"x:\\"y\\"","id":7}', 'l.jsonl');
    expect(rows.map((row) => [row.record, ...row.pairs.map(([k, c]) => [k.text, c.text, c.line, c.column])])).toEqual([
      [1, ['id', 'L1', 1, 2], ['files', 'a{.jpg; b.jpg', 1, 13]],
      [2, ['note', 'x:"y"', 3, 2], ['id', '7', 3, 19]],
    ]);
  });

  it.each(['nonsense', '[]', '"text"', 'null', '{"id": {"a": 1}}', '{"id": [1]}', '{"id": true}'])('leaves out %s', (line) => {
    const { rows, problems } = scanJsonLines(`{"id":"L1"}\n${line}`, 'l.jsonl');
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 2, record: 2 }]);
  });
});

describe('readRows', () => {
  it('knows headings in both languages, in any case and order', () => {
    expect(texts('备注,图片,编号\n,a.jpg,L1')).toEqual([{ id: 'L1', files: 'a.jpg' }]);
    expect(texts('FILES, Id \na.jpg,L1')).toEqual([{ id: 'L1', files: 'a.jpg' }]);
    expect(texts('{"ID":"L1","图片":"a.jpg"}', 'l.jsonl')).toEqual([{ id: 'L1', files: 'a.jpg' }]);
  });

  it('tells an unknown column and does not count the rows that fill it', () => {
    const { rows, problems } = readRows('id,valid_too\nL1,2026-01-01\nL2,', 'l.csv', COLUMNS);
    expect(rows.map((row) => row.cells.get('id')?.text)).toEqual(['L2']);
    expect(problems).toMatchObject([
      { line: 1, column: 4, reason: { en: expect.stringContaining('Allowed: id, files, note') } },
      { line: 2, column: 4, record: 1 },
    ]);
  });

  it('does not count a row with the same column twice', () => {
    const { rows, problems } = readRows('id,编号\nL1,L2\nL3,', 'l.csv', COLUMNS);
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 2, column: 4 }]);
  });
});
