import { EMPTY_HASH, extendHash, type Tokens } from '../model/words.ts';
import type { HashGate, HashIndex } from './hash-index.ts';
import { type HiddenTables, MIN_DISGUISED } from './hidden-tables.ts';
import { skeletonHash, skeletonsOf } from './skeleton.ts';

/** Shortest word for goods that is read behind a mark. */
export const MIN_NOUN = 3;

/**
 * Tells from the letters of a word whether it may hide a mark or begin a hidden name: one pass over the tables' gates, without making
 * a string. It says yes a little too often, never no wrongly; nearly every word of a listing stops here.
 */
export class WordGate {
  readonly #drawn: HashGate;
  readonly #slips: HashGate;
  readonly #words: HashGate;
  readonly #near: HashIndex;

  constructor({ drawnGate, slipGate, wordGate, near }: HiddenTables) {
    this.#drawn = drawnGate;
    this.#slips = slipGate;
    this.#words = wordGate;
    this.#near = near;
  }

  /** Whether word `i`, which has no apostrophe, is worth reading. */
  mayHide({ text, starts, ends, hashes }: Tokens, i: number): boolean {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    let digits = 0;
    let heard = false;
    let before = 0;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= 97 && unit <= 122) {
        // `ph` and `ks`, which `asHeard` reads as one letter.
        if ((unit === 104 && before === 112) || (unit === 115 && before === 107)) heard = true;
        before = unit;
        continue;
      }
      if (unit > 0x7f) return true;
      digits++;
    }
    if (digits > 0) return digits < end - start && this.#mayBeDrawn(text.slice(start, end));
    if (this.#drawn.may(skeletonHash(text, start, end))) return true;
    if (end - start < MIN_DISGUISED || this.#isEveryday(hashes[i] ?? 0)) return false;
    return heard || slips(this.#slips, text, start, end, hashes[i] ?? 0) || this.#mayBegin(text, start, end);
  }

  /** A word near a mark in every text; one of another language may be a slip. */
  #isEveryday(hash: number): boolean {
    return this.#near.has(hash) && this.#near.of(hash).includes(-1);
  }

  #mayBeDrawn(word: string): boolean {
    for (const skeleton of skeletonsOf(word)) if (this.#drawn.may(skeleton)) return true;
    return false;
  }

  /** A mark in front of a word for goods. */
  #mayBegin(text: string, start: number, end: number): boolean {
    let hash = EMPTY_HASH;
    for (let at = start; at < end - MIN_NOUN; at++) {
      hash = extendHash(hash, text.charCodeAt(at));
      if (at - start + 1 >= MIN_DISGUISED && this.#words.may(hash)) return true;
    }
    return false;
  }
}

/** Whether a gate has the word, or the word less one letter, as `deletionsOf` has them. */
function slips(gate: HashGate, text: string, start: number, end: number, whole: number): boolean {
  if (gate.may(whole)) return true;
  let head = EMPTY_HASH;
  for (let left = start; left < end; left++) {
    let hash = head;
    for (let at = left + 1; at < end; at++) hash = extendHash(hash, text.charCodeAt(at));
    if (gate.may(hash)) return true;
    head = extendHash(head, text.charCodeAt(left));
  }
  return false;
}
