import type { Tokens } from '../model/words.ts';
import { isCharacterToken } from './tokens.ts';

/*
 * Words -> hashed grams -> fingerprints. A gram is the shortest run of words that weighs `GRAM_WEIGHT`: five words of a script with
 * spaces, eight characters of a script without, and something between where a text mixes both. Its length depends on its own words
 * only, so the same passage gives the same grams wherever it stands.
 */

/** Weight of a word; a passage's length in words is its weight divided by this. */
export const WORD_WEIGHT = 8;
/** Weight of a character of a script without spaces: eight of them say about as much as five words (Chinese words average 1.6). */
const CHARACTER_WEIGHT = 5;
/** Weight of a gram. Four words match by chance in shop language; six miss copies in which every sixth word was changed. */
export const GRAM_WEIGHT = 40;
/** No gram holds more words than this. */
const LONGEST_GRAM = GRAM_WEIGHT / CHARACTER_WEIGHT;

const BASE = 0x01000193;
/** `BASE` to the power of the index, modulo 2^32. */
const POWERS = Int32Array.from({ length: LONGEST_GRAM + 1 }, (_, n) => power(n));

/** The grams of a text; `hashes` and `ends` hold `count` of them, `weights` one entry a word. Made to be filled again and again. */
export interface Grams {
  /** Grams start at the words 0 .. count - 1. */
  count: number;
  /** Sum of all weights. */
  weight: number;
  /** Hash of the gram that starts at a word. */
  hashes: Int32Array;
  /** The word behind the gram. */
  ends: Uint32Array;
  weights: Uint8Array;
}

/** Room for grams. */
export function makeGrams(): Grams {
  return { count: 0, weight: 0, hashes: new Int32Array(0), ends: new Uint32Array(0), weights: new Uint8Array(0) };
}

/**
 * Fills `grams` with those of a text, or of its words `[from, to)`, which then count from 0. One pass with a rolling hash; allocates only
 * when the text is longer than any before it.
 */
export function readGrams(tokens: Tokens, grams: Grams, from: number = 0, to: number = tokens.count): void {
  const count = to - from;
  makeRoom(grams, count);
  const { hashes, ends, weights } = grams;
  const words = tokens.hashes;
  let first = 0;
  let hash = 0;
  let weight = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const own = isCharacterToken(tokens, from + i) ? CHARACTER_WEIGHT : WORD_WEIGHT;
    weights[i] = own;
    total += own;
    weight += own;
    hash = (Math.imul(hash, BASE) + (words[from + i] ?? 0)) | 0;
    // A gram is the shortest run, so several may end at the same word where heavy words follow light ones.
    while (weight >= GRAM_WEIGHT) {
      hashes[first] = mix(hash);
      ends[first] = i + 1;
      hash = (hash - Math.imul(words[from + first] ?? 0, POWERS[i - first] ?? 0)) | 0;
      weight -= weights[first++] ?? 0;
    }
  }
  grams.count = first;
  grams.weight = total;
}

/**
 * Chooses the grams to keep: the least hash of every `window` grams in a row, the rightmost of equals (Schleimer, Wilkerson and
 * Aiken, "Winnowing", SIGMOD 2003). Two texts with `window` equal grams in a row keep at least one hash in common, and
 * no two neighbours are more than `window` grams apart. A text with fewer grams keeps its least one.
 */
export function winnow(hashes: Int32Array, count: number, window: number): number[] {
  const kept: number[] = [];
  let least = -1;
  for (let end = Math.min(window, count); end <= count && end > 0; end++) {
    const start = Math.max(0, end - window);
    const before = least;
    if (least < start) least = leastIn(hashes, start, end);
    else if ((hashes[end - 1] ?? 0) <= (hashes[least] ?? 0)) least = end - 1;
    if (least !== before) kept.push(least);
  }
  return kept;
}

function leastIn(hashes: Int32Array, start: number, end: number): number {
  let least = start;
  for (let i = start + 1; i < end; i++) if ((hashes[i] ?? 0) <= (hashes[least] ?? 0)) least = i;
  return least;
}

/** Spreads the hash over all bits (the last step of MurmurHash3): buckets use the high ones, the filter the low ones. */
function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function makeRoom(grams: Grams, words: number): void {
  if (grams.hashes.length >= words) return;
  const room = Math.max(1024, words * 2);
  grams.hashes = new Int32Array(room);
  grams.ends = new Uint32Array(room);
  grams.weights = new Uint8Array(room);
}

function power(exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product = Math.imul(product, BASE);
  return product;
}
