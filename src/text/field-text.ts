import type { Field } from '../model/listing.ts';
import type { Tokens } from '../model/words.ts';
import { type CopyWords, copyWordsOf } from './copy-words.ts';
import { type Folded, fold } from './fold.ts';
import { tokenize } from './tokens.ts';

/** A field with its folded text and words, each made once, when first asked for, and shared by every detector. */
export class FieldText {
  readonly field: Field;
  #folded: Folded | undefined;
  #tokens: Tokens | undefined;
  #copyWords: CopyWords | undefined;

  constructor(field: Field) {
    this.field = field;
  }

  get folded(): Folded {
    this.#folded ??= fold(this.field.text);
    return this.#folded;
  }

  get tokens(): Tokens {
    this.#tokens ??= tokenize(this.folded.text);
    return this.#tokens;
  }

  get copyWords(): CopyWords {
    this.#copyWords ??= copyWordsOf(this.folded);
    return this.#copyWords;
  }
}

/** Folds a text and splits it into words. */
export function splitText(text: string): Tokens {
  return tokenize(fold(text).text);
}
