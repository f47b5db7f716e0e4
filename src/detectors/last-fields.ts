import type { FieldText } from '../text/field-text.ts';

/**
 * What was worked out for the fields of the listing that was judged last. A listing with a fix is judged again with one field edited:
 * the others are the same objects, and need no second look.
 */
export class LastFields<T> {
  readonly #texts: FieldText[] = [];
  readonly #values: T[] = [];

  /** What `work` made of the field at this position; it runs only for a field that was not there just before. */
  of(field: number, text: FieldText, work: (text: FieldText) => T): T {
    const known = this.#values[field];
    if (known !== undefined && this.#texts[field] === text) return known;
    const value = work(text);
    this.#texts[field] = text;
    this.#values[field] = value;
    return value;
  }
}
