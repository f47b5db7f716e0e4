import { type Tokens, wordAt } from '../model/words.ts';
import { isLetterSign } from './look-alikes.ts';

/*
 * Words of a text with the signs in and around them, as disguised names are compared.
 */

/** Longest text without spaces that is read for signs among its letters. */
export const MAX_GLUED: number = 40;
/** Most signs in a row inside a word. */
export const MAX_SIGNS: number = 6;
/** Signs that stand for letters. */
export const SIGNS: RegExp = /[@$!|+€£¢¥₩₫₭○●◯]/u;

/**
 * The word at `i` with the signs that stand for letters in it and beside it, and the word behind it. A sign at its end may be
 * punctuation: it counts where the wanted word is longer than what stands before it.
 */
export function chunkAt(tokens: Tokens, i: number, wanted: string | undefined): Chunk {
  const { text } = tokens;
  let from = tokens.starts[i] ?? 0;
  let to = tokens.ends[i] ?? 0;
  let end = i + 1;
  const torn = tornAt(tokens, i, wanted);
  if (torn !== undefined) return torn;
  if (behindSigns(text, to) === to && !isLetterSign(text.charCodeAt(from - 1))) {
    return { text: wordAt(tokens, i), to, end, torn: false };
  }
  while (from > 0 && isLetterSign(text.charCodeAt(from - 1))) from--;
  for (;;) {
    to = behindSigns(text, to);
    if (end >= tokens.count || tokens.starts[end] !== to || to - from > MAX_GLUED) break;
    to = tokens.ends[end++] ?? to;
  }
  const chunk = text.slice(from, to).replaceAll("'", '');
  const bare = chunk.replace(/[!|+]+$/, '');
  return { text: wanted !== undefined && bare.length >= wanted.length ? bare : chunk, to, end, torn: false };
}

/** Where the signs for letters that begin at `at` end; an apostrophe may stand before one: `rubik'$`. */
function behindSigns(text: string, at: number): number {
  let to = at;
  while (isLetterSign(text.charCodeAt(to)) || (text[to] === "'" && isLetterSign(text.charCodeAt(to + 1)))) to++;
  return to;
}

const SPACE = 32;

/** `formul~a`: the words at `i` that only signs part, when together they are the wanted word, or any word of three letters or more. */
function tornAt(tokens: Tokens, i: number, wanted: string | undefined): Chunk | undefined {
  // Nearly every word has a space behind it.
  if (i + 1 >= tokens.count || tokens.text.charCodeAt(tokens.ends[i] ?? 0) === SPACE) return undefined;
  let word = wordAt(tokens, i);
  for (let j = i + 1; j < tokens.count && word.length < MAX_GLUED; j++) {
    const [from, to] = [tokens.ends[j - 1] ?? 0, tokens.starts[j] ?? 0];
    if (to - from > MAX_SIGNS || hasSpace(tokens.text, from, to)) return undefined;
    const next = wordAt(tokens, j);
    if (/^[/&+%]$/.test(next)) continue;
    word += next;
    if (word === wanted) return { text: word, to: tokens.ends[j] ?? 0, end: j + 1, torn: true };
    if (wanted === undefined && !SIGNS.test(tokens.text.slice(from, to)))
      return { text: word, to: tokens.ends[j] ?? 0, end: j + 1, torn: true };
  }
  return undefined;
}

/** A word of a text as a name is compared with it. */
export interface Chunk {
  readonly text: string;
  /** Where it ends in the text, with the signs behind it. */
  readonly to: number;
  /** The word behind it. */
  readonly end: number;
  /** Signs were taken out of it. */
  readonly torn: boolean;
}

/** Whether white space stands in `[from, to)`. */
export function hasSpace(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 32 || (unit >= 9 && unit <= 13)) return true;
  }
  return false;
}
