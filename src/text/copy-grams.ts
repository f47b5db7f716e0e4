import { COPY_FLAG } from './copy-flags.ts';
import { classAt, UNSPACED } from './copy-letters.ts';
import type { CopyWords } from './copy-words.ts';
import { mixHash, plainUnit } from './gram-hash.ts';

/*
 * Words of a text -> the hashes by which texts are found that share a passage with it. Two kinds, because each finds what the other
 * misses: grams (runs of words, for short passages taken word for word) and pairs of content words that stand close together in either
 * order (for passages in which words were changed or moved).
 */

/** Weight of a gram, and of the words in it: five words, or eight characters of a script without spaces (they say about as much). */
const GRAM_WEIGHT = 40;
const WORD_WEIGHT = 8;
const CHARACTER_WEIGHT = 5;
const LONGEST_GRAM = GRAM_WEIGHT / CHARACTER_WEIGHT;
/** Of so many grams in a row one is kept: two texts that share ten words in a row share a kept gram. */
const WINDOW = 6;
/** A pair is made of content words at most this far apart. */
const REACH = 3;
/** One pair of four is kept, the same ones in both texts: of a number made of both words the two highest bits decide. */
const SAMPLE_SHIFT = 30;

const BASE = 0x01000193;
const POWERS = Int32Array.from({ length: LONGEST_GRAM + 1 }, (_, n) => power(n));

/** First character of the scripts without spaces (Thai); what stands before it needs no closer look. */
const FIRST_UNSPACED = 0x0e00;

/** Reads the hashes of one text after the other; the arrays hold `count` of them, grams first, until the next text is read. */
export class GramReader {
  count = 0;
  /** How many of them are grams. */
  gramCount = 0;
  hashes: Uint32Array = new Uint32Array(1024);
  /** The words from which a gram or pair was made: `[starts[i], ends[i])`. */
  starts: Uint32Array = new Uint32Array(1024);
  ends: Uint32Array = new Uint32Array(1024);
  /** The units of grams: words, or characters of scripts without spaces. */
  #units = new Int32Array(1024);
  #weights = new Uint8Array(1024);
  #wordOf = new Uint32Array(1024);
  #unitCount = 0;
  #grams = new Uint32Array(1024);
  /** The unit behind a gram. */
  #gramEnds = new Uint32Array(1024);
  #gramTotal = 0;
  /** Content words: their ids and their index. */
  #content = new Int32Array(1024);
  #contentAt = new Uint32Array(1024);

  readonly #withPairs: boolean;

  /** @param withPairs false for grams alone, as the methods that preclear is compared with have them. */
  constructor(withPairs = true) {
    this.#withPairs = withPairs;
  }

  /** The hashes under which a text of the library is found. @param source the text that `words` were read from. */
  readForIndex(words: CopyWords, source: string): void {
    this.#read(words, source);
    this.#winnow();
    this.gramCount = this.count;
    this.#readPairs(words);
  }

  /** The hashes to look up for a text: every gram, so that those the other text kept are among them. */
  readForQuery(words: CopyWords, source: string): void {
    this.#read(words, source);
    for (let i = 0; i < this.#gramTotal; i++) this.#addGram(i);
    this.gramCount = this.count;
    this.#readPairs(words);
  }

  #read(words: CopyWords, source: string): void {
    this.count = 0;
    this.#readUnits(words, source);
    this.#readGrams();
  }

  #readUnits(words: CopyWords, source: string): void {
    const { ids, starts, ends, count } = words;
    let at = 0;
    for (let w = 0; w < count; w++) {
      const start = starts[w] ?? 0;
      if (source.charCodeAt(start) < FIRST_UNSPACED || classAt(source, start) !== UNSPACED) {
        if (at >= this.#units.length) this.#growUnits(at + 1);
        this.#units[at] = ids[w] ?? 0;
        this.#weights[at] = WORD_WEIGHT;
        this.#wordOf[at++] = w;
        continue;
      }
      const end = ends[w] ?? 0;
      if (at + end - start > this.#units.length) this.#growUnits(at + end - start);
      for (let i = start; i < end; i++) {
        const unit = plainUnit(source.charCodeAt(i));
        if (unit === 0) continue;
        this.#units[at] = unit;
        this.#weights[at] = CHARACTER_WEIGHT;
        this.#wordOf[at++] = w;
      }
    }
    this.#unitCount = at;
  }

  /** The gram at a unit is the shortest run of units from there that weighs enough: its length depends on what stands in it only. */
  #readGrams(): void {
    if (this.#grams.length < this.#units.length) {
      this.#grams = new Uint32Array(this.#units.length);
      this.#gramEnds = new Uint32Array(this.#units.length);
    }
    const units = this.#units;
    const weights = this.#weights;
    const grams = this.#grams;
    let first = 0;
    let hash = 0;
    let weight = 0;
    for (let i = 0; i < this.#unitCount; i++) {
      hash = (Math.imul(hash, BASE) + (units[i] ?? 0)) | 0;
      weight += weights[i] ?? 0;
      while (weight >= GRAM_WEIGHT) {
        grams[first] = mixHash(hash);
        this.#gramEnds[first] = i + 1;
        hash = (hash - Math.imul(units[first] ?? 0, POWERS[i - first] ?? 0)) | 0;
        weight -= weights[first++] ?? 0;
      }
    }
    this.#gramTotal = first;
  }

  /** Keeps the least of every `WINDOW` grams in a row, the rightmost of equals (Schleimer, Wilkerson and Aiken, SIGMOD 2003). */
  #winnow(): void {
    const count = this.#gramTotal;
    const grams = this.#grams;
    let least = -1;
    for (let end = Math.min(WINDOW, count); end <= count && end > 0; end++) {
      const before = least;
      if (least < end - WINDOW || least < 0) {
        least = Math.max(0, end - WINDOW);
        for (let i = least + 1; i < end; i++) if ((grams[i] ?? 0) <= (grams[least] ?? 0)) least = i;
      } else if ((grams[end - 1] ?? 0) <= (grams[least] ?? 0)) least = end - 1;
      if (least !== before) this.#addGram(least);
    }
  }

  #readPairs(words: CopyWords): void {
    if (!this.#withPairs) return;
    const count = this.#readContent(words);
    const content = this.#content;
    for (let i = 0; i < count; i++) {
      const end = Math.min(count, i + 1 + REACH);
      for (let j = i + 1; j < end; j++) {
        const a = content[i] ?? 0;
        const b = content[j] ?? 0;
        if (a === b) continue;
        // Alike for both orders.
        const differ = a ^ b;
        const sum = (a + b) | 0;
        if (Math.imul(differ + Math.imul(sum, 0x9e3779b1), 0x85ebca6b) >>> SAMPLE_SHIFT !== 0) continue;
        this.#add(mixHash(Math.imul(differ, 0x27d4eb2f) + sum), this.#contentAt[i] ?? 0, this.#contentAt[j] ?? 0);
      }
    }
  }

  #readContent(words: CopyWords): number {
    if (this.#content.length < words.count) {
      this.#content = new Int32Array(words.count * 2);
      this.#contentAt = new Uint32Array(words.count * 2);
    }
    let count = 0;
    for (let w = 0; w < words.count; w++) {
      if (((words.flags[w] ?? 0) & COPY_FLAG.function) !== 0) continue;
      this.#content[count] = words.ids[w] ?? 0;
      this.#contentAt[count++] = w;
    }
    return count;
  }

  #addGram(gram: number): void {
    this.#add(this.#grams[gram] ?? 0, this.#wordOf[gram] ?? 0, this.#wordOf[(this.#gramEnds[gram] ?? 1) - 1] ?? 0);
  }

  /** @param last the last word of it. */
  #add(hash: number, first: number, last: number): void {
    if (this.count >= this.hashes.length) {
      this.hashes = grown(this.hashes);
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
    }
    this.hashes[this.count] = hash;
    this.starts[this.count] = first;
    this.ends[this.count++] = last + 1;
  }

  #growUnits(needed: number): void {
    const room = Math.max(needed, this.#units.length * 2);
    const old = { units: this.#units, weights: this.#weights, wordOf: this.#wordOf };
    this.#units = new Int32Array(room);
    this.#weights = new Uint8Array(room);
    this.#wordOf = new Uint32Array(room);
    this.#units.set(old.units);
    this.#weights.set(old.weights);
    this.#wordOf.set(old.wordOf);
  }
}

function grown(numbers: Uint32Array): Uint32Array {
  const more = new Uint32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}

function power(exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product = Math.imul(product, BASE);
  return product;
}
