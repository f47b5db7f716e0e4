import type { Folding } from '../model/evidence.ts';
import type { Span } from '../model/span.ts';
import { hasMarkup, type Mapped, MappedBuilder, stripMarkup } from './markup.ts';
import { isAccent, isBidi, isIgnorable, isTrailing, letterInSign } from './units.ts';

/**
 * A text as the matchers see it: no markup, NFKC, lower case, no Latin or Greek accents, nothing invisible.
 * Every code unit knows the characters the seller typed, so a finding underlines those and not the folded ones.
 */
export interface Folded {
  /** The text as written. */
  readonly source: string;
  readonly text: string;
  /** Source span of every unit of `text`; undefined when folding moved nothing (`text[i]` came from `source[i]`). */
  readonly map: { readonly starts: Uint32Array; readonly ends: Uint32Array } | undefined;
}

/** 0 = not yet known, 0xFFFF = needs the slow path, else what the unit folds to. U+FFFF itself is not a character. */
const SINGLE = new Uint16Array(65536);
const SLOW = 0xffff;
/** 0 = not yet known, 1 = starts a cluster, 2 = belongs to the unit before it. */
const TRAILS = new Uint8Array(65536);

/** Folds a text. Linear; a plain ASCII text costs one lower-casing. */
export function fold(source: string): Folded {
  const marked = hasMarkup(source);
  if (!marked) {
    if (!/[^\t\n\r -~]/.test(source)) return { source, text: source.toLowerCase(), map: undefined };
    const single = foldSingles(source);
    if (single !== undefined) return { source, text: single, map: undefined };
  }
  const seen = marked ? stripMarkup(source) : identity(source);
  const { text, starts, ends } = foldClusters(seen);
  return { source, text, map: { starts, ends } };
}

/** The characters as written behind `[start, end)` of the folded text; an empty range gives an empty span. */
export function sourceSpan(folded: Folded, start: number, end: number): Span {
  if (folded.map === undefined) return [start, end];
  const { starts, ends } = folded.map;
  if (start >= end) {
    const at = start < starts.length ? (starts[start] ?? 0) : folded.source.length;
    return [at, at];
  }
  return [starts[start] ?? 0, ends[end - 1] ?? 0];
}

/** Folds a short text whose offsets do not matter, such as a term of the lexicon. */
export function foldPlain(text: string): string {
  return fold(text).text;
}

/** What had to be undone in the characters as written, case aside; empty when a reader sees the folded text. */
export function foldingsIn(written: string): Folding[] {
  if (!/[^ -%'-;=-~]/.test(written)) return [];
  const found = new Set<Folding>();
  if (/<[a-z/!]/i.test(written)) found.add('markup');
  if (/&[#a-z]/i.test(written)) found.add('entity');
  for (const character of stripMarkup(written).text) {
    if (character < '\x7f') continue;
    const folding = foldingOf(character);
    if (folding !== undefined) found.add(folding);
  }
  return [...found];
}

function foldingOf(character: string): Folding | undefined {
  if (isBidi(character)) return 'bidi';
  if (isIgnorable(character)) return 'zero-width';
  if (isAccent(character)) return 'accent';
  if (letterInSign(character) !== undefined) return 'compatibility';
  const compatible = character.normalize('NFKC');
  if (compatible !== character) return /[\uFF00-\uFFEF]/.test(character) ? 'width' : 'compatibility';
  return withoutAccents(character) === character ? undefined : 'accent';
}

/** The folded text when every unit folds to one unit by itself, else undefined. */
function foldSingles(source: string): string | undefined {
  let slow = false;
  const text = source.replace(/[^\0-\x7f]+/g, (run) => {
    let folded = '';
    for (let i = 0; i < run.length && !slow; i++) {
      const unit = singleOf(run.charCodeAt(i));
      slow = unit === SLOW;
      folded += String.fromCharCode(unit);
    }
    return folded;
  });
  // What is not ASCII is in lower case already, and stays as it is.
  return slow ? undefined : text.toLowerCase();
}

function foldClusters(seen: Mapped): Mapped {
  const { text, starts, ends } = seen;
  // Where every unit folds to one unit, what was mapped stays mapped.
  const single = foldSingles(text);
  if (single !== undefined) return { text: single, starts, ends };
  const out = new MappedBuilder(text.length + 16);
  let i = 0;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    const next = i + 1;
    const alone = next >= text.length || !trails(text.charCodeAt(next));
    const folded = singleOf(unit);
    if (alone && folded !== SLOW) {
      out.unit(folded, starts[i] ?? 0, ends[i] ?? 0);
      i = next;
      continue;
    }
    const end = clusterEnd(text, i);
    const cluster = text.slice(i, end);
    out.string(isFlag(text, i) ? cluster : foldCluster(cluster), starts[i] ?? 0, ends[end - 1] ?? 0);
    i = end;
  }
  return out.done();
}

/** Whether the letter at `i` is half of a flag: regional letters in pairs, four of which beside no other letter may spell a word. */
function isFlag(text: string, i: number): boolean {
  if (!isRegional(text, i)) return false;
  let start = i;
  let end = i + 2;
  while (isRegional(text, start - 2)) start -= 2;
  while (isRegional(text, end)) end += 2;
  const letters = (end - start) / 2;
  if (letters % 2 === 1) return false;
  return letters === 2 || /[\p{L}\p{N}]/u.test((text[start - 1] ?? '') + (text[end] ?? ''));
}

/** U+1F1E6 to U+1F1FF, as two code units. */
function isRegional(text: string, i: number): boolean {
  const low = text.charCodeAt(i + 1);
  return text.charCodeAt(i) === 0xd83c && low >= 0xdde6 && low <= 0xddff;
}

/** End of the character at `i` with everything that composes with it. */
function clusterEnd(text: string, i: number): number {
  let end = i + ((text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1);
  while (end < text.length) {
    const point = text.codePointAt(end) ?? 0;
    if (point > 0xffff ? !isTrailing(String.fromCodePoint(point)) : !trails(point)) break;
    end += point > 0xffff ? 2 : 1;
  }
  return end;
}

function foldCluster(cluster: string): string {
  // NFKC would glue the sign to the word before it: Nike™ is nike, not niketm.
  if (cluster === '™' || cluster === '℠') return '™';
  let folded = '';
  for (const character of cluster.normalize('NFKC')) {
    if (isIgnorable(character)) continue;
    folded += letterInSign(character) ?? withoutAccents(character);
  }
  folded = folded.toLowerCase().normalize('NFKC');
  return [...folded].map(simplify).join('');
}

/** What case folding and the keyboard make of a character that NFKC leaves alone. */
function simplify(character: string): string {
  if (isAccent(character)) return '';
  switch (character) {
    case 'ß':
      return 'ss';
    case 'ς':
      return 'σ';
    case '‘':
    case '’':
    case 'ʼ':
    case '′':
    case '´':
      return "'";
    case '‐':
    case '‑':
    case '‒':
    case '–':
    case '—':
    case '−':
      return '-';
    case 'ø':
      return 'o';
    case 'ł':
      return 'l';
    case 'đ':
      return 'd';
    case 'æ':
      return 'ae';
    case 'œ':
      return 'oe';
    default:
      return character;
  }
}

/** A Latin or Greek letter without its accents; every other character as it is (a Thai vowel sign is no accent). */
function withoutAccents(character: string): string {
  const parts = character.normalize('NFD');
  if (parts.length === character.length) return character;
  const base = String.fromCodePoint(parts.codePointAt(0) ?? 0);
  return /[\p{Script=Latin}\p{Script=Greek}]/u.test(base) ? base : character;
}

function singleOf(unit: number): number {
  const known = SINGLE[unit] ?? 0;
  if (known !== 0) return known;
  const surrogate = unit >= 0xd800 && unit <= 0xdfff;
  const folded = surrogate ? '' : foldCluster(String.fromCharCode(unit));
  const value = folded.length === 1 && !trails(unit) ? folded.charCodeAt(0) : SLOW;
  SINGLE[unit] = value;
  return value;
}

function trails(unit: number): boolean {
  const known = TRAILS[unit] ?? 0;
  if (known !== 0) return known === 2;
  const value = isTrailing(String.fromCharCode(unit)) ? 2 : 1;
  TRAILS[unit] = value;
  return value === 2;
}

function identity(source: string): Mapped {
  const starts = new Uint32Array(source.length);
  const ends = new Uint32Array(source.length);
  for (let i = 0; i < source.length; i++) {
    starts[i] = i;
    ends[i] = i + 1;
  }
  return { text: source, starts, ends };
}
