/** How a table is written. */
export interface Dialect {
  readonly delimiter: ',' | '\t' | ';' | '|';
  /** `\n` stands for `\r\n` as well; `\r` only where no `\n` ends a line. */
  readonly lineBreak: '\n' | '\r';
}

/**
 * A text with the next delimiter, line break and stray carriage return at hand. Each is searched for once and remembered, so reading a text
 * from front to back is linear.
 */
export class CsvCursor {
  text = '';
  readonly delimiter: string;
  readonly delimiterUnit: number;
  readonly lineBreak: '\n' | '\r';
  readonly #other: string;
  #delimiterAt = -1;
  #breakAt = -1;
  #otherAt = -1;

  constructor(dialect: Dialect) {
    this.delimiter = dialect.delimiter;
    this.delimiterUnit = dialect.delimiter.charCodeAt(0);
    this.lineBreak = dialect.lineBreak;
    this.#other = dialect.lineBreak === '\n' ? '\r' : '\n';
  }

  /** Takes another text. */
  replace(text: string): void {
    this.text = text;
    this.#delimiterAt = -1;
    this.#breakAt = -1;
    this.#otherAt = -1;
  }

  /** Index of the next delimiter at or behind `from`; the length of the text when there is none. */
  nextDelimiter(from: number): number {
    if (this.#delimiterAt < from) this.#delimiterAt = beyond(this.text, this.delimiter, from);
    return this.#delimiterAt;
  }

  /** Index of the next line break at or behind `from`; the length of the text when there is none. */
  nextBreak(from: number): number {
    if (this.#breakAt < from) this.#breakAt = beyond(this.text, this.lineBreak, from);
    return this.#breakAt;
  }

  /** Whether a line ends between two indexes, by whichever character. */
  breaksBetween(from: number, to: number): boolean {
    return this.nextBreak(from) < to || this.otherBetween(from, to);
  }

  /** Whether the character that ends no record here, but a line in an editor, stands between two indexes. */
  otherBetween(from: number, to: number): boolean {
    if (this.#otherAt < from) this.#otherAt = beyond(this.text, this.#other, from);
    return this.#otherAt < to;
  }

  /** Whether a cell may end here: at a delimiter or a line break. */
  endsCell(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    return unit === this.delimiterUnit || unit === 10 || unit === 13;
  }
}

function beyond(text: string, needle: string, from: number): number {
  const at = text.indexOf(needle, from);
  return at === -1 ? text.length : at;
}
