import type { Span } from '../model/span.ts';
import { type Cell, cellsOf, clip, widthOf, wrap } from '../reporters/cells.ts';
import type { Look, Piece, ScreenLine } from '../tui/screen.ts';

/*
 * Texts -> lines of a screen. Nothing gets onto a screen but through here or as words of our own, because listing text may hold terminal
 * codes; what takes two columns is never split.
 */

/** One piece of a line, cut to a width. */
export function piece(text: string, width: number, look: Look = 'plain'): Piece {
  return { text: clip(text, Math.max(1, width)), look };
}

/** A line cut to a width, between its pieces and in them. */
export function cutLine(line: ScreenLine, width: number): ScreenLine {
  const cut: Piece[] = [];
  let left = width;
  for (const { text, look } of line) {
    const wide = widthOf(text);
    if (wide > left) {
      if (left > 0) cut.push({ text: clip(text, left), look });
      break;
    }
    cut.push({ text, look });
    left -= wide;
  }
  return cut;
}

/** A text over as many lines as it needs. @param indent columns before each line. */
export function textLines(text: string, width: number, look: Look = 'plain', indent = 0): ScreenLine[] {
  const room = Math.max(4, width - indent);
  return wrap(text, room, MOST_LINES).map((line) => [{ text: ' '.repeat(indent) + clip(line, room), look }]);
}

/** Lines that were laid out for a terminal, made to fit a narrower one. */
export function laidOutLines(text: string, width: number): ScreenLine[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => {
      if (widthOf(line) <= width) return [[{ text: line, look: 'plain' as const }]];
      const indent = Math.min(line.length - line.trimStart().length, Math.floor(width / 3));
      return textLines(line.trimStart(), width, 'plain', indent);
    });
}

/** Most lines that one text takes; the longest field of a listing that anybody reads has fewer. */
const MOST_LINES = 200;
/** Columns of a text that are shown before its first mark, and behind its last one. */
const AROUND = 600;

/** A text with parts of it marked; of a long one what is around the marks. */
export function markedLines(text: string, marks: readonly Span[], width: number, indent = 2): ScreenLine[] {
  const first = Math.min(...marks.map(([start]) => start), text.length);
  const last = Math.max(...marks.map(([, end]) => end), 0);
  const from = wholeFrom(text, Math.max(0, first - AROUND));
  const to = wholeFrom(text, Math.min(text.length, Math.min(last, first + width * MOST_LINES) + AROUND));
  const room = Math.max(4, width - indent);
  const lines = wrapCells(cellsOf(text, from, to), room);
  const margin: Piece = { text: ' '.repeat(indent), look: 'plain' };
  const isMarked = (cell: Cell): boolean => marks.some(([start, end]) => cell.start < end && cell.end > start);
  const shown = lines.slice(0, MOST_LINES).map((cells) => [margin, ...piecesOf(cells, isMarked)]);
  const dots: ScreenLine = [margin, { text: '…', look: 'dim' }];
  return [...(from > 0 ? [dots] : []), ...shown, ...(to < text.length || lines.length > MOST_LINES ? [dots] : [])];
}

function piecesOf(cells: readonly Cell[], isMarked: (cell: Cell) => boolean): Piece[] {
  const pieces: { text: string; look: Look }[] = [];
  for (const cell of cells) {
    const look = isMarked(cell) ? 'mark' : 'plain';
    const open = pieces.at(-1);
    if (open?.look === look) open.text += cell.shown;
    else pieces.push({ text: cell.shown, look });
  }
  return pieces;
}

/** Breaks at line ends of the text, at spaces, and where nothing else helps between any two cells. */
function wrapCells(cells: readonly Cell[], width: number): Cell[][] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let used = 0;
  for (const cell of cells) {
    if (used + cell.width > width) {
      const at = cell.shown === ' ' ? line.length : breakOf(line);
      lines.push(line.slice(0, at));
      line = line.slice(at);
      used = line.reduce((sum, one) => sum + one.width, 0);
      if (line.length === 0 && cell.shown === ' ') continue;
    }
    line.push(cell);
    used += cell.width;
    if (cell.shown !== '⏎') continue;
    lines.push(line);
    line = [];
    used = 0;
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

function breakOf(line: readonly Cell[]): number {
  for (let at = line.length; at > 0; at--) {
    const before = line[at - 1];
    if (before?.shown === ' ' || (before?.width === 2 && at < line.length)) return at;
  }
  return line.length;
}

function wholeFrom(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset + 1 : offset;
}
