import { wordAt } from '../model/words.ts';
import type { FieldText } from '../text/field-text.ts';
import { sourceSpan } from '../text/fold.ts';
import { isCharacterToken } from '../text/tokens.ts';
import type { Fault } from './field-lengths.ts';

/** Articles, prepositions and conjunctions, folded: Amazon does not count them. */
const EXEMPT: ReadonlySet<string> = new Set(
  [
    'a an the and or nor but so yet of in on at by to for from with without into onto over under up down off out as than via per near',
    'about above across after against along among around before behind below beneath beside between beyond during inside outside',
    'through toward towards until upon within is it its this that',
    'der die das den dem des ein eine einen einem einer eines und oder aber fur mit ohne von vom zu zum zur in im an am auf aus bei bis',
    'durch gegen nach uber um unter vor seit als wie sowie auch',
    'le la les l un une des du de d et ou mais a au aux en dans par pour sur sous avec sans chez vers entre que',
    'el los las lo una unos unas y e o u pero del al con sin por para sobre bajo desde hasta entre segun',
    'il gli i uno ed ma di da dal dai dalla dalle del della delle dei degli nel nella nei con su sul sulla per tra fra senza al alla ai',
  ].flatMap((words) => words.split(' ')),
);

interface Tally {
  count: number;
  /** The first occurrence that is one too many, by its word number. */
  beyond?: number;
}

/** Words that stand more than `max` times, one fault a word, at the first occurrence that is too many. */
export function repeatedWords(field: number, text: FieldText, max: number): Fault[] {
  const { tokens, folded } = text;
  const tallies = new Map<string, Tally>();
  for (let i = 0; i < tokens.count; i++) {
    if (isCharacterToken(tokens, i)) continue;
    const word = wordAt(tokens, i);
    if (!countsAsWord(word)) continue;
    const key = singular(word);
    const tally = tallies.get(key) ?? { count: 0 };
    tally.count++;
    if (tally.count === max + 1) tally.beyond = i;
    tallies.set(key, tally);
  }
  return [...tallies].flatMap(([word, { count, beyond }]) => {
    if (beyond === undefined) return [];
    const span = sourceSpan(folded, tokens.starts[beyond] ?? 0, tokens.ends[beyond] ?? 0);
    return [{ field, span, limit: `${max}`, actual: `${count}`, identity: word }];
  });
}

const MEASURES: ReadonlySet<string> = new Set('cm mm in oz ml kg lb ft'.split(' '));

/** Numbers and measures (`10 x 10 x 10`, `cm`) are no words. */
function countsAsWord(word: string): boolean {
  if (word.length < 2 || EXEMPT.has(word) || MEASURES.has(word)) return false;
  const first = word.charCodeAt(0);
  // Nearly every word starts with a to z; only the others need the tables of Unicode.
  if (first >= 97 && first <= 122) return true;
  return !(first >= 48 && first <= 57) && /^\P{N}/u.test(word) && /\p{L}/u.test(word);
}

/** A key that `bottle` and `bottles`, `case` and `cases`, `box` and `boxes`, `battery` and `batteries` share; not always a word. */
export function singular(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  const one = /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
  return /(?:s|x|z|ch|sh)e$/.test(one) ? one.slice(0, -1) : one;
}
