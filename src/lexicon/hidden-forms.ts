import type { Tokens } from '../model/words.ts';
import { disguiseIn, mayBeLeet } from './hidden-gates.ts';
import type { Hidden } from './hidden-reading.ts';
import type { HiddenTables, WrittenForms } from './hidden-tables.ts';
import { compareDrawn, skeletonsOf } from './skeleton.ts';
import { hasFirst, pairHash } from './term-trie.ts';

/** The forms of marks that somebody would hide, and which of them a word without gaps and signs is. */
export class HiddenForms {
  readonly #tables: HiddenTables;
  readonly #forms: WrittenForms;
  /** Words of forms that were asked for. */
  readonly #split: (readonly string[] | undefined)[] = [];

  constructor(tables: HiddenTables, forms: WrittenForms) {
    this.#tables = tables;
    this.#forms = forms;
  }

  /** The mark that the text is drawn like; with `doubtful` also one that it may be drawn like. */
  drawn(word: string, doubtful = false): Hidden | undefined {
    let maybe: Hidden | undefined;
    for (const { form, drawing } of this.#lookAlikes(word)) {
      const written = this.#forms.formOf(form);
      const mark = this.#forms.markOf(written?.mark ?? -1);
      if (written === undefined || mark === undefined) continue;
      const length = this.joined(form).length;
      const about = { tier: mark.tier, ambiguous: written.ambiguous, length };
      const undone = disguiseIn(word, drawing, about);
      if (undone !== undefined) return { form, undone };
      if (doubtful && mayBeLeet(word, drawing, about)) maybe ??= { form, undone: 'leet', doubtful: true };
    }
    return maybe;
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

  /** The words of a form. */
  wordsOf(form: number): readonly string[] {
    const known = this.#split[form];
    if (known !== undefined) return known;
    const words = this.#forms.textOf(form).split(' ');
    this.#split[form] = words;
    return words;
  }

  /** A form written as one word. */
  joined(form: number): string {
    return this.#forms.textOf(form).replaceAll(' ', '');
  }

  /** How many letters a form has, without its spaces. */
  lettersOf(form: number): number {
    return this.#forms.textOf(form).length - this.wordsOf(form).length + 1;
  }

  /** Whether the form alone proves nothing. */
  isAmbiguous(form: number): boolean {
    return this.#forms.formOf(form)?.ambiguous !== false;
  }

  *#lookAlikes(word: string): Generator<{ form: number; drawing: NonNullable<ReturnType<typeof compareDrawn>> }> {
    for (const skeleton of skeletonsOf(word)) {
      for (const form of this.#tables.skeletons.of(skeleton)) {
        const drawing = compareDrawn(word, this.joined(form));
        if (drawing !== undefined) yield { form, drawing };
      }
    }
  }
}
