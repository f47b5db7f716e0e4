import type { Tokens } from '../model/words.ts';
import type { WordTable } from './word-table.ts';

/*
 * An everyday word of another language is no everyday word where nobody writes that language: `flod` is a river in Sweden, and half of
 * `Pink Flod` on an English doll.
 */

/** The language that every listing may hold words of. */
const EVERYWHERE = 'en';
/** Languages of which so many words are known that one which is not known is rather none. */
const WELL_KNOWN: readonly string[] = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];
/** Bit for languages whose everyday words no table holds, so that no text can be told to be in them. */
const UNTOLD: number = 1 << 30;
/** Words of a known language that speak against one whose words are not known. */
const MIN_AGAINST_UNTOLD = 2;
/** Longest text that is looked at, in words. */
const MAX_WORDS = 200;

/** The languages of an everyday word as bits of a table; -1 for one that is a word everywhere. */
export function nearMask(languages: readonly string[], names: readonly string[]): number {
  if (languages.length === 0 || languages.includes(EVERYWHERE)) return -1;
  return languages.reduce((mask, language) => {
    const at = names.indexOf(language);
    return mask | (at < 0 ? UNTOLD : 1 << at);
  }, 0);
}

/** Tells of which languages a text holds words. Looks at a text once, when somebody asks. */
export class NearLanguages {
  readonly #table: WordTable;
  /** Whether the words of a language are well known. */
  readonly #known: readonly boolean[];
  #tokens: Tokens | undefined;
  /** How many words of the text are of each language. */
  #counts: Uint16Array = new Uint16Array(0);

  constructor(table: WordTable) {
    this.#table = table;
    this.#known = table.names.map((name) => WELL_KNOWN.includes(name));
  }

  /** Whether the text holds words of well-known languages only, and none of those in `mask`, which `nearMask` made. */
  isStrange(tokens: Tokens, mask: number): boolean {
    if (mask === -1) return false;
    if (this.#tokens !== tokens) this.#read(tokens);
    let against = 0;
    for (let at = 0; at < this.#counts.length; at++) {
      const count = this.#counts[at] ?? 0;
      if (count === 0) continue;
      if ((mask & (1 << at)) !== 0 || !this.#known[at]) return false;
      against += count;
    }
    return against >= ((mask & UNTOLD) === 0 ? 1 : MIN_AGAINST_UNTOLD);
  }

  /** Counts words that are of one language, and of an English one none but English: `de` is a word of four. */
  #read(tokens: Tokens): void {
    const { names, trie, masks } = this.#table;
    const counts = new Uint16Array(names.length);
    const english = 1 << names.indexOf(EVERYWHERE);
    for (let i = 0; i < Math.min(tokens.count, MAX_WORDS); i++) {
      const hit = trie.longestAt(tokens, i);
      const mask = hit === undefined ? 0 : (masks[hit.term] ?? 0);
      if ((mask & english) !== 0 && mask !== english) continue;
      for (let rest = mask; rest !== 0; rest &= rest - 1) {
        const bit = 31 - Math.clz32(rest & -rest);
        counts[bit] = (counts[bit] ?? 0) + 1;
      }
    }
    this.#tokens = tokens;
    this.#counts = counts;
  }
}
