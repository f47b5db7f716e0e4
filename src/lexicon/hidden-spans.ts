import type { Folding } from '../model/evidence.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import { hasSpace, MAX_GLUED, MAX_SIGNS, SIGNS } from './hidden-chunks.ts';
import type { HiddenForms } from './hidden-forms.ts';
import {
  isBracket,
  isLetterGap,
  isPlainGap,
  LIST_GAP,
  mayBeLetter,
  PLAIN_GAP,
  signsBefore,
  signsBehind,
} from './hidden-gaps.ts';
import type { HiddenNames } from './hidden-names.ts';
import type { HiddenSpan, Reading } from './hidden-reading.ts';
import { MIN_DISGUISED } from './hidden-tables.ts';
import { isLetterSign } from './look-alikes.ts';
import { isPlain } from './skeleton.ts';

/** Most letters of a mark that is written with gaps. */
const MAX_LETTERS = 28;
/** Letters from which on even an everyday word, spelt letter by letter, is rather the mark. */
const MIN_SPACED_WORD = 6;
const SPACE = 32;
/** What stands for no letter. */
const NO_LETTERS = /[^\p{L}\p{N}@$!|+€£¢¥₩₫₭○●◯]/gu;
/** One letter of an alphabet, or a digit or sign for one; a Chinese character alone is a word. */
const LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]$/u;

/** Reads marks that are hidden over several words: spaced letters, signs among letters, a word torn in two. */
export class HiddenSpans {
  readonly #forms: HiddenForms;
  readonly #names: HiddenNames;

  constructor(forms: HiddenForms, names: HiddenNames) {
    this.#forms = forms;
    this.#names = names;
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
    return this.tornAt(tokens, i) ?? (reading === undefined ? undefined : this.#names.at(tokens, i, reading));
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
    return this.#names.signedAt(tokens, i);
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
    if (!this.#forms.mayBeTorn(tokens.hashes[i] ?? 0)) return false;
    const [from, to] = [tokens.ends[i + 1] ?? 0, i + 2 < tokens.count ? (tokens.starts[i + 2] ?? 0) : -1];
    const third = to >= from && to <= from + MAX_SIGNS && !hasSpace(text, from, to);
    return third || this.#forms.isSplit(tokens, i);
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
    const form = this.#forms.joinedForm(word, word.length >= MIN_SPACED_WORD ? 'any' : 'names');
    if (form >= 0) return form;
    // A digit among spaced letters is rather a size or a number, except in a famous mark.
    const drawn = /^[a-z]+$/.test(word) ? undefined : this.#forms.drawn(word);
    return drawn !== undefined && this.#forms.tierOf(drawn.form) === 1 ? drawn.form : -1;
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
      const found = this.#forms.drawn(word.replace(NO_LETTERS, ''));
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
    const form = this.#forms.joinedForm(parts.join(''), odd ? 'any' : undefined);
    if (form < 0) return this.#foreignParts(parts);
    if (plain) {
      // A hyphen stands between two names or words more often than inside a mark.
      const told = parts.length === 2 ? this.#forms.isSplit(tokens, from, last) : this.#forms.tierOf(form) === 1;
      if (!told && !this.#isCut(parts, gaps, form)) return undefined;
    }
    return { form, undone: 'spacing' };
  }

  /** `leg+o`, `Casi/o`: one letter cut off by what stands between two words, not at the edge of one. */
  #isCut(parts: readonly string[], gaps: string, form: number): boolean {
    const [first = '', second = ''] = parts;
    if (parts.length !== 2 || (first.length > 1 && second.length > 1) || !/^[+/\\=]$/.test(gaps)) return false;
    // `bonit/o` says for whom it is.
    return this.#forms.tierOf(form) === 1 || (!gaps.includes('/') && first.length + second.length > MIN_DISGUISED);
  }

  /** `k-ѕwiѕѕ`: a name with a hyphen or dots in letters of another alphabet. */
  #foreignParts(parts: readonly string[]): { form: number; undone: Folding } | undefined {
    const word = parts.join('');
    const found = isPlain(word) ? undefined : this.#forms.drawn(word);
    return found?.undone === 'confusable' && this.#forms.wordsOf(found.form).length === parts.length ? found : undefined;
  }

  /** `ni ke`, `adi-das`: a famous mark in two parts that are not both words. */
  tornAt(tokens: Tokens, i: number): HiddenSpan | undefined {
    if (i + 1 >= tokens.count || (tokens.gaps[i + 1] ?? GAP.hard) > GAP.stop) return undefined;
    if (!this.#forms.mayBeTorn(tokens.hashes[i] ?? 0) || !this.#forms.isSplit(tokens, i)) return undefined;
    const form = this.#forms.joinedForm(wordAt(tokens, i) + wordAt(tokens, i + 1));
    return form < 0 ? undefined : { end: i + 2, form, undone: 'spacing' };
  }
}
