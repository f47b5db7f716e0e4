const NONE: readonly number[] = [];

/** Bits of a gate for every hash in it: one strange hash in 32 passes. */
const BITS_A_HASH = 32;
/** Largest gate, 2^22 bits in half a megabyte; smallest, one word. */
const MAX_BITS = 22;
const MIN_BITS = 5;

/** A set of hashes that says yes to every one of them, and to a few others: most words of a listing stop here after one look. */
export class HashGate {
  /** One bit for every value of the low bits of a hash, 32 in a number; a power of two of numbers. */
  readonly bits: Int32Array;
  readonly #mask: number;

  /** Of bits that `of` set. */
  constructor(bits: Int32Array) {
    this.bits = bits;
    this.#mask = bits.length - 1;
  }

  /** The set of all hashes of the indexes; with fewer bits a hash it is smaller and lets more strange ones pass. */
  static of(indexes: readonly { readonly hashes: Int32Array }[], bitsAHash: number = BITS_A_HASH): HashGate {
    const count = indexes.reduce((sum, { hashes }) => sum + hashes.length, 0);
    const size = Math.min(MAX_BITS, Math.max(MIN_BITS, Math.ceil(Math.log2(count * bitsAHash + 1))));
    const bits = new Int32Array(1 << (size - 5));
    const mask = bits.length - 1;
    for (const { hashes } of indexes) {
      for (let i = 0; i < hashes.length; i++) {
        const hash = hashes[i] ?? 0;
        const at = (hash >>> 5) & mask;
        bits[at] = (bits[at] ?? 0) | (1 << hash);
      }
    }
    return new HashGate(bits);
  }

  /** Whether the hash may be in the set. */
  may(hash: number): boolean {
    return ((this.bits[(hash >>> 5) & this.#mask] ?? 0) & (1 << hash)) !== 0;
  }
}

/** Look-ups by halving before tables are made that answer faster: making them takes longer than one listing asks. */
const PATIENCE = 1000;

/** Numbers by the hash of a word, in two sorted columns: small in a pack, and open without being built. */
export class HashIndex {
  readonly hashes: Int32Array;
  readonly values: Int32Array;
  #asked = 0;
  /** Made when often asked. */
  #gate: HashGate | undefined;
  /** Where the hashes of a range begin, as many ranges as hashes; made when often asked. */
  #starts: Uint32Array | undefined;
  #shift = 32;

  /** Of columns that `fromPairs` sorted. */
  constructor(hashes: Int32Array, values: Int32Array) {
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
    if (this.#gate !== undefined) return this.#gate.may(hash);
    if (++this.#asked > PATIENCE) this.#gate = HashGate.of([this]);
    return true;
  }

  /** Position of the first entry that is not below `hash`. */
  #first(hash: number): number {
    if (this.#gate === undefined) return this.#halve(hash);
    const starts = this.#starts ?? this.#makeStarts();
    let at = starts[(hash ^ 0x80000000) >>> this.#shift] ?? 0;
    while ((this.hashes[at] ?? 0x7fffffff) < hash) at++;
    return at;
  }

  #halve(hash: number): number {
    let low = 0;
    let high = this.hashes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.hashes[middle] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #makeStarts(): Uint32Array {
    const bits = Math.min(20, Math.max(1, Math.ceil(Math.log2(this.hashes.length + 1))));
    const starts = new Uint32Array(1 << bits);
    this.#shift = 32 - bits;
    let range = 0;
    this.hashes.forEach((hash, i) => {
      const own = (hash ^ 0x80000000) >>> this.#shift;
      while (range <= own) starts[range++] = i;
    });
    while (range < starts.length) starts[range++] = this.hashes.length;
    this.#starts = starts;
    return starts;
  }
}
