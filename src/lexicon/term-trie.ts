import { GAP, hashWord, type Tokens, wordAt } from '../model/words.ts';

/** Folds a text and splits it into words, as listings are. The lexicon is told how; it knows no alphabet. */
export type Split = (text: string) => Tokens;

/** Bytes of the bit set of first words: one bit for every value of the low 18 bits of a hash; with 20,000 terms one word in fourteen passes by chance. */
export const FIRST_BYTES: number = 32_768;

/** The tables of a trie, as a pack keeps them. */
export interface TrieTables {
  readonly texts: readonly string[];
  readonly from: Int32Array<ArrayBuffer>;
  readonly hash: Int32Array<ArrayBuffer>;
  readonly to: Int32Array<ArrayBuffer>;
  readonly terms: Int32Array<ArrayBuffer>;
  readonly first: Uint8Array<ArrayBuffer>;
  readonly nodes: number;
  readonly used: number;
}

/**
 * Many terms of one or more words, found in one pass: a trie over word hashes, in open-addressed typed arrays.
 * A hit is compared with the term itself, so two words with one hash never make a false match.
 */
export class TermTrie {
  /** Entries of the transition table: from node, word hash -> node. Always a power of two, at most half full. */
  #from = new Int32Array(1024).fill(-1);
  #hash = new Int32Array(1024);
  #to = new Int32Array(1024);
  #used = 0;
  #nodes = 1;
  /** Term of a node, -1 where none ends. */
  #terms = new Int32Array(512).fill(-1);
  /** One bit for every first word: most words of a listing stop here. */
  #first = new Uint8Array(FIRST_BYTES);
  #texts: string[] = [];

  /** A trie from the tables that `tables()` gave. */
  static from({ texts, from, hash, to, terms, first, nodes, used }: TrieTables): TermTrie {
    const trie = new TermTrie();
    trie.#texts = [...texts];
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
      texts: this.#texts,
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
    return this.#texts.length;
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
    const first = tokens.hashes[0] ?? 0;
    this.#first[(first & 0x3ffff) >> 3] = (this.#first[(first & 0x3ffff) >> 3] ?? 0) | (1 << (first & 7));
    this.#terms[node] = this.#texts.length;
    this.#texts.push(words(tokens, 0, tokens.count));
    return this.#texts.length - 1;
  }

  /** Whether a word with this hash may begin a term. */
  mayStart(hash: number): boolean {
    return ((this.#first[(hash & 0x3ffff) >> 3] ?? 0) & (1 << (hash & 7))) !== 0;
  }

  /** The longest term that starts with word `i`, as `[term, end)`; undefined when there is none. */
  longestAt(tokens: Tokens, i: number): { readonly term: number; readonly end: number } | undefined {
    if (!this.mayStart(tokens.hashes[i] ?? 0)) return undefined;
    let node = 0;
    let found: { term: number; end: number } | undefined;
    for (let j = i; j < tokens.count; j++) {
      if (j > i && (tokens.gaps[j] ?? GAP.hard) > GAP.stop) break;
      node = this.#step(node, tokens.hashes[j] ?? 0);
      if (node === 0) break;
      const term = this.#terms[node] ?? -1;
      if (term >= 0) found = { term, end: j + 1 };
    }
    if (found === undefined || this.#texts[found.term] !== words(tokens, i, found.end)) return undefined;
    return found;
  }

  /** The term that is this one folded word, -1 when there is none. */
  word(word: string): number {
    const node = this.#step(0, hashWord(word));
    const term = node === 0 ? -1 : (this.#terms[node] ?? -1);
    return term >= 0 && this.#texts[term] === word ? term : -1;
  }

  /** The words of a term, joined by spaces. */
  text(term: number): string {
    return this.#texts[term] ?? '';
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

  #widen(): void {
    const [from, hash, to] = [this.#from, this.#hash, this.#to];
    this.#from = new Int32Array(from.length * 2).fill(-1);
    this.#hash = new Int32Array(from.length * 2);
    this.#to = new Int32Array(from.length * 2);
    this.#used = 0;
    for (let i = 0; i < from.length; i++) if (from[i] !== -1) this.#put(from[i] ?? 0, hash[i] ?? 0, to[i] ?? 0);
  }
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
