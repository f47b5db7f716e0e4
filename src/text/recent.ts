/** Keeps what was used last, up to a total weight; the rest is made again when it is asked for. */
export class Recent<V> {
  readonly #values = new Map<number, { readonly value: V; readonly weight: number }>();
  readonly #most: number;
  #sum = 0;

  /** @param most total weight of what is kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key, made when it is not kept. */
  get(key: number, make: () => V, weightOf: (value: V) => number): V {
    const kept = this.#values.get(key);
    if (kept !== undefined) {
      // The one that was used last stands last.
      this.#values.delete(key);
      this.#values.set(key, kept);
      return kept.value;
    }
    const value = make();
    const weight = weightOf(value);
    this.#values.set(key, { value, weight });
    this.#sum += weight;
    for (const [old, one] of this.#values) {
      if (this.#sum <= this.#most || old === key) break;
      this.#values.delete(old);
      this.#sum -= one.weight;
    }
    return value;
  }
}
