import type { Lexicon } from '../lexicon/lexicon.ts';
import { verticalAt, verticalMask } from '../lexicon/verticals.ts';
import type { Because } from '../model/evidence.ts';
import { type Tokens, wordAt } from '../model/words.ts';
import type { FieldText } from '../text/field-text.ts';
import type { Sighting } from './brand-mention.ts';

/** What the listing sells, as a bit set of verticals: from the category and the title, else from all its texts. */
export function listingVerticals(lexicon: Lexicon, texts: readonly FieldText[], category: Tokens | undefined): number {
  const named = texts.filter((t) => t.field.name === 'title').map((t) => t.tokens);
  const first = [...(category === undefined ? [] : [category]), ...named].reduce(
    (mask, tokens) => mask | verticalsIn(lexicon, tokens),
    0,
  );
  if (first !== 0) return first;
  return texts.reduce((mask, t) => mask | verticalsIn(lexicon, t.tokens), 0);
}

function verticalsIn(lexicon: Lexicon, tokens: Tokens): number {
  let mask = 0;
  for (let i = 0; i < tokens.count; i++) mask |= verticalAt(lexicon.verticals, tokens, i);
  return mask;
}

/** Evidence that an ambiguous form means the mark. */
export interface Weighing {
  readonly score: number;
  /** Score from which the mark is taken as meant. */
  readonly needed: number;
  readonly because: readonly Because[];
}

/** What is known beyond the words next to the mark. */
export interface Surroundings {
  readonly lexicon: Lexicon;
  /** Bit set of what the listing sells. */
  readonly verticals: number;
  /** Owners of marks that stand in the listing in a form that can mean nothing else. */
  readonly certainOwners: ReadonlySet<string>;
  /** By field: the verticals that two certain marks of different owners in it share. A third one in such a row is a mark too. */
  readonly rows: ReadonlyMap<number, number>;
}

/** Weights found by reading what decides for a person; see data/README.md for how they were checked. */
const WEIGHT = { vertical: 2, noun: 1, sibling: 3, row: 3, sign: 4, first: 1, model: 1, cue: 2 } as const;

/** Weighs the evidence for an ambiguous sighting. `cued` says that a cue for a mark stands next to it. */
export function weigh(sighting: Sighting, around: Surroundings, cued: boolean): Weighing {
  const { tokens } = sighting.text;
  const because: Because[] = [];
  let score = 0;
  const add = (code: keyof typeof WEIGHT, words?: string): void => {
    score += WEIGHT[code];
    because.push(words === undefined ? { code } : { code, words });
  };
  const own = verticalMask(around.lexicon.verticals, sighting.mark.verticals);
  if ((own & around.verticals) !== 0) add('vertical');
  const noun = [sighting.end, sighting.start - 1].find(
    (i) => i >= 0 && i < tokens.count && (verticalAt(around.lexicon.verticals, tokens, i) & own) !== 0,
  );
  if (noun !== undefined) add('noun', wordAt(tokens, noun));
  if (around.certainOwners.has(sighting.mark.owner)) add('sibling', sighting.mark.owner);
  if (((around.rows.get(sighting.field) ?? 0) & own) !== 0) add('row');
  if (/^[™®]/.test(tokens.text.slice(tokens.ends[sighting.end - 1] ?? 0))) add('sign');
  if (sighting.start === 0 && sighting.text.field.name === 'title') add('first');
  if (sighting.end < tokens.count && /\d/.test(wordAt(tokens, sighting.end)) && /\p{L}/u.test(wordAt(tokens, sighting.end)))
    add('model', wordAt(tokens, sighting.end));
  if (cued) add('cue');
  return { score, needed: neededFor(sighting), because };
}

/** How much an ambiguous form must be supported: words of everyday use more than names, little known marks more than famous ones. */
function neededFor({ mark, formOf }: Sighting): number {
  if (formOf.kind === 'weak' || formOf.kind === 'chinese') return 4;
  if (mark.ambiguity === 'common') return 9;
  if (mark.tier === 3) return mark.ambiguity === 'name' ? 4 : 5;
  return mark.ambiguity === 'name' ? 2 : 3;
}

/** The verticals that the certain marks of at least two owners share, by field. */
export function rowsOfMarks(lexicon: Lexicon, certain: readonly Sighting[]): Map<number, number> {
  const seen = new Map<number, Map<string, number>>();
  for (const { field, mark } of certain) {
    const owners = seen.get(field) ?? new Map<string, number>();
    seen.set(field, owners.set(mark.owner, (owners.get(mark.owner) ?? 0) | verticalMask(lexicon.verticals, mark.verticals)));
  }
  return new Map(
    [...seen].map(([field, owners]) => {
      let once = 0;
      let twice = 0;
      for (const mask of owners.values()) {
        twice |= once & mask;
        once |= mask;
      }
      return [field, twice];
    }),
  );
}

/** Whether a longer everyday phrase covers the sighting: `ring binder`. Gives the phrase. */
export function everydayPhrase(lexicon: Lexicon, { text: { tokens }, start, end }: Sighting): string | undefined {
  for (let i = Math.max(0, start - 4); i <= start; i++) {
    const phrase = lexicon.phrases.longestAt(tokens, i);
    if (phrase !== undefined && phrase.end >= end && phrase.end - i > end - start) return lexicon.phrases.text(phrase.term);
  }
  return undefined;
}
