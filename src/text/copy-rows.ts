import { COPY_FLAG } from './copy-flags.ts';

/** Most words of the name and of the value of an attribute row. */
const NAME_WORDS = 5;
const VALUE_WORDS = 8;
/** Longest row in characters; a bullet with a heading (`WATERPROOF: keeps …`) is longer. */
const LONGEST_ROW = 80;

/** Finds the attribute rows of a text (`Material: cotton`) while its words are read, and marks their words. */
export class RowFinder {
  #first = 0;
  #start = 0;
  /** Words before the colon; -1 while none was met. */
  #name = -1;
  /** Words before the first end of a sentence; -1 while none was met. */
  #closed = -1;

  /** A sentence ends behind `count` words: only the end of the row may follow. */
  close(count: number, i: number): void {
    if (this.#name < 0) this.#restart(count, i);
    else if (this.#closed < 0) this.#closed = count;
  }

  /** A colon, tab, semicolon or bar at `i`, behind `count` words. */
  sign(flags: Uint8Array, count: number, text: string, i: number): void {
    const unit = text.charCodeAt(i);
    if (unit === 58 || unit === 9) {
      const isTime = /\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '');
      if (this.#name < 0 && !isTime && count > this.#first) this.#name = count - this.#first;
    } else this.cut(flags, count, i);
  }

  /** The end of a line or of a part of it at `i`, behind `count` words. */
  cut(flags: Uint8Array, count: number, i: number): void {
    const value = count - this.#first - this.#name;
    const isWhole = this.#closed < 0 || this.#closed === count;
    const isRow =
      isWhole &&
      this.#name > 0 &&
      this.#name <= NAME_WORDS &&
      value > 0 &&
      value <= VALUE_WORDS &&
      i - this.#start <= LONGEST_ROW;
    for (let at = this.#first; isRow && at < count; at++) flags[at] = (flags[at] ?? 0) | COPY_FLAG.row;
    this.#restart(count, i);
  }

  #restart(count: number, i: number): void {
    this.#first = count;
    this.#start = i;
    this.#name = -1;
    this.#closed = -1;
  }
}
