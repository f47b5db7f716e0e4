import type { Folding } from '../model/evidence.ts';
import { COPY_FLAG } from '../text/copy-flags.ts';
import { foldingsIn } from '../text/fold.ts';
import type { Piece } from './copied-pieces.ts';
import type { ListingQuery } from './copied-query.ts';

/** Disguised words that are shown. */
const MOST_SHOWN = 5;
/** What no honest writer does inside a word. Accents and full width are honest. */
const TRICKS: ReadonlySet<Folding> = new Set<Folding>(['entity', 'zero-width', 'bidi', 'compatibility']);

/** What was undone in the words of copied passages. */
export interface Disguise {
  readonly folding: readonly Folding[];
  /** The words as written, the first few. */
  readonly words: readonly string[];
  /** How many places there are. */
  readonly count: number;
}

/** Finds the words of copied passages that are written so that a plain comparison does not find them. */
export function findDisguise({ words, source }: ListingQuery, pieces: readonly Piece[]): Disguise {
  const folding = new Set<Folding>();
  const shown = new Set<string>();
  let count = 0;
  for (const { query } of pieces) {
    for (let at = query[0]; at < query[1]; at++) {
      if (((words.flags[at] ?? 0) & COPY_FLAG.disguised) === 0) continue;
      count++;
      const written = source.slice(words.starts[at], words.ends[at]);
      const tricks = foldingsIn(written).filter((one) => TRICKS.has(one));
      // What no fold undid is a letter of another script, or a digit, that looks like the right letter.
      for (const trick of tricks.length === 0 ? (['confusable'] as const) : tricks) folding.add(trick);
      if (shown.size < MOST_SHOWN) shown.add(written);
    }
  }
  return { folding: [...folding].sort(), words: [...shown], count };
}
