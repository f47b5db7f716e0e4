import { EMPTY_HASH, extendHash, FLAG, GAP, hashWord, type Tokens } from '../model/words.ts';
import { hasHangul, hasUnspaced } from './units.ts';

/**
 * Folded text -> words. One pass, struct of arrays: the matchers run over these millions of times.
 *
 * A run of letters and digits is a word, an apostrophe inside it is skipped. `&`, `+`, `%` and `/` are words of their own, so that
 * `100%` is not `100` and `AC/DC` is not `ac dc`. Han, Kana, Thai, Lao, Khmer and Burmese have no
 * spaces, and Korean writes particles onto nouns: each character is a word.
 */

const SPACE = 32;
const UNKNOWN = 0;
const LETTER = 1;
const DIGIT = 2;
const CHARACTER = 3;
const SYMBOL = 4;
const APOSTROPHE = 5;
const SOFT = 6;
const DOT = 7;
const HARD = 8;
const HIGH_SURROGATE = 9;
/** Last letter of the Latin alphabets that shoppers' languages use. */
const LAST_LATIN = 0x24f;
/** Class of every code unit that was met, `UNKNOWN` for the others. */
const CLASS = new Uint8Array(65536);

/** Splits a folded text into words. */
export function tokenize(text: string): Tokens {
  if (arena.size - arena.used < text.length) arena = makeArena(Math.max(ARENA, text.length));
  const first = arena.used;
  let at = first;
  let gap: number = GAP.hard;
  let i = 0;
  const end = text.length;
  while (i < end) {
    if (text.charCodeAt(i) === SPACE) {
      if (gap === GAP.none) gap = GAP.soft;
      i++;
      continue;
    }
    const kind = kindAt(text, i);
    if (kind >= APOSTROPHE) {
      gap = widen(gap, kind, text, i);
      i += kind === HARD && isPair(text, i) ? 2 : 1;
      continue;
    }
    arena.starts[at] = i;
    arena.gaps[at] = gap;
    i = kind <= DIGIT ? readWord(text, i, at) : readCharacter(text, i, at);
    arena.ends[at++] = i;
    gap = GAP.none;
  }
  arena.used = at;
  return {
    text,
    count: at - first,
    starts: arena.starts.subarray(first, at),
    ends: arena.ends.subarray(first, at),
    hashes: arena.hashes.subarray(first, at),
    stems: arena.stems.subarray(first, at),
    gaps: arena.gaps.subarray(first, at),
    flags: arena.flags.subarray(first, at),
  };
}

/**
 * Where the words of many texts are written one after the other. Arrays of their own for every field would cost more than the
 * scanning: a feed has ten fields a listing. An arena lives as long as the last text in it.
 */
interface Arena {
  readonly size: number;
  used: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly hashes: Int32Array;
  readonly stems: Int32Array;
  readonly gaps: Uint8Array;
  readonly flags: Uint8Array;
}

/** Words of an arena, 74 KB: it stays in the processor's cache, where larger ones cost twice the time. */
const ARENA = 4096;

function makeArena(size: number): Arena {
  return {
    size,
    used: 0,
    starts: new Uint32Array(size),
    ends: new Uint32Array(size),
    hashes: new Int32Array(size),
    stems: new Int32Array(size),
    gaps: new Uint8Array(size),
    flags: new Uint8Array(size),
  };
}

let arena: Arena = makeArena(0);

/** Hashes the word at `start`, skipping apostrophes between letters; returns its end. This loop sees every letter of every listing. */
function readWord(text: string, start: number, at: number): number {
  const end = text.length;
  let hash = EMPTY_HASH;
  let stem = 0;
  let letters = true;
  let flags = 0;
  let i = start;
  for (; i < end; i++) {
    const unit = text.charCodeAt(i);
    // Nearly every unit: known without a look into the table.
    if (unit >= 97 && unit <= 122 && letters) {
      hash = extendHash(hash, unit);
      continue;
    }
    const kind = classOf(unit);
    if (kind === LETTER) {
      if (!letters || unit > LAST_LATIN) flags |= FLAG.mixed;
    } else if (kind === DIGIT) {
      if (letters && i > start) stem = hash;
      letters = false;
    } else if (kind === APOSTROPHE && i + 1 < end && classOf(text.charCodeAt(i + 1)) <= DIGIT) {
      flags |= FLAG.possessive;
      continue;
    } else break;
    hash = extendHash(hash, unit);
  }
  arena.hashes[at] = hash;
  arena.stems[at] = stem;
  arena.flags[at] = flags;
  return i;
}

function readCharacter(text: string, start: number, at: number): number {
  const end = start + (isPair(text, start) ? 2 : 1);
  arena.hashes[at] = hashWord(text.slice(start, end));
  return end;
}

function kindAt(text: string, i: number): number {
  const kind = classOf(text.charCodeAt(i));
  if (kind !== HIGH_SURROGATE) return kind;
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(i) ?? 0)) ? CHARACTER : HARD;
}

function isPair(text: string, i: number): boolean {
  return (text.codePointAt(i) ?? 0) > 0xffff;
}

/** True for words of scripts that are written without spaces. */
export function isCharacterToken(tokens: Tokens, i: number): boolean {
  const kind = classOf(tokens.text.charCodeAt(tokens.starts[i] ?? 0));
  return kind === CHARACTER || kind === HIGH_SURROGATE;
}

function widen(gap: number, kind: number, text: string, at: number): number {
  if (kind === HARD) return isRatio(text, at) ? Math.max(gap, GAP.soft) : GAP.hard;
  if (kind !== DOT) return Math.max(gap, GAP.soft);
  const next = text.charCodeAt(at + 1);
  const ends = at + 1 >= text.length || next <= 32;
  return Math.max(gap, ends ? GAP.stop : GAP.soft);
}

/** The colon of `1:1`. */
function isRatio(text: string, at: number): boolean {
  return text.charCodeAt(at) === 58 && classOf(text.charCodeAt(at - 1)) === DIGIT && classOf(text.charCodeAt(at + 1)) === DIGIT;
}

function classOf(unit: number): number {
  const known = CLASS[unit] ?? HARD;
  if (known !== UNKNOWN) return known;
  const kind = classify(unit);
  CLASS[unit] = kind;
  return kind;
}

function classify(unit: number): number {
  if (Number.isNaN(unit)) return HARD;
  if (unit >= 0xd800 && unit <= 0xdbff) return HIGH_SURROGATE;
  const character = String.fromCharCode(unit);
  if (hasUnspaced(character) || hasHangul(character)) return CHARACTER;
  if (unit >= 48 && unit <= 57) return DIGIT;
  if (/[\p{L}\p{N}\p{M}]/u.test(character)) return LETTER;
  if ('&+%/'.includes(character)) return SYMBOL;
  if (character === "'") return APOSTROPHE;
  if (character === '.') return DOT;
  return /[ \t\-_·・®™©*~]/.test(character) ? SOFT : HARD;
}
