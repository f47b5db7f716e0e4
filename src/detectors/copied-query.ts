import type { Span } from '../model/span.ts';
import { joinWords } from '../text/copy-slice.ts';
import type { CopyWords } from '../text/copy-words.ts';
import type { Subject } from './contract.ts';

/** The texts of a listing that are compared, as one text. Offsets and word numbers count in that text. */
export interface ListingQuery {
  readonly words: CopyWords;
  /** The fields' texts, joined by line breaks. */
  readonly source: string;
  /** In the order of the listing. */
  readonly fields: readonly QueryField[];
}

/** A field within the query. */
export interface QueryField {
  /** Position in `listing.fields`. */
  readonly at: number;
  /** Words `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Offset of its text. */
  readonly base: number;
}

/** Joins the fields that somebody wants to have compared. */
export function readQuery({ texts }: Subject, wanted: (field: string) => boolean): ListingQuery {
  const fields: QueryField[] = [];
  const parts: { words: CopyWords; length: number }[] = [];
  let from = 0;
  let base = 0;
  for (const [at, text] of texts.entries()) {
    if (!wanted(text.field.name)) continue;
    const words = text.copyWords;
    parts.push({ words, length: text.field.text.length });
    fields.push({ at, from, to: from + words.count, base });
    from += words.count;
    base += text.field.text.length + 1;
  }
  const source = fields.map(({ at }) => texts[at]?.field.text ?? '').join('\n');
  return { words: joinWords(parts), source, fields };
}

/** Words `[from, to)` of the query as a span of the field's text; empty words give an empty span. */
export function fieldSpan({ words }: ListingQuery, { base }: QueryField, from: number, to: number): Span {
  const start = (words.starts[from] ?? base) - base;
  return [start, Math.max(start, (words.ends[to - 1] ?? base) - base)];
}
