import type { Replacement } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import { removeWords } from '../text/remove-words.ts';

/*
 * Signs and stock phrases that may simply go.
 */

/** Trademark signs, as characters or entities, and daggers: they say nothing that the words do not. */
const EMPTY = /^(?:[™®©℠†‡]|&(?:reg|trade|copy|dagger|Dagger);|&#(?:8482|174|169);)+$/i;
/** Exclamation marks, dots and rows of stars decorate; a single `*` may lead to a footnote, a single `~` may part two names. */
const DECORATION = /^(?:[!¬¦^…]+|[*~]{2,})$/;

/** The edits that take forbidden signs out of a text; of signs that carry meaning, such as `€` or `±`, none. */
export function withoutSigns(text: string, spans: readonly Span[]): Replacement[] {
  let reached = 0;
  return spans.flatMap(([start, end]) => {
    const sign = text.slice(start, end);
    const before = text.charAt(start - 1);
    const after = text.charAt(end);
    if (!EMPTY.test(sign) && !(DECORATION.test(sign) && /^[\s,;|.:<]?$/.test(after))) return [];
    const [from, to] = withSpace(start, end, before, after);
    const edit: Replacement = { span: [Math.max(from, reached), to], text: '' };
    reached = to;
    return [edit];
  });
}

/** A picture sign with the space that set it apart. */
export function withoutPicture(text: string, span: Span): Replacement | undefined {
  const [start, end] = span;
  if (/[\p{L}\p{N}]/u.test(text.slice(start, end))) return undefined;
  // The selector that asks for the coloured form belongs to the sign.
  const to = text.charAt(end) === '\ufe0f' ? end + 1 : end;
  return { span: withSpace(start, to, text.charAt(start - 1), text.charAt(to)), text: '' };
}

/** Of the spaces on both sides one stays; at the start of a text or line none does. */
function withSpace(start: number, end: number, before: string, after: string): Span {
  if (/^[ \u00a0]$/.test(after) && /^[\s>]?$/.test(before)) return [start, end + 1];
  return before === ' ' && /^[,;.:|<]?$/.test(after) ? [start - 1, end] : [start, end];
}

/** The edit that deletes stock phrases: out of search terms anywhere, elsewhere only where they fill a part of the text. */
export function withoutPhrases(text: string, spans: readonly Span[], row: boolean): Replacement[] | undefined {
  return row || spans.every((span) => fillsPart(text, span)) ? removeWords(text, spans, row ? 'row' : 'prose') : undefined;
}

function fillsPart(text: string, [start, end]: Span): boolean {
  return (
    /(?:^|[,;|、，；｜>\n]| [-–—])[ \t]*$/.test(text.slice(Math.max(0, start - 8), start)) &&
    /^[ \t]*(?:$|[,;|、，；｜<\n]|[-–—] )/.test(text.slice(end, end + 8))
  );
}
