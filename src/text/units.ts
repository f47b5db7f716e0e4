/** Code units that preclear treats alike wherever it meets them. */

/** U+FE00–FE0F and the like, zero-width, bidi, soft hyphen, BOM: shown as nothing. */
const IGNORABLE = /^[\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFE00-\uFE0F\uFFA0]$/u;
/** Marks that change a letter of a Latin or Greek word without making it another word to a shopper. */
const ACCENT = /^(?=\p{M})[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]$/u;
/** Marks, conjoining vowels and finals, half-width voice marks: they may compose with what stands before them. */
const TRAILING = /^[\p{M}\u1160-\u11FF\uD7B0-\uD7FF\uFF9E\uFF9F]$/u;

/** Letters of the scripts that set no spaces between words; the long vowel sign of Kana belongs to no script. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;
const HANGUL = /\p{Script=Hangul}/u;

/** Whether a text, or a character, has Han, Kana, Thai, Lao, Khmer or Burmese letters: words are not set apart by spaces there. */
export function hasUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** Whether a text, or a character, has Korean letters: words have spaces there, and particles at their ends. */
export function hasHangul(text: string): boolean {
  return HANGUL.test(text);
}

/** True for a character that nobody sees: zero-width, bidi control, soft hyphen, variation selector. */
export function isIgnorable(character: string): boolean {
  return IGNORABLE.test(character);
}

/** True for a combining accent of the Latin and Greek scripts. */
export function isAccent(character: string): boolean {
  return ACCENT.test(character);
}

/** True for a character that belongs to the one before it. */
export function isTrailing(character: string): boolean {
  return TRAILING.test(character);
}

/** True for the bidi controls, which reorder what a reader sees. */
export function isBidi(character: string): boolean {
  return /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]$/.test(character);
}

/** The letter in a black circle or square (🅝, 🅽) or in a flag (🇳), which NFKC leaves alone; undefined for every other character. */
export function letterInSign(character: string): string | undefined {
  const point = character.codePointAt(0) ?? 0;
  for (const [first, last] of LETTERED_SIGNS) {
    if (point >= first && point <= last) return String.fromCharCode(97 + point - first);
  }
  return undefined;
}

const LETTERED_SIGNS: readonly (readonly [number, number])[] = [
  [0x1f150, 0x1f169],
  [0x1f170, 0x1f189],
  [0x1f1e6, 0x1f1ff],
];
