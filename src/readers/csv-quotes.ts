import { looksLikeRows, type SuspectQuote } from './csv-text.ts';

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
export interface QuoteContext extends SuspectQuote {
  /** Most characters of a cell. */
  readonly limit: number;
  /** Quotes may close on a later line. */
  readonly multiline: boolean;
  /** No delimiter may stand inside quotes, as in a tab-separated file. */
  readonly short: boolean;
}

const LITERAL: QuotedCell = { kind: 'literal' };
const MORE: QuotedCell = { kind: 'more' };
const OPEN: QuotedCell = { kind: 'open' };
const LONG: QuotedCell = { kind: 'long' };

/**
 * Finds the end of a quoted cell. Inside it `""` is a quote; a single quote that no delimiter follows is one too, as careless exports write it.
 */
export function findQuotedEnd(context: QuoteContext): QuotedCell {
  const { cursor, short, open } = context;
  if (cursor.delimiterUnit === 9 || short) return findBeforeDelimiter(context);
  const search = new QuoteSearch(context);
  for (let from = open + 1; ; from = search.next) {
    const found = search.look(cursor.text.indexOf('"', from));
    if (found !== undefined) return found;
  }
}

/** What has been seen on the way from an opening quote to its closing one. */
class QuoteSearch {
  /** Where to search on. */
  next = 0;
  readonly #context: QuoteContext;
  readonly #lineEnd: number;
  #plain = true;
  /** The search has left the line of the opening quote. */
  #below = false;
  /** The first single quote in that line, and the first below it. */
  #strayAbove = -1;
  #strayBelow = -1;

  constructor(context: QuoteContext) {
    this.#context = context;
    this.#lineEnd = context.cursor.nextBreak(context.open);
  }

  /** Judges the next quote, -1 when there is none; undefined: go on. */
  look(quote: number): QuotedCell | undefined {
    const { cursor, open, final, limit, multiline } = this.#context;
    const { text } = cursor;
    const reached = quote === -1 ? text.length : quote;
    if (Math.min(reached, this.#lineEnd) - open > limit) return LONG;
    if (!this.#below && reached > this.#lineEnd) {
      const ends = this.#endsWithLine();
      if (ends !== false) return ends === undefined ? MORE : LITERAL;
      this.#below = true;
    }
    if (reached - open > limit) return LONG;
    if (quote === -1) return final ? (multiline ? OPEN : LITERAL) : MORE;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      this.#plain = false;
      this.next = quote + 2;
      return undefined;
    }
    const after = afterSpaces(text, quote + 1);
    if (after >= text.length ? final : cursor.endsCell(after)) return this.#close(quote, after);
    if (after >= text.length) return MORE;
    this.#noteStray(quote);
    return undefined;
  }

  #noteStray(quote: number): void {
    if (this.#below && this.#strayBelow === -1) this.#strayBelow = quote;
    if (!this.#below && this.#strayAbove === -1) this.#strayAbove = quote;
    this.next = quote + 1;
  }

  #close(quote: number, after: number): QuotedCell {
    const { cursor, open } = this.#context;
    const swallowed = this.#strayBelow !== -1 && looksLikeRows(this.#context, this.#strayBelow);
    if (swallowed !== false) return swallowed === undefined ? MORE : OPEN;
    return { kind: 'closed', close: quote, after, plain: this.#plain && !cursor.breaksBetween(open, quote) };
  }

  /** Whether a quote that does not close in its line is a plain character: `"Best" case,9.99` in a table of as many columns. */
  #endsWithLine(): boolean | undefined {
    if (!this.#context.multiline) return true;
    return this.#strayAbove !== -1 && looksLikeRows(this.#context, this.#strayAbove);
  }
}

/**
 * In a tab-separated file most quotes are inches or emphasis. One bounds a cell only when it closes before the next tab, doubled quotes inside;
 * everything else is text.
 */
function findBeforeDelimiter(context: QuoteContext): QuotedCell {
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

function afterSpaces(text: string, at: number): number {
  let after = at;
  while (text.charCodeAt(after) === SPACE) after++;
  return after;
}
