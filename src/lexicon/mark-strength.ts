import { hashWord } from '../model/words.ts';
import type { WordFilter } from './word-filter.ts';

/*
 * Whether the words of a mark say more than any seller would say. Two sources: word lists, and the register itself. A word that many
 * owners have in their marks, or that owners must disclaim, describes goods.
 */

/** Different owners of marks with a word from which on it is a word of the trade; counted in 32 buckets, so 8 are some 9 owners. */
const MANY_OWNERS = 8;
/** Entries that disclaim a word from which on it describes goods wherever it stands. */
const MANY_DISCLAIMERS = 3;
/** Shortest word that is a name by itself: below, sizes, units and abbreviations look alike. */
const MIN_LETTERS = 4;
/** Shortest mark in a script without spaces; two characters are an everyday word more often than a name. */
const MIN_CHARACTERS = 3;
const CHARACTERS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]$/u;

/** How the owners of a register use words: bounded by the number of different words, not of marks. */
export class WordUse {
  #keys = new Int32Array(1 << 16);
  /** One bit for each of 32 buckets of owners; 0 marks a free slot. */
  #owners = new Int32Array(1 << 16);
  #disclaimers = new Uint8Array(1 << 16);
  #used = 0;

  /** Notes the words of one mark of an owner (by a hash of his name). */
  note(words: readonly string[], owner: number): void {
    const bucket = 1 << (owner & 31);
    for (const word of words) this.#note(word, bucket);
    for (const pair of pairsOf(words)) this.#note(pair, bucket);
  }

  #note(unit: string, bucket: number): void {
    const slot = this.#slot(hashWord(unit));
    this.#owners[slot] = (this.#owners[slot] ?? 0) | bucket;
  }

  /** Notes that somebody does not claim a word; `note` must have seen it. */
  noteDisclaimed(word: string): void {
    const slot = this.#find(hashWord(word));
    if (this.#owners[slot] !== 0) this.#disclaimers[slot] = Math.min(255, (this.#disclaimers[slot] ?? 0) + 1);
  }

  /** Whether many owners use the word, or some had to disclaim it. */
  isDescriptive(word: string): boolean {
    const slot = this.#find(hashWord(word));
    return bitCount(this.#owners[slot] ?? 0) >= MANY_OWNERS || (this.#disclaimers[slot] ?? 0) >= MANY_DISCLAIMERS;
  }

  #find(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (key ^ (key >>> 15)) & mask;
    while (this.#owners[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #slot(key: number): number {
    const slot = this.#find(key);
    if (this.#owners[slot] !== 0) return slot;
    this.#used++;
    if (this.#used * 2 > this.#keys.length) {
      this.#grow();
      return this.#slot(key);
    }
    this.#keys[slot] = key;
    return slot;
  }

  #grow(): void {
    const [keys, owners, disclaimers] = [this.#keys, this.#owners, this.#disclaimers];
    this.#keys = new Int32Array(keys.length * 2);
    this.#owners = new Int32Array(keys.length * 2);
    this.#disclaimers = new Uint8Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (owners[i] === 0) continue;
      const slot = this.#find(keys[i] ?? 0);
      this.#keys[slot] = keys[i] ?? 0;
      this.#owners[slot] = owners[i] ?? 0;
      this.#disclaimers[slot] = disclaimers[i] ?? 0;
    }
  }
}

/**
 * Whether a mark of these folded words stands for somebody: a word that no dictionary has, alone or among others. `disclaimed` has a bit
 * for every word that the owner does not claim.
 */
export function isDistinctive(words: readonly string[], disclaimed: number, filter: WordFilter, use: WordUse): boolean {
  if (words.every(isCharacter)) return isDistinctiveRun(words, filter, use);
  return words.some((word, i) => (disclaimed & (1 << i)) === 0 && isName(word, filter, use));
}

/** Whether a word names rather than describes: it is in no list, few have it in their marks, and it is no article number. */
function isName(word: string, filter: WordFilter, use: WordUse): boolean {
  if (!/^\p{L}+$/u.test(word) || word.length < MIN_LETTERS || use.isDescriptive(word)) return false;
  return !basesOf(word).some((base) => filter.isEveryday(base) || filter.isKnown(base));
}

/** The word and what it may be an inflection of. */
function basesOf(word: string): string[] {
  const bases = [word];
  for (const ending of ['s', 'es', 'ed', 'ing', 'er', 'y']) {
    if (word.length >= ending.length + 3 && word.endsWith(ending)) bases.push(word.slice(0, -ending.length));
  }
  return bases;
}

function isDistinctiveRun(words: readonly string[], filter: WordFilter, use: WordUse): boolean {
  if (words.length < MIN_CHARACTERS || filter.isEveryday(words.join(' '))) return false;
  return pairsOf(words).some((pair) => !use.isDescriptive(pair) && !filter.isEveryday([...pair].join(' ')));
}

/** Neighbours in a script that is written without spaces, which are counted as words are. */
function pairsOf(words: readonly string[]): string[] {
  const pairs: string[] = [];
  for (let i = 1; i < words.length; i++) {
    const [before = '', word = ''] = [words[i - 1], words[i]];
    if (isCharacter(word) && isCharacter(before)) pairs.push(before + word);
  }
  return pairs;
}

/** The scripts in question begin with Thai; nearly every word of a register is told by its first letter. */
function isCharacter(word: string): boolean {
  return word.charCodeAt(0) >= 0x0e00 && CHARACTERS.test(word);
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
