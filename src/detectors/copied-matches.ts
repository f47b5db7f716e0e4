import type { ReferenceText } from '../model/reference.ts';
import { align } from '../text/align.ts';
import { type AlignProfile, LISTING } from '../text/align-profile.ts';
import { sliceWords } from '../text/copy-slice.ts';
import type { CopyWords } from '../text/copy-words.ts';
import { readAllLeet } from '../text/leet.ts';
import type { CopyCandidate, CopyLibrary } from './copied-library.ts';
import type { Standing } from './copied-owners.ts';
import type { ListingQuery } from './copied-query.ts';

/*
 * What a listing shares with the library, before anybody asks whether it matters. The library is searched once a listing; a passage that
 * runs over several bullets is cut at their borders.
 */

/** How listings are compared with the library. Eight words of Chinese have twenty characters, half of what eight English words have. */
const COPIED: AlignProfile = { ...LISTING, minChars: 16 };

/** A passage of one field that stands in a text of the library. Words are numbered in the query and in the source. */
export interface FieldPassage {
  /** Position in `query.fields`. */
  readonly field: number;
  readonly query: readonly [number, number];
  readonly source: readonly [number, number];
  readonly class: 'verbatim' | 'reworded';
}

/** What a listing and one text of the library have in common. */
export interface CopyMatch {
  readonly reference: ReferenceText;
  readonly words: CopyWords;
  /** `own` or `licensed`: nobody can object to it. */
  readonly standing: ReturnType<Standing>;
  /** In the order of the query. */
  readonly passages: readonly FieldPassage[];
}

/** A text that may share passages with a listing, and its words. */
export interface Candidate extends CopyCandidate {
  readonly words: CopyWords;
}

/** The texts of the library that may share passages with a listing, best first; with its digits read as letters too, where words have some. */
export function findCandidates({ words, source }: ListingQuery, library: CopyLibrary): Candidate[] {
  const read = readAllLeet(words, source);
  const found = new Map(library.search(words, source).map((candidate) => [candidate.key, candidate]));
  for (const candidate of read === undefined ? [] : library.search(read, source)) {
    if (!found.has(candidate.key)) found.set(candidate.key, candidate);
  }
  return [...found.values()].map((candidate) => ({ ...candidate, words: library.wordsOf(candidate) }));
}

/** Finds the texts that share passages with a listing, in the order of the candidates. */
export function findMatches(
  query: ListingQuery,
  candidates: readonly Candidate[],
  library: CopyLibrary,
  standing: Standing,
): CopyMatch[] {
  return candidates.flatMap((candidate): CopyMatch[] => {
    const { words } = candidate;
    const whole = align(query.words, words, library.weights, COPIED);
    if (whole.length === 0) return [];
    const passages = whole.flatMap(({ query: here, source, class: class_ }) =>
      splitAtFields(query, here).flatMap(([field, from, to]): FieldPassage[] =>
        from === here[0] && to === here[1]
          ? [grow(query, words, { field, query: here, source, class: class_ }, fieldRange(query, field))]
          : alignPart(query, { field, query: [from, to], source }, words, library, fieldRange(query, field)),
      ),
    );
    if (passages.length === 0) return [];
    const reference = library.sourceOf(candidate);
    if (reference === undefined) return [];
    return [{ reference, words, standing: standing(reference), passages }];
  });
}

/** The part of a passage in each field: position of the field, words `[from, to)`. */
function splitAtFields({ fields }: ListingQuery, [start, end]: readonly [number, number]): [number, number, number][] {
  return fields.flatMap(({ from, to }, at): [number, number, number][] =>
    start < to && end > from ? [[at, Math.max(start, from), Math.min(end, to)]] : [],
  );
}

function fieldRange({ fields }: ListingQuery, field: number): readonly [number, number] {
  const { from, to } = fields[field] ?? { from: 0, to: 0 };
  return [from, to];
}

/**
 * A passage with the words around it that are equal on both sides, over a changed word or two when three equal ones follow: an aligner
 * that weighs words stops before "This" and "the".
 * @param within words of the query that it does not leave.
 */
function grow(
  { words }: ListingQuery,
  source: CopyWords,
  passage: FieldPassage,
  [from, to]: readonly [number, number],
): FieldPassage {
  const [q0, s0] = walk(words.ids, source.ids, [passage.query[0] - 1, passage.source[0] - 1], -1, [from, to]);
  const [q1, s1] = walk(words.ids, source.ids, [passage.query[1], passage.source[1]], 1, [from, to]);
  return { ...passage, query: [q0 + 1, q1], source: [s0 + 1, s1] };
}

/** The first words, in one direction, at which two texts no longer agree. */
function walk(
  here: Int32Array,
  there: Int32Array,
  [q, s]: readonly [number, number],
  step: 1 | -1,
  [from, to]: readonly [number, number],
): readonly [number, number] {
  const agrees = (i: number, j: number): boolean => i >= from && i < to && j >= 0 && j < there.length && here[i] === there[j];
  let [i, j] = [q, s];
  for (;;) {
    while (agrees(i, j)) [i, j] = [i + step, j + step];
    const gap = GAPS.find(([a, b]) => [0, 1, 2].every((k) => agrees(i + (a + k) * step, j + (b + k) * step)));
    if (gap === undefined) return [i, j];
    [i, j] = [i + gap[0] * step, j + gap[1] * step];
  }
}

/** Words that were changed, put in or left out between equal ones, here and there. */
const GAPS: readonly (readonly [number, number])[] = [
  [1, 1],
  [0, 1],
  [1, 0],
  [2, 1],
  [1, 2],
  [2, 2],
];

/** What of a part of a passage stands in its part of the source, compared anew. @param within words of the query that it may grow to. */
export function alignPart(
  query: ListingQuery,
  { field, query: [from, to], source: [start, end] }: Pick<FieldPassage, 'field' | 'query' | 'source'>,
  words: CopyWords,
  { weights }: CopyLibrary,
  within: readonly [number, number],
): FieldPassage[] {
  const parts = align(sliceWords(query.words, from, to), sliceWords(words, start, end), weights, COPIED);
  return parts.map((part) => {
    const here = [part.query[0] + from, part.query[1] + from] as const;
    const there = [part.source[0] + start, part.source[1] + start] as const;
    return grow(query, words, { field, query: here, source: there, class: part.class }, within);
  });
}
