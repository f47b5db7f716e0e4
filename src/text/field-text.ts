import type { Field } from '../model/listing.ts';
import { type Folded, fold } from './fold.ts';
import { type Tokens, tokenize } from './tokens.ts';

/** A field with its folded text and words, each made once, when first asked for, and shared by every detector. */
export class FieldText {
  readonly field: Field;
  #folded: Folded | undefined;
  #tokens: Tokens | undefined;

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
}
