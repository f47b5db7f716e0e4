import type { Requirement } from './required-literals.ts';

/** Says of two ASCII characters that literals begin with them, that the second is a literal by itself, or both. */
const PAIR = { begins: 1, is: 2 } as const;

/** Literals that begin with the same two characters. */
interface Alike {
  readonly literals: { readonly text: string; readonly id: number }[];
  /** One bit for every third character, by its low five bits. */
  thirds: number;
}

/** A requirement with the numbers of its literals. */
type Ways = { readonly literals: readonly number[]; readonly also?: readonly number[] } | 'non-ascii' | undefined;

/**
 * One look for many requirements: which of them a text may fulfil. The text is read once, two characters at a time, where `includes` reads
 * it once a literal.
 */
export class Sieve {
  readonly #ways: readonly Ways[];
  readonly #ids = new Map<string, number>();
  readonly #pairs = new Uint8Array(128 * 128);
  readonly #byPair: (Alike | undefined)[] = [];
  /** Literals of one ASCII character, by its code. */
  readonly #single = new Int32Array(128).fill(-1);
  /** Literals that do not begin with two ASCII characters: all hold another one. */
  readonly #foreign: { readonly text: string; readonly id: number }[] = [];
  /** By literal: the number of the text in which it was seen last. */
  readonly #seen: Uint32Array;
  #texts = 0;
  #isForeign = false;

  constructor(needs: readonly (Requirement | undefined)[]) {
    const idsOf = (literals: readonly string[]): number[] => literals.map((literal) => this.#idOf(literal));
    this.#ways = needs.map((need) => {
      if (need === undefined || need === 'non-ascii') return need;
      return { literals: idsOf(need.literals), ...(need.also === undefined ? {} : { also: idsOf(need.also) }) };
    });
    this.#seen = new Uint32Array(this.#ids.size);
  }

  #idOf(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#add(text, id);
    return id;
  }

  #add(text: string, id: number): void {
    this.#ids.set(text, id);
    const first = text.charCodeAt(0);
    const second = text.charCodeAt(1);
    if (text.length === 1 && first < 128) {
      this.#single[first] = id;
      for (let before = 0; before < 128; before++) this.#mark((before << 7) | first, PAIR.is);
    } else if (first < 128 && second < 128) {
      const pair = (first << 7) | second;
      this.#mark(pair, PAIR.begins);
      const alike = this.#byPair[pair] ?? { literals: [], thirds: 0 };
      this.#byPair[pair] = alike;
      alike.literals.push({ text, id });
      alike.thirds |= text.length === 2 ? -1 : 1 << (text.charCodeAt(2) & 31);
    } else this.#foreign.push({ text, id });
  }

  #mark(pair: number, how: number): void {
    this.#pairs[pair] = (this.#pairs[pair] ?? 0) | how;
  }

  /** Reads a text; `may` speaks of it from here on. */
  read(text: string): void {
    const pairs = this.#pairs;
    const now = ++this.#texts;
    let foreign = false;
    let before = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) {
        foreign = true;
        before = 0;
        continue;
      }
      const pair = (before << 7) | unit;
      before = unit;
      if (pairs[pair] !== 0) this.#look(text, i, pair, now);
    }
    this.#isForeign = foreign;
    if (foreign) for (const { text: literal, id } of this.#foreign) if (text.includes(literal)) this.#seen[id] = now;
  }

  /** Marks the literals that begin with the pair which ends at `i`. */
  #look(text: string, i: number, pair: number, now: number): void {
    const known = this.#pairs[pair] ?? 0;
    if ((known & PAIR.is) !== 0) this.#seen[this.#single[pair & 127] ?? 0] = now;
    const alike = (known & PAIR.begins) === 0 ? undefined : this.#byPair[pair];
    // Behind the end of the text is NaN, of which 0 remains; only literals of two characters end there, and theirs are all bits.
    if (alike === undefined || (alike.thirds & (1 << (text.charCodeAt(i + 1) & 31))) === 0) return;
    for (const { text: literal, id } of alike.literals)
      if (this.#seen[id] !== now && text.startsWith(literal, i - 1)) this.#seen[id] = now;
  }

  /** Whether the text that was read last may fulfil the n-th requirement. */
  may(n: number): boolean {
    const ways = this.#ways[n];
    if (ways === undefined) return true;
    if (ways === 'non-ascii') return this.#isForeign;
    return this.#holdsOne(ways.literals) && (ways.also === undefined || this.#holdsOne(ways.also));
  }

  #holdsOne(literals: readonly number[]): boolean {
    for (const id of literals) if (this.#seen[id] === this.#texts) return true;
    return false;
  }
}
