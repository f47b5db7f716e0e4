import { hashWord } from '../model/words.ts';
import { LONGER, mixKey, mixPosition, SEED_A, SEED_B } from './register-index.ts';

/** Share of the slots that are taken; above, a search for a word that is no mark takes many steps. */
const LOAD = 0.65;

/** The hash tables of a `RegisterIndex`, for marks of which the number and the words are known; `most` is at least the count of all words. */
export function sequenceTables(
  count: number,
  most: number,
  wordsOf: (mark: number) => readonly string[],
): { readonly keys: Int32Array; readonly values: Int32Array } {
  const roomy = new SequenceTable(most);
  for (let mark = 0; mark < count; mark++) roomy.add(wordsOf(mark), mark);
  // Marks share beginnings: a table for the sequences that there are takes less memory in every scan.
  if (roomy.used > most * 0.85) return roomy;
  const exact = new SequenceTable(roomy.used);
  for (let mark = 0; mark < count; mark++) exact.add(wordsOf(mark), mark);
  return exact;
}

class SequenceTable {
  readonly keys: Int32Array;
  readonly values: Int32Array;
  used = 0;

  constructor(sequences: number) {
    const size = Math.max(8, Math.ceil(sequences / LOAD));
    this.keys = new Int32Array(size);
    this.values = new Int32Array(size);
  }

  /** A second mark with the same hash, but other words, gets a slot of its own behind the first. */
  add(words: readonly string[], mark: number): void {
    let a = SEED_A;
    let b = SEED_B;
    words.forEach((word, i) => {
      const hash = hashWord(word);
      a = mixKey(a, hash);
      b = mixPosition(b, hash);
      const ends = i === words.length - 1;
      const slot = this.#slot(a, b, ends);
      if (this.values[slot] === 0) this.used++;
      this.keys[slot] = a;
      this.values[slot] = (this.values[slot] ?? 0) | (ends ? (mark + 1) << 1 : LONGER);
    });
  }

  /** The slot of a sequence, free or its own; for the end of a mark one in which no mark ends. */
  #slot(key: number, position: number, ends: boolean): number {
    let slot = (position >>> 0) % this.keys.length;
    for (;;) {
      const value = this.values[slot] ?? 0;
      if (value === 0 || (this.keys[slot] === key && (!ends || value <= LONGER))) return slot;
      slot = slot + 1 === this.keys.length ? 0 : slot + 1;
    }
  }
}
