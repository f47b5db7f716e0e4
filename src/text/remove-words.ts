import type { Replacement } from '../model/finding.ts';
import type { Span } from '../model/span.ts';

/*
 * Words taken out of a text so that no separator, space, bracket or preposition is left hanging. Where that is not certain, nothing is
 * removed at all.
 */

/** Where words are taken out of: sentences and titles, or rows of search words, in which the order of words means nothing. */
export type RemovalMode = 'prose' | 'row';

const SPACE = /[ \t\u00a0\u3000]/;
const SEPARATOR = /[,;|/、，；｜·•–—]/;
const STOP = /[.!?:。！？：…]/;
const BREAK = /[\n\r<>]/;
const OPEN: Readonly<Record<string, string>> = { '(': ')', '[': ']', '（': '）', '【': '】', '“': '”', '「': '」' };
const CLOSE = new Set(Object.values(OPEN));
const JOINED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}'’&+_@#-]/u;
/** A trademark sign that belongs to the word before it. */
const SIGN = /^\s?(?:[™®©℠]|&(?:reg|trade|copy);)/i;

/** Words that need what follows them, in the languages of the marketplaces. */
const LEADING = new Set(
  (
    'a an the for with by of from to in on at and or & + like than as vs versus per your our this these compatible fit fits suitable made designed intended ' +
    'für mit von aus und oder der die das ein eine zum zur pour avec de du des et ou le la les un une para con y o el los las una per di da e il lo gli ' +
    'com em do dos das no na met voor van en och för med och 适用于 适用 适配 兼容 用于 与 和 或 及'
  ).split(' '),
);
/** Words that lean on what stands before them. */
const TRAILING = new Set(
  'for with by of from to in on at and or than as that which who is are was will at für mit von und oder pour avec et ou para con y o per di com e'.split(
    ' ',
  ),
);

/** One stretch to take out and what stands on both sides of it. */
interface Stretch {
  start: number;
  end: number;
}

/**
 * The edits that take the spans out of a text. Spans with nothing but separators, spaces and `and` between them go as one.
 * Undefined when that would leave the text empty or broken, or change what its other words say.
 */
export function removeWords(text: string, spans: readonly Span[], mode: RemovalMode): Replacement[] | undefined {
  const edits: Replacement[] = [];
  let reached = 0;
  for (const stretch of stretches(text, spans)) {
    const span = around(text, stretch, mode);
    if (span === undefined || span[0] < reached) return undefined;
    reached = span[1];
    edits.push(...withArticle(text, span));
  }
  const left = edits.reduceRight(
    (rest, { span, text: written }) => rest.slice(0, span[0]) + written + rest.slice(span[1]),
    text,
  );
  if (!/[\p{L}\p{N}]/u.test(left.replace(/<[^>]*>/g, ''))) return undefined;
  return brokenPlaces(left) > brokenPlaces(text) ? undefined : edits;
}

/** How many double spaces, hanging separators and empty brackets a text has: an edit may not make more of them. */
export function brokenPlaces(text: string): number {
  return text.match(/[^\S\n]{2}|^[ ,;|/、，；]|[ ,;|/、，；]$|[,;|/、，；] *[,;|/、，；]|[([（] *[)\]）]/g)?.length ?? 0;
}

/** Spans put together where only list signs stand between them. */
function stretches(text: string, spans: readonly Span[]): Stretch[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const found: Stretch[] = [];
  for (const [start, end] of sorted) {
    const whole = end + (SIGN.exec(text.slice(end, end + 8))?.[0].length ?? 0);
    const last = found.at(-1);
    const between = last === undefined ? '' : text.slice(last.end, Math.max(last.end, start));
    if (last !== undefined && /^[ \t\u00a0]*(?:[,;|/、，；&+]|and|or|und|et|y|和|与)?[ \t\u00a0]*$/.test(between))
      last.end = Math.max(last.end, whole);
    else found.push({ start, end: whole });
  }
  return found;
}

/** The span to delete for a stretch: with its spaces and separators on the side where they would hang. */
function around(text: string, stretch: Stretch, mode: RemovalMode): Span | undefined {
  let { start, end } = stretch;
  if (isJoined(text, start, end)) return undefined;
  for (let round = 0; round < 8; round++) {
    const left = skipBack(text, start);
    const right = skipOn(text, end);
    const before = text.charAt(left - 1);
    const after = text.charAt(right);
    if (OPEN[before] !== undefined && OPEN[before] === after) {
      start = left - 1;
      end = right + 1;
      continue;
    }
    const word = wordBefore(text, left);
    const needy = word !== '' && LEADING.has(word.toLowerCase());
    const follows = right < text.length && /[\p{L}\p{N}]/u.test(after);
    if (needy && !follows) {
      // `case for Nike` and `fits Nike,`: the preposition goes too.
      start = left - word.length;
      continue;
    }
    if (mode === 'prose' && follows && TRAILING.has(wordAfter(text, right).toLowerCase()) && (needy || word === ''))
      return undefined;
    return cut(text, { start, end, left, right });
  }
  return undefined;
}

/** A stretch with the offsets of what stands beside it, spaces aside. */
interface Sides extends Stretch {
  readonly left: number;
  readonly right: number;
}

function cut(text: string, sides: Sides): Span | undefined {
  const { start, end, left, right } = sides;
  const before = text.charAt(left - 1);
  const after = text.charAt(right);
  if (left === 0 || BREAK.test(before) || STOP.test(before)) return cutAtHead(text, sides);
  const ends = right >= text.length || BREAK.test(after);
  const closes = ends || STOP.test(after) || CLOSE.has(after);
  if (SEPARATOR.test(before) && closes) return [skipBack(text, left - 1), end];
  if (SEPARATOR.test(before) || OPEN[before] !== undefined)
    return SEPARATOR.test(after) ? [start, skipOn(text, right + 1)] : [start, right];
  if (closes || SEPARATOR.test(after)) return [left, end];
  // A word on either side: one of the two spaces goes.
  if (right > end) return [start, right];
  return left < start ? [left, end] : [start, end];
}

/** At the start of a text, of a line or of a sentence none of the signs on the right may stay. */
function cutAtHead(text: string, { start, end, left, right }: Sides): Span | undefined {
  const after = text.charAt(right);
  if (right >= text.length || BREAK.test(after)) return STOP.test(text.charAt(left - 1)) ? [left, end] : undefined;
  const signed = SEPARATOR.test(after) || STOP.test(after);
  const to = signed ? skipOn(text, right + 1) : right;
  return to >= text.length || BREAK.test(text.charAt(to)) ? [left, signed ? right + 1 : right] : [start, to];
}

/** Whether a stretch is part of a longer word, of an article number or an address. */
function isJoined(text: string, start: number, end: number): boolean {
  const inner = (at: number): boolean => JOINED.test(text.charAt(at));
  const glued = (sign: number, beyond: number): boolean =>
    inner(sign) && (/[\p{L}\p{N}]/u.test(text.charAt(sign)) || /[\p{L}\p{N}]/u.test(text.charAt(beyond)));
  const starts = JOINED.test(text.charAt(start));
  const ends = JOINED.test(text.charAt(end - 1));
  return (starts && start > 0 && glued(start - 1, start - 2)) || (ends && end < text.length && glued(end, end + 1));
}

/** `an Otter dupe box` without its first words is `a box`. */
function withArticle(text: string, span: Span): Replacement[] {
  const edit: Replacement = { span, text: '' };
  const article = /(?:^|[^\p{L}])(an?)[ \t]+$/iu.exec(text.slice(Math.max(0, span[0] - 5), span[0]));
  const next = wordAfter(text, span[1]);
  if (article === null || next === '') return [edit];
  const written = articleFor(article[1] ?? 'a', next);
  if (written === article[1]) return [edit];
  const at = span[0] - (article[0].length - article[0].indexOf(article[1] ?? ''));
  return [{ span: [at, at + (article[1] ?? '').length], text: written }, edit];
}

/** `a` or `an`, as the next word wants it, with the capital that the old article had. */
export function articleFor(article: string, next: string): string {
  const vowel = /^(?:[aeio]|u(?!ni|se|sb|tensil|ti)|hour|honest|heir)/i.test(next) && !/^(?:one|once|eu|ewe)/i.test(next);
  const written = vowel ? 'an' : 'a';
  return article.startsWith('A') ? written.charAt(0).toUpperCase() + written.slice(1) : written;
}

function skipBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && SPACE.test(text.charAt(at - 1))) at--;
  return at;
}

function skipOn(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text.charAt(at))) at++;
  return at;
}

function wordBefore(text: string, end: number): string {
  const han = /(?:适用于|适用|适配|兼容|用于|与|和|或|及)$/.exec(text.slice(Math.max(0, end - 4), end))?.[0];
  return han ?? /(?:[\p{L}\p{M}]+|[&+])$/u.exec(text.slice(Math.max(0, end - 24), end))?.[0] ?? '';
}

/** The word that begins at an offset; empty where none does. */
function wordAfter(text: string, start: number): string {
  return /^[\p{L}\p{M}\p{N}]+/u.exec(text.slice(start, start + 24))?.[0] ?? '';
}
