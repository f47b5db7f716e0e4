import type { CopyWords } from './copy-words.ts';

/** The words `[from, to)` as a text of their own; they share the memory and keep their offsets. */
export function sliceWords(words: CopyWords, from: number, to: number): CopyWords {
  if (from === 0 && to === words.count) return words;
  return {
    count: to - from,
    ids: words.ids.subarray(from, to),
    starts: words.starts.subarray(from, to),
    ends: words.ends.subarray(from, to),
    flags: words.flags.subarray(from, to),
    ...(words.leetIds === undefined ? {} : { leetIds: words.leetIds.subarray(from, to) }),
  };
}

/** Several texts as one, as if they stood on lines of their own: offsets count in the texts joined by line breaks. */
export function joinWords(texts: readonly { readonly words: CopyWords; readonly length: number }[]): CopyWords {
  const count = texts.reduce((sum, { words }) => sum + words.count, 0);
  const joined = {
    count,
    ids: new Int32Array(count),
    starts: new Uint32Array(count),
    ends: new Uint32Array(count),
    flags: new Uint8Array(count),
  };
  const leetIds = texts.some(({ words }) => words.leetIds !== undefined) ? new Int32Array(count) : undefined;
  let at = 0;
  let base = 0;
  for (const { words, length } of texts) {
    joined.ids.set(words.ids, at);
    joined.flags.set(words.flags, at);
    if (words.leetIds !== undefined) leetIds?.set(words.leetIds, at);
    for (let i = 0; i < words.count; i++) {
      joined.starts[at + i] = (words.starts[i] ?? 0) + base;
      joined.ends[at + i] = (words.ends[i] ?? 0) + base;
    }
    at += words.count;
    base += length + 1;
  }
  return leetIds === undefined ? joined : { ...joined, leetIds };
}
