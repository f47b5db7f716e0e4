import type { Tokens } from '../model/words.ts';
import { type Split, TermTrie } from './term-trie.ts';

/** Product verticals and the words that tell them, compiled for search. At most 31 verticals. */
export interface VerticalTable {
  readonly names: readonly string[];
  readonly trie: TermTrie;
  /** Bit set of verticals, by term of the trie. */
  readonly masks: readonly number[];
}

/** Reads the text of `verticals.tsv`: vertical, en, zh, words separated by `;`. */
export function compileVerticals(text: string, split: Split): VerticalTable {
  const names: string[] = [];
  const trie = new TermTrie();
  const masks: number[] = [];
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [name = '', , , words = ''] = line.split('\t');
    if (name === '') continue;
    const bit = 1 << names.length;
    names.push(name);
    for (const word of words.split(';').flatMap(withPlural)) {
      const term = trie.add(split(word));
      if (term >= 0) masks[term] = (masks[term] ?? 0) | bit;
    }
  }
  return { names, trie, masks };
}

/** `backpack` and `backpacks`; words of other scripts have no such plural. */
function withPlural(word: string): string[] {
  return /^[a-z ]{3,}[^s]$/.test(word) ? [word, `${word}s`] : [word];
}

/** The bit set of a mark's verticals. */
export function verticalMask(table: VerticalTable, verticals: readonly string[]): number {
  return verticals.reduce((mask, name) => {
    const at = table.names.indexOf(name);
    return at < 0 ? mask : mask | (1 << at);
  }, 0);
}

/** The bit set of the verticals that the word at `i` (or the phrase that starts there) tells; 0 for most words. */
export function verticalAt(table: VerticalTable, tokens: Tokens, i: number): number {
  const hit = table.trie.longestAt(tokens, i);
  return hit === undefined ? 0 : (table.masks[hit.term] ?? 0);
}
