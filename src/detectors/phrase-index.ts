import { GAP, type Tokens, wordAt } from '../model/words.ts';
import { foldPlain } from '../text/fold.ts';
import { tokenize } from '../text/tokens.ts';

/*
 * Many literal phrases, one pass over the words of a text: the first word of every phrase is looked up by its hash, the rest compared.
 */

interface Entry {
  readonly id: number;
  readonly words: readonly string[];
  readonly hashes: Int32Array;
  /** What must stand between word i-1 and i when that is more than spaces and hyphens: `:` in `1:1`. */
  readonly joints: readonly (string | undefined)[];
}

/** Told for every occurrence: the number of the phrase and its first and last word. */
export type OnPhrase = (id: number, first: number, last: number) => void;

/** Phrases compiled for search; phrases without a letter or digit are never found. */
export class PhraseIndex {
  readonly #byFirst = new Map<number, Entry[]>();
  /** 1 where a first word with these low bits of its hash exists: nearly every word of a text ends here. */
  readonly #maybe = new Uint8Array(1 << 14);

  constructor(phrases: readonly string[]) {
    for (const [id, phrase] of phrases.entries()) {
      const entry = compile(id, phrase);
      const first = entry?.hashes[0];
      if (entry === undefined || first === undefined) continue;
      this.#maybe[first & 0x3fff] = 1;
      const bucket = this.#byFirst.get(first);
      if (bucket === undefined) this.#byFirst.set(first, [entry]);
      else bucket.push(entry);
    }
  }

  /** Reports every occurrence of every phrase, also overlapping ones, in the order of the text. */
  search(tokens: Tokens, found: OnPhrase): void {
    if (this.#byFirst.size === 0) return;
    const { count, hashes } = tokens;
    const maybe = this.#maybe;
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] ?? 0;
      if (maybe[hash & 0x3fff] === 0) continue;
      const bucket = this.#byFirst.get(hash);
      if (bucket === undefined) continue;
      for (const entry of bucket) if (standsAt(entry, tokens, i)) found(entry.id, i, i + entry.words.length - 1);
    }
  }
}

function compile(id: number, phrase: string): Entry | undefined {
  const tokens = tokenize(foldPlain(phrase));
  if (tokens.count === 0) return undefined;
  const words = Array.from({ length: tokens.count }, (_, i) => wordAt(tokens, i));
  const joints = words.map((_, i) => (i > 0 && (tokens.gaps[i] ?? 0) > GAP.soft ? between(tokens, i) : undefined));
  return { id, words, hashes: tokens.hashes.slice(0, tokens.count), joints };
}

function standsAt(entry: Entry, tokens: Tokens, at: number): boolean {
  const { words, hashes, joints } = entry;
  if (at + words.length > tokens.count) return false;
  for (let k = 1; k < words.length; k++) {
    if (tokens.hashes[at + k] !== hashes[k]) return false;
    const joint = joints[k];
    if (joint === undefined ? (tokens.gaps[at + k] ?? 0) > GAP.soft : between(tokens, at + k) !== joint) return false;
  }
  return words.every((word, k) => wordAt(tokens, at + k) === word);
}

/** What stands before a word, without the white space around it. */
function between(tokens: Tokens, i: number): string {
  return tokens.text.slice(tokens.ends[i - 1], tokens.starts[i]).trim();
}
