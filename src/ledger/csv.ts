import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { type Cell, limitRows, type RawRow, type RawTable } from './table.ts';

/** A small CSV scanner that knows the place of every cell. The first row holds the headings; the separator is what it uses most. */
export function scanCsv(text: string, file: string): RawTable {
  const problems: Problem[] = [];
  const scanner = new Scanner(text, separatorOf(text));
  const rows: Cell[][] = [];
  for (let row = scanner.readRow(); row !== undefined; row = scanner.readRow()) {
    if (row.some((cell) => cell.text.trim() !== '')) rows.push(row);
  }
  if (scanner.unclosed !== undefined) problems.push({ file, ...scanner.unclosed, reason: UNCLOSED });
  const [headings = [], ...records] = rows;
  const kept = limitRows(records, (cells) => cells[0]?.line ?? 1, file, problems);
  return { headings, rows: kept.flatMap((cells, i) => pair(headings, cells, file, i + 1, problems)), problems };
}

function pair(headings: readonly Cell[], cells: readonly Cell[], file: string, record: number, problems: Problem[]): RawRow[] {
  const beyond = cells.slice(headings.length).find((cell) => cell.text.trim() !== '');
  if (beyond !== undefined) {
    problems.push({ file, line: beyond.line, column: beyond.column, record, reason: TOO_WIDE });
    return [];
  }
  const pairs = headings.flatMap((heading, i) => {
    const cell = cells[i];
    return cell === undefined ? [] : [[heading, cell] as const];
  });
  return [{ record, line: cells[0]?.line ?? 1, pairs }];
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (separator: string): number => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}

class Scanner {
  readonly #text: string;
  readonly #separator: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  /** Where a cell begins whose quote nothing closes; reading ends there. */
  unclosed: { readonly line: number; readonly column: number } | undefined;

  constructor(text: string, separator: string) {
    this.#text = text.replace(/^\ufeff/, '');
    this.#separator = separator;
  }

  /** The next row; undefined at the end. */
  readRow(): Cell[] | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const row: Cell[] = [];
    for (let more = true; more; more = this.#skip(this.#separator)) {
      const cell = this.#readCell();
      if (cell === undefined) return undefined;
      row.push(cell);
    }
    this.#skipBreak();
    return row;
  }

  #readCell(): Cell | undefined {
    const place = { line: this.#line, column: this.#at - this.#lineStart + 1 };
    let quoted = '';
    if (this.#text[this.#at] === '"') {
      const end = this.#closingQuote();
      if (end < 0) {
        this.unclosed = place;
        this.#at = this.#text.length;
        return undefined;
      }
      quoted = this.#text.slice(this.#at + 1, end).replaceAll('""', '"');
      while (this.#at < end) if (!this.#skipBreak()) this.#at++;
      this.#at = end + 1;
    }
    const start = this.#at;
    while (this.#at < this.#text.length && !this.#isEnd(this.#text[this.#at] ?? '')) this.#at++;
    return { text: quoted + this.#text.slice(start, this.#at), ...place };
  }

  #isEnd(character: string): boolean {
    return character === this.#separator || character === '\n' || character === '\r';
  }

  /** Where the quoted cell at hand ends; a doubled quote does not end it. -1 when nothing does. */
  #closingQuote(): number {
    for (let at = this.#text.indexOf('"', this.#at + 1); at >= 0; at = this.#text.indexOf('"', at + 2)) {
      if (this.#text[at + 1] !== '"') return at;
    }
    return -1;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipBreak(): boolean {
    const carriage = this.#skip('\r');
    const feed = this.#skip('\n');
    if (!carriage && !feed) return false;
    this.#line++;
    this.#lineStart = this.#at;
    return true;
  }
}

const UNCLOSED: Bilingual = {
  en: 'A double quote opens a cell here and nothing closes it, so nothing from this row on was read; add the missing quote.',
  zh: '此处的英文双引号没有配对，从该行起的内容均未读取；请补上缺少的双引号。',
};

const TOO_WIDE: Bilingual = {
  en: 'The row has more cells than there are headings, so it does not count as proof; put texts that hold the separator in double quotes.',
  zh: '该行的单元格多于表头的列数，不作为证明；含有分隔符的内容请用英文双引号括起来。',
};
