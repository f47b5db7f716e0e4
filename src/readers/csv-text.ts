import type { CsvCursor } from './csv-cursor.ts';
import type { Cell } from './table-rows.ts';

/** A cell with the line on which it ends and the index at which that line begins. */
export interface ComplexCell {
  readonly cell: Cell;
  readonly line: number;
  readonly lineStart: number;
}

/**
 * A cell whose text and file fall out of step: line breaks inside it, or doubled quotes.
 * `from` and `to` bound the text in the file, quotes around it left out.
 */
export function complexCell(
  text: string,
  from: number,
  to: number,
  line: number,
  lineStart: number,
  quoted: boolean,
): ComplexCell {
  const runs = [0, line, from - lineStart + 1];
  const parts: string[] = [];
  let atLine = line;
  let atStart = lineStart;
  let copied = from;
  let length = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 34 && quoted && i + 1 < to && text.charCodeAt(i + 1) === 34) {
      // The text holds the first of the two quotes; behind the second a new run begins.
      parts.push(text.slice(copied, i + 1));
      length += i + 1 - copied;
      copied = i + 2;
      i++;
      runs.push(length, atLine, copied - atStart + 1);
    } else if (unit === 10 || unit === 13) {
      if (unit === 13 && i + 1 < to && text.charCodeAt(i + 1) === 10) i++;
      atLine++;
      atStart = i + 1;
      runs.push(length + atStart - copied, atLine, 1);
    }
  }
  parts.push(text.slice(copied, to));
  return { cell: { text: parts.join(''), line, column: from - lineStart + 1, runs }, line: atLine, lineStart: atStart };
}

/** Characters of a line that are looked at when a quote may have swallowed rows. */
const LOOK_AHEAD = 65_536;

/** Where a quote stands that may be a plain character in front of rows. */
export interface SuspectQuote {
  readonly cursor: CsvCursor;
  /** Start of its record. */
  readonly start: number;
  readonly open: number;
  /** Cells of the rows before; 0 when unknown. */
  readonly width: number;
  /** No text follows behind the cursor's. */
  readonly final: boolean;
}

/**
 * Whether a quote stands in front of rows: with it as a plain character its line has as many cells as the line at `later` (the one below, when
 * `later` stands in the same), and that is the number of the rows before, or more than chance gives. A text of several lines inside quotes
 * hardly ever looks so. Undefined: the text has to go on before that can be told.
 */
export function looksLikeRows({ cursor, start, open, width, final }: SuspectQuote, later: number): boolean | undefined {
  if (width <= 1) return true;
  const { text, delimiter } = cursor;
  const firstEnd = lineEnd(text, open);
  const from = later > firstEnd ? lineBegin(text, later, firstEnd) : behindBreak(text, firstEnd);
  const secondEnd = lineEnd(text, Math.max(from, later));
  if (secondEnd >= text.length && secondEnd - Math.max(from, later) < LOOK_AHEAD && !final) return undefined;
  const first = countCells(text, start, firstEnd, delimiter, open);
  const second = from < text.length ? countCells(text, from, secondEnd, delimiter, open) : width;
  return first === second && (first === width || first > 2);
}

function lineBegin(text: string, at: number, least: number): number {
  let i = at;
  while (i > least && text.charCodeAt(i - 1) !== 10 && text.charCodeAt(i - 1) !== 13) i--;
  return i;
}

function behindBreak(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

/** Index of the line break behind `from`, at most `LOOK_AHEAD` away. */
function lineEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + LOOK_AHEAD);
  for (let i = from; i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || unit === 13) return i;
  }
  return limit;
}

/** Cells of a stretch of text, the quote at `literal` being a plain character; a cell is quoted only when it closes inside the stretch. */
function countCells(text: string, from: number, to: number, delimiter: string, literal: number): number {
  let cells = 1;
  let closes = true;
  for (let i = from; i < to; i++) {
    const opens = closes && text.charCodeAt(i) === 34 && i !== literal && (i === from || text[i - 1] === delimiter);
    const close = opens ? closing(text, i, to, delimiter) : i;
    // Where one search has failed the next would fail as well, and a thousand of them take long.
    if (opens && close === i) closes = false;
    i = close;
    if (text[i] === delimiter) cells++;
  }
  return cells;
}

/** Index of the quote that closes a cell inside the stretch, else of the opening one. */
function closing(text: string, open: number, to: number, delimiter: string): number {
  for (let i = open + 1; i < to; i++) {
    if (text.charCodeAt(i) !== 34) continue;
    if (text.charCodeAt(i + 1) === 34) i++;
    else if (i + 1 >= to || text[i + 1] === delimiter) return i;
  }
  return open;
}
