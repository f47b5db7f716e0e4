import type { Position } from './place.ts';
import type { Span } from './span.ts';
import type { Bilingual } from './text.ts';

/** How alike two passages are. */
export type PassageClass = 'verbatim' | 'reworded';

/** A passage that two texts share, as programs want it. */
export interface SharedPassage {
  /** `[start, end)` in UTF-16 units of each file as decoded; a byte order mark is unit 0. */
  readonly a: Span;
  readonly b: Span;
  readonly class: PassageClass;
}

/** What became of one pair of files: the passages that they share, or why they could not be compared. */
export type PairOutcome = { readonly a: string; readonly b: string } & (
  | { readonly passages: readonly SharedPassage[] }
  | { readonly error: Bilingual }
);

/**
 * How words of a passage differ from the other side: `changed` stand only here, `moved` stand elsewhere in the other passage, `disguised`
 * are the same words in letters of another script, with invisible characters or the like.
 */
export type WordMark = 'changed' | 'moved' | 'disguised';

/** Words of a passage that a reader should see. */
export interface MarkedWords {
  /** In the text as shown. */
  readonly span: Span;
  readonly mark: WordMark;
}

/** One side of a shared passage. */
export interface PassageSide {
  /** In the text as shown. */
  readonly shown: Span;
  /** Where it begins in the file. */
  readonly place: Position;
  readonly words: number;
  /** Ascending, not overlapping. */
  readonly marks: readonly MarkedWords[];
}

/** A passage that two texts share, with all that a reader wants to see. */
export interface ComparedPassage {
  readonly class: PassageClass;
  /** Words of A that stand in B's side too. */
  readonly equal: number;
  readonly a: PassageSide;
  readonly b: PassageSide;
}

/** One of two texts that were compared. */
export interface ComparedText {
  /** As the person wrote it. */
  readonly file: string;
  /** What a reader sees of it: the file as it is, or the text of a page. */
  readonly text: string;
  /** BCP 47, when the text tells. */
  readonly language?: string;
  readonly words: number;
  /** Share of the words, 0..1, that stand in a passage. */
  readonly coverage: number;
}

/** Two texts and the passages that they share, in the order of A. */
export interface Comparison {
  readonly profile: 'listing' | 'document';
  readonly a: ComparedText;
  readonly b: ComparedText;
  readonly passages: readonly ComparedPassage[];
}
