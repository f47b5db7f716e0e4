import type { Problem } from '../model/problem.ts';
import { type Cell, columnLetters, type Row } from './table-rows.ts';

/** Rows of a wrong shape that are told one by one; a shifted table has as many as it has rows. */
const MAX_TOLD = 100;

/** Looks whether rows fit under the header: cells beyond it, or a last row that the end of the file has cut. */
export class ShapeCheck {
  readonly #file: string;
  readonly #headers: readonly string[];
  /** 0-based index of the last column that a listing cannot do without. */
  readonly #needed: number;
  #told = 0;
  /** Rows so far, and whether every one of them had a cell for each column: then a last row without is cut, not brief. */
  #rows = 0;
  #whole = true;

  constructor(file: string, headers: readonly string[], needed: number) {
    this.#file = file;
    this.#headers = headers;
    this.#needed = needed;
  }

  /** What is wrong with the shape of a row; it is read all the same. */
  problemOf(row: Row, record: number): Problem | undefined {
    const { cells } = row;
    const short = cells.length < this.#headers.length;
    if (row.unended && (cells.length <= this.#needed || (short && this.#rows > 0 && this.#whole)))
      return this.#cut(row, record);
    this.#rows++;
    this.#whole &&= !short;
    if (cells.length <= this.#headers.length) return undefined;
    const extra = cells.findIndex((cell, index) => index >= this.#headers.length && cell.text.trim() !== '');
    const cell = cells[extra];
    if (cell === undefined || this.#told > MAX_TOLD) return undefined;
    this.#told++;
    return this.#told > MAX_TOLD ? this.#more(cell, record) : this.#beyond(cell, extra, record);
  }

  #cut(row: Row, record: number): Problem {
    const { line, column } = row.cells.at(-1) ?? { line: row.line, column: 1 };
    const missing = this.#headers[row.cells.length] ?? '';
    return {
      file: this.#file,
      line,
      column,
      record,
      reason: {
        en: `The file ends in the middle of this row, before the column "${missing}": it may have been cut off, and its last cell too. Download or export it again.`,
        zh: `文件在这一行中间就结束了，还没到“${missing}”列，可能没有下载或导出完整。请重新导出文件。`,
      },
    };
  }

  #beyond(cell: Cell, index: number, record: number): Problem {
    const width = this.#headers.length;
    return {
      file: this.#file,
      line: cell.line,
      column: cell.column,
      record,
      reason: {
        en: `Column ${columnLetters(index)} of this row holds text, but the header has only ${width} columns; the texts of the row may stand under wrong names. Put cells that contain the delimiter in quotes.`,
        zh: `这一行在第 ${index + 1} 列（${columnLetters(index)}）还有内容，但表头只有 ${width} 列，本行内容可能错位。含分隔符的单元格请用引号括起来。`,
      },
    };
  }

  #more(cell: Cell, record: number): Problem {
    return {
      file: this.#file,
      line: cell.line,
      column: cell.column,
      record,
      reason: {
        en: `From here on more rows have texts beyond the header; they are read, but not named one by one. Check the delimiter and the quotes of the file.`,
        zh: '从这里起还有更多行的内容超出表头列数，照常读取，不再逐行列出。请检查文件的分隔符和引号。',
      },
    };
  }
}
