import type { CellValue } from 'hucre/xlsx';
import type { Cell, Row, RowBatches, TableItem } from './table-rows.ts';

/*
 * The only file that knows the package behind the workbooks. Sheets come as rows of a table; the line of a cell is its row, the column its
 * column, and its name is what a spreadsheet program calls it.
 */

const BATCH_ROWS = 200;
/** Cells, empty ones before the last of a row counted in; a row with one cell far to the right costs as much as a full one. */
const MAX_CELLS = 50_000_000;

/** The sheet goes on for ever: more cells than any real one has. */
export class SheetTooLarge extends Error {
  override readonly name = 'SheetTooLarge';
}

/** The rows of one sheet. Throws what the package throws on a damaged file, and `SheetTooLarge`. */
export async function* readSheet(bytes: Uint8Array, sheet: string): RowBatches {
  const { streamXlsxRows } = await import('hucre/xlsx');
  let batch: TableItem[] = [];
  let cells = 0;
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    cells += values.length;
    if (cells > MAX_CELLS) throw new SheetTooLarge(`more than ${MAX_CELLS} cells`);
    const row = rowOf(values, index, sheet);
    if (row !== undefined) batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function rowOf(values: readonly CellValue[], index: number, sheet: string): Row | undefined {
  const line = index + 1;
  let filled = false;
  const cells = values.map((value, at): Cell => {
    const text = textOf(value);
    if (text !== '') filled = true;
    return { text, line, column: at + 1, runs: undefined };
  });
  return filled ? { line, number: line, cells, unended: false, sheet } : undefined;
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value);
}
