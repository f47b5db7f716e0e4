import type { CommonWords } from './segment-writer.ts';

/** Words that fewer texts than one in this many have are not told: they weigh the most anyway (see `weightOfShare`). */
export const COMMON_SHARE = 36;

/** Numbers of a place in the table: id, texts that have it (0 for an empty place), the last text that was counted. */
const STRIDE = 3;

/** Counts in how many texts of a segment each word stands. */
export class TextCounts {
  #table = new Int32Array(4096 * STRIDE);
  /** Places less one. */
  #mask = 4095;
  #size = 0;

  /** Counts the words of one text. @param text its number, ascending. */
  add(ids: Int32Array, count: number, text: number): void {
    if ((this.#size + count) * 2 > this.#mask) this.#grow(count);
    const table = this.#table;
    for (let i = 0; i < count; i++) {
      const id = ids[i] ?? 0;
      const at = this.#find(id);
      const known = table[at + 1] ?? 0;
      if (known === 0) {
        table[at] = id;
        this.#size++;
      } else if (table[at + 2] === text) continue;
      table[at + 1] = known + 1;
      table[at + 2] = text;
    }
  }

  /** Those that at least one of 36 texts has. */
  common(texts: number): CommonWords {
    const found: (readonly [id: number, texts: number])[] = [];
    for (let at = 0; at < this.#table.length; at += STRIDE) {
      const count = this.#table[at + 1] ?? 0;
      if (count > 1 && count * COMMON_SHARE >= texts) found.push([this.#table[at] ?? 0, count]);
    }
    found.sort(([a], [b]) => a - b);
    return { ids: Int32Array.from(found, ([id]) => id), texts: Uint32Array.from(found, ([, count]) => count) };
  }

  #find(id: number): number {
    let hash = Math.imul(id, 0x9e3779b1);
    hash ^= hash >>> 15;
    const table = this.#table;
    for (let place = hash & this.#mask; ; place = (place + 1) & this.#mask) {
      const at = place * STRIDE;
      if (table[at] === id || table[at + 1] === 0) return at;
    }
  }

  #grow(more: number): void {
    const old = this.#table;
    while (this.#mask < (this.#size + more) * 4) this.#mask = this.#mask * 2 + 1;
    this.#table = new Int32Array((this.#mask + 1) * STRIDE);
    for (let i = 0; i < old.length; i += STRIDE) {
      if (old[i + 1] === 0) continue;
      this.#table.set(old.subarray(i, i + STRIDE), this.#find(old[i] ?? 0));
    }
  }
}
