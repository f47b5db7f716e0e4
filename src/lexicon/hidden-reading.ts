import type { Folding } from '../model/evidence.ts';

/** A form of a mark that a text hides, and how. */
export interface Hidden {
  readonly form: number;
  readonly undone: Folding;
  /** It may as well be another word: it counts where the listing sells what the mark is known for. */
  readonly doubtful?: true | undefined;
}

/** A hidden form that ends before word `end`. */
export interface HiddenSpan {
  readonly end: number;
  readonly form: number;
  readonly undone: Folding;
}

/** What a word hides, and the forms of several words that may begin with it, as it stands, in disguise or misspelt. */
export interface Reading {
  /** The word as it stands in the folded text. */
  readonly word: string;
  readonly hidden: Hidden | undefined;
  readonly names: readonly number[];
  /** Of the second word of each of `names`: its first code unit in the low 16 bits, its length above. */
  readonly seconds: readonly number[];
  /** Bits of the letters a–z that second words begin with. */
  readonly initials: number;
  /** Languages in which the word is an everyday one; 0 for most. The reading holds where the text is in none of them. */
  readonly near: number;
  /** What the word hides where the text is in one of them. */
  readonly there: Reading | undefined;
}

/** The bit of a code unit in `Reading.initials`; 0 for what is no letter a–z. */
export function initialBit(unit: number): number {
  return unit >= 97 && unit <= 122 ? 1 << (unit - 97) : 0;
}

/** First code unit and length of a word, as `Reading.seconds` holds them. */
export function secondOf(word: string): number {
  return word === '' ? 0 : word.charCodeAt(0) | (word.length << 16);
}
