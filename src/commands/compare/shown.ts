import type { Span } from '../../model/span.ts';
import { stripMarkup } from '../../text/markup.ts';
import type { Prepared } from './engine.ts';

/** What a reader sees of a file, and where in it the characters of the file are shown. */
export interface ShownText {
  readonly text: string;
  /** Where a span of the file, byte order mark not counted, is shown. */
  shown(span: Span): Span;
}

/** A text file is shown as it is; of a page the text, with one space or line break where it has many. */
export function showText({ raw, seen, page }: Prepared): ShownText {
  return page ? showPage(seen) : { text: raw, shown: (span) => span };
}

function showPage(seen: string): ShownText {
  const { text, starts, ends } = stripMarkup(seen);
  const parts: string[] = [];
  const [shownStarts, shownEnds] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  let length = 0;
  for (const { 0: piece, index } of text.matchAll(/\s+|\S+/g)) {
    const blank = piece.trim() === '';
    // A page neither begins nor ends with blanks.
    if (blank && (length === 0 || index + piece.length === text.length)) continue;
    const shown = blank ? (piece.includes('\n') ? '\n' : ' ') : piece;
    for (let i = 0; i < shown.length; i++) {
      shownStarts[length] = starts[index + i] ?? 0;
      shownEnds[length++] = ends[blank ? index + piece.length - 1 : index + i] ?? 0;
    }
    parts.push(shown);
  }
  return {
    text: parts.join(''),
    shown: ([start, end]) => [firstAbove(shownEnds, length, start), firstAbove(shownStarts, length, end - 1)],
  };
}

/** The first of `length` ascending numbers that is greater than `limit`. */
function firstAbove(numbers: Uint32Array, length: number, limit: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
