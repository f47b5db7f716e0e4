import type { ReferenceText } from '../model/reference.ts';
import type { RawPostings } from './copy-index-postings.ts';
import { fold } from './fold.ts';
import { tokenize } from './tokens.ts';
import { type Grams, makeGrams, readGrams, winnow } from './winnow.ts';

/*
 * The library's texts -> word hashes and grams in flat arrays. Fields are short and many, and to make room for the words of each costs
 * more than to read them; so they are joined into batches and split into words together.
 */

/** Characters of a batch. */
const BATCH = 65_536;
/** Libraries up to this many characters index every gram (6 bytes each); larger ones winnow. Reworded copies have few whole grams. */
const DENSE_CHARACTERS = 25_000_000;
/** Window of the winnowing beyond it: two texts that share eight words in a row share a fingerprint. */
const WINDOW = 4;

/** The words of a library. */
export interface LibraryWords {
  /** Word hashes of all fields, one behind the other. */
  readonly words: Int32Array;
  /** First word of every field; one entry more than fields. */
  readonly starts: Uint32Array;
  /** Number of the reference, and of the field in it, for every field. */
  readonly referenceOf: Uint32Array;
  readonly fieldOf: Uint32Array;
  readonly raw: RawPostings;
}

/** Reads the words and grams of all fields. */
export function readLibrary(references: readonly ReferenceText[]): LibraryWords {
  const fields = references.flatMap((reference, r) => reference.fields.map(({ text }, f) => ({ text, r, f })));
  const characters = fields.reduce((sum, { text }) => sum + text.length, 0);
  const reader = new LibraryReader(fields.length, characters > DENSE_CHARACTERS ? WINDOW : 1);
  for (const { text, r } of fields) reader.add(fold(text).text, r);
  const { words, starts, raw } = reader.done();
  const referenceOf = Uint32Array.from(fields, ({ r }) => r);
  const fieldOf = Uint32Array.from(fields, ({ f }) => f);
  return { words, starts, referenceOf, fieldOf, raw };
}

/** Collects fields into batches, and what they hold into arrays that grow. */
class LibraryReader {
  readonly #window: number;
  readonly #grams: Grams = makeGrams();
  readonly #starts: Uint32Array;
  #batch: { readonly text: string; readonly reference: number }[] = [];
  #characters = 0;
  #fields = 0;
  #words = new Int32Array(BATCH);
  #wordCount = 0;
  #hashes = new Int32Array(BATCH);
  #positions = new Int32Array(BATCH);
  #references = new Int32Array(BATCH);
  #gramCount = 0;

  constructor(fields: number, window: number) {
    this.#starts = new Uint32Array(fields + 1);
    this.#window = window;
  }

  add(text: string, reference: number): void {
    this.#batch.push({ text, reference });
    this.#characters += text.length + 1;
    if (this.#characters >= BATCH) this.#read();
  }

  done(): Pick<LibraryWords, 'words' | 'starts' | 'raw'> {
    this.#read();
    const unsigned = (numbers: Int32Array): Uint32Array => new Uint32Array(numbers.buffer, 0, this.#gramCount);
    return {
      words: this.#words.slice(0, this.#wordCount),
      starts: this.#starts,
      raw: {
        hashes: unsigned(this.#hashes),
        positions: unsigned(this.#positions),
        references: unsigned(this.#references),
      },
    };
  }

  /** A line break parts words, so a batch has the words that its fields have by themselves. */
  #read(): void {
    const tokens = tokenize(this.#batch.map(({ text }) => text).join('\n'));
    let from = 0;
    let offset = 0;
    for (const { text, reference } of this.#batch) {
      offset += text.length + 1;
      let to = from;
      while (to < tokens.count && (tokens.starts[to] ?? 0) < offset) to++;
      readGrams(tokens, this.#grams, from, to);
      this.#addGrams(reference);
      this.#addWords(tokens.hashes.subarray(from, to));
      from = to;
    }
    this.#batch = [];
    this.#characters = 0;
  }

  #addWords(words: Int32Array): void {
    this.#words = grow(this.#words, this.#wordCount + words.length);
    this.#words.set(words, this.#wordCount);
    this.#wordCount += words.length;
    this.#starts[++this.#fields] = this.#wordCount;
  }

  #addGrams(reference: number): void {
    const { hashes, count } = this.#grams;
    const chosen = this.#window === 1 ? undefined : winnow(hashes, count, this.#window);
    const length = chosen?.length ?? count;
    this.#hashes = grow(this.#hashes, this.#gramCount + length);
    this.#positions = grow(this.#positions, this.#gramCount + length);
    this.#references = grow(this.#references, this.#gramCount + length);
    const [into, positions, owners] = [this.#hashes, this.#positions, this.#references];
    let at = this.#gramCount;
    for (let i = 0; i < length; i++) {
      const gram = chosen?.[i] ?? i;
      into[at] = hashes[gram] ?? 0;
      positions[at] = this.#wordCount + gram;
      owners[at++] = reference;
    }
    this.#gramCount = at;
  }
}

function grow(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers;
  const grown = new Int32Array(Math.max(length, numbers.length * 2));
  grown.set(numbers);
  return grown;
}
