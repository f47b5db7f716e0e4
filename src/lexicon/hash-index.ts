import { FIRST_BYTES, hasFirst, markFirst } from './term-trie.ts';

const NONE: readonly number[] = [];

/** Numbers by the hash of a word, in two sorted columns: small in a pack, and open without being built. */
export class HashIndex {
  readonly hashes: Int32Array<ArrayBuffer>;
  readonly values: Int32Array<ArrayBuffer>;
  /** One bit for every hash: most words stop here. Made when first asked. */
  #bits: Uint8Array | undefined;

  /** Of columns that `fromPairs` sorted. */
  constructor(hashes: Int32Array<ArrayBuffer>, values: Int32Array<ArrayBuffer>) {
    this.hashes = hashes;
    this.values = values;
  }

  /** An index of `[hash, value]` pairs; a pair that occurs twice is kept once. */
  static fromPairs(pairs: readonly (readonly [number, number])[]): HashIndex {
    const sorted = pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
    const kept = sorted.filter((pair, i) => pair[0] !== sorted[i - 1]?.[0] || pair[1] !== sorted[i - 1]?.[1]);
    return new HashIndex(
      Int32Array.from(kept, (pair) => pair[0]),
      Int32Array.from(kept, (pair) => pair[1]),
    );
  }

  /** Whether any value has this hash. */
  has(hash: number): boolean {
    return this.#may(hash) && this.hashes[this.#first(hash)] === hash;
  }

  /** The values of a hash, in rising order. */
  of(hash: number): readonly number[] {
    if (!this.#may(hash)) return NONE;
    const first = this.#first(hash);
    let end = first;
    while (this.hashes[end] === hash) end++;
    return end === first ? NONE : [...this.values.subarray(first, end)];
  }

  #may(hash: number): boolean {
    if (this.#bits === undefined) {
      this.#bits = new Uint8Array(FIRST_BYTES);
      for (const known of this.hashes) markFirst(this.#bits, known);
    }
    return hasFirst(this.#bits, hash);
  }

  /** Position of the first entry that is not below `hash`. */
  #first(hash: number): number {
    let low = 0;
    let high = this.hashes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.hashes[middle] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
