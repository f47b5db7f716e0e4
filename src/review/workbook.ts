import type { Cell, CellValue, WriteSheet } from 'hucre/xlsx';
import { clip } from '../reporters/cells.ts';
import type { SheetCell, SheetTable } from './workbook-sheets.ts';

/*
 * Tables -> a workbook (XLSX). Words of others are not trusted: what a spreadsheet would take for a formula gets an apostrophe in front.
 */

/** Longest text of a cell, in columns; spreadsheets hold 32,767 characters. */
const LONGEST = 2000;
/** What begins a formula in some spreadsheet, full-width signs of Chinese and Japanese keyboards too. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The workbook's bytes. */
export async function writeWorkbook(tables: readonly SheetTable[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({ sheets: tables.map(sheetOf), defaultFont: { name: 'Calibri', size: 11 } });
}

function sheetOf({ name, columns, rows }: SheetTable): WriteSheet {
  const last = columnLetter(columns.length);
  const heading = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EBEF' } } } as const;
  const cells = new Map(
    columns.map((column, at) => [`0,${at}`, { value: column.name, type: 'string', style: heading } as const]),
  );
  const dates = new Map<string, { readonly value: Date; readonly type: 'date'; readonly style: { readonly numFmt: string } }>();
  for (const [at, row] of rows.entries())
    for (const [column, cell] of row.entries())
      if (typeof cell === 'object' && cell !== null)
        dates.set(`${at + 1},${column}`, {
          value: new Date(`${cell.day}T00:00:00Z`),
          type: 'date',
          style: { numFmt: 'yyyy-mm-dd' },
        });
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map((column) => column.name), ...rows.map((row) => row.map(valueOfCell))],
    cells: new Map<string, Partial<Cell>>([...cells, ...dates]),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${last}${rows.length + 1}` },
  };
}

function valueOfCell(cell: SheetCell): CellValue {
  if (cell === null || typeof cell === 'number') return cell;
  if (typeof cell === 'object') return new Date(`${cell.day}T00:00:00Z`);
  const text = clip(cell, LONGEST);
  return FORMULA.test(cell) ? `'${text}` : text;
}

/** `A` for 1. No sheet has more than 26 columns. */
function columnLetter(number: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + number - 1);
}
