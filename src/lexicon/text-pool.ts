import { hashWord } from '../model/words.ts';

/** What is left of a pool: the texts one after the other, and the new numbers of the old ones. */
export interface KeptTexts {
  /** New number by old one; -1 for what was left out. */
  readonly kept: Int32Array;
  readonly pool: Uint8Array;
  /** Where a text starts in the pool; one more at the end. */
  readonly starts: Uint32Array;
}

/** Millions of different texts without millions of strings: each is numbered in the order in which it first came. */
export class TextPool {
  #bytes = Buffer.alloc(1 << 16);
  #starts = new Uint32Array(1 << 12);
  #count = 0;
  /** Open-addressed: number of the text plus one, and its hash. */
  #slots = new Int32Array(1 << 13);
  #hashes = new Int32Array(1 << 13);

  /** The number of a text, given when it is new. */
  add(text: string): number {
    const hash = hashWord(text);
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const known = (this.#slots[slot] ?? 0) - 1;
      if (this.#hashes[slot] === hash && this.text(known) === text) return known;
    }
    this.#slots[slot] = this.#count + 1;
    this.#hashes[slot] = hash;
    const number = this.#append(text);
    if (this.#count * 2 > this.#slots.length) this.#widen();
    return number;
  }

  /** The text with a number. */
  text(number: number): string {
    return this.#bytes.toString('utf8', this.#starts[number], this.#starts[number + 1]);
  }

  /** Drops the texts that are not wanted and numbers the others anew, in their order. */
  keep(wanted: (text: string, number: number) => boolean): KeptTexts {
    const kept = new Int32Array(this.#count).fill(-1);
    let count = 0;
    let used = 0;
    for (let i = 0; i < this.#count; i++) {
      if (!wanted(this.text(i), i)) continue;
      kept[i] = count++;
      used += (this.#starts[i + 1] ?? 0) - (this.#starts[i] ?? 0);
    }
    const pool = new Uint8Array(used);
    const starts = new Uint32Array(count + 1);
    let at = 0;
    for (let i = 0; i < this.#count; i++) {
      const number = kept[i] ?? -1;
      if (number < 0) continue;
      const piece = this.#bytes.subarray(this.#starts[i], this.#starts[i + 1]);
      pool.set(piece, at);
      at += piece.length;
      starts[number + 1] = at;
    }
    return { kept, pool, starts };
  }

  #append(text: string): number {
    const from = this.#starts[this.#count] ?? 0;
    const length = Buffer.byteLength(text);
    if (from + length > this.#bytes.length) {
      const wider = Buffer.alloc(Math.max(this.#bytes.length * 2, from + length));
      this.#bytes.copy(wider, 0, 0, from);
      this.#bytes = wider;
    }
    if (this.#count + 2 > this.#starts.length) {
      const wider = new Uint32Array(this.#starts.length * 2);
      wider.set(this.#starts);
      this.#starts = wider;
    }
    this.#starts[this.#count + 1] = from + this.#bytes.write(text, from);
    return this.#count++;
  }

  #widen(): void {
    const [slots, hashes] = [this.#slots, this.#hashes];
    this.#slots = new Int32Array(slots.length * 2);
    this.#hashes = new Int32Array(slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let i = 0; i < slots.length; i++) {
      if (slots[i] === 0) continue;
      let slot = spread(hashes[i] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = slots[i] ?? 0;
      this.#hashes[slot] = hashes[i] ?? 0;
    }
  }
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
