import type { Span } from '../model/span.ts';
import { hasMarkup, stripMarkup } from '../text/markup.ts';

/** What a shopper reads of a field: no tags, entities decoded, case and accents as typed. */
export interface VisibleText {
  readonly text: string;
  /** The characters as written behind `[start, end)` of the text. */
  span(start: number, end: number): Span;
}

/** Strips the markup of a text and remembers where everything stood. */
export function visibleText(source: string): VisibleText {
  if (!hasMarkup(source)) return { text: source, span: (start, end) => [start, end] };
  const { text, starts, ends } = stripMarkup(source);
  return {
    text,
    span: (start, end) => {
      if (start < end) return [starts[start] ?? 0, ends[end - 1] ?? 0];
      const at = starts[start] ?? source.length;
      return [at, at];
    },
  };
}
