import type { LeftOutReason } from '../model/evidence.ts';
import { markCommon } from '../text/boilerplate-common.ts';
import { markNames } from '../text/boilerplate-names.ts';
import type { StockSentences } from '../text/boilerplate-stock.ts';
import { COPY_FLAG } from '../text/copy-flags.ts';
import type { GramReader } from '../text/copy-grams.ts';
import type { CopyLibrary } from './copied-library.ts';
import type { CopyMatch, FieldPassage } from './copied-matches.ts';
import type { ListingQuery } from './copied-query.ts';

/*
 * Which words of a listing prove nothing, and why: bits, one byte a word. Stock and common wording is cut out of a passage; words of
 * attribute rows and of names stay in it and do not count.
 */

/** Bits of a word's mark, by the reason for which a passage of such words is left out. */
export const MARK: Readonly<Record<Exclude<LeftOutReason, 'own' | 'licensed'>, number>> = {
  stock: 1,
  common: 2,
  rows: 4,
  names: 8,
  'own-text': 16,
};

/** The marks of a listing's words, parallel to `query.words`; only words of passages of others are looked at. */
export function markWords(
  query: ListingQuery,
  matches: readonly CopyMatch[],
  library: CopyLibrary,
  stock: StockSentences,
  grams: GramReader,
): Uint8Array {
  const marks = new Uint8Array(query.words.count);
  const others = matches.filter(({ standing }) => standing === undefined).flatMap(({ passages }) => passages);
  if (others.length === 0) return marks;
  for (const { standing, passages } of matches) {
    if (standing !== undefined) for (const { query: range } of passages) setBits(marks, range, MARK['own-text']);
  }
  for (const field of new Set(others.map((passage) => passage.field))) {
    const { from, to } = query.fields[field] ?? { from: 0, to: 0 };
    markRows(query, from, to, marks);
    markNames(query.words, query.source, from, to, marks, MARK.names);
  }
  grams.readForQuery(query.words, query.source);
  const ranges = union(others);
  stock.mark(query.words, ranges, marks, MARK.stock);
  const ownersOf = remember((gram) => library.ownersOf(gram));
  for (const [from, to] of ranges) markCommon(grams, ownersOf, from, to, marks, MARK.common);
  return marks;
}

/** The same function, each answer found once: passages overlap. */
function remember(answer: (gram: number) => number): (gram: number) => number {
  const known = new Map<number, number>();
  return (gram) => {
    const kept = known.get(gram);
    if (kept !== undefined) return kept;
    const found = answer(gram);
    known.set(gram, found);
    return found;
  };
}

function setBits(marks: Uint8Array, [from, to]: readonly [number, number], bit: number): void {
  for (let at = from; at < to; at++) marks[at] = (marks[at] ?? 0) | bit;
}

function markRows({ words: { flags } }: ListingQuery, from: number, to: number, marks: Uint8Array): void {
  for (let at = from; at < to; at++) {
    if (((flags[at] ?? 0) & COPY_FLAG.row) !== 0) marks[at] = (marks[at] ?? 0) | MARK.rows;
  }
}

/** The different ranges of the query that passages stand in, each once. */
function union(passages: readonly FieldPassage[]): (readonly [number, number])[] {
  const seen = new Map<string, readonly [number, number]>();
  for (const { query } of passages) seen.set(query.join(), query);
  return [...seen.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
