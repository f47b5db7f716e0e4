/** Keeps what was worked out as long as its key stays; a failure is not kept. */
export function keep<T>(keyOf: () => Promise<string>, work: () => Promise<T>): () => Promise<T> {
  let kept: { readonly key: string; readonly value: Promise<T> } | undefined;
  return async () => {
    const key = await keyOf();
    if (kept?.key === key) return kept.value;
    const value = work();
    kept = { key, value };
    value.catch(() => {
      kept = undefined;
    });
    return value;
  };
}

/** What stands under a name, made when it is not there; of more than so many the one that nobody asked for longest makes room. */
export function newest<T>(kept: Map<string, T>, name: string, most: number, make: () => T): T {
  const value = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, value);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return value;
}
