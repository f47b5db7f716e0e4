/** What a mark stands for, which decides how strictly its use is read. */
export const MARK_KINDS = ['brand', 'character', 'trap', 'generic', 'component', 'marketplace'] as const;
/**
 * `brand`: goods under that name. `character`: a figure, film, league, artist. `trap`: a mark that people use as the word for
 * the thing. `generic`: a word that only looks like a mark. `component`: a standard or part that goods are described with.
 * `marketplace`: a shop or platform.
 */
export type MarkKind = (typeof MARK_KINDS)[number];

/** Why a mark alone does not prove that somebody means it. */
export const AMBIGUITIES = ['none', 'word', 'name', 'short', 'common'] as const;
/** Why a mark alone does not prove that somebody means it. */
export type Ambiguity = (typeof AMBIGUITIES)[number];

/** A mark that somebody owns. */
export interface Mark {
  readonly mark: string;
  readonly kind: MarkKind;
  readonly ambiguity: Ambiguity;
  readonly owner: string;
  /** Nice classes, 1..45. */
  readonly classes: readonly number[];
  /** Product verticals (`sh`, `ap`, …) in which the mark is known. */
  readonly verticals: readonly string[];
  /** 1 famous and enforced, 2 well known, 3 known. */
  readonly tier: 1 | 2 | 3;
  /** What to say instead, for marks that stand for a thing. */
  readonly generic?: { readonly en: string; readonly zh: string };
  readonly sources: readonly string[];
}

/** How a written form relates to its mark. */
export type FormKind = 'exact' | 'alias' | 'weak' | 'chinese' | 'misspelling' | 'plural';

/** One way to write a mark. */
export interface Form {
  /** Index into the lexicon's marks. */
  readonly mark: number;
  readonly kind: FormKind;
  /** True when the form alone proves nothing: a word, a name, two letters. */
  readonly ambiguous: boolean;
}
