import type { Tokens } from '../model/words.ts';
import type { Split } from './term-trie.ts';
import { compileWords, type WordTable } from './word-table.ts';

/** Fewest words of a language that a text must have to be taken for it. */
const MIN_WORDS = 2;
/** How much of a text is looked at, in words. */
const MAX_WORDS = 400;

/** Reads the text of `languages.tsv`: language (ISO 639-1), its everyday words separated by `;`. */
export function compileLanguages(text: string, split: Split): WordTable {
  const rows = text.split(/\r?\n/).slice(1);
  return compileWords(
    rows.flatMap((row) => {
      const [name = '', words = ''] = row.split('\t');
      return name === '' ? [] : [[name, words.split(';')] as const];
    }),
    split,
  );
}

/** No languages: every text is of an unknown one. */
export const NO_LANGUAGES: WordTable = compileWords([], () => {
  throw new RangeError('an empty table has no words to split');
});

/**
 * The language of a text by its everyday words; of two that have as many, the one that the table names first; undefined when too
 * few are known.
 */
export function languageOf(table: WordTable, tokens: Tokens): string | undefined {
  const counts = new Uint16Array(table.names.length);
  for (let i = 0; i < Math.min(tokens.count, MAX_WORDS); i++) {
    const hit = table.trie.longestAt(tokens, i);
    let mask = hit === undefined ? 0 : (table.masks[hit.term] ?? 0);
    for (; mask !== 0; mask &= mask - 1) {
      const bit = 31 - Math.clz32(mask & -mask);
      counts[bit] = (counts[bit] ?? 0) + 1;
    }
  }
  const most = Math.max(0, ...counts);
  return most < MIN_WORDS ? undefined : table.names[counts.indexOf(most)];
}
