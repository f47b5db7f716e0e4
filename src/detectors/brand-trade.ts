import { type Mark, natureOf } from '../lexicon/mark.ts';
import { isOneEdit } from '../lexicon/spelling.ts';
import { verticalMask } from '../lexicon/verticals.ts';
import type { Because } from '../model/evidence.ts';
import { type Tokens, wordAt } from '../model/words.ts';
import type { Surroundings } from './brand-evidence.ts';
import type { Sighting } from './brand-mention.ts';

/*
 * Whether a mark is of the trade of the listing, and what a likeness means where it is not.
 */

/** Longest word that resembles a mark by one letter so often that another trade makes it another word. */
const MAX_SHORT = 6;
/** Shortest word whose twin is looked for: `goggle` and `Google`. */
const MIN_TWIN = 5;

/** Whether the listing sells nothing that the mark is known for, as far as both can be told: by words for goods, else by the marks beside it. */
export function isOfOtherTrade(mark: Mark, around: Surroundings): boolean {
  if (mark.verticals.length === 0) return false;
  const trade = around.verticals === 0 ? around.tradeBeside(mark) : around.verticals;
  return trade !== 0 && (verticalMask(around.lexicon.verticals, mark.verticals) & trade) === 0;
}

/** Whether the listing sells something else than the mark is known for; a famous mark is known everywhere. */
export function isElsewhere({ mark }: Sighting, around: Surroundings): boolean {
  return mark.tier !== 1 && natureOf(mark.kind) === 'brand' && isOfOtherTrade(mark, around);
}

/**
 * Why a word that reads as a mark of another trade only resembles it: `Grogg` coffee is no slip of Grogu, and `ski google` is one of the
 * goggles beside it. Undefined where it may be meant.
 */
export function chanceLikeness(s: Sighting, around: Surroundings): Because | undefined {
  if (natureOf(s.mark.kind) === 'component' || s.formOf.ambiguous || !isOfOtherTrade(s.mark, around)) return undefined;
  const { tokens } = s.text;
  const written = (tokens.ends[s.end - 1] ?? 0) - (tokens.starts[s.start] ?? 0);
  if (s.undone === 'spelling' && written <= MAX_SHORT) return { code: 'chance-likeness' };
  const twin = s.undone === undefined ? twinOf(s) : undefined;
  return twin === undefined ? undefined : { code: 'near-word', words: twin };
}

/** Another word of the text, one letter away from a mark of one word. */
function twinOf({ text: { tokens }, start, end }: Sighting): string | undefined {
  const mark = wordAt(tokens, start);
  if (end - start !== 1 || mark.length < MIN_TWIN) return undefined;
  const { words, twins } = wordsOf(tokens);
  if (!twins.has(mark)) twins.set(mark, findTwin(mark, words));
  return twins.get(mark);
}

/** The words of a text, each once, and the twins that were looked for among them. */
interface TextWords {
  readonly words: readonly string[];
  readonly twins: Map<string, string | undefined>;
}

/** A text may name one mark a hundred thousand times. */
const TEXT_WORDS = new WeakMap<Tokens, TextWords>();

function wordsOf(tokens: Tokens): TextWords {
  let known = TEXT_WORDS.get(tokens);
  if (known === undefined) {
    known = { words: [...new Set(Array.from({ length: tokens.count }, (_, i) => wordAt(tokens, i)))], twins: new Map() };
    TEXT_WORDS.set(tokens, known);
  }
  return known;
}

function findTwin(mark: string, words: readonly string[]): string | undefined {
  for (const word of words) {
    if (Math.abs(word.length - mark.length) > 2 || word.startsWith(mark)) continue;
    if (isOneEdit(word, mark) || isOneEdit(word.replace(/s$/, ''), mark.replace(/s$/, ''))) return word;
  }
  return undefined;
}
