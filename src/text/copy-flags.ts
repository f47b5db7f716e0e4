/** What is known of a word of a text beside what it says: bits of `CopyWords.flags`. */
export const COPY_FLAG = {
  /** A word that carries no meaning of its own in one of the languages that preclear knows: `the`, `der`, `の`. */
  function: 1,
  /** Digits only. */
  number: 2,
  /** Something had to be undone that no honest writer does: letters of another alphabet, characters without width, letters as entities. */
  disguised: 4,
  /** A sentence, bullet, line or field begins with this word. */
  sentence: 8,
  /** The word belongs to a short `name: value` row. */
  row: 16,
} as const;
