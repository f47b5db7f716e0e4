import { findMarks } from '../lexicon/find-marks.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { familiesOf, type Mark, type MarkNature, natureOf } from '../lexicon/mark.ts';
import { TermTrie, words } from '../lexicon/term-trie.ts';
import type { Tokens } from '../model/words.ts';
import { splitText } from '../text/field-text.ts';
import { foldPlain } from '../text/fold.ts';
import { bareName, coreOf, isCompanyWord, writtenNames } from './brand-field.ts';
import type { Reading } from './brand-grammar.ts';
import type { Sighting } from './brand-mention.ts';

/** Whose brands a listing may speak of as its own. */
export interface Ownership {
  /** Owners of marks, as the lexicon names them. */
  readonly owners: ReadonlySet<string>;
  /** The marks in the names, folded: `Bosch` makes `Bosch L-BOXX` its own, whoever the table calls the owner of either. */
  readonly marks: readonly string[];
  /** The brand names themselves; a mark inside one of them (`Apple` in `Apple Blossom`) is part of the name. */
  readonly names: TermTrie;
  /** The names without what stands between their words, `nowfoods`: a title may join what the field has apart, or the other way round. */
  readonly letters: readonly string[];
  /** Every mark that stands openly in the names, wherever: `Kenneth Cole` in `Gentle Souls by Kenneth Cole`. */
  readonly inside: ReadonlySet<string>;
  /** One of the names is a mobile network: it sells phones of every maker under its name. */
  readonly isNetwork: boolean;
  /** One of the names is that of goods that the tables know: `Razer`. */
  readonly isMaker: boolean;
  /** The names are of characters alone, such as stand on the goods of a maker whom the title names: `Disney's`. */
  readonly isFigure: boolean;
  /** The names without words for a company, and the owners of their marks, folded. */
  readonly houses: ReadonlySet<string>;
}

/** Compiles brand names into what they make the seller's own. */
export function compileOwnership(lexicon: Lexicon, brands: readonly string[]): Ownership {
  const owners = new Set<string>();
  const marks: string[] = [];
  const names = new TermTrie();
  const letters = new Set<string>();
  const inside = new Set<string>();
  const houses = new Set<string>();
  const natures = new Set<MarkNature>();
  let isNetwork = false;
  for (const name of brands.flatMap(writtenNames)) {
    const tokens = splitText(name);
    addName(tokens, names, letters);
    houses.add(bareName(tokens));
    for (const hit of findMarks(lexicon, tokens)) {
      const form = lexicon.formOf(hit.form);
      const mark = lexicon.markOf(form?.mark ?? -1);
      if (form === undefined || mark === undefined || hit.undone !== undefined) continue;
      inside.add(mark.mark);
      // `Briogeo Be Gentle` is a line of Briogeo; `Apple Blossom` is no Apple.
      const heads = hit.start === 0 && !form.ambiguous;
      if (!heads && !onlyCompanyWords(tokens, hit)) continue;
      owners.add(mark.owner);
      natures.add(natureOf(mark.kind));
      isNetwork ||= mark.kind === 'platform' && mark.verticals.includes('ph');
      marks.push(foldPlain(mark.mark));
      for (const house of [mark.mark, ...ownersOf(mark)]) houses.add(bareName(splitText(house)));
    }
  }
  const isMaker = natures.has('brand');
  const isFigure = natures.has('character') && !isMaker;
  return { owners, marks, names, letters: [...letters], inside, isNetwork, isMaker, isFigure, houses };
}

/** Shortest name that is known by its letters alone, however its words are joined. */
const MIN_LETTERS = 5;

/** Adds a name with and without the words for a company at its ends. */
function addName(tokens: Tokens, names: TermTrie, letters: Set<string>): void {
  names.add(tokens);
  const [from, to] = coreOf(tokens);
  const core = words(tokens, from, to);
  if (to - from < tokens.count) names.add(splitText(core));
  const joined = core.replaceAll(' ', '');
  if (joined.length >= MIN_LETTERS) letters.add(joined);
}

/** Houses by mark: a scan meets few marks in many listings. */
const HOUSES = new WeakMap<Mark, readonly string[]>();

/** Whose brand field makes a mark its own: itself, its owner, the houses and lines of its family; folded. */
function housesOf(mark: Mark): readonly string[] {
  const known = HOUSES.get(mark);
  if (known !== undefined) return known;
  const houses = [mark.mark, ...ownersOf(mark), ...familiesOf(mark)].map(
    (name) => `${bareName(splitText(name))}${name.endsWith('*') ? '*' : ''}`,
  );
  HOUSES.set(mark, houses);
  return houses;
}

/** The owner, one by one: `Nintendo / Creatures / Game Freak`, `DC Comics (Warner Bros.)`. */
function ownersOf({ owner }: Mark): string[] {
  return owner
    .split(/[/()]/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '-');
}

/** Whether the names are those of the mark's owner, of a house of it, or of its line. */
export function isNamedBy(ownership: Ownership, s: Sighting): boolean {
  return ownership.owners.has(s.mark.owner) || isLineOf(ownership, s) || isHouseOf(ownership, s);
}

/** Whether a brand name is that of a house of the mark: `Cisco` on a `Linksys` switch, `Timothy's Kahlua` on pods for a `Keurig`. */
function isHouseOf({ houses }: Ownership, { mark }: Sighting): boolean {
  return housesOf(mark).some((house) => {
    if (house === '' || house === '*') return false;
    return house.endsWith('*') ? beginsWith(houses, house.slice(0, -1)) : houses.has(house);
  });
}

/** Whether one of the names begins with the words of a house. */
function beginsWith(names: Ownership['houses'], house: string): boolean {
  for (const name of names)
    if (name.startsWith(house) && (name.length === house.length || name[house.length] === ' ')) return true;
  return false;
}

/** Verticals of what networks sell. */
const PHONES = ['ph', 'el'];

/** Whether a mobile network sells the phone of a mark: `T-Mobile Samsung T249 prepaid phone` of the brand `T-Mobile`. */
export function isSoldByNetwork({ isNetwork }: Ownership, { mark }: Sighting): boolean {
  return isNetwork && natureOf(mark.kind) === 'brand' && mark.verticals.some((v) => PHONES.includes(v));
}

function onlyCompanyWords(tokens: Tokens, { start, end }: { readonly start: number; readonly end: number }): boolean {
  for (let i = 0; i < tokens.count; i++) if ((i < start || i >= end) && !isCompanyWord(tokens, i)) return false;
  return true;
}

/** How many words of a name may stand before the mark in it. */
const MAX_LEAD = 5;

/** Whether the words `[start, end)` lie inside one of the names, also where these are joined or hyphenated otherwise. */
export function insideName({ names, letters }: Ownership, tokens: Tokens, start: number, end: number): boolean {
  if (names.size === 0) return false;
  for (let i = Math.max(0, start - MAX_LEAD); i <= start; i++) {
    const name = names.longestAt(tokens, i);
    if (name !== undefined && name.end >= end) return true;
    if (letters.some((one) => spelledEnd(one, tokens, i) >= end)) return true;
  }
  return false;
}

/** Behind which word a name ends that is spelled from word `i` on, whatever stands between its words; -1 where another text begins there. */
function spelledEnd(name: string, { text, starts, ends, count }: Tokens, i: number): number {
  let at = 0;
  for (let j = i; j < count && at < name.length; j++) {
    const [start, end] = [starts[j] ?? 0, ends[j] ?? 0];
    for (let k = start; k < end; k++) {
      const unit = text.charCodeAt(k);
      if (unit === APOSTROPHE) continue;
      if (unit !== name.charCodeAt(at++)) return -1;
    }
    if (at === name.length) return j + 1;
  }
  return -1;
}

const APOSTROPHE = 39;

/** Whether a mark begins with one of the names: `Boss Audio` with `Boss`. `Star Wars` is of nobody who sells as `Star`. */
export function namedInside({ names }: Ownership, { mark, text: { tokens }, start, end }: Sighting): boolean {
  if (natureOf(mark.kind) === 'character') return false;
  const name = names.longestAt(tokens, start);
  return name !== undefined && name.end <= end && names.text(name.term).length >= MIN_NAME;
}

/**
 * Whether one of the names stands behind a mark, with at most so many words between: `L'Oreal Professional Serie Expert`,
 * `Heliocare 360 Fluid Cream by Difa Cooper`.
 */
export function namedBehind({ names }: Ownership, { text: { tokens }, end }: Sighting, between: number): boolean {
  for (let i = end; i <= end + between && i < tokens.count; i++) {
    const name = names.longestAt(tokens, i);
    if (name !== undefined && names.text(name.term).length >= MIN_NAME) return true;
  }
  return false;
}

/** Shortest brand name that is believed as part of another. */
const MIN_NAME = 4;

/** Whether a mark is that of a name with a word for a line behind it: `Bosch L-BOXX`. */
function isLineOf({ marks }: Ownership, { mark }: Sighting): boolean {
  if (marks.length === 0) return false;
  const written = foldPlain(mark.mark);
  return marks.some((name) => written.startsWith(`${name} `));
}

/** What no owner writes of goods of his own: the brand field is wrong then, `hp` on a `remanufactured HP 61 compatible toner`. */
export function contradicts({ use, because, touching }: Reading, s: Sighting): boolean {
  return (
    (use === 'imitation' && touching === true && !(because.words === 'style' && isHyphened(s))) ||
    (use === 'compatible' && /^compatible-cue-(?:after|postposed)$/.test(because.code) && SUPPLIES.test(because.words ?? ''))
  );
}

/** `Avery-style tabs` of the brand Avery are its own style; a famous mark written so is a copy whatever the brand field says. */
function isHyphened({ mark, text: { tokens }, end }: Sighting): boolean {
  return mark.tier > 1 && tokens.text[tokens.ends[end - 1] ?? 0] === '-';
}

/** Words for what others make in place of the owner's goods. */
const SUPPLIES =
  /^(?:compatible|remanufactured|refilled|replacement|kompatibel|generic|generique|compatibile|兼容|代用|互換|호환)/;
