import type { LeftOutReason } from '../model/evidence.ts';
import { COPY_FLAG } from '../text/copy-flags.ts';
import { diffWords } from '../text/word-diff.ts';
import type { CopyLibrary } from './copied-library.ts';
import { MARK } from './copied-marks.ts';
import { alignPart, type CopyMatch, type FieldPassage } from './copied-matches.ts';
import type { ListingQuery } from './copied-query.ts';

/*
 * A passage -> what of it is somebody's own wording. Stock and common wording and attribute rows are cut out, and what stands between must
 * be long enough by itself; words of names stay where they are and do not count.
 */

/** What is left of a passage. */
export interface Piece extends FieldPassage {
  /** Words that both texts have and that count. */
  readonly words: number;
  /** Words here that the source does not have in their place. */
  readonly changed: number;
}

/** A stretch of words that does not count. */
export interface Stretch {
  readonly why: LeftOutReason;
  readonly range: readonly [number, number];
}

/** A passage, cut. */
export interface Cut {
  readonly pieces: readonly Piece[];
  readonly left: readonly Stretch[];
}

/** What a passage is cut with. */
export interface Cutting {
  readonly query: ListingQuery;
  readonly library: CopyLibrary;
  /** Parallel to the words of the query. */
  readonly marks: Uint8Array;
  /** Bits of `MARK` that are to be left out. */
  readonly mask: number;
  /** Pieces with fewer words that count are dropped. */
  readonly least: number;
}

/** From this share on, a passage that the seller's own text has too is the seller's. */
const MOST_OWN = 0.5;
/** Shortest stretch of stock or common wording that is cut out; the words of a shorter one do not count. */
const SHORTEST_HOLE = 8;
/** Shortest attribute row. It parts what stands before it from what stands behind. */
const SHORTEST_ROW = 2;
/** Least share of a piece's weight that stands in the same order in the source: texts about one thing share words, copies share their order. */
const LEAST_IN_ORDER = 0.3;
/** What a word of an attribute row counts, where the whole row is the same; `Material: cotton` is a fact. */
const ROW_WORD = 0.1;

/** Words that stay in a piece and do not count. */
const UNCOUNTED = MARK.names | MARK.stock | MARK.common;

/** Cuts what does not count out of a passage. */
export function cutPassage(match: CopyMatch, passage: FieldPassage, cutting: Cutting): Cut {
  const { marks, mask } = cutting;
  const [from, to] = passage.query;
  if (countMarked(marks, from, to, MARK['own-text'] & mask) >= MOST_OWN * (to - from)) {
    return { pieces: [], left: [{ why: 'own-text', range: passage.query }] };
  }
  const { rest, left } = withoutHoles(passage, cutting);
  const parts = left.length === 0 ? [passage] : rest.flatMap((range) => realign(match, passage, range, cutting));
  const pieces: Piece[] = [];
  for (const part of parts) {
    const { words, raw, changed, inOrder } = measure(match, part, cutting);
    if (inOrder < LEAST_IN_ORDER) continue;
    if (words >= cutting.least) pieces.push({ ...part, words, changed });
    else if (raw >= cutting.least) left.push({ why: weightless(part, cutting), range: part.query });
  }
  return { pieces: left.length === 0 ? pieces : wholeSentences(match, passage, pieces, cutting), left };
}

/**
 * Who copies a sentence copies its common wording too: pieces reach as far as their sentences and the passage do, and those that meet are
 * one. What was common still does not count, and stock wording stays outside.
 */
function wholeSentences(match: CopyMatch, passage: FieldPassage, pieces: readonly Piece[], cutting: Cutting): readonly Piece[] {
  const ranges: { from: number; to: number; pieces: Piece[] }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.query[0] - b.query[0])) {
    const [from, to] = sentencesOf(piece.query, passage.query, cutting);
    const last = ranges.at(-1);
    if (last === undefined || from >= last.to) ranges.push({ from, to, pieces: [piece] });
    else {
      last.to = Math.max(last.to, to);
      last.pieces.push(piece);
    }
  }
  return ranges.flatMap(({ from, to, pieces: inside }) => {
    const whole = realign(match, passage, [from, to], cutting);
    const parts = inside.every(({ query }) => whole.some((one) => one.query[0] <= query[0] && one.query[1] >= query[1]));
    if (!parts) return inside;
    return whole.flatMap((part): Piece[] => {
      const { words, changed } = measure(match, part, cutting);
      return words >= cutting.least ? [{ ...part, words, changed }] : [];
    });
  });
}

/** The sentences in which a piece begins and ends, as far as the passage goes and no stock wording stands in between. */
function sentencesOf(
  [start, end]: readonly [number, number],
  [from, to]: readonly [number, number],
  { query: { words }, marks, mask }: Cutting,
): readonly [number, number] {
  const opens = (at: number): boolean => ((words.flags[at] ?? 0) & COPY_FLAG.sentence) !== 0;
  const isStock = (at: number): boolean => ((marks[at] ?? 0) & MARK.stock & mask) !== 0;
  let first = start;
  while (first > from && !opens(first) && !isStock(first - 1)) first--;
  let last = end;
  while (last < to && !opens(last) && !isStock(last)) last++;
  return [first, last];
}

/** The stretches of stock and common wording and of attribute rows, and what stands between them. */
function withoutHoles(
  { query: [from, to] }: FieldPassage,
  { marks, mask, least }: Cutting,
): { readonly rest: (readonly [number, number])[]; readonly left: Stretch[] } {
  const isRows = countMarked(marks, from, to, MARK.rows & mask) > to - from - least;
  const holes = (MARK.stock | MARK.common | (isRows ? 0 : MARK.rows)) & mask;
  const rest: (readonly [number, number])[] = [];
  const left: Stretch[] = [];
  let own = from;
  for (let start = from; start < to; ) {
    const end = endOfStretch(marks, start, to, holes);
    const why = reasonOf(marks, start, end, holes);
    if (end - start >= (why === 'rows' ? SHORTEST_ROW : SHORTEST_HOLE) && ((marks[start] ?? 0) & holes) !== 0) {
      if (own < start) rest.push([own, start]);
      left.push({ why, range: [start, end] });
      own = end;
    }
    start = end;
  }
  if (own < to) rest.push([own, to]);
  return { rest, left };
}

/** The end of the stretch of words that all are, or all are not, to be cut out. */
function endOfStretch(marks: Uint8Array, start: number, to: number, holes: number): number {
  const isHole = ((marks[start] ?? 0) & holes) !== 0;
  let end = start + 1;
  while (end < to && (((marks[end] ?? 0) & holes) !== 0) === isHole) end++;
  return end;
}

function reasonOf(marks: Uint8Array, from: number, to: number, mask: number): LeftOutReason {
  const stock = countMarked(marks, from, to, MARK.stock & mask);
  const common = countMarked(marks, from, to, MARK.common & mask);
  if (countMarked(marks, from, to, MARK.rows & mask) > Math.max(stock, common)) return 'rows';
  return stock >= common ? 'stock' : 'common';
}

function realign(
  match: CopyMatch,
  { field, source }: FieldPassage,
  range: readonly [number, number],
  cutting: Cutting,
): FieldPassage[] {
  if (range[1] - range[0] < cutting.least) return [];
  return alignPart(cutting.query, { field, query: range, source }, match.words, cutting.library, range);
}

/** Words of a piece that the source has: those that count, and all of them. */
function measure(
  { words: source }: CopyMatch,
  { query: [from, to], source: [start, end] }: FieldPassage,
  { query, library, marks, mask }: Cutting,
): { readonly words: number; readonly raw: number; readonly changed: number; readonly inOrder: number } {
  const here = query.words.ids.subarray(from, to);
  const there = source.ids.subarray(start, end);
  const known = new Set(there);
  let raw = 0;
  let words = 0;
  for (let i = 0; i < here.length; i++) {
    const mark = (marks[from + i] ?? 0) & mask;
    if (!known.has(here[i] ?? 0)) continue;
    raw++;
    if ((mark & UNCOUNTED) !== 0) continue;
    words += (mark & MARK.rows) === 0 ? 1 : isWholeRow(here, known, marks, from, i) ? ROW_WORD : 0;
  }
  const weigh = (start: number, end: number): number => {
    let weight = 0;
    for (let i = start; i < end; i++) weight += library.weights.weightOf(here[i] ?? 0);
    return weight;
  };
  let changed = 0;
  let moved = 0;
  for (const change of diffWords(here, there)) {
    changed += Math.max(change.here[1] - change.here[0], change.there[1] - change.there[0]);
    moved += weigh(...change.here);
  }
  const weight = weigh(0, here.length);
  return { words: Math.floor(words + 1e-9), raw, changed, inOrder: weight === 0 ? 0 : 1 - moved / weight };
}

/** Whether every word of the row around a word stands in the source: a row matches whole or not at all. */
function isWholeRow(here: Int32Array, known: ReadonlySet<number>, marks: Uint8Array, from: number, at: number): boolean {
  const isRow = (i: number): boolean => ((marks[from + i] ?? 0) & MARK.rows) !== 0;
  let first = at;
  while (first > 0 && isRow(first - 1)) first--;
  for (let i = first; i < here.length && isRow(i); i++) if (!known.has(here[i] ?? 0)) return false;
  return true;
}

/** Why the words of a piece that is long enough do not count. */
function weightless({ query: [from, to] }: FieldPassage, { marks, mask }: Cutting): LeftOutReason {
  const rows = countMarked(marks, from, to, MARK.rows & mask);
  return rows > countMarked(marks, from, to, MARK.names & mask) ? 'rows' : 'names';
}

function countMarked(marks: Uint8Array, from: number, to: number, bit: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (((marks[at] ?? 0) & bit) !== 0) count++;
  return count;
}
