import { GAP, type Tokens } from '../model/words.ts';
import { words } from './term-trie.ts';

/** Most words of a mark that is looked for; what is longer is a sentence, and still in the register's details. */
export const MAX_MARK_WORDS = 12;

/** The tables of an index, as a pack keeps them. */
export interface RegisterTables {
  /** Open-addressed by a 64-bit hash of a word sequence: half of it here, half as the position. */
  readonly keys: Int32Array;
  /** 0 is free; bit 0 says that longer marks begin so; above, the number of the mark plus one, 0 where none ends. */
  readonly values: Int32Array;
  /** The folded words of all marks, UTF-8. */
  readonly pool: Uint8Array;
  /** Where the text of a mark starts in the pool; one more at the end. */
  readonly textStarts: Uint32Array;
  /** Where the entries of a mark start; one more at the end. */
  readonly entryStarts: Uint32Array;
  /** By entry: Nice classes 1 to 32. */
  readonly low: Int32Array;
  /** By entry: Nice classes from 33 on, status and flags; see `ENTRY`. */
  readonly high: Int32Array;
}

/** A mark of a register where it stands: words `[start, end)`. */
export interface RegisterHit {
  readonly start: number;
  readonly end: number;
  /** Number of the mark; its entries are `entriesOf(mark)`. */
  readonly mark: number;
}

/**
 * Millions of marks, found in one pass over the words of a text. A hit is compared with the text of the mark, so equal hashes never make a
 * false match.
 */
export class RegisterIndex {
  readonly #tables: RegisterTables;
  readonly #pool: Buffer;
  /** Slots of the marks that end in words i, i+1 …, while a text is searched. */
  readonly #slots = new Int32Array(MAX_MARK_WORDS);
  readonly #keys = new Int32Array(MAX_MARK_WORDS);
  readonly #ends = new Int32Array(MAX_MARK_WORDS);

  constructor(tables: RegisterTables) {
    this.#tables = tables;
    this.#pool = Buffer.from(tables.pool.buffer, tables.pool.byteOffset, tables.pool.byteLength);
  }

  /** Number of different marks. */
  get marks(): number {
    return this.#tables.textStarts.length - 1;
  }

  /** Number of entries. */
  get entries(): number {
    return this.#tables.low.length;
  }

  /** The folded words of a mark, joined by spaces. */
  textOf(mark: number): string {
    const { textStarts } = this.#tables;
    return this.#pool.toString('utf8', textStarts[mark], textStarts[mark + 1]);
  }

  /** The entries of a mark, `[from, to)`. */
  entriesOf(mark: number): readonly [from: number, to: number] {
    return [this.#tables.entryStarts[mark] ?? 0, this.#tables.entryStarts[mark + 1] ?? 0];
  }

  /** Nice classes 1 to 32 of an entry, as bits. */
  lowOf(entry: number): number {
    return this.#tables.low[entry] ?? 0;
  }

  /** The other classes, status and flags of an entry; see `ENTRY`. */
  highOf(entry: number): number {
    return this.#tables.high[entry] ?? 0;
  }

  /**
   * The marks of a text that are accepted, leftmost and longest, in order. Linear in the number of words. `accept` is asked before the text
   * is compared, because it is the cheaper question.
   */
  search(tokens: Tokens, accept: (mark: number) => boolean): RegisterHit[] {
    const hits: RegisterHit[] = [];
    for (let i = 0; i < tokens.count; ) {
      const hit = this.#longestAt(tokens, i, accept);
      if (hit === undefined) i++;
      else {
        hits.push(hit);
        i = hit.end;
      }
    }
    return hits;
  }

  #longestAt(tokens: Tokens, start: number, accept: (mark: number) => boolean): RegisterHit | undefined {
    const { values } = this.#tables;
    const last = Math.min(tokens.count, start + MAX_MARK_WORDS);
    let a = SEED_A;
    let b = SEED_B;
    let found = 0;
    for (let i = start; i < last; i++) {
      if (i > start && (tokens.gaps[i] ?? GAP.hard) > GAP.stop) break;
      const hash = tokens.hashes[i] ?? 0;
      a = mixKey(a, hash);
      b = mixPosition(b, hash);
      const slot = this.#find(a, b);
      if (slot < 0) break;
      const value = values[slot] ?? 0;
      if (value > LONGER) {
        this.#slots[found] = slot;
        this.#keys[found] = a;
        this.#ends[found++] = i + 1;
      }
      if ((value & LONGER) === 0) break;
    }
    while (found-- > 0) {
      const mark = this.#verify(tokens, start, this.#ends[found] ?? 0, this.#slots[found] ?? 0, this.#keys[found] ?? 0, accept);
      if (mark >= 0) return { start, end: this.#ends[found] ?? 0, mark };
    }
    return undefined;
  }

  /** The accepted mark with this key and these very words; two word sequences with one key are neighbours in the table. */
  #verify(tokens: Tokens, start: number, end: number, first: number, key: number, accept: (mark: number) => boolean): number {
    const { keys, values } = this.#tables;
    for (let slot = first; values[slot] !== 0; slot = slot + 1 === keys.length ? 0 : slot + 1) {
      const value = values[slot] ?? 0;
      if (keys[slot] !== key || value <= LONGER) continue;
      const mark = (value >>> 1) - 1;
      if (accept(mark) && this.textOf(mark) === words(tokens, start, end)) return mark;
    }
    return -1;
  }

  #find(key: number, position: number): number {
    const { keys, values } = this.#tables;
    for (let slot = (position >>> 0) % keys.length; values[slot] !== 0; slot = slot + 1 === keys.length ? 0 : slot + 1)
      if (keys[slot] === key) return slot;
    return -1;
  }
}

/** Bit of a value: longer marks begin with these words. */
export const LONGER = 1;
/** The two halves of the hash of no words. */
export const SEED_A = 0x2545f491;
/** The two halves of the hash of no words. */
export const SEED_B = 0x1b873593;

/** The half of a sequence's hash that is kept, with one more word. */
export function mixKey(a: number, hash: number): number {
  const mixed = Math.imul(a ^ hash, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

/** The half of a sequence's hash that is its position, with one more word. */
export function mixPosition(b: number, hash: number): number {
  const mixed = Math.imul((b << 5) + (b >>> 2) + hash, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
