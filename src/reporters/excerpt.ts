import type { Span } from '../model/span.ts';
import { type Cell, cellsOf } from './cells.ts';

/** A piece of a text with a line under it that marks a part. */
export interface Excerpt {
  readonly line: string;
  /** As many columns to the mark as `line` has to the part: spaces, then `^~~~`. */
  readonly underline: string;
}

/** How far a cut may move to end at a word, in columns. */
const WORD_REACH = 16;

/** About `width` columns of a text around a span, with the span underlined. Looks only at the text near the span. */
export function excerptAround(text: string, span: Span, width: number): Excerpt {
  const [start, end] = [Math.min(span[0], text.length), Math.min(span[1], text.length)];
  const from = wholeFrom(text, Math.max(0, start - width));
  const to = wholeFrom(text, Math.min(text.length, Math.min(end, start + width * 4) + width));
  const cells = cellsOf(text, from, to);
  const inside = (cell: Cell): boolean =>
    start === end ? cell.start <= start && start < cell.end : cell.end > start && cell.start < end;
  let first = cells.findIndex(inside);
  if (first === -1) first = cells.length;
  let last = first;
  let used = 0;
  while (last < cells.length && inside(at(cells, last)) && used + at(cells, last).width <= width)
    used += at(cells, last++).width;
  const cutInside = last < cells.length && inside(at(cells, last));
  const [left, right] = widen(cells, first, last, Math.max(0, width - used), cutInside);
  const before = from > 0 || left > 0 ? '…' : '';
  const after = to < text.length || right < cells.length ? '…' : '';
  const shown = cells.slice(left, right);
  const indent = before.length + sum(cells.slice(left, first));
  const mark = `^${'~'.repeat(Math.max(0, sum(cells.slice(first, last)) - 1))}`;
  return { line: before + shown.map((c) => c.shown).join('') + after, underline: ' '.repeat(indent) + mark };
}

/** Grows `[first, last)` on both sides by about `room` columns and ends it between words. */
function widen(cells: readonly Cell[], first: number, last: number, room: number, cutInside: boolean): [number, number] {
  let [left, right, free] = [first, last, room];
  const leftOpen = (): boolean => left > 0 && at(cells, left - 1).width <= free;
  const rightOpen = (): boolean => !cutInside && right < cells.length && at(cells, right).width <= free;
  while (leftOpen() || rightOpen()) {
    if (leftOpen()) free -= at(cells, --left).width;
    if (rightOpen()) free -= at(cells, right++).width;
  }
  if (left > 0) left = nextWord(cells, left, first);
  if (!cutInside && right < cells.length) right = wordEnd(cells, right, last);
  return [left, right];
}

/** The first cell behind a space at or after `left`, when one is near. */
function nextWord(cells: readonly Cell[], left: number, first: number): number {
  if (at(cells, left - 1).shown === ' ') return left;
  for (let i = left; i < Math.min(first, left + WORD_REACH); i++) if (at(cells, i).shown === ' ') return i + 1;
  return left;
}

function wordEnd(cells: readonly Cell[], right: number, last: number): number {
  if (at(cells, right).shown === ' ') return right;
  for (let i = right; i > Math.max(last, right - WORD_REACH); i--) if (at(cells, i - 1).shown === ' ') return i - 1;
  return right;
}

const NO_CELL: Cell = { start: 0, end: 0, shown: '', width: 0 };

function at(cells: readonly Cell[], index: number): Cell {
  return cells[index] ?? NO_CELL;
}

function sum(cells: readonly Cell[]): number {
  return cells.reduce((total, cell) => total + cell.width, 0);
}

/** An offset that does not split a surrogate pair. */
function wholeFrom(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset + 1 : offset;
}
