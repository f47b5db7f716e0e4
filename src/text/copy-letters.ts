import { hasHangul, hasUnspaced } from './units.ts';

/* What a code unit of a folded text is to the word scanner. */

const UNKNOWN = 0;
/** A letter of a script with spaces, or a mark on one. */
export const LETTER = 1;
/** A digit of any script. */
export const DIGIT = 2;
/** Han, Kana, Thai, Lao, Khmer, Burmese: words are not set apart by spaces. */
export const UNSPACED = 3;
/** Korean letters: words have spaces, and particles at their ends. */
export const HANGUL = 4;
/** Skipped inside a word. */
export const APOSTROPHE = 5;
/** A sign that stands for a letter when letters stand on both sides: `w@terproof`. */
export const PART = 6;
/** A line break. */
export const LINE = 7;
/** A sign that may set the parts of an attribute row apart. */
export const SIGN = 8;
const OTHER = 9;
const SURROGATE = 10;

const CLASS = new Uint8Array(65536);

/** Class of the unit at `i`; beyond the end it is none of the classes with a name. */
export function classAt(text: string, i: number): number {
  // Never asked beyond the end: what is sometimes not a number is never a small one to the compiler.
  if (i >= text.length) return OTHER;
  const unit = text.charCodeAt(i);
  const known = CLASS[unit] ?? OTHER;
  if (known === SURROGATE) return classOfPair(text, i);
  if (known !== UNKNOWN) return known;
  const kind = classify(unit);
  CLASS[unit] = kind;
  return kind === SURROGATE ? classOfPair(text, i) : kind;
}

/** Whether a sentence or bullet ends, or a bullet begins, with the sign at `i`. */
export function endsSentence(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  if (unit === 46 /* . */) return opensAfter(text, i + 1);
  if (unit < 128) return unit === 33 || unit === 63 || unit === 124;
  return SENTENCE_SIGNS.includes(text[i] ?? '');
}

const SENTENCE_SIGNS = '。…•●▪◆★☆✔✅✓►▶■◼※【】「」『』';

/** A full stop ends a sentence before a space, a closing quote or bracket, and the end. */
function opensAfter(text: string, i: number): boolean {
  return i >= text.length || /[\s"')\]”’»]/.test(text[i] ?? '');
}

function classify(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return SURROGATE;
  const character = String.fromCharCode(unit);
  if (hasUnspaced(character)) return UNSPACED;
  if (hasHangul(character)) return HANGUL;
  if (/\p{Nd}/u.test(character)) return DIGIT;
  if (/[\p{L}\p{N}\p{M}]/u.test(character)) return LETTER;
  if (character === "'") return APOSTROPHE;
  if (character === '@' || character === '$') return PART;
  if (/[\n\r\u2028\u2029]/.test(character)) return LINE;
  return /[:;|\t]/.test(character) ? SIGN : OTHER;
}

/** Of the characters beyond the first 65,536 only Han and letters are words; the second half of a pair is like the first. */
function classOfPair(text: string, i: number): number {
  const first = text.charCodeAt(i) >= 0xdc00 ? i - 1 : i;
  const character = String.fromCodePoint(text.codePointAt(Math.max(0, first)) ?? 0);
  if (/\p{Script=Han}/u.test(character)) return UNSPACED;
  return /[\p{L}\p{N}]/u.test(character) ? LETTER : OTHER;
}
