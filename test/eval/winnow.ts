/**
 * Chooses the grams to keep: the least hash of every `window` grams in a row, the rightmost of equals (Schleimer, Wilkerson and
 * Aiken, "Winnowing", SIGMOD 2003). Two texts with `window` equal grams in a row keep at least one hash in common, and
 * no two neighbours are more than `window` grams apart. A text with fewer grams keeps its least one.
 */
export function winnow(hashes: Int32Array, count: number, window: number): number[] {
  const kept: number[] = [];
  let least = -1;
  for (let end = Math.min(window, count); end <= count && end > 0; end++) {
    const start = Math.max(0, end - window);
    const before = least;
    if (least < start) least = leastIn(hashes, start, end);
    else if ((hashes[end - 1] ?? 0) <= (hashes[least] ?? 0)) least = end - 1;
    if (least !== before) kept.push(least);
  }
  return kept;
}

function leastIn(hashes: Int32Array, start: number, end: number): number {
  let least = start;
  for (let i = start + 1; i < end; i++) if ((hashes[i] ?? 0) <= (hashes[least] ?? 0)) least = i;
  return least;
}
