/** The marks that other people own, compiled for search. */
export interface Lexicon {
  readonly size: number;
}
