/*
 * Finds where one JSON value ends, over any number of chunks and without keeping it: brackets and quotes are counted, nothing is
 * checked. What is wrong inside is told by the parser, which sees the value as a whole.
 */

/** Counts lines over chunks of text; columns are counted from the last line break. */
export class Lines {
  line = 1;
  /** Offset in the whole text at which the line starts. */
  lineStart = 0;
  /** Offset in the whole text at which the chunk starts. */
  base = 0;
  #afterReturn = false;

  /** The column of position `i` of the chunk. */
  column(i: number): number {
    return this.base + i - this.lineStart + 1;
  }

  /** Called for every line feed and carriage return at position `i` of the chunk. */
  breakAt(i: number, unit: number): void {
    const at = this.base + i;
    if (unit === 13 || !this.#afterReturn || this.lineStart !== at) this.line++;
    this.lineStart = at + 1;
    this.#afterReturn = unit === 13;
  }
}

/** Text that is kept while its end is not in sight, up to a limit. */
export class Kept {
  readonly line: number;
  readonly column: number;
  readonly #limit: number;
  #pieces: string[] = [];
  #length = 0;
  tooLong = false;

  constructor(line: number, column: number, limit: number) {
    this.#limit = limit;
    this.line = line;
    this.column = column;
  }

  add(piece: string): void {
    this.#length += piece.length;
    this.tooLong ||= this.#length > this.#limit;
    if (this.tooLong) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  text(): string {
    return this.#pieces.length === 1 ? (this.#pieces[0] ?? '') : this.#pieces.join('');
  }
}

/** Limits of one value; what lies beyond is skipped without being kept. */
export interface ValueLimits {
  readonly maxDepth: number;
  readonly maxString: number;
}

/** What ends a run of plain characters inside a string. */
const STOPS = /["\\\r\n]/g;

/** The first limit that a value broke, and where. */
export interface Breach {
  readonly what: 'depth' | 'string';
  readonly line: number;
  readonly column: number;
}

/** Follows one value to its end; `scan` is called with chunk after chunk. */
export class ValueScan {
  breach: Breach | undefined;
  readonly #limits: ValueLimits;
  readonly #lines: Lines;
  /** Open brackets, `{` as 123 and `[` as 91. */
  readonly #open: number[] = [];
  /** Brackets beyond the deepest level that are open. */
  #excess = 0;
  #state: 'start' | 'inside' | 'string' | 'escape' | 'scalar' | 'slash' | 'line-comment' | 'comment' | 'star' | 'end' = 'start';
  #stringStart = 0;
  #stringColumn = 0;

  constructor(lines: Lines, limits: ValueLimits) {
    this.#lines = lines;
    this.#limits = limits;
  }

  /** Position behind the value, or -1 when the chunk ends before it does. */
  scan(chunk: string, from: number): number {
    let i = from;
    while (i < chunk.length) {
      if (this.#state === 'string' || this.#state === 'escape') i = this.#string(chunk, i);
      else if (this.#state === 'inside') i = this.#inside(chunk, i);
      else if (this.#state === 'start') i = this.#first(chunk, i);
      else if (this.#state === 'scalar') {
        if (/[\s,\]}]/.test(chunk.charAt(i))) return i;
        i++;
      } else i = this.#comment(chunk, i);
      if (this.#state === 'end') return i;
    }
    return -1;
  }

  #first(chunk: string, i: number): number {
    const unit = chunk.charCodeAt(i);
    if (unit === 47) {
      this.#state = 'slash';
      return i + 1;
    }
    this.#state = unit === 34 || unit === 123 || unit === 91 ? 'inside' : 'scalar';
    return this.#state === 'inside' ? this.#inside(chunk, i) : i + 1;
  }

  /** Brackets and quotes. */
  #inside(chunk: string, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const unit = chunk.charCodeAt(i);
      if (unit === 34) {
        this.#state = 'string';
        this.#stringStart = this.#lines.base + i;
        this.#stringColumn = this.#lines.column(i);
        return i + 1;
      }
      if (unit === 123 || unit === 91) this.#push(unit, i);
      else if (unit === 125 || unit === 93) {
        const end = this.#pop(unit === 125 ? 123 : 91, i);
        if (end !== -1) return end;
      } else if (unit === 10 || unit === 13) this.#lines.breakAt(i, unit);
      else if (unit === 47) {
        this.#state = 'slash';
        return i + 1;
      }
    }
    return chunk.length;
  }

  #string(chunk: string, from: number): number {
    let i = from;
    if (this.#state === 'escape') {
      this.#state = 'string';
      i++;
    }
    STOPS.lastIndex = i;
    i = STOPS.test(chunk) ? STOPS.lastIndex - 1 : chunk.length;
    const unit = chunk.charCodeAt(i);
    if (this.#lines.base + i - this.#stringStart > this.#limits.maxString) this.#breach('string', this.#stringColumn);
    if (i >= chunk.length) return chunk.length;
    if (unit === 92) {
      this.#state = 'escape';
      return i + 1;
    }
    // A line break ends a string that lacks its quote, so that the brackets behind it still count.
    this.#state = this.#open.length === 0 ? 'end' : 'inside';
    return unit === 34 ? i + 1 : i;
  }

  #comment(chunk: string, from: number): number {
    const unit = chunk.charCodeAt(from);
    const back = this.#open.length === 0 ? 'end' : 'inside';
    if (this.#state === 'slash') this.#state = unit === 47 ? 'line-comment' : unit === 42 ? 'comment' : back;
    else if (this.#state === 'line-comment' && (unit === 10 || unit === 13)) {
      this.#state = back;
      return from;
    } else if (this.#state === 'star' && unit === 47) this.#state = back;
    else if (this.#state === 'star' || this.#state === 'comment') this.#state = unit === 42 ? 'star' : 'comment';
    if (unit === 10 || unit === 13) this.#lines.breakAt(from, unit);
    return from + 1;
  }

  #push(unit: number, i: number): void {
    if (this.#open.length < this.#limits.maxDepth) this.#open.push(unit);
    else {
      this.#excess++;
      this.#breach('depth', this.#lines.column(i));
    }
  }

  /** Position behind the value when this bracket ends it; a bracket of an outer value ends it too and is left alone. */
  #pop(opener: number, i: number): number {
    if (this.#excess > 0) {
      this.#excess--;
      return -1;
    }
    const at = this.#open.lastIndexOf(opener);
    this.#open.length = Math.max(at, 0);
    this.#state = at <= 0 ? 'end' : 'inside';
    if (at === -1) return i;
    return at === 0 ? i + 1 : -1;
  }

  #breach(what: Breach['what'], column: number): void {
    this.breach ??= { what, line: this.#lines.line, column };
  }
}
