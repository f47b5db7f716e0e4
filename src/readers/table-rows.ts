import type { Place } from '../model/place.ts';
import type { Problem } from '../model/problem.ts';

/*
 * Rows of a table, the same for delimited text and for workbooks: the readers of tables do not see where they come from.
 */

/** One cell as written, without the quotes around it. */
export interface Cell {
  readonly text: string;
  /** Where its first character stands; in a workbook the numbers of row and column. */
  readonly line: number;
  readonly column: number;
  /** Runs of a `Place`, where text and file fall out of step; undefined when the cell stands on one line as it is. */
  readonly runs: readonly number[] | undefined;
}

/** One row that is not blank. */
export interface Row {
  /** The line on which it begins. */
  readonly line: number;
  /** 1-based, as a spreadsheet program numbers it. */
  readonly number: number;
  readonly cells: readonly Cell[];
  /** The file ends inside this row, without a line break: it may have been cut off. */
  readonly unended: boolean;
  /** Its text as it stands in the file; absent in a workbook, and where a quote had to be taken for a plain character. */
  readonly raw?: string;
  /** Name of the sheet, in a workbook. */
  readonly sheet?: string;
}

/** A row, or something that could not be read, in the order of the file. */
export type TableItem = Row | { readonly problem: Problem };

/** A table, some rows at a time. */
export type RowBatches = AsyncIterable<readonly TableItem[]>;

const LETTERS: string[] = [];

/** Name of a column as spreadsheet programs write it: 0 is `A`, 26 is `AA`. */
export function columnLetters(index: number): string {
  const known = LETTERS[index];
  if (known !== undefined) return known;
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  LETTERS[index] = letters;
  return letters;
}

/** Where the text of a cell stands, with the name of the cell. */
export function cellPlace(row: Row, index: number, cell: Cell): Place {
  const name = `${columnLetters(index)}${row.number}`;
  const runs = cell.runs ?? [0, cell.line, cell.column];
  return row.sheet === undefined ? { runs, cell: name } : { runs, cell: `${row.sheet}!${name}`, steady: true };
}

/** The texts of a row. */
export function rowTexts(row: Row): string[] {
  return row.cells.map((cell) => cell.text);
}
