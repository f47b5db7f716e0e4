import type { Folding } from '../model/evidence.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import { chunkAt, hasSpace, MAX_GLUED, MAX_SIGNS, SIGNS } from './hidden-chunks.ts';
import { MIN_DISGUISED } from './hidden-tables.ts';
import type { HiddenWords, Reading } from './hidden-words.ts';
import { isLetterSign } from './look-alikes.ts';
import { isPlain } from './skeleton.ts';

/** A hidden form that ends before word `end`. */
export interface HiddenSpan {
  readonly end: number;
  readonly form: number;
  readonly undone: Folding;
}

/** Most letters of a mark that is written with gaps. */
const MAX_LETTERS = 20;
/** Letters from which on even an everyday word, spelt letter by letter, is rather the mark. */
const MIN_SPACED_WORD = 6;
const SPACE = 32;
/** What stands for no letter. */
const NO_LETTERS = /[^\p{L}\p{N}@$!|+€£¢¥₩₫₭○●◯]/gu;
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

  /** The hidden mark that begins with word `i`; `reading` is what the word alone tells. */
  at(tokens: Tokens, i: number, reading: Reading | undefined): HiddenSpan | undefined {
    const { text } = tokens;
    const start = tokens.starts[i] ?? 0;
    const end = tokens.ends[i] ?? 0;
    if (end - start === 1) {
      const spaced = this.#mayBeSpaced(tokens, i) ? this.#spaced(tokens, i) : undefined;
      if (spaced !== undefined) return spaced;
      if (!mayBeLetter(text.charCodeAt(start))) return undefined;
    }
    const after = text.charCodeAt(end);
    if (after !== SPACE || (start > 0 && isLetterSign(text.charCodeAt(start - 1)))) {
      const found = this.#mayBeGlued(tokens, i, after) ? this.#joined(tokens, i, after) : undefined;
      if (found !== undefined) return found;
    }
    if (i + 1 >= tokens.count || (tokens.gaps[i + 1] ?? GAP.hard) > GAP.stop) return undefined;
    return this.#torn(tokens, i) ?? (reading === undefined ? undefined : this.nameAt(tokens, i, reading));
  }

  /** The hidden name of several words that begins with word `i`. */
  nameAt(tokens: Tokens, i: number, reading: Reading): HiddenSpan | undefined {
    return reading.names.length === 0 ? undefined : this.#name(tokens, i, i + 1, reading);
  }

  /** Whether this and the next words are one letter each, as many as the shortest mark has. */
  #mayBeSpaced({ text, count, starts, ends }: Tokens, i: number): boolean {
    if (i + MIN_DISGUISED > count || !mayBeLetter(text.charCodeAt(starts[i] ?? 0))) return false;
    for (let j = i + 1; j < i + MIN_DISGUISED; j++) if ((ends[j] ?? 0) - (starts[j] ?? 0) !== 1) return false;
    return true;
  }

  #joined(tokens: Tokens, i: number, after: number): HiddenSpan | undefined {
    const glued = this.#glued(tokens, i);
    if (glued !== undefined || (isPlainGap(after) && !isLetterSign(after) && after !== SPACE)) return glued;
    return this.#signedName(tokens, i);
  }

  /** Whether something beside the word that is no space makes it worth a closer look. */
  #mayBeGlued(tokens: Tokens, i: number, after: number): boolean {
    const { text } = tokens;
    const start = tokens.starts[i] ?? 0;
    if (isLetterSign(after) || (start > 0 && isLetterSign(text.charCodeAt(start - 1)))) return true;
    const next = i + 1 < tokens.count ? (tokens.starts[i + 1] ?? 0) : -1;
    const end = tokens.ends[i] ?? 0;
    if (next < 0 || next > end + MAX_SIGNS || hasSpace(text, end, next)) return false;
    // Between two words stands a hyphen, a dot, a slash …; a star or a picture only where something is hidden.
    if (!isPlainGap(after)) return next > end && !isBracket(after);
    if (text.charCodeAt(start) > 0x7f || text.charCodeAt(end - 1) > 0x7f || text.charCodeAt(next) > 0x7f) return true;
    if (!this.#words.mayBeTorn(tokens.hashes[i] ?? 0)) return false;
    const [from, to] = [tokens.ends[i + 1] ?? 0, i + 2 < tokens.count ? (tokens.starts[i + 2] ?? 0) : -1];
    const third = to >= from && to <= from + MAX_SIGNS && !hasSpace(text, from, to);
    return third || this.#words.isSplit(tokens, i);
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
        between ??= gap;
        if (!isLetterGap(gap, between)) break;
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
    const form = this.#words.joinedForm(word, word.length >= MIN_SPACED_WORD ? 'any' : 'names');
    if (form >= 0) return form;
    // A digit among spaced letters is rather a size or a number, except in a famous mark.
    const drawn = /^[a-z]+$/.test(word) ? undefined : this.#words.drawn(word);
    return drawn !== undefined && this.#words.tierOf(drawn.form) === 1 ? drawn.form : -1;
  }

  /** `s@msung`, `$amsung`, `ni•ke`, `ad-id-as`: signs for letters or between them, no space. */
  #glued(tokens: Tokens, i: number): HiddenSpan | undefined {
    const { text } = tokens;
    const start = tokens.starts[i] ?? 0;
    const ahead = signsBefore(text, start);
    const ends: number[] = [];
    for (let j = i; j < tokens.count && (tokens.ends[j] ?? 0) - start <= MAX_GLUED; j++) {
      if (j > i && hasSpace(text, tokens.ends[j - 1] ?? 0, tokens.starts[j] ?? 0)) break;
      ends.push(j);
    }
    for (let k = ends.length - 1; k >= 0; k--) {
      const last = ends[k] ?? i;
      const to = tokens.ends[last] ?? 0;
      const signed = to + signsBehind(text, to, ahead !== '' || SIGNS.test(text.slice(start, to))).length;
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
    const bare = text.slice(start, to);
    const behind = text.slice(to, signed);
    if (ahead === '' && behind === '' && !SIGNS.test(bare)) return undefined;
    for (const word of new Set([ahead + bare + behind, bare + behind, ahead + bare, bare])) {
      if (!SIGNS.test(word)) continue;
      const found = this.#words.drawn(word.replace(NO_LETTERS, ''));
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
    if (parts.length < 2 || LIST_GAP.test(gaps)) return undefined;
    const plain = PLAIN_GAP.test(gaps);
    const form = this.#words.joinedForm(parts.join(''), plain ? undefined : 'any');
    if (form < 0) return this.#foreignParts(parts);
    if (plain) {
      // A hyphen stands between two names or words more often than inside a mark.
      if (parts.length === 2 ? !this.#words.isSplit(tokens, from, last) : this.#words.tierOf(form) > 1) return undefined;
    }
    return { form, undone: 'spacing' };
  }

  /** `k-ѕwiѕѕ`: a name with a hyphen or dots in letters of another alphabet. */
  #foreignParts(parts: readonly string[]): { form: number; undone: Folding } | undefined {
    const word = parts.join('');
    const found = isPlain(word) ? undefined : this.#words.drawn(word);
    return found?.undone === 'confusable' && this.#words.wordsOf(found.form).length === parts.length ? found : undefined;
  }

  /** `l0uis vuitton`, `hello k1tty`, `hyrdo flask`: a name of several words, of which one is in disguise or misspelt. */
  #name(
    tokens: Tokens,
    i: number,
    second: number,
    { names, seconds }: Pick<Reading, 'names' | 'seconds'>,
  ): HiddenSpan | undefined {
    let found: HiddenSpan | undefined;
    const next = second < tokens.count ? tokens.text.charCodeAt(tokens.starts[second] ?? 0) : 0;
    const plain = next >= 97 && next <= 122 && tokens.gaps[second] !== GAP.hard;
    for (let k = 0; k < names.length; k++) {
      // Slips keep the first letter; a disguised one is no letter a–z.
      if (plain && seconds[k] !== next) continue;
      const span = this.#nameSpan(tokens, i, names[k] ?? -1);
      if (span !== undefined && span.end > (found?.end ?? 0)) found = span;
    }
    return found;
  }

  /** `k!nd€r bu€no`: a name whose first word has signs in it. */
  #signedName(tokens: Tokens, i: number): HiddenSpan | undefined {
    const { text, end } = chunkAt(tokens, i, undefined);
    return text.length < 2 ? undefined : this.#name(tokens, i, end, this.#words.namesIn(text));
  }

  #nameSpan(tokens: Tokens, i: number, form: number): HiddenSpan | undefined {
    let undone: Folding | undefined;
    let at = i;
    let reached = 0;
    for (const word of this.#words.wordsOf(form)) {
      if (at >= tokens.count || (at > i && !isNameGap(tokens, at, reached))) return undefined;
      const chunk = chunkAt(tokens, at, word);
      const how = chunk.torn ? 'spacing' : this.#words.compareWords(chunk.text, word);
      // One slip is a slip; two are another name.
      if (how === undefined || (how === 'spelling' && undone === 'spelling')) return undefined;
      if (how !== 'same') undone = undone === undefined || how !== 'spelling' ? how : undone;
      at = chunk.end;
      reached = chunk.to;
    }
    if (undone === undefined || (undone === 'spelling' && this.#words.isAmbiguous(form))) return undefined;
    return { end: at, form, undone };
  }

  /** `ni ke`, `adi-das`: a famous mark in two parts that are not both words. */
  #torn(tokens: Tokens, i: number): HiddenSpan | undefined {
    if (!this.#words.mayBeTorn(tokens.hashes[i] ?? 0)) return undefined;
    if (!this.#words.isSplit(tokens, i)) return undefined;
    const form = this.#words.joinedForm(wordAt(tokens, i) + wordAt(tokens, i + 1));
    return form < 0 ? undefined : { end: i + 2, form, undone: 'spacing' };
  }
}

/** Whether the gap goes on with letters that stand apart by `between`; the words of a name stand further apart. */
function isLetterGap(gap: string, between: string): boolean {
  if (gap === '' || gap.length > 4 || LIST_GAP.test(gap)) return false;
  return gap === between || (/^ {2,}$/.test(gap) && between.endsWith(' '));
}

/** The signs for letters right before `at`. What is punctuation anywhere is no letter at the edge of a word: `+0ms`. */
function signsBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < MAX_SIGNS && isLetterSign(text.charCodeAt(from - 1))) from--;
  return text.slice(from, at).replace(/^.*[|+]/, '');
}

/** The signs for letters right behind; `yet!` is no Yeti, but in a word with other signs the last may be a letter too. */
function signsBehind(text: string, at: number, signed: boolean): string {
  let to = at;
  while (to - at < MAX_SIGNS && isLetterSign(text.charCodeAt(to))) to++;
  return signed ? text.slice(at, to) : text.slice(at, to).replace(/[!|+]+$/, '');
}

/** Whether word `at` goes on with a name whose word before it, signs and all, ends at `reached`. */
function isNameGap({ text, gaps, starts, ends }: Tokens, at: number, reached: number): boolean {
  if ((gaps[at] ?? GAP.hard) <= GAP.stop || isLetterSign(text.charCodeAt((starts[at] ?? 0) - 1))) return true;
  // The signs stand for letters: what counts is what stands behind them.
  return reached > (ends[at - 1] ?? 0) && /^[ -]*$/.test(text.slice(reached, starts[at]));
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

/** A bracket, quotation mark or comma of CJK typesetting, and the quotation marks of any. */
function isBracket(unit: number): boolean {
  return (unit >= 0x3001 && unit <= 0x301f && unit !== 0x3007 && unit !== 0x3012) || (unit >= 0x2018 && unit <= 0x201f);
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
