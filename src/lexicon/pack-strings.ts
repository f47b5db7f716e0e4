/** Strings of a pack: one run of UTF-8 and where each begins. A string is decoded when somebody asks for it. */
export class StringPool {
  readonly #bytes: Buffer;
  readonly #offsets: Int32Array;

  constructor(bytes: Uint8Array, offsets: Int32Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offsets = offsets;
  }

  /** The string with this number; empty for any other number. */
  text(number: number): string {
    return this.#bytes.toString('utf8', this.#offsets[number] ?? 0, this.#offsets[number + 1] ?? 0);
  }
}

/** Gathers the strings of a pack. */
export class StringPoolBuilder {
  readonly #strings: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Number of a string, the same for equal strings. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#strings.length);
    return this.#strings.push(text) - 1;
  }

  /** Adds strings one after the other; the number of the first. */
  run(texts: readonly string[]): number {
    const first = this.#strings.length;
    for (const text of texts) this.#strings.push(text);
    return first;
  }

  /** The bytes, and where each string begins, with the end of the last. */
  columns(): { readonly bytes: Uint8Array; readonly offsets: Int32Array } {
    const offsets = new Int32Array(this.#strings.length + 1);
    const parts = this.#strings.map((text, i) => {
      const part = Buffer.from(text);
      offsets[i + 1] = (offsets[i] ?? 0) + part.length;
      return part;
    });
    return { bytes: Buffer.concat(parts), offsets };
  }
}
