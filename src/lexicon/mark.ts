/** What a mark stands for, which decides how strictly its use is read. */
export const MARK_KINDS = [
  'brand',
  'model',
  'character',
  'league',
  'artist',
  'trap',
  'material',
  'component',
  'standard',
  'platform',
  'marketplace',
  'generic',
] as const;
/**
 * `brand`: goods under that name. `model`: a line or model of a brand. `character`: a figure, film, series or game. `league`: a sports
 * league, team or event. `artist`: a musician or a person's name. `trap`: a mark that people use as the word for the thing.
 * `material`: a marked fibre, membrane or coating. `component`: a part or software that goods contain. `standard`: a technology or
 * certificate. `platform`: a service or assistant that goods work with. `marketplace`: a shop. `generic`: a word that only looks
 * like a mark.
 */
export type MarkKind = (typeof MARK_KINDS)[number];

/** The kinds as the judge tells them apart. */
export type MarkNature = 'brand' | 'character' | 'trap' | 'component' | 'marketplace' | 'generic';

/** How a mark of this kind is read: a team is licensed as a character is, a marked fibre is as easily taken for a word as Velcro is. */
export function natureOf(kind: MarkKind): MarkNature {
  switch (kind) {
    case 'model':
      return 'brand';
    case 'league':
    case 'artist':
      return 'character';
    case 'material':
      return 'trap';
    case 'standard':
    case 'platform':
      return 'component';
    default:
      return kind;
  }
}

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
  /**
   * The line of the owner's marks that it belongs to, such as `Galaxy`, and other names under which its goods are genuine (a parent, a
   * former owner, a sub-brand), separated by `;`; a name with `*` behind it may go on. Absent for a mark that stands alone.
   */
  readonly family?: string | undefined;
  /** Nice classes, 1..45. */
  readonly classes: readonly number[];
  /** Product verticals (`sh`, `ap`, …) in which the mark is known. */
  readonly verticals: readonly string[];
  /** Countries (ISO 3166 alpha-2, `EU`) where it is a mark; empty means wherever goods are sold. Elsewhere it is an everyday word. */
  readonly territories: readonly string[];
  /** 1 famous and enforced, 2 well known, 3 known. */
  readonly tier: 1 | 2 | 3;
  /** What to say instead, for marks that stand for a thing. */
  readonly generic?: { readonly en: string; readonly zh: string } | undefined;
  readonly sources: readonly string[];
}

/** The names in a mark's family. */
export function familiesOf({ family }: Mark): string[] {
  return family === undefined ? [] : family.split(';').map((name) => name.trim());
}

/** How a written form relates to its mark; `chinese` is any other script. A form that two marks share goes to the stronger kind. */
export const FORM_KINDS = ['exact', 'alias', 'chinese', 'weak', 'misspelling', 'plural'] as const;
/** How a written form relates to its mark. */
export type FormKind = (typeof FORM_KINDS)[number];

/** One way to write a mark. */
export interface Form {
  /** Index into the lexicon's marks. */
  readonly mark: number;
  readonly kind: FormKind;
  /** True when the form alone proves nothing: a word, a name, two letters. */
  readonly ambiguous: boolean;
}
