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
  const wanted = new Set(leetIds);
  wanted.delete(0);
  const written = new Set(words.ids.filter((_, i) => leetIds[i] !== 0));
  const read = new Set<number>();
  const same = new Set<number>();
  for (const { ids } of others) {
    for (const id of ids) {
      if (wanted.has(id)) read.add(id);
      if (written.has(id)) same.add(id);
    }
  }
  return read.size === 0 ? words : replace(words, leetIds, (i) => read.has(leetIds[i] ?? 0) && !same.has(words.ids[i] ?? 0));
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
  return { ...words, ids, flags };
}
