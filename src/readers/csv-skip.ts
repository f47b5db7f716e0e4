import type { Problem } from '../model/problem.ts';
import type { CsvCursor } from './csv-cursor.ts';
import { longCellNeverEnds } from './csv-problems.ts';
import { LineCounter } from './line-counter.ts';

/** How long a cell and a record may be, in UTF-16 code units. What is longer is left out. */
export interface CsvLimits {
  readonly cell: number;
  readonly record: number;
  /** Most cells of a record. */
  readonly cells: number;
}

/** Amazon allows 2,000 characters in a description, a shop's HTML page a few hundred thousand. */
export const DEFAULT_LIMITS: CsvLimits = { cell: 1_048_576, record: 8_388_608, cells: 16_384 };

/** Drops the rest of a record that is too long, in bounded memory. */
export class Skipper {
  active = false;
  #quoted = false;
  #pendingQuote = false;
  #delimiterUnit = 44;
  #break = '\n';
  #firstLine = 1;
  #firstColumn = 1;
  #startLine = 1;
  #counter = new LineCounter();

  /** The line behind the record, once `skip` has found its end. */
  get line(): number {
    return this.#startLine - 1 + this.#counter.line;
  }

  /** Begins to drop; `quoted`: up to a closing quote and then to the end of the line. */
  start(quoted: boolean, line: number, column: number, cursor: CsvCursor): void {
    this.active = true;
    this.#quoted = quoted;
    this.#pendingQuote = false;
    this.#delimiterUnit = cursor.delimiterUnit;
    this.#break = cursor.lineBreak;
    this.#firstLine = line;
    this.#firstColumn = column;
    this.#startLine = line;
    this.#counter = new LineCounter();
  }

  /** Drops what belongs to the record; returns the index behind it, -1 when all of the piece belongs to it. */
  skip(piece: string): number {
    const from = this.#quoted ? this.#closing(piece) : 0;
    const at = from === -1 ? -1 : piece.indexOf(this.#break, from);
    if (from !== -1) this.#quoted = false;
    if (at === -1) {
      this.#counter.advance(piece);
      return -1;
    }
    this.#counter.advance(piece.slice(0, at + 1));
    this.active = false;
    return at + 1;
  }

  /** What to say when the file ends while a quoted cell is dropped. */
  unfinished(file: string): Problem | undefined {
    return this.#quoted ? longCellNeverEnds(file, this.#firstLine, this.#firstColumn) : undefined;
  }

  /** Index behind the closing quote; -1 when it does not stand in the piece. A quote at the edge is judged with the next piece. */
  #closing(piece: string): number {
    let from = 0;
    if (this.#pendingQuote && piece !== '') {
      this.#pendingQuote = false;
      if (this.#ends(piece.charCodeAt(0))) return 0;
      if (piece.charCodeAt(0) === 34) from = 1;
    }
    for (;;) {
      const quote = piece.indexOf('"', from);
      if (quote === -1) return -1;
      if (quote + 1 >= piece.length) {
        this.#pendingQuote = true;
        return -1;
      }
      const next = piece.charCodeAt(quote + 1);
      if (this.#ends(next)) return quote + 1;
      from = quote + (next === 34 ? 2 : 1);
    }
  }

  #ends(unit: number): boolean {
    return unit === this.#delimiterUnit || unit === 10 || unit === 13;
  }
}
