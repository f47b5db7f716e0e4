import type { Tokens } from '../model/words.ts';
import type { Split } from './term-trie.ts';
import { compileWords, type WordTable } from './word-table.ts';

/** Product verticals and the words that tell them, compiled for search. */
export type VerticalTable = WordTable;

/** Reads the text of `verticals.tsv`: vertical, en, zh, words separated by `;`. */
export function compileVerticals(text: string, split: Split): VerticalTable {
  const rows = text.split(/\r?\n/).slice(1);
  return compileWords(
    rows.flatMap((row) => {
      const [name = '', , , words = ''] = row.split('\t');
      return name === '' ? [] : [[name, words.split(';').flatMap(withPlural)] as const];
    }),
    split,
  );
}

/** `backpack` and `backpacks`; words of other scripts have no such plural. */
function withPlural(word: string): string[] {
  return /^[a-z ]{3,}[^s]$/.test(word) ? [word, `${word}s`] : [word];
}

/** The bit set of a mark's verticals, worked out when it is first asked for. */
export function verticalMask(table: VerticalTable, verticals: readonly string[]): number {
  if (verticals.length === 0) return 0;
  if (table !== masked) {
    masked = table;
    masks = new WeakMap();
  }
  const known = masks.get(verticals);
  if (known !== undefined) return known;
  const mask = maskOf(table, verticals);
  masks.set(verticals, mask);
  return mask;
}

/** The table that was asked last, and what it said: a scan has one. */
let masked: VerticalTable | undefined;
let masks = new WeakMap<readonly string[], number>();

function maskOf(table: VerticalTable, verticals: readonly string[]): number {
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
