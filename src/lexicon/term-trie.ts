import { GAP, hashWord, isPossessive, type Tokens, wordAt } from '../model/words.ts';

/** Folds a text and splits it into words, as listings are. The lexicon is told how; it knows no alphabet. */
export type Split = (text: string) => Tokens;

/** Bytes of the bit set of first words: one bit for every value of the low 18 bits of a hash; with 20,000 terms one word in fourteen passes by chance. */
export const FIRST_BYTES: number = 32_768;

/** Terms up to which a trie does without a set of first words. */
const SMALL = 8;
const ANY_FIRST: Uint8Array = new Uint8Array(FIRST_BYTES).fill(0xff);

/** The tables of a trie, as a pack keeps them. */
export interface TrieTables {
  /** Number of terms. */
  readonly size: number;
  /** The words of a term, joined by spaces. */
  readonly textOf: (term: number) => string;
  readonly from: Int32Array;
  readonly hash: Int32Array;
  readonly to: Int32Array;
  readonly terms: Int32Array;
  readonly first: Uint8Array;
  readonly nodes: number;
  readonly used: number;
}

/**
 * Many terms of one or more words, found in one pass: a trie over word hashes, in open-addressed typed arrays.
 * A hit is compared with the term itself, so two words with one hash never make a false match.
 */
export class TermTrie {
  /** Entries of the transition table: from node, word hash -> node. Always a power of two, at most half full. */
  #from: Int32Array = new Int32Array(SMALL * 4).fill(-1);
  #hash: Int32Array = new Int32Array(SMALL * 4);
  #to: Int32Array = new Int32Array(SMALL * 4);
  #used = 0;
  #nodes = 1;
  /** Term of a node, -1 where none ends. */
  #terms: Int32Array = new Int32Array(SMALL * 2).fill(-1);
  /** One bit for every first word: most words of a listing stop here. A trie of few terms, made for one brand field, shares a full set. */
  #first: Uint8Array = ANY_FIRST;
  /** Texts of the terms; of a trie from a pack only those that were asked for. */
  readonly #texts: (string | undefined)[] = [];
  #size = 0;
  #textOf: (term: number) => string = () => '';

  /** A trie from the tables that `tables()` gave. */
  static from({ size, textOf, from, hash, to, terms, first, nodes, used }: TrieTables): TermTrie {
    const trie = new TermTrie();
    trie.#size = size;
    trie.#textOf = textOf;
    trie.#from = from;
    trie.#hash = hash;
    trie.#to = to;
    trie.#terms = terms;
    trie.#first = first;
    trie.#nodes = nodes;
    trie.#used = used;
    return trie;
  }

  /** Everything that the trie is made of; shared, not copied. */
  tables(): TrieTables {
    return {
      size: this.#size,
      textOf: (term) => this.text(term),
      from: this.#from,
      hash: this.#hash,
      to: this.#to,
      terms: this.#terms,
      first: this.#first,
      nodes: this.#nodes,
      used: this.#used,
    };
  }

  /** Number of terms. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds the words of a term. Returns its number, or that of the same term added before; -1 for a term without words.
   */
  add(tokens: Tokens): number {
    if (tokens.count === 0) return -1;
    let node = 0;
    for (let i = 0; i < tokens.count; i++)
      node = this.#step(node, tokens.hashes[i] ?? 0) || this.#grow(node, tokens.hashes[i] ?? 0);
    const known = this.#terms[node] ?? -1;
    if (known >= 0) return known;
    if (this.#size === SMALL) this.#markFirsts();
    if (this.#size >= SMALL) markFirst(this.#first, tokens.hashes[0] ?? 0);
    this.#terms[node] = this.#size;
    this.#texts[this.#size] = words(tokens, 0, tokens.count);
    return this.#size++;
  }

  /** Whether a word with this hash may begin a term. */
  mayStart(hash: number): boolean {
    return hasFirst(this.#first, hash);
  }

  /** The longest term that starts with word `i` and that `accept` takes, as `[term, end)`; undefined when there is none. */
  longestAt(
    tokens: Tokens,
    i: number,
    accept?: (term: number, start: number, end: number) => boolean,
  ): { readonly term: number; readonly end: number } | undefined {
    const { hashes, gaps, count } = tokens;
    if (!hasFirst(this.#first, hashes[i] ?? 0)) return undefined;
    let node = 0;
    let longest = -1;
    let end = i;
    for (let j = i; j < count; j++) {
      if (j > i && (gaps[j] ?? GAP.hard) > GAP.stop) break;
      node = this.#step(node, hashes[j] ?? 0);
      if (node === 0) break;
      const term = this.#terms[node] ?? -1;
      if (term < 0 || !this.#isWritten(term, tokens, i, j + 1)) continue;
      if (accept !== undefined && !accept(term, i, j + 1)) continue;
      longest = term;
      end = j + 1;
    }
    return longest < 0 ? undefined : { term: longest, end };
  }

  /** Whether the words `[from, to)` are those of the term; nearly always the text has them letter by letter, and no string is made. */
  #isWritten(term: number, tokens: Tokens, from: number, to: number): boolean {
    const text = this.text(term);
    const start = tokens.starts[from] ?? 0;
    if ((tokens.ends[to - 1] ?? 0) - start === text.length && tokens.text.startsWith(text, start)) return true;
    return (to - from > 1 || isPossessive(tokens, from)) && text === words(tokens, from, to);
  }

  /** Whether a term of one word has this hash. */
  isWord(hash: number): boolean {
    if (!this.mayStart(hash)) return false;
    const node = this.#step(0, hash);
    return node !== 0 && (this.#terms[node] ?? -1) >= 0;
  }

  /** What terms begin with: the hashes of those of one word, and those of the first two words of every other, as `pairHash` makes them one. */
  beginnings(): { readonly single: Int32Array; readonly pairs: Int32Array } {
    const isFirst = new Uint8Array(this.#nodes);
    const firsts = new Int32Array(this.#nodes);
    const single: number[] = [];
    const pairs: number[] = [];
    for (let i = 0; i < this.#from.length; i++) {
      if (this.#from[i] !== 0) continue;
      const [hash, node] = [this.#hash[i] ?? 0, this.#to[i] ?? 0];
      isFirst[node] = 1;
      firsts[node] = hash;
      if ((this.#terms[node] ?? -1) >= 0) single.push(hash);
    }
    for (let i = 0; i < this.#from.length; i++) {
      const node = this.#from[i] ?? -1;
      if (isFirst[node] === 1) pairs.push(pairHash(firsts[node] ?? 0, this.#hash[i] ?? 0));
    }
    return { single: Int32Array.from(single), pairs: Int32Array.from(pairs) };
  }

  /** Whether a term begins with a word with this hash. */
  starts(hash: number): boolean {
    return this.mayStart(hash) && this.#step(0, hash) !== 0;
  }

  /** The term that is this one folded word, -1 when there is none. */
  word(word: string): number {
    const node = this.#step(0, hashWord(word));
    const term = node === 0 ? -1 : (this.#terms[node] ?? -1);
    return term >= 0 && this.text(term) === word ? term : -1;
  }

  /** The words of a term, joined by spaces. */
  text(term: number): string {
    const known = this.#texts[term];
    if (known !== undefined) return known;
    const text = this.#textOf(term);
    this.#texts[term] = text;
    return text;
  }

  /** The node behind `hash` from `node`; 0 when there is none. */
  #step(node: number, hash: number): number {
    const mask = this.#from.length - 1;
    for (let slot = mix(node, hash) & mask; ; slot = (slot + 1) & mask) {
      const from = this.#from[slot];
      if (from === -1) return 0;
      if (from === node && this.#hash[slot] === hash) return this.#to[slot] ?? 0;
    }
  }

  #grow(node: number, hash: number): number {
    if (this.#used * 2 >= this.#from.length) this.#widen();
    if (this.#nodes === this.#terms.length) {
      const terms = new Int32Array(this.#nodes * 2).fill(-1);
      terms.set(this.#terms);
      this.#terms = terms;
    }
    this.#put(node, hash, this.#nodes);
    return this.#nodes++;
  }

  #put(from: number, hash: number, to: number): void {
    const mask = this.#from.length - 1;
    let slot = mix(from, hash) & mask;
    while (this.#from[slot] !== -1) slot = (slot + 1) & mask;
    this.#from[slot] = from;
    this.#hash[slot] = hash;
    this.#to[slot] = to;
    this.#used++;
  }

  /** Gives a trie that has grown a set of first words of its own. */
  #markFirsts(): void {
    this.#first = new Uint8Array(FIRST_BYTES);
    for (let i = 0; i < this.#from.length; i++) if (this.#from[i] === 0) markFirst(this.#first, this.#hash[i] ?? 0);
  }

  #widen(): void {
    const [from, hash, to] = [this.#from, this.#hash, this.#to];
    this.#from = new Int32Array(from.length * 2).fill(-1);
    this.#hash = new Int32Array(from.length * 2);
    this.#to = new Int32Array(from.length * 2);
    this.#used = 0;
    for (let i = 0; i < from.length; i++) if (from[i] !== -1) this.#put(from[i] ?? 0, hash[i] ?? 0, to[i] ?? 0);
  }
}

/** Sets the bit of a hash in a set of `FIRST_BYTES`. */
export function markFirst(set: Uint8Array, hash: number): void {
  const at = (hash & 0x3ffff) >> 3;
  set[at] = (set[at] ?? 0) | (1 << (hash & 7));
}

/** Whether the bit of a hash is set; by chance it may be that of another hash. */
export function hasFirst(set: Uint8Array, hash: number): boolean {
  return ((set[(hash & 0x3ffff) >> 3] ?? 0) & (1 << (hash & 7))) !== 0;
}

/** The key of two words in a row, or of two parts of a word. */
export function pairHash(left: number, right: number): number {
  return Math.imul(left ^ ((right >>> 9) | (right << 23)), 0x9e3779b1) ^ right;
}

/** The words `[from, to)` joined by spaces, as terms are compared. */
export function words(tokens: Tokens, from: number, to: number): string {
  let text = wordAt(tokens, from);
  for (let i = from + 1; i < to; i++) text += ` ${wordAt(tokens, i)}`;
  return text;
}

function mix(node: number, hash: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ hash;
  return mixed ^ (mixed >>> 15);
}
