import { COPY_FLAG } from './copy-flags.ts';
import type { CopyWords } from './copy-words.ts';

/*
 * Digits written for letters (`w4terpr00f`). What such a word reads as is only believed when the other text has that word: `10pcs` and
 * `3pack` are what they are.
 */

/** The words of a text, those read as letters that one of the others has so, and none has as they are written. They are flagged as disguised. */
export function undoLeet(words: CopyWords, others: readonly CopyWords[]): CopyWords {
  const { leetIds } = words;
  if (leetIds === undefined) return words;
  const places: number[] = [];
  const sought = new Set<number>();
  const maybe = new Uint8Array(256);
  for (let i = 0; i < words.count; i++) {
    const id = leetIds[i] ?? 0;
    if (id === 0) continue;
    places.push(i);
    for (const one of [id, words.ids[i] ?? 0]) {
      sought.add(one);
      maybe[one & 0xff] = 1;
    }
  }
  const met = new Set<number>();
  for (const { ids, count } of others) {
    for (let i = 0; i < count; i++) {
      const id = ids[i] ?? 0;
      // Hardly a text has words like these.
      if (maybe[id & 0xff] === 1 && sought.has(id)) met.add(id);
    }
  }
  const undone = new Set(places.filter((i) => met.has(leetIds[i] ?? 0) && !met.has(words.ids[i] ?? 0)));
  return undone.size === 0 ? words : replace(words, leetIds, (i) => undone.has(i));
}

/** The words of a text with every digit inside a word read as a letter, to search with; undefined when there is none. */
export function readAllLeet(words: CopyWords, source: string): CopyWords | undefined {
  const { leetIds, starts } = words;
  if (leetIds === undefined) return undefined;
  // A number with its unit or its goods begins with the number.
  const isLetter = (i: number): boolean => leetIds[i] !== 0 && !/[0-9]/.test(source.charAt(starts[i] ?? 0));
  return leetIds.some((_, i) => isLetter(i)) ? replace(words, leetIds, isLetter) : undefined;
}

function replace(words: CopyWords, leetIds: Int32Array, which: (i: number) => boolean): CopyWords {
  const ids = words.ids.slice();
  const flags = words.flags.slice();
  for (let i = 0; i < words.count; i++) {
    if (!which(i)) continue;
    ids[i] = leetIds[i] ?? 0;
    flags[i] = (flags[i] ?? 0) | COPY_FLAG.disguised;
  }
  return { count: words.count, ids, starts: words.starts, ends: words.ends, flags, leetIds };
}
