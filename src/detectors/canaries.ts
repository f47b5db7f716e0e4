import { drawnLike } from '../lexicon/look-alikes.ts';
import type { Canary } from '../model/canary.ts';
import type { Folding } from '../model/evidence.ts';
import type { Span } from '../model/span.ts';
import { type Folded, fold, foldingsIn, sourceSpan } from '../text/fold.ts';
import { hasUnspaced } from '../text/units.ts';

/*
 * Canaries in a text of others, however it writes them: letters are compared as they are drawn, and what stands between letters does not
 * count. A canary begins and ends where words do. Takes time in proportion to the text, however many canaries there are.
 */

/** A place where a text has a canary. */
export interface FoundCanary<C> {
  readonly canary: C;
  /** In the text as written. */
  readonly span: Span;
  /** The characters as written. */
  readonly written: string;
  /** What had to be undone before it was the canary; empty when only case differs. */
  readonly folding: readonly Folding[];
}

/** Places of one canary in one text that are told; a page may repeat it without end. */
const MOST_PLACES = 100;
/** Fewest letters and digits of a canary; less stands in texts by chance. */
const LEAST_LETTERS = 4;

/** Whether a phrase has the letters and digits to be looked for: at least four. */
export function canBeCanary(phrase: string): boolean {
  return skeletonOf(fold(phrase)).text.length >= LEAST_LETTERS;
}

/** Every place of the canaries in a text, in the order of the text; at most 100 of one canary. */
export function findCanaries<C extends Pick<Canary, 'phrase'>>(text: string, canaries: readonly C[]): FoundCanary<C>[] {
  const index = indexOf(canaries);
  if (index.size === 0) return [];
  const folded = fold(text);
  const skeleton = skeletonOf(folded);
  const told = new Map<C, number>();
  const found: FoundCanary<C>[] = [];
  for (let at = 0; at + LEAST_LETTERS <= skeleton.text.length; at++) {
    if (!beginsWord(skeleton, at)) continue;
    const group = index.get(skeleton.text.slice(at, at + LEAST_LETTERS));
    for (const [length, phrases] of group ?? []) {
      const end = at + length;
      if (end < skeleton.text.length && !beginsWord(skeleton, end)) continue;
      for (const known of phrases.get(skeleton.text.slice(at, end)) ?? []) {
        const times = (told.get(known.canary) ?? 0) + 1;
        told.set(known.canary, times);
        if (times <= MOST_PLACES) found.push(placeOf(known, { folded, skeleton, at, end }));
      }
    }
  }
  return found;
}

interface Known<C> {
  readonly canary: C;
  /** The phrase, folded, with one space where something stands between letters. */
  readonly words: string;
}

/** By the first letters, by the number of letters, by all letters. */
type Index<C> = Map<string, Map<number, Map<string, Known<C>[]>>>;

/** Made once for a list, because many texts are searched for the same one. */
const indexes = new WeakMap<readonly object[], Index<unknown>>();

function indexOf<C extends Pick<Canary, 'phrase'>>(canaries: readonly C[]): Index<C> {
  const known = indexes.get(canaries);
  // Only this function sets it, from the same list.
  if (known !== undefined) return known as Index<C>;
  const index: Index<C> = new Map();
  for (const canary of canaries) {
    const folded = fold(canary.phrase);
    const { text } = skeletonOf(folded);
    if (text.length < LEAST_LETTERS) continue;
    const first = text.slice(0, LEAST_LETTERS);
    const group = index.get(first) ?? new Map<number, Map<string, Known<C>[]>>();
    index.set(first, group);
    const phrases = group.get(text.length) ?? new Map<string, Known<C>[]>();
    group.set(text.length, phrases);
    const same = phrases.get(text) ?? [];
    phrases.set(text, same);
    same.push({ canary, words: spaced(folded.text) });
  }
  indexes.set(canaries, index);
  return index;
}

/** The letters and digits of a text as they are drawn. */
interface Skeleton {
  readonly text: string;
  /** Offset in the folded text of every unit. */
  readonly offsets: Uint32Array;
  /** 1 where a word may begin. */
  readonly begins: Uint8Array;
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;

function skeletonOf({ text }: Folded): Skeleton {
  const offsets = new Uint32Array(text.length);
  const begins = new Uint8Array(text.length);
  let drawn = '';
  let apart = true;
  let free = false;
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (isLetter(character)) {
      const unspaced = character > '\u0e00' && hasUnspaced(character);
      begins[drawn.length] = apart || free || unspaced ? 1 : 0;
      free = unspaced;
      apart = false;
      const letters = drawnAs(character);
      // What one character stands for is never longer than itself in units.
      for (let i = 0; i < letters.length; i++) offsets[drawn.length + i] = at;
      drawn += letters;
    } else apart = true;
    at += character.length;
  }
  return { text: drawn, offsets, begins };
}

/** Signs are no letters: `|`, `●`, `×` stand between words more often than in them. */
function isLetter(character: string): boolean {
  return character < '\x7f' ? /[a-z0-9]/.test(character) : LETTER.test(character);
}

/** The letter that a reader takes it for; `i`, `l` and `1` are one, as are `o` and `0`. */
function drawnAs(character: string): string {
  const letter = character < '\x7f' ? character : (drawnLike(character)?.charAt(0) ?? character);
  if (letter === 'l' || letter === '1') return 'i';
  return letter === '0' ? 'o' : letter;
}

function beginsWord({ begins }: Skeleton, at: number): boolean {
  return begins[at] === 1;
}

function placeOf<C>(
  { canary, words }: Known<C>,
  { folded, skeleton, at, end }: { folded: Folded; skeleton: Skeleton; at: number; end: number },
): FoundCanary<C> {
  const first = skeleton.offsets[at] ?? 0;
  const last = skeleton.offsets[end - 1] ?? first;
  const until = last + String.fromCodePoint(folded.text.codePointAt(last) ?? 0).length;
  const span = sourceSpan(folded, first, until);
  const written = folded.source.slice(...span);
  const seen = spaced(folded.text.slice(first, until));
  const folding: Folding[] = foldingsIn(written);
  if (unspacedText(seen) !== unspacedText(words)) folding.push('confusable');
  else if (seen !== words) folding.push('spacing');
  return { canary, span, written, folding };
}

/** Signs between letters as one space. */
function spaced(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();
}

function unspacedText(text: string): string {
  return text.replaceAll(' ', '');
}
