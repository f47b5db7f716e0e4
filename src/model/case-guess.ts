/*
 * What a notice may be about where its own words told nothing that is known. A guess is no fact: it is made anew when somebody looks, and no
 * record holds it until a person sets the field.
 */

/** Fields of a notice that are guessed where they are unknown. */
export const GUESSED_FIELDS = ['noticeKind', 'infringementType', 'origin', 'accountLevel'] as const;
/** One of `GUESSED_FIELDS`. */
export type GuessedField = (typeof GUESSED_FIELDS)[number];

/** What a field may be. */
export interface NoticeGuess {
  readonly field: GuessedField;
  /** A value as `case set` takes it: `listing_removed`, `trademark`, `yes`. */
  readonly value: string;
  /** How often a guess that is this sure turns out right, 0..1. */
  readonly probability: number;
  /** Words of the notice that spoke for it, the most telling first. */
  readonly words: readonly string[];
}

/** A notice whose classes a person has told. `unknown` is a class too: the notice does not say. */
export interface LabelledNotice {
  readonly text: string;
  /** A field that is absent was not told. */
  readonly classes: Readonly<Partial<Record<GuessedField, string>>>;
}
