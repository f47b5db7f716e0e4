/*
 * Words of a text as the matchers see them. `text/tokens.ts` makes them; the lexicon only looks at them.
 */

/** What stands between a word and the one before it. */
export const GAP = {
  /** Nothing. */
  none: 0,
  /** Spaces, hyphens, dots without a space, trademark signs: the words may form one name. */
  soft: 1,
  /** A dot and a space: the end of a sentence, or `Dr. Martens`. */
  stop: 2,
  /** A comma, bracket, bar, line break …: the words belong to different parts. */
  hard: 3,
} as const;

/** What is unusual about a word; nearly every word has none of it. */
export const FLAG = {
  /** An apostrophe was skipped inside the word. */
  possessive: 1,
  /** A letter stands behind a digit, or a letter is not Latin: the word may be a disguise. */
  mixed: 2,
} as const;

/** Words of a folded text; all arrays have `count` valid entries. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  /** Offsets into `text`, `[starts[i], ends[i])`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** 32-bit hash of the word without apostrophes. */
  readonly hashes: Int32Array;
  /** Hash of the letters before the first digit (`iphone` of `iphone15`); 0 for a word that is not letters and then digits. */
  readonly stems: Int32Array;
  /** One of `GAP`; the first word has `hard`. */
  readonly gaps: Uint8Array;
  /** Bits of `FLAG`. */
  readonly flags: Uint8Array;
}

const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** The hash of no letters yet. */
export const EMPTY_HASH: number = SEED;

/** The hash of a word with one more code unit (FNV-1a over code units). */
export function extendHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

/** The hash of a whole word. */
export function hashWord(word: string): number {
  let hash = SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return hash;
}

/** Whether an apostrophe was skipped inside the word: `levi's`. */
export function isPossessive(tokens: Tokens, i: number): boolean {
  return ((tokens.flags[i] ?? 0) & FLAG.possessive) !== 0;
}

/** The word as it is compared: without apostrophes. */
export function wordAt(tokens: Tokens, i: number): string {
  const word = tokens.text.slice(tokens.starts[i], tokens.ends[i]);
  return isPossessive(tokens, i) ? word.replaceAll("'", '') : word;
}
