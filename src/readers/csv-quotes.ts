import type { CsvCursor } from './csv-cursor.ts';
import { looksLikeRows } from './csv-text.ts';

const QUOTE = 34;
const SPACE = 32;

/** A cell that begins with a quote: where it closes, or why it does not. */
export type QuotedCell =
  | {
      readonly kind: 'closed';
      /** Index of the closing quote. */
      readonly close: number;
      /** Index of the delimiter or line break behind it. */
      readonly after: number;
      /** Between the quotes the text stands as it is, on one line. */
      readonly plain: boolean;
    }
  /** The quote is a plain character. */
  | { readonly kind: 'literal' }
  /** More text is needed to tell. */
  | { readonly kind: 'more' }
  /** Never closed, or closed only by a quote of another row. */
  | { readonly kind: 'open' }
  /** Not closed within the limit. */
  | { readonly kind: 'long' };

/** Where a cell that begins with a quote stands, and what is known around it. */
export interface QuoteContext {
  readonly cursor: CsvCursor;
  /** Start of the record. */
  readonly start: number;
  /** The opening quote. */
  readonly open: number;
  /** No text follows behind the cursor's. */
  readonly final: boolean;
  /** Most characters of a cell. */
  readonly limit: number;
  /** Cells of the rows before; 0 when unknown. */
  readonly width: number;
  /** Quotes may close on a later line. */
  readonly multiline: boolean;
}

/** Single quotes inside a quoted cell: the first, and the first below the line of the opening one; -1 when there is none. */
interface Stray {
  first: number;
  below: number;
}

const LITERAL: QuotedCell = { kind: 'literal' };
const MORE: QuotedCell = { kind: 'more' };
const OPEN: QuotedCell = { kind: 'open' };
const LONG: QuotedCell = { kind: 'long' };

/**
 * Finds the end of a quoted cell. Inside it `""` is a quote; a single quote that no delimiter follows is one too, as careless exports write it.
 */
export function findQuotedEnd(context: QuoteContext): QuotedCell {
  const { cursor, open, final } = context;
  if (cursor.delimiterUnit === 9) return findInTabs(context);
  const { text } = cursor;
  let plain = true;
  const stray: Stray = { first: -1, below: -1 };
  for (let from = open + 1; ; ) {
    const quote = text.indexOf('"', from);
    if ((quote === -1 ? text.length : quote) - open > context.limit) return LONG;
    if (quote === -1) return final ? leftOpen(context, stray) : MORE;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      plain = false;
      from = quote + 2;
      continue;
    }
    const after = afterSpaces(text, quote + 1);
    if (after >= text.length && !final) return MORE;
    if (after >= text.length || cursor.endsCell(after)) return closedAt(context, quote, after, plain, stray);
    if (stray.first === -1) stray.first = quote;
    if (stray.below === -1 && cursor.breaksBetween(open, quote)) stray.below = quote;
    from = quote + 1;
  }
}

/**
 * In a tab-separated file most quotes are inches or emphasis. One bounds a cell only when it closes before the next tab, doubled quotes inside;
 * everything else is text.
 */
function findInTabs(context: QuoteContext): QuotedCell {
  const { cursor, open, final } = context;
  const { text } = cursor;
  const tab = cursor.nextDelimiter(open);
  let plain = true;
  for (let from = open + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote > tab)
      return quote === -1 && tab === text.length && !final && tab - open <= context.limit ? MORE : LITERAL;
    if (quote - open > context.limit) return LITERAL;
    if (quote + 1 >= text.length && !final) return MORE;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      plain = false;
      from = quote + 2;
      continue;
    }
    if (quote + 1 < text.length && !cursor.endsCell(quote + 1)) return LITERAL;
    return { kind: 'closed', close: quote, after: quote + 1, plain: plain && !cursor.breaksBetween(open, quote) };
  }
}

function closedAt(context: QuoteContext, close: number, after: number, plain: boolean, stray: Stray): QuotedCell {
  const { cursor, open, multiline } = context;
  const crosses = cursor.breaksBetween(open, close);
  if (crosses && !multiline) return LITERAL;
  return (crosses ? swallowedRows(context, stray) : undefined) ?? { kind: 'closed', close, after, plain: plain && !crosses };
}

function leftOpen(context: QuoteContext, stray: Stray): QuotedCell {
  return context.multiline ? (swallowedRows(context, stray) ?? OPEN) : LITERAL;
}

/** What the quote is when the lines of the stray quotes read as rows of their own; undefined when they do not. */
function swallowedRows(context: QuoteContext, { first, below }: Stray): QuotedCell | undefined {
  const { cursor, start, open, width } = context;
  // `"Best" case,9.99`: the quote opens and closes inside its line, around a word.
  if (first !== -1 && first !== below && looksLikeRows(cursor, start, open, first, width)) return LITERAL;
  return below !== -1 && looksLikeRows(cursor, start, open, below, width) ? OPEN : undefined;
}

function afterSpaces(text: string, at: number): number {
  let after = at;
  while (text.charCodeAt(after) === SPACE) after++;
  return after;
}
