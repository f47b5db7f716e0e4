import { GAP, type Tokens } from '../model/words.ts';
import { hasSpace } from './hidden-chunks.ts';
import { HiddenForms } from './hidden-forms.ts';
import { isSignedGap } from './hidden-gaps.ts';
import { HiddenNames } from './hidden-names.ts';
import { type Hidden, initialBit } from './hidden-reading.ts';
import { HiddenSpans } from './hidden-spans.ts';
import type { HiddenTables, WrittenForms } from './hidden-tables.ts';
import { HiddenWords } from './hidden-words.ts';
import { NO_LANGUAGES } from './languages.ts';
import { isLetterSign } from './look-alikes.ts';
import { NearLanguages } from './near-languages.ts';
import type { TermTrie } from './term-trie.ts';
import { KNOWN, WordSlots, wordKey } from './word-slots.ts';
import type { WordTable } from './word-table.ts';

/** A hidden form that ends before word `end`. */
export interface HiddenMark extends Hidden {
  readonly end: number;
}

/** Finds marks that somebody hid or misspelt. Made once for a lexicon. */
export class HiddenMarks {
  /** What it searches with, as a pack keeps it. */
  readonly tables: HiddenTables;
  /** What is known of the words that were met. */
  readonly known: WordSlots = new WordSlots();
  readonly #forms: HiddenForms;
  readonly #words: HiddenWords;
  readonly #names: HiddenNames;
  readonly #spans: HiddenSpans;
  /** Two words that begin no longer name, and are no torn mark, whatever text they stand in. */
  readonly #dullPairs = new WordSlots();

  constructor(
    tables: HiddenTables,
    forms: WrittenForms,
    isNoun: (word: string) => boolean,
    languages: WordTable = NO_LANGUAGES,
  ) {
    this.tables = tables;
    this.#forms = new HiddenForms(tables, forms);
    this.#words = new HiddenWords(tables, this.#forms, isNoun, new NearLanguages(languages), this.known);
    this.#names = new HiddenNames(this.#words, this.#forms);
    this.#spans = new HiddenSpans(this.#forms, this.#names);
  }

  /**
   * The hidden form that begins with word `i` and ends before word `end`. The word is no mark as it stands.
   * @param doubtful whether forms count that may as well be another word.
   */
  at(tokens: Tokens, i: number, doubtful = false): HiddenMark | undefined {
    const reading = this.#words.at(tokens, i);
    const hidden = reading?.hidden?.doubtful === true && !doubtful ? undefined : reading?.hidden;
    if (reading === undefined || hidden === undefined) return this.#spans.at(tokens, i, reading);
    // `superg|oop` is Supergoop and `gatora de` Gatorade, though `superg` and `gatora` may be slips of other marks.
    if (hidden.undone === 'spelling' && (isSigned(tokens, i) || this.#forms.mayBeTorn(tokens.hashes[i] ?? 0))) {
      const span = this.#spans.at(tokens, i, reading);
      if (span !== undefined) return span;
    }
    // `hamιltοn βeαch` is the longer name.
    return this.#names.at(tokens, i, reading) ?? { ...hidden, end: i + 1 };
  }

  /**
   * Whether nothing hidden begins with word `i` but a torn mark: its key is known as that of a lively word, it has spaces around it, hides
   * nothing by itself, and the word behind it is the second of none of the names that it begins.
   */
  isIdle(tokens: Tokens, i: number, key: number): boolean {
    const reading = this.#words.keptOf(tokens, i, key);
    if (reading === undefined || reading.hidden !== undefined || reading.near !== 0) return false;
    if (i + 1 >= tokens.count) return true;
    if (tokens.gaps[i + 1] === GAP.hard) return !isSignedGap(tokens, i + 1);
    const next = initialBit(tokens.text.charCodeAt(tokens.starts[i + 1] ?? 0));
    return next !== 0 && (reading.initials & next) === 0;
  }

  /** The hidden name that begins with word `i` and ends behind `end`, where a shorter mark ends: `Ford Mu$t@ng`. */
  longerAt(tokens: Tokens, i: number, end: number): HiddenMark | undefined {
    if (end >= tokens.count) return undefined;
    const key = pairKey(tokens, i);
    if (key !== 0 && this.#dullPairs.get(key) !== 0) return undefined;
    this.#words.sawBeyond = false;
    const reading = this.#words.at(tokens, i);
    const span = (reading === undefined ? undefined : this.#names.at(tokens, i, reading)) ?? this.#spans.tornAt(tokens, i);
    if (span !== undefined) return span.end > end ? span : undefined;
    if (key !== 0 && !this.#words.sawBeyond) this.#dullPairs.put(key, KNOWN.dull);
    return undefined;
  }

  /** Whether a word with this hash may be the first part of a mark that is torn. */
  mayBeTorn(hash: number): boolean {
    return this.#forms.mayBeTorn(hash);
  }
}

/** What tells word `i` and the next from other pairs, where only spaces stand between them and behind; else 0. */
function pairKey(tokens: Tokens, i: number): number {
  const { text, starts, ends } = tokens;
  const [next, end] = [starts[i + 1] ?? 0, ends[i + 1] ?? 0];
  if (next !== (ends[i] ?? 0) + 1 || text.charCodeAt(next - 1) !== SPACE) return 0;
  if (end < text.length && text.charCodeAt(end) !== SPACE) return 0;
  return Math.imul(wordKey(tokens, i), 0x9e3779b1) ^ wordKey(tokens, i + 1);
}

const SPACE = 32;

/** Whether a sign for a letter stands beside a word, or something else than a space between it and the next. */
function isSigned({ text, ends, starts, count }: Tokens, i: number): boolean {
  const [start, end] = [starts[i] ?? 0, ends[i] ?? 0];
  if (isLetterSign(text.charCodeAt(end)) || (start > 0 && isLetterSign(text.charCodeAt(start - 1)))) return true;
  return i + 1 < count && !hasSpace(text, end, starts[i + 1] ?? 0);
}

/** What stands behind a mark in handles and hashtags, beside the words for goods. */
const HANDLE = new Set([
  'official',
  'store',
  'shop',
  'outlet',
  'style',
  'fashion',
  'lover',
  'lovers',
  'fan',
  'fans',
  'sale',
  'gift',
  'gifts',
  'gear',
  'emblem',
  'badge',
  'logo',
]);

/** Tells whether a word names what is sold: a product word or an accessory. */
export function nounTest(accessories: TermTrie, verticals: TermTrie): (word: string) => boolean {
  return (word) => HANDLE.has(word) || accessories.word(word) >= 0 || verticals.word(word) >= 0;
}
