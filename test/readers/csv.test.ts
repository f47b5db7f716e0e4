import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate, type Place } from '../../src/model/place.ts';
import type { Problem } from '../../src/model/problem.ts';
import { readCsvRows } from '../../src/readers/csv.ts';
import type { Dialect } from '../../src/readers/csv-cursor.ts';
import { detectDialect } from '../../src/readers/csv-dialect.ts';
import { CsvScanner } from '../../src/readers/csv-scanner.ts';
import type { CsvLimits } from '../../src/readers/csv-skip.ts';
import { cellPlace, type Row, type TableItem } from '../../src/readers/table-rows.ts';

const COMMA: Dialect = { delimiter: ',', lineBreak: '\n' };
const TAB: Dialect = { delimiter: '\t', lineBreak: '\n' };

function scanItems(source: string, dialect: Dialect = COMMA, chunk = source.length + 1, limits?: CsvLimits): TableItem[] {
  const scanner = new CsvScanner('a.csv', dialect, limits);
  const items: TableItem[] = [];
  for (let i = 0; i < source.length; i += chunk) items.push(...scanner.push(source.slice(i, i + chunk)));
  items.push(...scanner.end());
  return items;
}

function rowsOf(items: readonly TableItem[]): Row[] {
  return items.filter((item): item is Row => 'cells' in item);
}

function problemsOf(items: readonly TableItem[]): Problem[] {
  return items.flatMap((item) => ('problem' in item ? [item.problem] : []));
}

function texts(items: readonly TableItem[]): string[][] {
  return rowsOf(items).map((row) => row.cells.map((cell) => cell.text));
}

/** The character of the source at a line and column, lines ended as editors end them. */
function characterAt(lines: readonly string[], place: Place, offset: number): string {
  const { line, column } = locate(place, offset);
  return (lines[line - 1] ?? '').charAt(column - 1);
}

function quote(cell: string, delimiter: string, always: boolean): string {
  return always || /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const CELL = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r\n', 'a', ' ', '杯', '😀'), maxLength: 8 }),
);

describe('CsvScanner', () => {
  it('reads what csv-parse reads, however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(CELL, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';', '|') as fc.Arbitrary<',' | ';' | '|'>,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (table, delimiter, lineBreak, always, chunk) => {
          const clean = table.map((row) => row.map((cell) => cell.replace(/\r(?!\n)/g, '').replaceAll('\uFEFF', '')));
          const source = clean.map((row) => row.map((cell) => quote(cell, delimiter, always)).join(delimiter)).join(lineBreak);
          const expected = parse(source, { delimiter, relax_column_count: true, record_delimiter: lineBreak }) as string[][];
          const items = scanItems(source, { delimiter, lineBreak: '\n' }, chunk);
          expect(problemsOf(items)).toEqual([]);
          expect(texts(items)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('knows the line and column of every character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(CELL, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        (table, lineBreak, chunk) => {
          const source = table.map((row) => row.map((cell) => quote(cell, ',', false)).join(',')).join(lineBreak);
          const lines = source.split(/\r\n|\n|\r/);
          for (const row of rowsOf(scanItems(source, COMMA, chunk))) {
            for (const [index, cell] of row.cells.entries()) {
              const place = cellPlace(row, index, cell);
              for (let i = 0; i < cell.text.length; i++) {
                if (/[\r\n]/.test(cell.text.charAt(i))) continue;
                expect(characterAt(lines, place, i)).toBe(cell.text.charAt(i));
              }
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads anything without an exception, the same however it is cut', () => {
    const pieces = [
      '"',
      '""',
      ',',
      '\t',
      '\n',
      '\r\n',
      '\r',
      'a',
      ' ',
      '"b" c',
      ',"',
      '",',
      'd,e,f\n',
      'g,"h,i\n',
      'k,"l",m\n',
      '"n\no",p,q\n',
    ];
    const noise = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 40 });
    const limits = fc.constantFrom<CsvLimits | undefined>(undefined, { cell: 12, record: 30, cells: 5 });
    fc.assert(
      fc.property(
        noise,
        fc.constantFrom(COMMA, TAB),
        fc.integer({ min: 1, max: 30 }),
        limits,
        (source, dialect, chunk, most) => {
          expect(scanItems(source, dialect, chunk, most)).toEqual(scanItems(source, dialect, source.length + 1, most));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('numbers rows as a spreadsheet does and leaves blank ones out', () => {
    const rows = rowsOf(scanItems('sku,title\r\n\r\nA,"two\r\nlines"\r\n,\r\nB,x'));
    expect(rows.map((row) => [row.number, row.line])).toEqual([
      [1, 1],
      [3, 3],
      [4, 5],
      [5, 6],
    ]);
    expect(rows.map((row) => row.unended)).toEqual([false, false, false, true]);
    const cell = rows[1]?.cells[1];
    expect(rows[1] && cell && cellPlace(rows[1], 1, cell).cell).toBe('B3');
  });

  it('reads old Mac line breaks', () => {
    expect(texts(scanItems('a,b\rc,"d\re"\r', { delimiter: ',', lineBreak: '\r' }, 1))).toEqual([
      ['a', 'b'],
      ['c', 'd\re'],
    ]);
  });

  it('keeps quotes in a tab-separated file that bound no cell', () => {
    const source = 'a\tb\tc\n27" monitor\t"Best" case\t"5"\n"x ""y"" z"\t"two\nlines"\t"open\n1\t"2\t3"\n';
    const items = scanItems(source, TAB);
    expect(problemsOf(items)).toEqual([]);
    expect(texts(items)).toEqual([
      ['a', 'b', 'c'],
      ['27" monitor', '"Best" case', '5'],
      ['x "y" z', 'two\nlines', '"open'],
      ['1', '"2', '3"'],
    ]);
  });

  it('reads single quotes inside a quoted cell as careless exports write them', () => {
    const items = scanItems('a,b,c\n1,"27" monitor, black",x\n2,"Best" case,9.99\n3,"y" ,z\n');
    expect(problemsOf(items)).toEqual([]);
    expect(texts(items).slice(1)).toEqual([
      ['1', '27" monitor, black', 'x'],
      ['2', '"Best" case', '9.99'],
      ['3', 'y', 'z'],
    ]);
  });

  it('reads words in quotes as text where that gives rows of one width, whatever the header has', () => {
    const rows = Array.from({ length: 50_000 }, () => 'A,"Best" case,x,1\r\n').join('');
    const items = scanItems(`sku,title,brand\r\n${rows}`, COMMA, 4096);
    expect(problemsOf(items)).toEqual([]);
    expect(texts(items).length).toBe(50_001);
    expect(texts(items).at(-1)).toEqual(['A', '"Best" case', 'x', '1']);
  });

  it('reads every row behind a quote that is never closed', () => {
    const rows = Array.from({ length: 500 }, (_, i) => `SKU-${i},Bottle ${i},steel`);
    rows[100] = 'SKU-100,"Bottle 100,steel';
    const items = scanItems(`sku,title,material\n${rows.join('\n')}\n`, COMMA, 64);
    expect(problemsOf(items).map(({ line, column }) => [line, column])).toEqual([[102, 9]]);
    expect(texts(items).length).toBe(501);
    expect(texts(items)[101]).toEqual(['SKU-100', '"Bottle 100', 'steel']);
    expect(texts(items)[500]).toEqual(['SKU-499', 'Bottle 499', 'steel']);
  });

  it('reads the rows between a quote that is never closed and the quotes of a later row', () => {
    const items = scanItems('sku,title,material\nA,x,y\nB,"open,steel\nC,"Cup, red",glass\nD,z,wood\n');
    expect(problemsOf(items).map(({ line, column }) => [line, column])).toEqual([[3, 3]]);
    expect(texts(items).slice(2)).toEqual([
      ['B', '"open', 'steel'],
      ['C', 'Cup, red', 'glass'],
      ['D', 'z', 'wood'],
    ]);
  });

  it('gives up on quotes over several lines when there are too many that never close', () => {
    const rows = Array.from({ length: 300 }, (_, i) => `S${i},"T${i},m`);
    const items = scanItems(`sku,title,material\n${rows.join('\n')}\n`);
    expect(texts(items).length).toBe(301);
    expect(problemsOf(items).length).toBe(32);
    expect(problemsOf(items).at(-1)?.reason.en).toContain('from here on');
  });

  describe('with small limits', () => {
    const limits: CsvLimits = { cell: 100, record: 400, cells: 20 };
    const long = 'x'.repeat(5000);

    it.each([
      ['unquoted', `1,${long},2`, 3],
      ['quoted', `1,"${long}",2`, 3],
      ['quoted, with line breaks', `1,"${'long text\n'.repeat(400)}",2`, 3],
      ['a quote that is never closed', `1,"${long}`, 3],
    ])('leaves out a row with a long cell: %s', (_, row, column) => {
      for (const chunk of [1, 13, 64, 100_000]) {
        const items = scanItems(`a,b,c\nx,y,z\n${row}\nlast,row,here\n`, COMMA, chunk, limits);
        expect(problemsOf(items).map((p) => [p.line, p.column])).toEqual([[3, column]]);
        expect(texts(items)).toEqual([
          ['a', 'b', 'c'],
          ['x', 'y', 'z'],
          ['last', 'row', 'here'],
        ]);
        expect(rowsOf(items)[2]?.line).toBe(3 + row.split('\n').length);
      }
    });

    it('reads the rows that a quote without end has swallowed up to the limit', () => {
      const rows = Array.from({ length: 100 }, (_, i) => `S${i},title ${i},m`);
      rows[10] = 'S10,"title 10,m';
      for (const chunk of [7, 100_000]) {
        const items = scanItems(`sku,title,material\n${rows.join('\n')}\n`, COMMA, chunk, limits);
        expect(problemsOf(items).map((p) => [p.line, p.column])).toEqual([[12, 5]]);
        expect(texts(items).length).toBe(101);
      }
    });

    it('leaves out a row without end and a row with too many cells', () => {
      const items = scanItems(
        `a,b\n${'abcdefghi,'.repeat(18)}\n${'abcde '.repeat(9)},${'y,'.repeat(30)}\nc,d\n`,
        COMMA,
        50,
        limits,
      );
      expect(problemsOf(items).map((p) => p.line)).toEqual([3]);
      expect(texts(items).at(-1)).toEqual(['c', 'd']);
    });

    it('says so when a long quoted cell never ends', () => {
      const items = scanItems(`a,b,c\n1,"${'long text\n'.repeat(400)}`, COMMA, 64, limits);
      expect(problemsOf(items).length).toBe(2);
    });
  });
});

describe('detectDialect', () => {
  it.each([
    ['sku,title,brand\n1,"Bottle; 500 ml; steel",Acme\n', ','],
    ['sku;title;brand\n1;"Flasche, 500 ml, Stahl";Acme\n', ';'],
    ['sku\ttitle\tbrand\n1\tBottle, steel, 500 ml\tAcme\n', '\t'],
    ['sku|title\n1|Bottle, steel\n', '|'],
    ['title\nBottle\n', ','],
    ['标题;品牌\n保温杯,大容量;途铂\n', ';'],
    [
      'TemplateType=fptcustom\tVersion=2023.1\tThe top 3 rows are for Amazon, and, not, for, you\nSKU\tName\titem\nitem_sku\titem_name\tx\n',
      '\t',
    ],
    ['x,y,z\n1,2,3\n', ','],
    ['', ','],
  ])('%j', (head, delimiter) => {
    expect(detectDialect(head).delimiter).toBe(delimiter);
  });

  it('knows the line breaks of old Macs', () => {
    expect(detectDialect('a,b\rc,d').lineBreak).toBe('\r');
    expect(detectDialect('a,b\r\nc,d').lineBreak).toBe('\n');
  });
});

describe('readCsvRows', () => {
  it('reads a file whatever its character set, problems in their place', async () => {
    const bytes = Buffer.concat([Buffer.from('sku,title\nA,保温杯\nB,'), Buffer.from([0xff]), Buffer.from('水壶\n')]);
    const input = {
      path: '/x/a.csv',
      file: 'a.csv',
      head: bytes,
      size: bytes.length,
      open: () => Readable.from([bytes]),
      options: {},
    };
    const items: TableItem[] = [];
    for await (const batch of readCsvRows(input)) items.push(...batch);
    expect(problemsOf(items).map(({ line, column }) => [line, column])).toEqual([[3, 3]]);
    expect(texts(items)).toEqual([
      ['sku', 'title'],
      ['A', '保温杯'],
      ['B', '\uFFFD水壶'],
    ]);
  });
});
