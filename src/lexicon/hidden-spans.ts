import type { Folding } from '../model/evidence.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import { chunkAt, hasSpace, MAX_GLUED, MAX_SIGNS, SIGNS } from './hidden-chunks.ts';
import {
  isAlone,
  isBracket,
  isLetterGap,
  isNameGap,
  isOtherLength,
  isPlainGap,
  isSignedGap,
  LIST_GAP,
  mayBeLetter,
  mayBeWord,
  PLAIN_GAP,
  signsBefore,
  signsBehind,
} from './hidden-gaps.ts';
import type { Reading } from './hidden-reading.ts';
import { MIN_DISGUISED } from './hidden-tables.ts';
import type { HiddenWords } from './hidden-words.ts';
import { isLetterSign } from './look-alikes.ts';
import { isPlain } from './skeleton.ts';

/** A hidden form that ends before word `end`. */
export interface HiddenSpan {
  readonly end: number;
  readonly form: number;
  readonly undone: Folding;
}

/** Most letters of a mark that is written with gaps. */
const MAX_LETTERS = 28;
/** Letters from which on even an everyday word, spelt letter by letter, is rather the mark. */
const MIN_SPACED_WORD = 6;
const SPACE = 32;
const HYPHEN = 45;
/** What stands for no letter. */
const NO_LETTERS = /[^\p{L}\p{N}@$!|+€£¢¥₩₫₭○●◯]/gu;
/** One letter of an alphabet, or a digit or sign for one; a Chinese character alone is a word. */
const LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]$/u;

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
    return this.tornAt(tokens, i) ?? (reading === undefined ? undefined : this.nameAt(tokens, i, reading));
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
    const odd = !plain || (gaps.includes('+') && parts.some((part) => part.length === 1));
    const form = this.#words.joinedForm(parts.join(''), odd ? 'any' : undefined);
    if (form < 0) return this.#foreignParts(parts);
    if (plain) {
      // A hyphen stands between two names or words more often than inside a mark.
      const told = parts.length === 2 ? this.#words.isSplit(tokens, from, last) : this.#words.tierOf(form) === 1;
      if (!told && !this.#isCut(parts, gaps, form)) return undefined;
    }
    return { form, undone: 'spacing' };
  }

  /** `leg+o`, `Casi/o`: one letter cut off by what stands between two words, not at the edge of one. */
  #isCut(parts: readonly string[], gaps: string, form: number): boolean {
    const [first = '', second = ''] = parts;
    if (parts.length !== 2 || (first.length > 1 && second.length > 1) || !/^[+/\\=]$/.test(gaps)) return false;
    // `bonit/o` says for whom it is.
    return this.#words.tierOf(form) === 1 || (!gaps.includes('/') && first.length + second.length > MIN_DISGUISED);
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
    // Most such words end a title or stand before a comma: `…, black, set of 2`.
    if (second >= tokens.count || ((tokens.gaps[second] ?? GAP.hard) > GAP.stop && !isSignedGap(tokens, second)))
      return undefined;
    let found: HiddenSpan | undefined;
    const next = second < tokens.count ? tokens.text.charCodeAt(tokens.starts[second] ?? 0) : 0;
    const plain = next >= 97 && next <= 122 && tokens.gaps[second] !== GAP.hard;
    // Behind a hyphen what is sold may be written onto the name.
    const alone = plain && isAlone(tokens, second) && tokens.text.charCodeAt((tokens.starts[second] ?? 0) - 1) !== HYPHEN;
    for (let k = 0; k < names.length; k++) {
      // Slips keep the first letter; a disguised one is no letter a–z.
      const about = seconds[k] ?? 0;
      if (plain && (about & 0xffff) !== next) continue;
      const form = names[k] ?? -1;
      if (
        alone &&
        (isOtherLength(tokens, second, about >>> 16) || !mayBeWord(tokens, second, this.#words.wordsOf(form)[1] ?? ''))
      )
        continue;
      const span = this.#nameSpan(tokens, i, form);
      if (span !== undefined && span.end > (found?.end ?? 0)) found = span;
    }
    return found;
  }

  /** `k!nd€r bu€no`: a name whose first word has signs in it. */
  #signedName(tokens: Tokens, i: number): HiddenSpan | undefined {
    const { text, end } = chunkAt(tokens, i, undefined);
    if (text.length < 2) return undefined;
    const found = this.#name(tokens, i, end, this.#words.namesIn(text));
    // `Har|ry Potter`: a bar or a plus stands for a letter, or for nothing.
    const bare = text.replace(/[|+]/g, '');
    if (found !== undefined || bare === text || bare.length < 2) return found;
    return this.#name(tokens, i, end, this.#words.namesIn(bare));
  }

  #nameSpan(tokens: Tokens, i: number, form: number): HiddenSpan | undefined {
    let undone: Folding | undefined;
    let at = i;
    let reached = 0;
    for (const word of this.#words.wordsOf(form)) {
      if (at >= tokens.count || (at > i && !isNameGap(tokens, at, reached))) return undefined;
      const chunk = chunkAt(tokens, at, word);
      const how = chunk.torn ? 'spacing' : this.#howWritten(tokens, at, chunk.text, word, form);
      // One slip is a slip; two are another name.
      if (how === undefined || (how === 'spelling' && undone === 'spelling')) return undefined;
      if (at > i) this.#words.sawBeyond = true;
      if (how !== 'same') undone = undone === undefined || how !== 'spelling' ? how : undone;
      at = chunk.end;
      reached = chunk.to;
    }
    if (undone === undefined || (undone === 'spelling' && this.#words.isAmbiguous(form))) return undefined;
    return { end: at, form, undone };
  }

  /** What word `at` is to `word` of a name. */
  #howWritten(tokens: Tokens, at: number, text: string, word: string, form: number): 'same' | Folding | undefined {
    const how = this.#words.compareWords(tokens, text, word, form);
    if (how !== undefined || tokens.text.charCodeAt((tokens.starts[at] ?? 0) - 1) !== HYPHEN) return how;
    return this.#withNoun(at, text, form);
  }

  /** `faber-castellmarkers`: the last word of a name with a hyphen, and what is sold. */
  #withNoun(at: number, text: string, form: number): 'spacing' | undefined {
    const words = this.#words.wordsOf(form);
    const last = words.at(-1) ?? '';
    if (!text.startsWith(last) || this.#words.isAmbiguous(form)) return undefined;
    return this.#words.lettersOf(form) > MIN_DISGUISED && at > 0 && this.#words.isGoods(text.slice(last.length))
      ? 'spacing'
      : undefined;
  }

  /** `ni ke`, `adi-das`: a famous mark in two parts that are not both words. */
  tornAt(tokens: Tokens, i: number): HiddenSpan | undefined {
    if (i + 1 >= tokens.count || (tokens.gaps[i + 1] ?? GAP.hard) > GAP.stop) return undefined;
    if (!this.#words.mayBeTorn(tokens.hashes[i] ?? 0) || !this.#words.isSplit(tokens, i)) return undefined;
    const form = this.#words.joinedForm(wordAt(tokens, i) + wordAt(tokens, i + 1));
    return form < 0 ? undefined : { end: i + 2, form, undone: 'spacing' };
  }
}
