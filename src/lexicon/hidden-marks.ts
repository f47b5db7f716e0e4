import type { Folding } from '../model/evidence.ts';
import type { Tokens } from '../model/words.ts';
import { HiddenSpans } from './hidden-spans.ts';
import type { HiddenTables, WrittenForms } from './hidden-tables.ts';
import { HiddenWords } from './hidden-words.ts';
import type { TermTrie } from './term-trie.ts';
import { WordSlots } from './word-slots.ts';

/** Finds marks that somebody hid or misspelt. Made once for a lexicon. */
export class HiddenMarks {
  /** What it searches with, as a pack keeps it. */
  readonly tables: HiddenTables;
  /** What is known of the words that were met. */
  readonly known: WordSlots = new WordSlots();
  readonly #words: HiddenWords;
  readonly #spans: HiddenSpans;

  constructor(tables: HiddenTables, forms: WrittenForms, isNoun: (word: string) => boolean) {
    this.tables = tables;
    this.#words = new HiddenWords(tables, forms, isNoun, this.known);
    this.#spans = new HiddenSpans(this.#words);
  }

  /** The hidden form that begins with word `i` and ends before word `end`. The word is no mark as it stands. */
  at(tokens: Tokens, i: number): { readonly end: number; readonly form: number; readonly undone: Folding } | undefined {
    const reading = this.#words.at(tokens, i);
    if (reading?.hidden === undefined) return this.#spans.at(tokens, i, reading);
    // `hamιltοn βeαch` is the longer name.
    return this.#spans.nameAt(tokens, i, reading) ?? { ...reading.hidden, end: i + 1 };
  }

  /** Whether a word with this hash may be the first part of a mark that is torn. */
  mayBeTorn(hash: number): boolean {
    return this.#words.mayBeTorn(hash);
  }
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
