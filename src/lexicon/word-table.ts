import { type Split, TermTrie } from './term-trie.ts';

/** Names and the words that tell them, compiled for search: product verticals, languages. At most 31 names. */
export interface WordTable {
  readonly names: readonly string[];
  readonly trie: TermTrie;
  /** Bit set of names, by term of the trie. */
  readonly masks: readonly number[];
}

/** Compiles pairs of a name and its words; a word may tell several names. */
export function compileWords(entries: Iterable<readonly [name: string, words: readonly string[]]>, split: Split): WordTable {
  const names: string[] = [];
  const trie = new TermTrie();
  const masks: number[] = [];
  for (const [name, words] of entries) {
    const bit = 1 << names.length;
    names.push(name);
    for (const word of words) {
      const term = trie.add(split(word));
      if (term >= 0) masks[term] = (masks[term] ?? 0) | bit;
    }
  }
  return { names, trie, masks };
}
