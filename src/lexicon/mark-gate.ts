import { GAP, isPossessive, type Tokens } from '../model/words.ts';
import { HashGate, type HashIndex } from './hash-index.ts';
import { pairHash, type TermTrie } from './term-trie.ts';

/** Questions before the gate is filled: filling it takes longer than one listing asks. */
const PATIENCE = 1000;
/** Bits of a gate for every hash in it: one strange hash in twenty passes, and both gates stay in the processor's cache. */
const BITS_A_HASH = 16;

/**
 * Tells from a word and the next whether a form may begin there: half of the words of a listing begin some form, and hardly one of them
 * has the form's second word behind it. It says yes a little too often, never no wrongly. Filled when often asked.
 */
export class MarkGate {
  readonly #trie: TermTrie;
  readonly #splits: HashIndex;
  /** Forms of one word; the first two words of the others, and the two parts of torn ones. */
  #gates: { readonly single: HashGate; readonly pairs: HashGate } | undefined;

  #asked = 0;

  /** @param splits the ways to tear a form in two, by `pairHash`. */
  constructor(trie: TermTrie, splits: HashIndex) {
    this.#trie = trie;
    this.#splits = splits;
  }

  /** Whether a form may begin with word `i`, openly or torn in two; disguises and slips of a single word are not looked for. */
  mayBegin(tokens: Tokens, i: number): boolean {
    const gates = this.#gates;
    if (gates === undefined) {
      if (++this.#asked > PATIENCE) this.#gates = this.#fill();
      return true;
    }
    const { single, pairs } = gates;
    const hash = tokens.hashes[i] ?? 0;
    if (single.may(hash) || isPossessive(tokens, i)) return true;
    const stem = tokens.stems[i] ?? 0;
    if (stem !== 0 && single.may(stem)) return true;
    if (i + 1 >= tokens.count || (tokens.gaps[i + 1] ?? GAP.hard) > GAP.stop) return false;
    return pairs.may(pairHash(hash, tokens.hashes[i + 1] ?? 0));
  }

  #fill(): { readonly single: HashGate; readonly pairs: HashGate } {
    const { single, pairs } = this.#trie.beginnings();
    return {
      single: HashGate.of([{ hashes: single }], BITS_A_HASH),
      pairs: HashGate.of([{ hashes: pairs }, this.#splits], BITS_A_HASH),
    };
  }
}
