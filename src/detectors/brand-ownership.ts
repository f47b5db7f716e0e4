import { findCues } from '../lexicon/cues.ts';
import { findMarks } from '../lexicon/find-marks.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { familiesOf, type Mark, type MarkNature, natureOf } from '../lexicon/mark.ts';
import { TermTrie } from '../lexicon/term-trie.ts';
import { type Tokens, wordAt } from '../model/words.ts';
import { splitText } from '../text/field-text.ts';
import { foldPlain } from '../text/fold.ts';
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

/** What sellers write into the brand field when there is no brand. */
const NO_BRAND = new Set(
  [
    'no brand',
    'nobrand',
    'generic',
    'n a',
    'n / a',
    'na',
    'none',
    'unbranded',
    'oem',
    'odm',
    'other',
    'others',
    'no',
    'null',
    'does not apply',
    'unknown',
    'compatible',
    '无',
    '无品牌',
    '无牌',
    '没有品牌',
    '其他',
    '通用',
    'ohne marke',
    'sin marca',
    'sans marque',
    'senza marca',
    'ノーブランド',
    'ノーブランド品',
  ].map((text) => foldPlain(text)),
);

/** Whether a brand field names a brand at all. */
export function namesBrand(brand: string | undefined): brand is string {
  if (brand === undefined) return false;
  const known = NAMING.get(brand);
  if (known !== undefined) return known;
  const names = saysName(brand);
  if (NAMING.size >= MAX_NAMING) NAMING.clear();
  NAMING.set(brand, names);
  return names;
}

/** What brand fields were found to say: every rule asks, and a feed has few brands and many rows. */
const NAMING = new Map<string, boolean>();
const MAX_NAMING = 1000;

function saysName(brand: string): boolean {
  const tokens = splitText(brand);
  const text = Array.from({ length: tokens.count }, (_, i) => tokens.text.slice(tokens.starts[i], tokens.ends[i])).join(' ');
  return text !== '' && !NO_BRAND.has(text) && !NO_BRAND.has(text.replaceAll(' ', ''));
}

/** Whether a brand field says what the goods fit, not who made them: `for Apple`, `compatible with HP`. */
export function namesHost(lexicon: Lexicon, brand: string): boolean {
  const tokens = splitText(brand);
  const marks = findMarks(lexicon, tokens);
  const outside = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    marks.every((mark) => end <= mark.start || start >= mark.end);
  // The `for` of `Just For Men` is part of the name.
  const cued = findCues(lexicon.cues, tokens).some(
    (hit) => outside(hit) && hit.cues.some((cue) => cue.class.startsWith('compatible')),
  );
  return cued && marks.length > 0;
}

/** Compiles brand names into what they make the seller's own. */
export function compileOwnership(lexicon: Lexicon, brands: readonly string[]): Ownership {
  const owners = new Set<string>();
  const marks: string[] = [];
  const names = new TermTrie();
  const inside = new Set<string>();
  const houses = new Set<string>();
  const natures = new Set<MarkNature>();
  let isNetwork = false;
  for (const brand of brands) {
    const tokens = splitText(brand);
    names.add(tokens);
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
  return { owners, marks, names, inside, isNetwork, isMaker, isFigure: natures.has('character') && !isMaker, houses };
}

/** A brand name without words for a company, as houses are written. */
function bareName(tokens: Tokens): string {
  const words = Array.from({ length: tokens.count }, (_, i) => wordAt(tokens, i)).filter((word) => !COMPANY_WORDS.has(word));
  return words.join(' ');
}

/** What may stand beside a mark in a brand field and leave it the same brand: `Nike Inc.`; `Apple Blossom` is another one. */
const COMPANY_WORDS = new Set(
  'visit previously formerly inc ltd llc llp com co corp corporation company gmbh ag sa srl spa bv plc limited group official store shop brand genuine original authentic usa us uk eu the by & and intl international instruments electronics technologies technology products industries'.split(
    ' ',
  ),
);

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

/** Whether a brand name is that of a house of the mark: `Cisco` on a `Linksys` switch, `Timothy's Kahlua` on pods for a `Keurig`. */
export function isHouseOf({ houses }: Ownership, { mark }: Sighting): boolean {
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
  for (let i = 0; i < tokens.count; i++) if ((i < start || i >= end) && !COMPANY_WORDS.has(wordAt(tokens, i))) return false;
  return true;
}

/** Whether the words `[start, end)` lie inside one of the names. */
export function insideName(ownership: Ownership, tokens: Tokens, start: number, end: number): boolean {
  if (ownership.names.size === 0) return false;
  for (let i = Math.max(0, start - 5); i <= start; i++) {
    const name = ownership.names.longestAt(tokens, i);
    if (name !== undefined && name.end >= end) return true;
  }
  return false;
}

/** Whether a mark begins with one of the names: `Boss Audio` with `Boss`. */
export function namedInside({ names }: Ownership, { text: { tokens }, start, end }: Sighting): boolean {
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
export function isLineOf({ marks }: Ownership, { mark }: Sighting): boolean {
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
