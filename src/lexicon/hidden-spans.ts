import type { Folding } from '../model/evidence.ts';
import { FLAG, GAP, type Tokens, wordAt } from '../model/words.ts';
import { MIN_DISGUISED } from './hidden-tables.ts';
import type { HiddenWords } from './hidden-words.ts';
import { isLetterSign } from './look-alikes.ts';

/** A hidden form that ends before word `end`. */
export interface HiddenSpan {
  readonly end: number;
  readonly form: number;
  readonly undone: Folding;
}

/** Most letters of a mark that is written with gaps. */
const MAX_LETTERS = 20;
/** Longest text without spaces that is read for signs among its letters. */
const MAX_GLUED = 40;
/** Most words of a name that is read for disguises. */
const MAX_WORDS = 3;
/** Shortest such name, without its spaces. */
const MIN_NAME = 6;
const SPACE = 32;
/** What people put between words anyway. */
const PLAIN_GAP = /^[-_./&+,:;'"()[\]\\%=\s]*$/;
/** One letter of an alphabet, or a digit or sign for one; a Chinese character alone is a word. */
const LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]$/u;
/** What never stands between the letters of one word, but between the items of a list. */
const LIST_GAP = /[,;:()[\]\n"]/;

/** Reads marks that are hidden over several words: spaced letters, signs among letters, a word torn in two. */
export class HiddenSpans {
  readonly #words: HiddenWords;

  constructor(words: HiddenWords) {
    this.#words = words;
  }

  /** The hidden mark that begins with word `i`; `mayBeName` says that a name of several words may begin with it. */
  at(tokens: Tokens, i: number, mayBeName: boolean): HiddenSpan | undefined {
    const { text } = tokens;
    const start = tokens.starts[i] ?? 0;
    const end = tokens.ends[i] ?? 0;
    const next = i + 1 < tokens.count ? (tokens.starts[i + 1] ?? 0) : -1;
    if (end - start === 1) {
      if (next < 0 || !mayBeLetter(text.charCodeAt(start))) return undefined;
      const spaced = (tokens.ends[i + 1] ?? 0) - next === 1 ? this.#spaced(tokens, i) : undefined;
      if (spaced !== undefined) return spaced;
    }
    const after = text.charCodeAt(end);
    if (after !== SPACE || (start > 0 && isLetterSign(text.charCodeAt(start - 1)))) {
      const found = this.#mayBeGlued(tokens, i, after) ? this.#glued(tokens, i) : undefined;
      if (found !== undefined) return found;
    }
    if (next < 0 || (tokens.gaps[i + 1] ?? GAP.hard) > GAP.stop) return undefined;
    return this.#torn(tokens, i) ?? (mayBeName ? this.#disguisedName(tokens, i) : undefined);
  }

  /** Whether something beside the word that is no space makes it worth a closer look. */
  #mayBeGlued(tokens: Tokens, i: number, after: number): boolean {
    const { text } = tokens;
    const start = tokens.starts[i] ?? 0;
    if (isLetterSign(after) || (start > 0 && isLetterSign(text.charCodeAt(start - 1)))) return true;
    const next = i + 1 < tokens.count ? (tokens.starts[i + 1] ?? 0) : -1;
    const end = tokens.ends[i] ?? 0;
    if (next < 0 || next > end + 3 || hasSpace(text, end, next)) return false;
    // Between two words stands a hyphen, a dot, a slash …; a star or a picture only where something is hidden.
    return isPlainGap(after) ? this.#words.mayBeTorn(tokens.hashes[i] ?? 0) : next > end;
  }

  /** `n i k e`, `n-i-k-e`, `n.i.k.e`, `n|i|k|e`, `N★I★K★E`: four letters or more, each alone, with the same between them. */
  #spaced(tokens: Tokens, i: number): HiddenSpan | undefined {
    const letters: number[] = [];
    let between: string | undefined;
    for (let j = i; j < tokens.count && letters.length < MAX_LETTERS; j++) {
      const start = tokens.starts[j] ?? 0;
      if ((tokens.ends[j] ?? 0) - start !== 1) break;
      const unit = tokens.text[start] ?? '';
      // `/`, `&`, `+` and `%` are words of their own.
      if ('/&+%'.includes(unit)) continue;
      if (!LETTER.test(unit)) break;
      const last = letters.at(-1);
      if (last !== undefined) {
        const gap = tokens.text.slice(tokens.ends[last], start);
        if (gap === '' || gap.length > 4 || LIST_GAP.test(gap) || (between !== undefined && gap !== between)) break;
        between = gap;
      }
      letters.push(j);
    }
    for (let length = letters.length; length >= MIN_DISGUISED; length--) {
      const word = letters.slice(0, length).map((j) => tokens.text[tokens.starts[j] ?? 0]);
      const found = this.#letters(word.join(''));
      if (found >= 0) return { end: (letters[length - 1] ?? i) + 1, form: found, undone: 'spacing' };
    }
    return undefined;
  }

  #letters(word: string): number {
    const form = this.#words.joinedForm(word);
    if (form >= 0) return form;
    // A digit among spaced letters is rather a size or a number, except in a famous mark.
    const drawn = /^[a-z]+$/.test(word) ? undefined : this.#words.drawn(word);
    return drawn !== undefined && this.#words.tierOf(drawn.form) === 1 ? drawn.form : -1;
  }

  /** `s@msung`, `$amsung`, `ni•ke`, `ad-id-as`: signs for letters or between them, no space. */
  #glued(tokens: Tokens, i: number): HiddenSpan | undefined {
    const { text } = tokens;
    const start = tokens.starts[i] ?? 0;
    const ahead = start > 0 && isLetterSign(text.charCodeAt(start - 1)) ? (text[start - 1] ?? '') : '';
    const ends: number[] = [];
    for (let j = i; j < tokens.count && (tokens.ends[j] ?? 0) - start <= MAX_GLUED; j++) {
      if (j > i && hasSpace(text, tokens.ends[j - 1] ?? 0, tokens.starts[j] ?? 0)) break;
      ends.push(j);
    }
    for (let k = ends.length - 1; k >= 0; k--) {
      const last = ends[k] ?? i;
      const to = tokens.ends[last] ?? 0;
      const signed = isLetterSign(text.charCodeAt(to)) ? to + 1 : to;
      const found = this.#signs(text, start, to, signed, ahead) ?? (last > i ? this.#parts(tokens, i, last) : undefined);
      if (found !== undefined) return { end: last + 1, ...found };
    }
    return undefined;
  }

  /** Signs read as letters, with and without the ones before and behind. */
  #signs(
    text: string,
    start: number,
    to: number,
    signed: number,
    ahead: string,
  ): { form: number; undone: Folding } | undefined {
    for (const word of new Set([
      ahead + text.slice(start, signed),
      text.slice(start, signed),
      ahead + text.slice(start, to),
      text.slice(start, to),
    ])) {
      const letters = word.replace(/[^\p{L}\p{N}@$!|+€£¢¥₩₫₭○●◯]/gu, '');
      if (letters === word && !/[@$!|+€£¢¥₩₫₭○●◯]/u.test(word)) continue;
      if (letters !== word && PLAIN_GAP.test(word.replace(/[\p{L}\p{N}@$!|€£¢¥₩₫₭○●◯]/gu, ''))) continue;
      const found = this.#words.drawn(letters);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Words with signs between them that are a mark when these are taken away. */
  #parts(tokens: Tokens, from: number, last: number): { form: number; undone: Folding } | undefined {
    const parts: string[] = [];
    let gaps = '';
    for (let j = from; j <= last; j++) {
      if (j > from) gaps += tokens.text.slice(tokens.ends[j - 1], tokens.starts[j]);
      const word = wordAt(tokens, j);
      if (/^[/&+%]$/.test(word)) gaps += word;
      else parts.push(word);
    }
    const [left = '', right = ''] = parts;
    if (parts.length < 2) return undefined;
    const form = this.#words.joinedForm(parts.join(''));
    if (form < 0) return undefined;
    if (PLAIN_GAP.test(gaps)) {
      // A hyphen stands between two names or words more often than inside a mark.
      if (parts.length === 2 ? !this.#words.isSplit(left, right) : this.#words.tierOf(form) > 1) return undefined;
    }
    return { form, undone: 'spacing' };
  }

  /** `l0uis vuitton`, `hello k1tty`: a name of two or three words, one of which has digits or foreign letters. */
  #disguisedName(tokens: Tokens, i: number): HiddenSpan | undefined {
    if (!isOdd(tokens, i) && !isOdd(tokens, i + 1) && !isOdd(tokens, i + 2)) return undefined;
    let word = wordAt(tokens, i);
    let odd = isOdd(tokens, i);
    let found: HiddenSpan | undefined;
    for (let j = i + 1; j < Math.min(i + MAX_WORDS, tokens.count); j++) {
      if ((tokens.gaps[j] ?? GAP.hard) > GAP.soft) break;
      word += wordAt(tokens, j);
      odd ||= isOdd(tokens, j);
      if (!odd || word.length < MIN_NAME) continue;
      const hidden = this.#words.drawn(word);
      if (hidden !== undefined && this.#words.wordsOf(hidden.form) === j + 1 - i) found = { ...hidden, end: j + 1 };
    }
    return found;
  }

  /** `ni ke`, `adi-das`: a famous mark in two parts that are not both words. */
  #torn(tokens: Tokens, i: number): HiddenSpan | undefined {
    if (!this.#words.mayBeTorn(tokens.hashes[i] ?? 0)) return undefined;
    const [left, right] = [wordAt(tokens, i), wordAt(tokens, i + 1)];
    if (!this.#words.isSplit(left, right)) return undefined;
    const form = this.#words.joinedForm(left + right);
    return form < 0 ? undefined : { end: i + 2, form, undone: 'spacing' };
  }
}

/** A Latin, Greek or Cyrillic letter, or a digit. */
function mayBeLetter(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 48 && unit <= 57) ||
    (unit >= 0xc0 && unit < 0x530) ||
    (unit >= 0x1d00 && unit < 0x1e00)
  );
}

/** The signs of `PLAIN_GAP`. */
function isPlainGap(unit: number): boolean {
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

/** Whether the word has a digit beside its letters, or a letter that is not Latin. */
function isOdd(tokens: Tokens, i: number): boolean {
  return ((tokens.flags[i] ?? 0) & FLAG.mixed) !== 0 || (tokens.stems[i] ?? 0) !== 0;
}

function hasSpace(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 32 || (unit >= 9 && unit <= 13)) return true;
  }
  return false;
}
