import type { Folding } from '../model/evidence.ts';
import { EMPTY_HASH, extendHash, hashWord, isPossessive, type Tokens, wordAt } from '../model/words.ts';
import { disguiseIn } from './hidden-gates.ts';
import { type HiddenTables, MIN_DISGUISED, MIN_MISSPELT_WORD, pairHash, type WrittenForms } from './hidden-tables.ts';
import { compareDrawn, DRAWN, isPlain, skeletonsOf } from './skeleton.ts';
import { deletionsOf, isInflected, isOneEdit } from './spelling.ts';
import { hasFirst } from './term-trie.ts';
import { MIN_NOUN, WordGate } from './word-gate.ts';
import { KNOWN, SLOTS, WordSlots, wordKey } from './word-slots.ts';

/** A form of a mark that a text hides, and how. */
export interface Hidden {
  readonly form: number;
  readonly undone: Folding;
}

/** What a word hides, and the forms of several words that may begin with it, as it stands, in disguise or misspelt. */
export interface Reading {
  /** The word as it stands in the folded text. */
  readonly word: string;
  readonly hidden: Hidden | undefined;
  readonly names: readonly number[];
  /** The first code unit of the second word of each of `names`. */
  readonly seconds: readonly number[];
}

/** Longest word that is read behind a disguise. */
const MAX_WORD = 30;
const NO_NAMES: readonly number[] = [];
/** Most names that one word is tried for: `the` and `new` begin many. */
const MAX_NAMES = 60;
/** Shortest slip in which the first two letters are swapped. */
const MIN_SWAPPED = 7;
/** Shortest word that begins a name which is read for disguises. */
const MIN_NAME_HEAD = 2;

/** Reads single words: is this a mark in disguise, or misspelt? Keeps what it read, because the same words come again and again. */
export class HiddenWords {
  readonly #tables: HiddenTables;
  readonly #forms: WrittenForms;
  readonly #gate: WordGate;
  readonly #known: WordSlots;
  /** By slot: the readings of words that may hide something. */
  readonly #readings: (Reading | undefined)[] = new Array(SLOTS);

  /** Whether a word names what is sold. */
  readonly #isNoun: (word: string) => boolean;
  /** Words of forms that were asked for. */
  readonly #split: (readonly string[] | undefined)[] = [];

  constructor(
    tables: HiddenTables,
    forms: WrittenForms,
    isNoun: (word: string) => boolean = () => false,
    known: WordSlots = new WordSlots(),
  ) {
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
      const kept = this.#readings[this.#known.slotOf(key)];
      if (kept?.word.length === length && tokens.text.startsWith(kept.word, start)) return kept;
    }
    return this.#look(tokens, i, key);
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
    const hidden = possessive ? this.#possessive(word) : this.read(word);
    const names = this.#namesOf(word);
    if (hidden === undefined && names.length === 0) return undefined;
    return { word: tokens.text.slice(tokens.starts[i], tokens.ends[i]), hidden, names, seconds: this.#secondsOf(names) };
  }

  #secondsOf(names: readonly number[]): readonly number[] {
    return names.length === 0 ? NO_NAMES : names.map((form) => this.wordsOf(form)[1]?.charCodeAt(0) ?? 0);
  }

  /** The names whose first word may be this one, which a text does not hold as a word. */
  namesIn(word: string): Pick<Reading, 'names' | 'seconds'> {
    const names = this.#namesOf(word);
    return { names, seconds: this.#secondsOf(names) };
  }

  #namesOf(word: string): readonly number[] {
    const found = new Set<number>();
    for (const skeleton of skeletonsOf(word)) this.#addNames(found, word, this.#tables.names.of(skeleton));
    if (found.size === 0 && this.isSlip(word)) {
      for (const part of deletionsOf(word)) this.#addNames(found, word, this.#tables.nameSlips.of(part));
    }
    return found.size === 0 ? NO_NAMES : [...found].slice(0, MAX_NAMES);
  }

  /** Those of the names whose first word is like the word. */
  #addNames(found: Set<number>, word: string, names: readonly number[]): void {
    for (const name of names) {
      if (!found.has(name) && this.compareWords(word, this.wordsOf(name)[0] ?? '') !== undefined) found.add(name);
    }
  }

  /** Whether a word may be a slip of the pen: long enough, letters only, no everyday word near a mark. */
  isSlip(word: string): boolean {
    return word.length >= MIN_MISSPELT_WORD - 1 && isPlain(word) && !this.#tables.near.has(hashWord(word));
  }

  /** What word `text` of a listing is to `word` of a name: the same, drawn like it, misspelt, or another. */
  compareWords(text: string, word: string): 'same' | Folding | undefined {
    if (text === word) return 'same';
    const how = compareDrawn(text, word)?.how ?? 0;
    if ((how & DRAWN.foreign) !== 0) return 'confusable';
    if ((how & DRAWN.leet) !== 0) return 'leet';
    if (how === 0 && !mayBeSlip(text, word)) return undefined;
    if (!this.isSlip(text)) return undefined;
    // `sun burn` is no Sun Bum.
    if (how !== 0 && text.length < MIN_MISSPELT_WORD) return undefined;
    if (how !== 0) return (how & DRAWN.repeated) === 0 ? 'confusable' : 'spelling';
    return isOneEdit(text, word) && !isInflected(text, word) ? 'spelling' : undefined;
  }

  /** The words of a form. */
  wordsOf(form: number): readonly string[] {
    const known = this.#split[form];
    if (known !== undefined) return known;
    const words = this.#forms.textOf(form).split(' ');
    this.#split[form] = words;
    return words;
  }

  /** Whether the form alone proves nothing. */
  isAmbiguous(form: number): boolean {
    return this.#forms.formOf(form)?.ambiguous !== false;
  }

  /** `Addidas's`: with its ending, or without. */
  #possessive(word: string): Hidden | undefined {
    return this.read(word) ?? (word.endsWith('s') ? this.read(word.slice(0, -1)) : undefined);
  }

  /** What a folded text without spaces hides. */
  read(word: string): Hidden | undefined {
    if (word.length < MIN_DISGUISED || word.length > MAX_WORD || /^\d+$/.test(word)) return undefined;
    const plain = isPlain(word);
    if (plain && this.#tables.near.has(hashWord(word))) return undefined;
    return this.drawn(word) ?? (plain ? (this.#misspelt(word) ?? this.#beforeNoun(word)) : undefined);
  }

  /** The mark that the text is drawn like. */
  drawn(word: string): Hidden | undefined {
    for (const { form, drawing } of this.#lookAlikes(word)) {
      const written = this.#forms.formOf(form);
      const mark = this.#forms.markOf(written?.mark ?? -1);
      if (written === undefined || mark === undefined) continue;
      const length = this.#joined(form).length;
      const undone = disguiseIn(word, drawing, { tier: mark.tier, ambiguous: written.ambiguous, length });
      if (undone !== undefined) return { form, undone };
    }
    return undefined;
  }

  /**
   * The form that is this very word when it is written together, of a mark that is no everyday word; -1 when there is none.
   * @param also which ambiguous marks count too: names where letters stand apart, any where a star or picture stands inside.
   */
  joinedForm(word: string, also?: 'names' | 'any'): number {
    for (const { form, drawing } of this.#lookAlikes(word)) {
      const written = this.#forms.formOf(form);
      if (drawing.how !== 0 || written === undefined) continue;
      const name = also === 'names' && this.#forms.markOf(written.mark)?.ambiguity === 'name';
      if (!written.ambiguous || also === 'any' || name) return form;
    }
    return -1;
  }

  /** Whether word `i` and the one behind it are known as a way to tear a form. */
  isSplit(tokens: Tokens, i: number, right: number = i + 1): boolean {
    return this.#tables.splits.has(pairHash(tokens.hashes[i] ?? 0, tokens.hashes[right] ?? 0));
  }

  /** Whether a word with this hash may be the first part of a torn form. */
  mayBeTorn(hash: number): boolean {
    return hasFirst(this.#tables.heads, hash);
  }

  /** Tier of the mark of a form. */
  tierOf(form: number): number {
    return this.#forms.markOf(this.#forms.formOf(form)?.mark ?? -1)?.tier ?? 3;
  }

  *#lookAlikes(word: string): Generator<{ form: number; drawing: NonNullable<ReturnType<typeof compareDrawn>> }> {
    for (const skeleton of skeletonsOf(word)) {
      for (const form of this.#tables.skeletons.of(skeleton)) {
        const drawing = compareDrawn(word, this.#joined(form));
        if (drawing !== undefined) yield { form, drawing };
      }
    }
  }

  /** `legotoys`, `#gymsharkleggings`: a mark and what is sold, written together. */
  #beforeNoun(word: string): Hidden | undefined {
    let hash = EMPTY_HASH;
    for (let end = 1; end <= word.length - MIN_NOUN; end++) {
      hash = extendHash(hash, word.charCodeAt(end - 1));
      if (end < MIN_DISGUISED || !this.#tables.words.has(hash) || !this.#isNoun(word.slice(end))) continue;
      for (const form of this.#tables.words.of(hash)) {
        if (this.#joined(form) === word.slice(0, end)) return { form, undone: 'spacing' };
      }
    }
    return undefined;
  }

  #misspelt(word: string): Hidden | undefined {
    let found = -1;
    for (const part of deletionsOf(word)) {
      for (const form of this.#tables.spellings.of(part)) {
        const text = this.#joined(form);
        if (!isOneEdit(word, text) || isInflected(word, text) || !this.#startsAlike(word, text, form)) continue;
        // The first in the table, whatever the order in which deletions meet it.
        if (found < 0 || form < found) found = form;
      }
    }
    return found < 0 ? undefined : { form: found, undone: 'spelling' };
  }

  /** Slips keep the first letter, but for two swapped ones in a famous mark. */
  #startsAlike(word: string, text: string, form: number): boolean {
    if (word[0] === text[0]) return true;
    return word.length >= MIN_SWAPPED && word[0] === text[1] && word[1] === text[0] && this.tierOf(form) === 1;
  }

  #joined(form: number): string {
    return this.#forms.textOf(form).replaceAll(' ', '');
  }
}

/** Whether one slip may lie between two words: they begin alike, are long enough, and hardly differ in length. */
function mayBeSlip(text: string, word: string): boolean {
  const longer = text.length - word.length;
  return word.length >= MIN_MISSPELT_WORD && longer >= -1 && longer <= 1 && text.charCodeAt(0) === word.charCodeAt(0);
}
