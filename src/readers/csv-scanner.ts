import { CsvCursor, type Dialect } from './csv-cursor.ts';
import { brokenQuoting, cellTooLong, quoteNeverClosed, rowTooLong, tooManyColumns } from './csv-problems.ts';
import { findQuotedEnd } from './csv-quotes.ts';
import { type CsvLimits, DEFAULT_LIMITS, Skipper } from './csv-skip.ts';
import { complexCell, looksLikeRows } from './csv-text.ts';
import type { Cell, TableItem } from './table-rows.ts';

/*
 * Delimited text -> rows, chunk by chunk. Cells are found by searching for the next delimiter, line break or quote, never character by
 * character. Nothing is thrown: what is broken becomes a problem, and the next row is read.
 */

const QUOTE = 34;
/** Quotes left open after which a quote no longer bounds a cell of several lines. Each costs one more reading of up to a cell's limit. */
const MAX_OPEN_QUOTES = 32;

/** Quotes of one record found to be plain characters after which its quotes bound no delimiters. Each costs a look along the line. */
const MAX_LITERALS = 64;

/** How the reading of a cell or record went on: at an index, or not. */
const MORE = -1;
const AGAIN = -2;

/** Scans a table; `push` the text piece by piece, then `end`. */
export class CsvScanner {
  readonly #file: string;
  readonly #cursor: CsvCursor;
  readonly #limits: CsvLimits;
  readonly #skipper = new Skipper();
  /** Start of the record that is read next. */
  #start = 0;
  #line = 1;
  /** Index at which the current line begins; negative when it began in a text that is gone. */
  #lineStart = 0;
  #recordLine = 1;
  #recordLineStart = 0;
  #number = 0;
  #width = 0;
  #held: string[] = [];
  #heldLength = 0;
  /** Offsets from the start of the record at which a quote is a plain character. */
  readonly #literal = new Set<number>();
  #literals = 0;
  #openQuotes = 0;
  #cells: Cell[] = [];
  #items: TableItem[] = [];

  constructor(file: string, dialect: Dialect, limits: CsvLimits = DEFAULT_LIMITS) {
    this.#file = file;
    this.#cursor = new CsvCursor(dialect);
    this.#limits = limits;
  }

  /** Takes the next piece of the file; returns the rows that are complete. */
  push(piece: string): readonly TableItem[] {
    this.#items = [];
    const text = this.#skipper.active ? this.#resume(piece) : piece;
    if (text === '') return this.#items;
    this.#held.push(text);
    this.#heldLength += text.length;
    // A record that is longer than a piece is tried again only when twice as much is there, so reading stays linear.
    if (this.#heldLength >= this.#cursor.text.length - this.#start) this.#scan(false);
    return this.#items;
  }

  /** Ends the file; returns what is left. */
  end(): readonly TableItem[] {
    this.#items = [];
    if (!this.#skipper.active) this.#scan(true);
    if (this.#skipper.active) {
      const problem = this.#skipper.unfinished(this.#file);
      if (problem !== undefined) this.#items.push({ problem });
    }
    return this.#items;
  }

  #scan(final: boolean): void {
    const rest = this.#cursor.text.slice(this.#start);
    this.#cursor.replace(rest + this.#held.join(''));
    this.#lineStart -= this.#start;
    this.#start = 0;
    this.#held = [];
    this.#heldLength = 0;
    while (this.#start < this.#cursor.text.length && this.#record(final));
  }

  /** Reads one record; false when more text is needed. */
  #record(final: boolean): boolean {
    const { text, delimiterUnit } = this.#cursor;
    const start = this.#start;
    if (!final && this.#cursor.nextBreak(start) === text.length && text.length - start <= this.#limits.cell) return false;
    this.#recordLine = this.#line;
    this.#recordLineStart = this.#lineStart;
    this.#cells = [];
    this.#literals = 0;
    for (let pos = start; ; ) {
      const stop = text.charCodeAt(pos) === QUOTE ? this.#quoted(pos, final) : this.#unquoted(pos, final);
      if (stop === AGAIN) return true;
      if (stop === MORE) {
        this.#rewind();
        return false;
      }
      if (text.charCodeAt(stop) !== delimiterUnit) return this.#endRecord(stop, final);
      if (this.#cells.length >= this.#limits.cells) return this.#leave(stop, tooManyColumns, this.#limits.cells);
      pos = stop + 1;
      if (pos - start > this.#limits.record) return this.#leave(pos, rowTooLong, this.#limits.record);
    }
  }

  /** Reads an unquoted cell; returns the index of the delimiter or line break behind it. */
  #unquoted(pos: number, final: boolean): number {
    const cursor = this.#cursor;
    const { text } = cursor;
    const end = Math.min(cursor.nextDelimiter(pos), cursor.nextBreak(pos));
    if (end - pos > this.#limits.cell) {
      this.#leave(pos, cellTooLong, this.#limits.cell);
      return AGAIN;
    }
    if (end === text.length && !final) return MORE;
    const carriage = end > pos && text.charCodeAt(end - 1) === 13 && text.charCodeAt(end) === 10 ? 1 : 0;
    this.#add(pos, end - carriage, !cursor.otherBetween(pos, end - carriage), false);
    return end;
  }

  /** Reads a cell that begins with a quote; returns the index of the delimiter or line break behind it. */
  #quoted(pos: number, final: boolean): number {
    if (this.#literal.has(pos - this.#start)) return this.#unquoted(pos, final);
    const found = findQuotedEnd({
      cursor: this.#cursor,
      start: this.#start,
      open: pos,
      final,
      limit: this.#limits.cell,
      width: this.#width,
      multiline: this.#openQuotes < MAX_OPEN_QUOTES,
      short: this.#literals >= MAX_LITERALS,
    });
    switch (found.kind) {
      case 'closed':
        this.#add(pos + 1, found.close, found.plain, true);
        return found.after;
      case 'literal':
        this.#literals++;
        return this.#unquoted(pos, final);
      case 'more':
        return MORE;
      case 'open':
        return this.#readAgain(pos);
      case 'long':
        return this.#longQuoted(pos, final);
    }
  }

  #add(from: number, to: number, plain: boolean, quoted: boolean): void {
    const { text } = this.#cursor;
    if (plain) {
      this.#cells.push({ text: text.slice(from, to), line: this.#line, column: from - this.#lineStart + 1, runs: undefined });
      return;
    }
    const { cell, line, lineStart } = complexCell(text, from, to, this.#line, this.#lineStart, quoted);
    this.#cells.push(cell);
    this.#line = line;
    this.#lineStart = lineStart;
  }

  /** Ends the record whose last cell ends at `stop`: at a line break, or at the end of the file. */
  #endRecord(stop: number, final: boolean): boolean {
    const { text } = this.#cursor;
    const unended = stop >= text.length;
    // A `\n` may follow the `\r` with the next piece.
    if (!final && text.charCodeAt(stop) === 13 && stop + 1 >= text.length) {
      this.#rewind();
      return false;
    }
    this.#number++;
    const cells = this.#cells;
    if (stop > this.#start && (cells.length > 1 || cells[0]?.text.trim() !== '')) {
      const guessed = this.#literal.size > 0 || this.#openQuotes >= MAX_OPEN_QUOTES;
      const raw = guessed ? {} : { raw: text.slice(this.#start, text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop) };
      this.#items.push({ line: this.#recordLine, number: this.#number, cells, unended, ...raw });
      if (cells.length > 1) this.#width = cells.length;
    }
    let next = stop;
    if (text.charCodeAt(next) === 13) next++;
    if (text.charCodeAt(next) === 10) next++;
    this.#start = next;
    this.#lineStart = next;
    if (!unended) this.#line++;
    this.#literal.clear();
    return true;
  }

  /** A quote that never closes: says so once; the record is read again with the quote as a plain character. */
  #readAgain(pos: number): number {
    this.#openQuotes++;
    const problem = this.#openQuotes >= MAX_OPEN_QUOTES ? brokenQuoting : quoteNeverClosed;
    this.#items.push({ problem: problem(this.#file, this.#line, pos - this.#lineStart + 1) });
    this.#literal.add(pos - this.#start);
    this.#rewind();
    return AGAIN;
  }

  /** A quoted cell beyond the limit: rows that a stray quote has swallowed, or one endless cell. */
  #longQuoted(pos: number, final: boolean): number {
    const cursor = this.#cursor;
    const firstBreak = cursor.nextBreak(pos);
    const severalLines = firstBreak - pos <= this.#limits.cell;
    const suspect = { cursor, start: this.#start, open: pos, width: this.#width, final };
    const rows = severalLines && looksLikeRows(suspect, firstBreak + 1);
    if (rows !== false) return rows === undefined ? MORE : this.#readAgain(pos);
    this.#items.push({ problem: cellTooLong(this.#file, this.#line, pos - this.#lineStart + 1, this.#limits.cell) });
    this.#skipFrom(pos, severalLines);
    return AGAIN;
  }

  /** Leaves the record out from `pos` on, and says why. */
  #leave(pos: number, problem: typeof cellTooLong, limit: number): boolean {
    this.#items.push({ problem: problem(this.#file, this.#line, pos - this.#lineStart + 1, limit) });
    this.#skipFrom(pos, false);
    return true;
  }

  #skipFrom(pos: number, quoted: boolean): void {
    this.#number++;
    this.#literal.clear();
    this.#skipper.start(quoted, this.#line, pos - this.#lineStart + 1, this.#cursor);
    const rest = this.#cursor.text.slice(quoted ? pos + 1 : pos);
    this.#start = 0;
    this.#cursor.replace(this.#resume(rest));
  }

  /** Goes on leaving out; returns the text behind the record, empty while it goes on. */
  #resume(piece: string): string {
    const at = this.#skipper.skip(piece);
    if (at === -1) return '';
    this.#line = this.#skipper.line;
    this.#lineStart = 0;
    return piece.slice(at);
  }

  /** Forgets that the cells of a record may have moved the line on. */
  #rewind(): void {
    this.#line = this.#recordLine;
    this.#lineStart = this.#recordLineStart;
  }
}
