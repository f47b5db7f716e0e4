import type { Tokens } from '../model/words.ts';

/** Places of a table, each for two words; a catalogue has some tens of thousands of words. Its low 16 bits are those of a key. */
const PLACES = 65_536;

/** What is known of a word: it is no mark and begins none, open or hidden; it hides none; it may hide one or begin a hidden one. */
export const KNOWN = { dull: 1, plain: 2, lively: 3 } as const;

/**
 * What is known of words, two bits each, in a table of fixed size that never makes a string. A place holds the two words that were put
 * last; words are told apart by hash and length.
 */
export class WordSlots {
  /** Keys whose two lowest bits gave way to what is known: place and higher bits tell them. */
  readonly #slots = new Int32Array(PLACES * 2);

  /** One of `KNOWN` that was put for the word with this key; 0 when nothing, or when other words took its place. */
  get(key: number): number {
    const place = placeOf(key);
    const first = this.#slots[place] ?? 0;
    if ((first ^ key) >>> 2 === 0) return first & 3;
    const second = this.#slots[place + 1] ?? 0;
    return (second ^ key) >>> 2 === 0 ? second & 3 : 0;
  }

  /** Puts what is known of a word, one of `KNOWN`. */
  put(key: number, known: number): void {
    const place = placeOf(key);
    const first = this.#slots[place] ?? 0;
    if ((first ^ key) >>> 2 !== 0) this.#slots[place + 1] = first;
    this.#slots[place] = (key & ~3) | known;
  }
}

/** What tells word `i` from others. */
export function wordKey(tokens: Tokens, i: number): number {
  return (tokens.hashes[i] ?? 0) ^ (((tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0)) << 26);
}

function placeOf(key: number): number {
  return ((key ^ (key >>> 16)) & (PLACES - 1)) << 1;
}
