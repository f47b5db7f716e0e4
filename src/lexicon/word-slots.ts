import type { Tokens } from '../model/words.ts';

/** Places of a table, each for four words; a catalogue has some tens of thousands of words. Few places have to give one up. */
const PLACES = 32_768;
const WAYS = 4;
/** Words that a table holds. */
export const SLOTS: number = PLACES * WAYS;

/** What is known of a word: it is no mark and begins none, open or hidden; it hides none; it may hide one or begin a hidden one. */
export const KNOWN = { dull: 1, plain: 2, lively: 3 } as const;

/**
 * What is known of words, two bits each, in a table of fixed size that never makes a string. A place holds four words, and gives up
 * one after the other in turn; words are told apart by hash and length.
 */
export class WordSlots {
  /** Keys whose two lowest bits gave way to what is known: place and higher bits tell them. */
  readonly #slots = new Int32Array(SLOTS);
  /** Counts the words that had to give way. */
  #turn = 0;

  /** One of `KNOWN` that was put for the word with this key; 0 when nothing, or when other words took its place. */
  get(key: number): number {
    const slots = this.#slots;
    const place = placeOf(key);
    for (let at = place; at < place + WAYS; at++) {
      const slot = slots[at] ?? 0;
      if ((slot ^ key) >>> 2 === 0) return slot & 3;
    }
    return 0;
  }

  /** The slot of a word that was put, below `SLOTS`; -1 for any other word. */
  slotOf(key: number): number {
    const place = placeOf(key);
    for (let at = place; at < place + WAYS; at++) {
      const slot = this.#slots[at] ?? 0;
      if (slot !== 0 && (slot ^ key) >>> 2 === 0) return at;
    }
    return -1;
  }

  /** Puts what is known of a word, one of `KNOWN`. Returns its slot, which it keeps until it gives way. */
  put(key: number, known: number): number {
    const own = this.slotOf(key);
    const at = own < 0 ? this.#freeSlot(placeOf(key)) : own;
    this.#slots[at] = (key & ~3) | known;
    return at;
  }

  #freeSlot(place: number): number {
    for (let at = place; at < place + WAYS; at++) if (this.#slots[at] === 0) return at;
    return place + (this.#turn++ & (WAYS - 1));
  }
}

/** What tells word `i` from others. */
export function wordKey(tokens: Tokens, i: number): number {
  return (tokens.hashes[i] ?? 0) ^ (((tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0)) << 26);
}

function placeOf(key: number): number {
  return ((key ^ (key >>> 16)) & (PLACES - 1)) << 2;
}
