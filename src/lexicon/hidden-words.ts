import type { Folding } from '../model/evidence.ts';
import { EMPTY_HASH, extendHash, hashWord, isPossessive, type Tokens, wordAt } from '../model/words.ts';
import type { HiddenForms } from './hidden-forms.ts';
import { type Hidden, initialBit, type Reading, secondOf } from './hidden-reading.ts';
import { DOUBTFUL, type HiddenTables, MIN_DISGUISED, MIN_MISSPELT_WORD } from './hidden-tables.ts';
import { NO_LANGUAGES } from './languages.ts';
import { NearLanguages } from './near-languages.ts';
import { compareDrawn, DRAWN, isPlain, skeletonsOf } from './skeleton.ts';
import { asHeard, isInflected, isOneEdit, isSingular, mayBeSlip, slipsOf } from './spelling.ts';
import { MIN_NOUN, WordGate } from './word-gate.ts';
import { KNOWN, SLOTS, WordSlots, wordKey } from './word-slots.ts';

/** Longest word that is read behind a disguise. */
const MAX_WORD = 30;
const NO_NAMES: readonly number[] = [];
/** Fewest letters of the name beside a misspelt word of four. */
const MIN_BESIDE = 5;
/** Most names that one word is tried for: `the` and `new` begin many. */
const MAX_NAMES = 60;
/** Shortest slip in which the first two letters are swapped. */
const MIN_SWAPPED = 7;
/** Shortest word that begins a name which is read for disguises. */
const MIN_NAME_HEAD = 2;

/** Reads single words: is this a mark in disguise, or misspelt? Keeps what it read, because the same words come again and again. */
export class HiddenWords {
  readonly #tables: HiddenTables;
  readonly #forms: HiddenForms;
  readonly #gate: WordGate;
  readonly #languages: NearLanguages;
  readonly #known: WordSlots;
  /** Set when a reading hung on more than a word and the next: on the language of the text, on a third word. Whoever asks clears it. */
  sawBeyond = false;
  /** By slot: the readings of words that may hide something. */
  readonly #readings: (Reading | undefined)[] = new Array(SLOTS);

  /** Whether a word names what is sold. */
  readonly #isNoun: (word: string) => boolean;
  constructor(
    tables: HiddenTables,
    forms: HiddenForms,
    isNoun: (word: string) => boolean = () => false,
    languages: NearLanguages = new NearLanguages(NO_LANGUAGES),
    known: WordSlots = new WordSlots(),
  ) {
    this.#languages = languages;
    this.#known = known;
    this.#isNoun = isNoun;
    this.#tables = tables;
    this.#forms = forms;
    this.#gate = new WordGate(tables);
  }

  /**
   * What word `i`, which is no mark as it stands, hides; undefined when nothing. Of a word that hides nothing only its hash and length are
   * kept: this runs for every word of every listing.
   */
  at(tokens: Tokens, i: number): Reading | undefined {
    const start = tokens.starts[i] ?? 0;
    const length = (tokens.ends[i] ?? 0) - start;
    if (length < MIN_NAME_HEAD || length > MAX_WORD) return undefined;
    const key = wordKey(tokens, i);
    const known = this.#known.get(key);
    if (known === KNOWN.plain || known === KNOWN.dull) return undefined;
    if (known === KNOWN.lively) {
      const kept = this.keptOf(tokens, i, key);
      if (kept !== undefined) return this.#inText(tokens, kept);
    }
    const reading = this.#look(tokens, i, key);
    return reading === undefined ? undefined : this.#inText(tokens, reading);
  }

  /** The reading of word `i`, whose key is given, that was kept when a text last held it; undefined when none was, or another word took its place. */
  keptOf({ text, starts, ends }: Tokens, i: number, key: number): Reading | undefined {
    const kept = this.#readings[this.#known.slotOf(key)];
    const start = starts[i] ?? 0;
    return kept?.word.length === (ends[i] ?? 0) - start && text.startsWith(kept.word, start) ? kept : undefined;
  }

  /** The reading that holds in the text: an everyday word of its language is no slip. */
  #inText(tokens: Tokens, reading: Reading): Reading | undefined {
    if (reading.near === 0) return reading;
    this.sawBeyond = true;
    return this.#languages.isStrange(tokens, reading.near) ? reading : reading.there;
  }

  #look(tokens: Tokens, i: number, key: number): Reading | undefined {
    const reading = this.#reading(tokens, i);
    const slot = this.#known.put(key, reading === undefined ? KNOWN.plain : KNOWN.lively);
    this.#readings[slot] = reading;
    return reading;
  }

  #reading(tokens: Tokens, i: number): Reading | undefined {
    const possessive = isPossessive(tokens, i);
    if (!possessive && !this.#gate.mayHide(tokens, i)) return undefined;
    const word = wordAt(tokens, i);
    const near = isPlain(word) ? this.#nearOf(word) : 0;
    const there = this.#readAs(tokens, i, word, possessive, false);
    if (near === 0 || near === -1) return there;
    const elsewhere = this.#readAs(tokens, i, word, possessive, true);
    return elsewhere === undefined ? undefined : { ...elsewhere, near, there };
  }

  #readAs(tokens: Tokens, i: number, word: string, possessive: boolean, foreign: boolean): Reading | undefined {
    const hidden = possessive ? this.#possessive(word, foreign) : this.read(word, foreign);
    const names = this.#namesOf(word, foreign);
    if (hidden === undefined && names.length === 0) return undefined;
    const written = tokens.text.slice(tokens.starts[i], tokens.ends[i]);
    return { word: written, hidden, ...this.#following(names), near: 0, there: undefined };
  }

  /** The languages in which a word near a mark is an everyday one; 0 for every other word. */
  #nearOf(word: string): number {
    const hash = hashWord(word);
    return this.#tables.near.has(hash) ? (this.#tables.near.of(hash)[0] ?? 0) : 0;
  }

  /** Names with what is known of their second words. */
  #following(names: readonly number[]): Pick<Reading, 'names' | 'seconds' | 'initials'> {
    const seconds = names.length === 0 ? NO_NAMES : names.map((form) => secondOf(this.#forms.wordsOf(form)[1] ?? ''));
    return { names, seconds, initials: seconds.reduce((bits, second) => bits | initialBit(second & 0xffff), 0) };
  }

  /** The names whose first word may be this one, which a text does not hold as a word. */
  namesIn(word: string): Pick<Reading, 'names' | 'seconds' | 'initials'> {
    return this.#following(this.#namesOf(word));
  }

  #namesOf(word: string, foreign = false): readonly number[] {
    const found = new Set<number>();
    for (const skeleton of skeletonsOf(word)) this.#addNames(found, word, this.#tables.names.of(skeleton), foreign);
    if (found.size === 0 && this.#isSlip(word, foreign)) {
      for (const part of slipsOf(word)) this.#addNames(found, word, this.#tables.nameSlips.of(part), foreign);
    }
    return found.size === 0 ? NO_NAMES : [...found].slice(0, MAX_NAMES);
  }

  /** Those of the names whose first word is like the word. */
  #addNames(found: Set<number>, word: string, names: readonly number[], foreign: boolean): void {
    for (const name of names) {
      if (!found.has(name) && this.#compare(word, this.#forms.wordsOf(name)[0] ?? '', foreign) !== undefined) found.add(name);
    }
  }

  /** Whether a word may be a slip of the pen: long enough, letters only, no everyday word near a mark. */
  #isSlip(word: string, foreign: boolean): boolean {
    return word.length >= MIN_MISSPELT_WORD - 1 && isPlain(word) && (foreign || !this.#tables.near.has(hashWord(word)));
  }

  /**
   * What word `text` of a listing is to `word` of a name: the same, drawn like it, misspelt, or another.
   * @param form the name; a word of four letters is misspelt only beside longer ones.
   */
  compareWords(tokens: Tokens, text: string, word: string, form: number): 'same' | Folding | undefined {
    if (text === word) return 'same';
    const beside = word.length === MIN_DISGUISED ? this.#forms.lettersOf(form) - word.length : 0;
    const min = beside >= MIN_BESIDE ? MIN_DISGUISED : MIN_MISSPELT_WORD;
    const found = this.#compare(text, word, false, min);
    // Most words differ by more than a slip, and then no language matters.
    const slip = found === undefined && isPlain(text) && (mayBeSlip(text, word, min) || asHeard(text) === word);
    if (!slip) return found;
    const near = this.#nearOf(text);
    if (near !== 0) this.sawBeyond = true;
    return near !== 0 && this.#languages.isStrange(tokens, near) ? this.#compare(text, word, true, min) : undefined;
  }

  /** @param foreign whether the text is in another language than the words that it is near. */
  #compare(text: string, word: string, foreign: boolean, min = MIN_MISSPELT_WORD): 'same' | Folding | undefined {
    if (text === word) return 'same';
    const how = compareDrawn(text, word)?.how ?? 0;
    if ((how & DRAWN.foreign) !== 0) return 'confusable';
    if ((how & DRAWN.leet) !== 0) return 'leet';
    const heard = text.charCodeAt(0) === word.charCodeAt(0) && asHeard(text) === word;
    if (how === 0 && !heard && !mayBeSlip(text, word, min)) return undefined;
    if (!this.#isSlip(text, foreign)) return undefined;
    // `sun burn` is no Sun Bum.
    if (how !== 0 && text.length < MIN_MISSPELT_WORD) return undefined;
    if (how !== 0) return (how & DRAWN.repeated) === 0 ? 'confusable' : 'spelling';
    if (isInflected(text, word) || isSingular(text, word)) return undefined;
    return heard || isOneEdit(text, word) ? 'spelling' : undefined;
  }

  /** Whether a word names what is sold, and is long enough to be told from an ending. */
  isGoods(word: string): boolean {
    return word.length >= MIN_NOUN && this.#isNoun(word);
  }

  /** `Addidas's`: with its ending, or without. */
  #possessive(word: string, foreign: boolean): Hidden | undefined {
    return this.read(word, foreign) ?? (word.endsWith('s') ? this.read(word.slice(0, -1), foreign) : undefined);
  }

  /** What a folded text without spaces hides; `foreign` where everyday words of other languages do not count. */
  read(word: string, foreign = false): Hidden | undefined {
    if (word.length < MIN_DISGUISED || word.length > MAX_WORD || /^\d+$/.test(word)) return undefined;
    const plain = isPlain(word);
    if (plain && !foreign && this.#tables.near.has(hashWord(word))) return undefined;
    return this.#forms.drawn(word, true) ?? (plain ? (this.#misspelt(word, foreign) ?? this.#beforeNoun(word)) : undefined);
  }

  /** `legotoys`, `#gymsharkleggings`: a mark and what is sold, written together. */
  #beforeNoun(word: string): Hidden | undefined {
    let hash = EMPTY_HASH;
    for (let end = 1; end <= word.length - MIN_NOUN; end++) {
      hash = extendHash(hash, word.charCodeAt(end - 1));
      if (end < MIN_DISGUISED || !this.#tables.words.has(hash) || !this.#isNoun(word.slice(end))) continue;
      for (const form of this.#tables.words.of(hash)) {
        if (this.#forms.joined(form) === word.slice(0, end)) return { form, undone: 'spacing' };
      }
    }
    return undefined;
  }

  /** @param foreign whether it is a word of another language; then it is doubtful, and what is short or names goods is that word. */
  #misspelt(word: string, foreign: boolean): Hidden | undefined {
    if (this.#isNoun(word)) return undefined;
    let found = -1;
    const heard = asHeard(word);
    for (const part of slipsOf(word)) {
      for (const value of this.#tables.spellings.of(part)) {
        const form = value & ~DOUBTFUL;
        const text = this.#forms.joined(form);
        if ((!isOneEdit(word, text) && heard !== text) || isInflected(word, text) || !this.#startsAlike(word, text, form))
          continue;
        // The first in the table, whatever the order in which deletions meet it.
        if (found < 0 || value < found) found = value;
      }
    }
    if (found < 0) return undefined;
    const slip = { form: found & ~DOUBTFUL, undone: 'spelling' } as const;
    return foreign || (found & DOUBTFUL) !== 0 ? { ...slip, doubtful: true } : slip;
  }

  /** Slips keep the first letter, but for two swapped ones in a famous mark. */
  #startsAlike(word: string, text: string, form: number): boolean {
    if (word[0] === text[0]) return true;
    return word.length >= MIN_SWAPPED && word[0] === text[1] && word[1] === text[0] && this.#forms.tierOf(form) === 1;
  }
}
