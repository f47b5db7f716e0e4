import type { Lexicon } from '../lexicon/lexicon.ts';
import { type Mark, natureOf } from '../lexicon/mark.ts';
import { verticalAt, verticalMask } from '../lexicon/verticals.ts';
import type { Because, BrandUse } from '../model/evidence.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import type { FieldText } from '../text/field-text.ts';
import type { Reading } from './brand-grammar.ts';
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
  /** Bit set of what the certain marks of other owners are known for, those of the brand field too. */
  readonly tradeBeside: (mark: Mark) => number;
  /** Owners of marks that stand in the listing in a form that can mean nothing else. */
  readonly certainOwners: ReadonlySet<string>;
  /** By field: the verticals that two certain marks of different owners in it share. A third one in such a row is a mark too. */
  readonly rows: ReadonlyMap<number, number>;
  /** The mark in the same trade that stands right beside a sighting and can mean nothing else, or is another's among search terms. */
  readonly neighbours: (sighting: Sighting) => string | undefined;
  /** The language of a field (ISO 639-1) by its everyday words; undefined when it cannot be told. */
  readonly languageOf: (text: FieldText) => string | undefined;
  /** The accessory or part that the listing sells. */
  readonly accessory: string | undefined;
}

/** Weights found by reading what decides for a person; see data/README.md for how they were checked. */
const WEIGHT = {
  vertical: 2,
  noun: 1,
  accessory: 1,
  alone: 2,
  hashtag: 2,
  sibling: 3,
  row: 3,
  neighbour: 2,
  sign: 4,
  disguise: 4,
  first: 1,
  model: 1,
  cue: 2,
  said: 3,
  listed: 2,
  for: 1,
} as const;

/** Weighs the evidence for an ambiguous sighting; `reading` is what the words around would make of it if it is the mark. */
export function weigh(sighting: Sighting, around: Surroundings, reading: Reading | undefined): Weighing {
  const because: Weighed[] = [];
  evidenceIn(sighting, around, because);
  evidenceBeside(sighting, because);
  evidenceOf(reading, sighting, because);
  let score = 0;
  for (const { code } of because) score += WEIGHT[code];
  // Among search terms a noun for an accessory says nothing of what it is for: `shark sticker`.
  const piled = isSearchTerm(sighting) && reading?.because.code.startsWith('accessory') === true;
  const harmless = reading?.use === 'compatible' && !piled;
  return {
    score,
    needed: neededFor(
      sighting,
      harmless,
      because.some(({ code }) => code === 'noun'),
    ),
    because,
  };
}

/** A piece of evidence with a weight. */
type Weighed = Because & { readonly code: keyof typeof WEIGHT };

function weighed(code: Weighed['code'], words?: string): Weighed {
  return words === undefined ? { code } : { code, words };
}

/** What the listing as a whole says: its trade, other marks of the owner or of the trade. */
function evidenceIn(sighting: Sighting, around: Surroundings, found: Weighed[]): void {
  const own = verticalMask(around.lexicon.verticals, sighting.mark.verticals);
  if (own !== 0 && (own & around.verticals) !== 0) found.push(weighed('vertical'));
  const noun = nounBeside(sighting, around, own);
  if (noun !== undefined) found.push(weighed('noun', noun));
  if (around.certainOwners.has(sighting.mark.owner)) found.push(weighed('sibling', sighting.mark.owner));
  if (((around.rows.get(sighting.field) ?? 0) & own) !== 0) found.push(weighed('row'));
  const neighbour = around.neighbours(sighting);
  if (neighbour !== undefined) found.push(weighed('neighbour', neighbour));
}

/** What stands right at the words: a sign, a number, nothing else. */
function evidenceBeside(sighting: Sighting, found: Weighed[]): void {
  const { tokens, field } = sighting.text;
  if (/[™®]/.test(tokens.text.charAt(tokens.ends[sighting.end - 1] ?? 0))) found.push(weighed('sign'));
  // Nobody hides an everyday word.
  if (sighting.undone !== undefined) found.push(weighed('disguise'));
  if (sighting.start === 0 && field.name === 'title') found.push(weighed('first'));
  if (isModelNumber(tokens, sighting.end)) found.push(weighed('model', wordAt(tokens, sighting.end)));
  if (isAlone(sighting)) found.push(weighed('alone'));
  if (isTagged(sighting)) found.push(weighed('hashtag'));
}

/** What the words around say of it. */
function evidenceOf(reading: Reading | undefined, { mark }: Sighting, found: Weighed[]): void {
  if (reading === undefined) return;
  const { code, words } = reading.because;
  if (CUED.test(code)) found.push(weighed(reading.touching === true && JUDGING.has(reading.use) ? 'said' : 'cue', words));
  // `for Dell` and `for Kia` can hardly mean anything else; `for ring` and `for target` can.
  else if (code === 'compatible-for') found.push(weighed(EVERYDAY.has(mark.ambiguity) ? 'for' : 'listed', words));
  else if (code === 'accessory-noun') found.push(weighed('accessory', words));
}

/** The noun of the mark's own trade that stands right behind or before it. */
function nounBeside(sighting: Sighting, { lexicon, verticals }: Surroundings, own: number): string | undefined {
  if (own === 0) return undefined;
  const { mark, text, start, end } = sighting;
  const { tokens } = text;
  // `レゴのおもちゃ`: the particle joins the two.
  const behind = tokens.text[tokens.starts[end] ?? 0] === 'の' ? end + 1 : end;
  // Search terms are piles of words: `kong toys` for what a dog chews names the goods of the listing, whichever trade `toys` is of.
  const piled = isSearchTerm(sighting) && natureOf(mark.kind) === 'brand' && (own & verticals) !== 0;
  const trade = piled ? own | verticals : own;
  for (const i of [behind, start - 1])
    if (i >= 0 && i < tokens.count && (verticalAt(lexicon.verticals, tokens, i) & trade) !== 0) return wordAt(tokens, i);
  return undefined;
}

/** Whether it stands in a field of words to be found by, where nothing explains it and any mark of another's is one too many. */
function isSearchTerm({ text: { field } }: Sighting): boolean {
  return field.name === 'search-terms';
}

/** Words that `for` may stand before without any mark being meant. */
const EVERYDAY: ReadonlySet<string> = new Set(['word', 'common']);
/** Uses whose cues speak of marks and of little else when they touch a word. */
const JUDGING: ReadonlySet<BrandUse> = new Set(['imitation', 'comparison']);
/** Readings that rest on a cue which speaks of marks. */
const CUED = /-cue-/;

/** `cli221`, `7`, `7d`: what stands behind the name of a device. */
function isModelNumber(tokens: Tokens, i: number): boolean {
  return (
    i < tokens.count &&
    (tokens.gaps[i] ?? GAP.hard) <= GAP.soft &&
    /^(?:\p{L}{0,4}\d{1,5}\p{L}{0,4}|\p{L}+\d[\p{L}\d]*)$/u.test(wordAt(tokens, i))
  );
}

/** `#gucci`, `@nike`: nobody tags an everyday word by chance as often as a mark. */
export function isTagged({ text: { tokens }, start }: Sighting): boolean {
  return /[#@＃]/.test(tokens.text.charAt((tokens.starts[start] ?? 0) - 1));
}

/** A part of a title by itself, between commas or bars: `Kids Toothbrush, Trolls, Extra Soft`. */
function isAlone({ text: { tokens, field }, start, end }: Sighting): boolean {
  if (field.name !== 'title' || (start === 0 && end === tokens.count)) return false;
  return (tokens.gaps[start] ?? GAP.hard) === GAP.hard && (end === tokens.count || (tokens.gaps[end] ?? GAP.hard) === GAP.hard);
}

/**
 * How much an ambiguous form must be supported: words of everyday use more than names, little known marks more than famous ones.
 * To take a word for what the goods fit does no harm, so that needs less than to take it for misuse.
 */
function neededFor(sighting: Sighting, harmless: boolean, beside: boolean): number {
  const { mark, formOf } = sighting;
  // Nothing follows from a part or a standard; that the trade fits is enough.
  if (natureOf(mark.kind) === 'component') return 2;
  // A member of a cast is meant where the cast is: `Elsa` beside another mark of Disney.
  const cast = natureOf(mark.kind) === 'character';
  // `レゴ おもちゃ`, `小米手机`: in these scripts the goods stand right at the mark.
  if (formOf.kind === 'chinese' && beside) return 3;
  // `lv scarf`
  if (formOf.kind === 'weak' && beside && isSearchTerm(sighting)) return 3;
  if (formOf.kind === 'weak' || formOf.kind === 'chinese') return harmless || cast ? 3 : 4;
  if (mark.ambiguity === 'common') return 9;
  const word = mark.ambiguity === 'word';
  const unknown = mark.tier === 3 && !harmless;
  return word ? (unknown ? 5 : 3) : unknown ? 3 : 2;
}

const NO_ROWS: ReadonlyMap<number, number> = new Map();

/** The verticals that the certain marks of at least two owners share, by field. */
export function rowsOfMarks(lexicon: Lexicon, certain: readonly Sighting[]): ReadonlyMap<number, number> {
  if (certain.length < 2) return NO_ROWS;
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

/** Finds the certain mark of the same trade that stands beside a sighting, with at most a conjunction or a comma between. */
export function neighboursOf(lexicon: Lexicon, certain: readonly Sighting[]): Surroundings['neighbours'] {
  const starts = new Map<number, Sighting>();
  const ends = new Map<number, Sighting>();
  for (const sighting of certain) {
    starts.set(placeOf(sighting.field, sighting.start), sighting);
    ends.set(placeOf(sighting.field, sighting.end), sighting);
  }
  if (starts.size === 0) return () => undefined;
  return ({ field, start, end, mark, text: { tokens } }) => {
    const own = verticalMask(lexicon.verticals, mark.verticals);
    if (own === 0) return undefined;
    const joins = (i: number): boolean => i >= 0 && i < tokens.count && JOINS.has(wordAt(tokens, i));
    const near = [
      ends.get(placeOf(field, start)),
      starts.get(placeOf(field, end)),
      joins(start - 1) ? ends.get(placeOf(field, start - 1)) : undefined,
      joins(end) ? starts.get(placeOf(field, end + 1)) : undefined,
    ].find(
      (other) =>
        other !== undefined &&
        (!other.formOf.ambiguous || other.mark.owner !== mark.owner) &&
        (verticalMask(lexicon.verticals, other.mark.verticals) & own) !== 0,
    );
    return near?.mark.mark;
  };
}

/** One number for a word of a field; no field has as many words. */
function placeOf(field: number, word: number): number {
  return field * 0x4000000 + word;
}

/** What joins two marks of a row. */
const JOINS = new Set(['and', 'or', '&', '+', '/', 'und', 'et', 'y', 'e', 'o', 'ou', 'oder', '和', '与', '或']);

/** Whether a longer everyday phrase covers the sighting: `ring binder`. Gives the phrase. */
export function everydayPhrase(lexicon: Lexicon, { text: { tokens }, start, end }: Sighting): string | undefined {
  for (let i = Math.max(0, start - 4); i <= start; i++) {
    const phrase = lexicon.phrases.longestAt(tokens, i);
    if (phrase !== undefined && phrase.end >= end && phrase.end - i > end - start) return lexicon.phrases.text(phrase.term);
  }
  return undefined;
}
