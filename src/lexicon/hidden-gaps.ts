import { GAP, type Tokens } from '../model/words.ts';
import { MAX_SIGNS } from './hidden-chunks.ts';
import { isLetterSign } from './look-alikes.ts';

/*
 * What stands between the words of a text and beside them, as hidden marks are read over it.
 */

/** What people put between words anyway. */
export const PLAIN_GAP: RegExp = /^[-_./&+,:;'"()[\]\\%=\s]*$/;
/** What never stands between the letters of one word, but between the items of a list. */
export const LIST_GAP: RegExp = /[,;:()[\]\n"]/;

/** Whether the gap goes on with letters that stand apart by `between`; the words of a name stand further apart. */
export function isLetterGap(gap: string, between: string): boolean {
  if (gap === '' || gap.length > 4 || LIST_GAP.test(gap)) return false;
  return gap === between || (/^ {2,}$/.test(gap) && between.endsWith(' '));
}

/** The signs for letters right before `at`. What is punctuation anywhere is no letter at the edge of a word: `+0ms`. */
export function signsBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < MAX_SIGNS && isLetterSign(text.charCodeAt(from - 1))) from--;
  return text.slice(from, at).replace(/^.*[|+]/, '');
}

/** The signs for letters right behind; `yet!` is no Yeti, but in a word with other signs the last may be a letter too. */
export function signsBehind(text: string, at: number, signed: boolean): string {
  let to = at;
  while (to - at < MAX_SIGNS && isLetterSign(text.charCodeAt(to))) to++;
  return signed ? text.slice(at, to) : text.slice(at, to).replace(/[!|+]+$/, '');
}

/** Whether word `at` goes on with a name whose word before it, signs and all, ends at `reached`. */
export function isNameGap({ text, gaps, starts, ends }: Tokens, at: number, reached: number): boolean {
  if ((gaps[at] ?? GAP.hard) <= GAP.stop || isLetterSign(text.charCodeAt((starts[at] ?? 0) - 1))) return true;
  // The signs stand for letters: what counts is what stands behind them.
  return reached > (ends[at - 1] ?? 0) && /^[ -]*$/.test(text.slice(reached, starts[at]));
}

/** A Latin, Greek or Cyrillic letter, or a digit. */
export function mayBeLetter(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 48 && unit <= 57) ||
    (unit >= 0xc0 && unit < 0x530) ||
    (unit >= 0x1d00 && unit < 0x1e00)
  );
}

/** A bracket, quotation mark or comma of CJK typesetting, and the quotation marks of any. */
export function isBracket(unit: number): boolean {
  return (unit >= 0x3001 && unit <= 0x301f && unit !== 0x3007 && unit !== 0x3012) || (unit >= 0x2018 && unit <= 0x201f);
}

/** The signs of `PLAIN_GAP`. */
export function isPlainGap(unit: number): boolean {
  return (
    unit < 0x7f &&
    unit !== 0x2a &&
    unit !== 0x5e &&
    unit !== 0x60 &&
    unit !== 0x7e &&
    unit !== 0x23 &&
    unit !== 0x3c &&
    unit !== 0x3e
  );
}

/** Whether a space or the end of the text stands right behind a word: nothing that belongs to it. */
export function isAlone({ text, ends }: Tokens, i: number): boolean {
  const end = ends[i] ?? 0;
  return end === text.length || text.charCodeAt(end) === 32;
}

/** Most letters that a word has more than what it is drawn like. */
const MAX_MORE = 3;

/** Whether word `i` is too short or too long to be a word of `length` letters in disguise or with one slip. */
export function isOtherLength({ starts, ends }: Tokens, i: number, length: number): boolean {
  const more = (ends[i] ?? 0) - (starts[i] ?? 0) - length;
  return more < -1 || more > MAX_MORE;
}

/** Whether word `i` may be `word` in disguise or with one slip, going by its letters: alike behind the first letter or at the end. */
export function mayBeWord({ text, starts, ends }: Tokens, i: number, word: string): boolean {
  const [start, end] = [starts[i] ?? 0, ends[i] ?? 0];
  return (
    word.length < 4 ||
    !differs(text.charCodeAt(start + 1), word, 1) ||
    !differs(text.charCodeAt(end - 1), word, word.length - 1)
  );
}

/** Whether a letter a–z is not the one of the word; what is no such letter may be one in disguise. */
function differs(unit: number, word: string, at: number): boolean {
  return unit >= 97 && unit <= 122 && unit !== word.charCodeAt(at);
}

/** Whether a sign for a letter stands at an end of the gap before word `i`. */
export function isSignedGap({ text, starts, ends }: Tokens, i: number): boolean {
  return isLetterSign(text.charCodeAt((starts[i] ?? 0) - 1)) || isLetterSign(text.charCodeAt(ends[i - 1] ?? 0));
}
