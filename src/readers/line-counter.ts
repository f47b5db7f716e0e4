import type { Position } from '../model/place.ts';

/** Follows a text piece by piece and knows the line and column behind it; `\n`, `\r\n` and `\r` end a line, also across pieces. */
export class LineCounter {
  #line = 1;
  #column = 1;
  #carriage = false;

  /** The line behind the pieces so far, 1-based. */
  get line(): number {
    return this.#line;
  }

  /** Moves behind a piece. */
  advance(text: string): void {
    if (text === '') return;
    let from = this.#carriage && text.charCodeAt(0) === 10 ? 1 : 0;
    let lineStart = -1;
    let feed = text.indexOf('\n', from);
    let carriage = text.indexOf('\r', from);
    if (from === 1) lineStart = 1;
    while (feed !== -1 || carriage !== -1) {
      const lone = carriage !== -1 && (feed === -1 || carriage < feed);
      from = (lone ? carriage : feed) + 1;
      if (lone && feed === from) from++;
      this.#line++;
      lineStart = from;
      if (feed !== -1 && feed < from) feed = text.indexOf('\n', from);
      if (carriage !== -1 && carriage < from) carriage = text.indexOf('\r', from);
    }
    this.#column = lineStart === -1 ? this.#column + text.length : text.length - lineStart + 1;
    this.#carriage = text.charCodeAt(text.length - 1) === 13;
  }

  /** The position behind a piece, having moved there. */
  after(text: string): Position {
    this.advance(text);
    return { line: this.#line, column: this.#column };
  }
}
