import { EMPTY_HASH, extendHash } from '../model/words.ts';
import { drawnLike, readLike } from './look-alikes.ts';

/*
 * The skeleton of a word is what is left when all that looks alike is made equal (after Unicode UTS #39): digits and foreign letters
 * become Latin ones, l and i one letter, m, w and d the two letters that they can be drawn with, repeated letters one. Marks and texts are
 * compared by it first; `compareDrawn` then tells letter by letter what the text did, because many words share a skeleton.
 */

/** Most skeletons of one word; each character that may be two letters doubles them. */
const MAX_SKELETONS = 16;
/** Longest word that is looked at. */
const MAX_LENGTH = 40;

/** What was done to a word so that it is not found; bits. */
export const DRAWN = {
  /** `l` for `i` or `i` for `l`. */
  swapped: 1,
  /** `rn` for `m`, `vv` for `w`, `cl` for `d`. */
  digraph: 2,
  /** A letter more often than in the mark. */
  repeated: 4,
  /** A digit or sign for a letter. */
  leet: 8,
  /** A letter of another script. */
  foreign: 16,
} as const;

/** The hash of every skeleton of a folded text without spaces; none for one with characters that stand for no letter. */
export function skeletonsOf(text: string): number[] {
  if (text.length > MAX_LENGTH) return [];
  if (isPlain(text)) return [skeletonHash(text, 0, text.length)];
  let all: Partial[] = [NO_LETTERS];
  for (const character of text) {
    const letters = isLatin(character) ? character : (readLike(character) ?? drawnLike(character));
    if (letters === undefined) return [];
    const count = all.length >= MAX_SKELETONS ? 1 : letters.length;
    const next: Partial[] = [];
    for (const partial of all) for (let i = 0; i < count; i++) next.push(extend(partial, letters.charCodeAt(i)));
    all = next;
  }
  return [...new Set(all.map(({ hash }) => hash))];
}

/** A skeleton as far as the text was read. */
interface Partial {
  readonly hash: number;
  /** The last letter of the skeleton, and of the text; what repeats it adds nothing. */
  readonly last: number;
  readonly before: number;
}

const NO_LETTERS: Partial = { hash: EMPTY_HASH, last: 0, before: 0 };

function extend({ hash, last, before }: Partial, unit: number): Partial {
  if (unit === before) return { hash, last, before };
  const first = FIRST[unit] ?? unit;
  const second = SECOND[unit] ?? 0;
  let next = first === last ? hash : extendHash(hash, first);
  if (second !== 0) next = extendHash(next, second);
  return { hash: next, last: second === 0 ? first : second, before: unit };
}

/** Whether the text is letters a–z only. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 97 || unit > 122) return false;
  }
  return true;
}

/** What a letter a–z becomes: `l` is `i`, `m` is `rn`, `w` is `v`, `d` is `ci`. */
const ALIKE = new Map([
  ['l', 'i'],
  ['m', 'rn'],
  ['w', 'v'],
  ['d', 'ci'],
]);
const FIRST: Uint8Array = Uint8Array.from(
  { length: 128 },
  (_, unit) => ALIKE.get(String.fromCharCode(unit))?.charCodeAt(0) ?? unit,
);
const SECOND: Uint8Array = Uint8Array.from(
  { length: 128 },
  (_, unit) => ALIKE.get(String.fromCharCode(unit))?.charCodeAt(1) || 0,
);

/** The hash of the skeleton of letters a–z. Every new word of a catalogue comes here, so the skeleton itself is never made. */
export function skeletonHash(text: string, start: number, end: number): number {
  let hash = EMPTY_HASH;
  let last = 0;
  let before = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === before) continue;
    before = unit;
    const first = FIRST[unit] ?? unit;
    if (first !== last) hash = extendHash(hash, first);
    last = first;
    const second = SECOND[unit] ?? 0;
    if (second === 0) continue;
    hash = extendHash(hash, second);
    last = second;
  }
  return hash;
}

function isLatin(character: string): boolean {
  return character >= 'a' && character <= 'z';
}

/** How a text is drawn to look like a mark. */
export interface Drawing {
  /** Bits of `DRAWN`; 0 when the text is the mark. */
  readonly how: number;
  /** Characters that are the mark's own. */
  readonly same: number;
  /** Longest run of one letter beyond what the mark has. */
  readonly repeats: number;
}

/** How `text` is drawn to look like `form` (letters a–z only); undefined when it does not look like it. */
export function compareDrawn(text: string, form: string): Drawing | undefined {
  if (!mayBeDrawn(text, form)) return undefined;
  return new Comparison([...text], form).from(0, 0);
}

/** Whether length, first and last letter leave it possible: a letter is drawn with one or two, never with none. */
function mayBeDrawn(text: string, form: string): boolean {
  const length = text.length;
  if (length === 0 || form.length === 0) return length === form.length;
  if (length < form.length) return false;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(length - 1);
  return (
    (!isSmall(first) || isHead(first, form.charCodeAt(0))) && (!isSmall(last) || isTail(last, form.charCodeAt(form.length - 1)))
  );
}

function isSmall(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

/** Whether the letter is the other one, or `l` for `i`, or the first of the two that the other is drawn with. */
function isHead(unit: number, letter: number): boolean {
  return (
    isSame(unit, letter) ||
    (unit === 114 && letter === 109) ||
    (unit === 118 && letter === 119) ||
    (unit === 99 && letter === 100)
  );
}

function isTail(unit: number, letter: number): boolean {
  return (
    isSame(unit, letter) ||
    (unit === 110 && letter === 109) ||
    (unit === 118 && letter === 119) ||
    (unit === 108 && letter === 100)
  );
}

function isSame(unit: number, letter: number): boolean {
  return unit === letter || (unit === 105 && letter === 108) || (unit === 108 && letter === 105);
}

class Comparison {
  readonly #text: readonly string[];
  readonly #form: string;
  #steps = 0;

  constructor(text: readonly string[], form: string) {
    this.#text = text;
    this.#form = form;
  }

  /** Compares the rest of the text, from `p`, with the rest of the form, from `q`. */
  from(p: number, q: number): Drawing | undefined {
    // Look-alikes branch rarely; a made-up text must not make it often.
    if (++this.#steps > 2000) return undefined;
    const character = this.#text[p];
    const letter = this.#form[q];
    if (character === undefined) return letter === undefined ? { how: 0, same: 0, repeats: 0 } : undefined;
    return (
      (letter === undefined ? undefined : (this.#same(character, letter, p, q) ?? this.#pair(letter, p, q))) ??
      this.#repeat(character, p, q)
    );
  }

  #same(character: string, letter: string, p: number, q: number): Drawing | undefined {
    const how = likeness(character, letter);
    const rest = how === undefined ? undefined : this.from(p + 1, q + 1);
    if (how === undefined || rest === undefined) return undefined;
    return { ...rest, how: rest.how | how, same: rest.same + (how === 0 ? 1 : 0) };
  }

  #pair(letter: string, p: number, q: number): Drawing | undefined {
    const two = `${this.#text[p] ?? ''}${this.#text[p + 1] ?? ''}`;
    const drawn = (letter === 'm' && two === 'rn') || (letter === 'w' && two === 'vv') || (letter === 'd' && two === 'cl');
    const rest = drawn ? this.from(p + 2, q + 1) : undefined;
    return rest === undefined ? undefined : { ...rest, how: rest.how | DRAWN.digraph };
  }

  #repeat(character: string, p: number, q: number): Drawing | undefined {
    const before = this.#form[q - 1];
    const how = before === undefined ? undefined : likeness(character, before);
    const rest = how === undefined || this.#text[p - 1] !== character ? undefined : this.from(p + 1, q);
    if (how === undefined || rest === undefined) return undefined;
    return { ...rest, how: rest.how | how | DRAWN.repeated, repeats: rest.repeats + 1 };
  }
}

/** What makes the character look like the letter; 0 when it is the letter, undefined when it does not. */
function likeness(character: string, letter: string): number | undefined {
  if (character === letter) return 0;
  if ((character === 'l' && letter === 'i') || (character === 'i' && letter === 'l')) return DRAWN.swapped;
  if (readLike(character)?.includes(letter) === true) return DRAWN.leet;
  return drawnLike(character)?.includes(letter) === true ? DRAWN.foreign : undefined;
}
