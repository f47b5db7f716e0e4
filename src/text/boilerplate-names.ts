import { COPY_FLAG } from './copy-flags.ts';
import type { CopyWords } from './copy-words.ts';

/*
 * Words that a text shares with others because the product demands them: names of products and models, numbers, what an accessory fits.
 * "Compatible with iPhone 15 Pro Max, 15 Pro and 14 Plus" stands in ten thousand listings, and nobody copied it.
 */

/** Words after which a list of names begins, as sellers of all languages write them. */
const CUES =
  /\b(?:compatible with|compatibility|fits?(?: for)?|works? with|suitable for|designed for|made for|replacement for|replaces|models?|for|passend für|passend zu|kompatibel mit|geeignet für|ersatz für|für|compatible avec|convient (?:pour|à|aux)|adapté à|pour|compatible con|adecuado para|apto para|para|compatibile con|adatto (?:per|a)|per|compatível com|geschikt voor|voor|kompatybilny z|pasuje do|uyumlu|cocok untuk|untuk|tương thích với|dùng cho)(?=[\s:])|适用于|适用型号|适用机型|适用|兼容|适配|通用于|対応機種|対応|適合|互換|호환|적용|รองรับ|ใช้ได้กับ/giu;
/** Words of a list of names that are no names. */
const CONNECTORS = /^(?:and|or|und|oder|et|ou|y|o|e|ve|en|i|dan|và|all|series|gen|generation|model|models|version|the)$/i;
/** Words marked before and behind a model number. */
const REACH = 3;
/** Model numbers in so many words make a list of models. */
const DENSE_WINDOW = 12;
const DENSE_CODES = 5;
/** Longest list behind a cue, in words. */
const LONGEST_LIST = 60;
/** Share of words with a capital from which on capitals tell nothing: a title; and below which they tell names: prose, but no German. */
const TITLE_CAPITALS = 0.6;
const PROSE_CAPITALS = 0.25;

const [PLAIN, CAPITAL, CODE, JOINT] = [0, 1, 2, 3] as const;

/** Sets `bit` in `marks` (parallel to the words) for the words `[from, to)`, a field of `source`, that name products and models. */
export function markNames(words: CopyWords, source: string, from: number, to: number, marks: Uint8Array, bit: number): void {
  const kinds = readKinds(words, source, from, to);
  const capitals = shareOfCapitals(words, kinds, from);
  const set = (at: number): void => {
    marks[from + at] = (marks[from + at] ?? 0) | bit;
  };
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === CODE) set(i);
    const isSign = /[™®©]/.test(source.charAt(words.ends[from + i] ?? 0));
    if (isSign || (kinds[i] === CODE && capitals < PROSE_CAPITALS)) markAround(words, source, kinds, from, i, set);
  }
  markDense(kinds, set);
  for (const first of listStarts(words, source, from, to)) markList(words, source, kinds, from, first - from, capitals, set);
}

/** What every word looks like: a plain word, a word with a capital, a word with a digit, a word that joins names. */
function readKinds(words: CopyWords, source: string, from: number, to: number): Uint8Array {
  const kinds = new Uint8Array(to - from);
  for (let i = 0; i < kinds.length; i++) {
    const written = source.slice(words.starts[from + i], words.ends[from + i]);
    // Most words, and the other patterns are slow.
    if (/^[a-z]+$/.test(written)) kinds[i] = CONNECTORS.test(written) ? JOINT : PLAIN;
    else if (((words.flags[from + i] ?? 0) & COPY_FLAG.number) !== 0 || /\d/.test(written)) kinds[i] = CODE;
    else if (CONNECTORS.test(written)) kinds[i] = JOINT;
    // An inner capital (iPhone, MacBook) says the same as a digit.
    else if (/^\p{L}*\p{Ll}\p{Lu}/u.test(written)) kinds[i] = CODE;
    else if (/^\p{Lu}/u.test(written)) kinds[i] = CAPITAL;
  }
  return kinds;
}

/** Share of the words inside sentences that begin with a capital. */
function shareOfCapitals({ flags }: CopyWords, kinds: Uint8Array, from: number): number {
  let inside = 0;
  let capitals = 0;
  for (let i = 0; i < kinds.length; i++) {
    if (((flags[from + i] ?? 0) & (COPY_FLAG.sentence | COPY_FLAG.function)) !== 0 || kinds[i] === CODE) continue;
    inside++;
    if (kinds[i] === CAPITAL) capitals++;
  }
  return inside === 0 ? 0 : capitals / inside;
}

/** Stretches in which every third word or more is a model number: lists of what something fits, whatever surrounds them. */
function markDense(kinds: Uint8Array, set: (at: number) => void): void {
  let codes = 0;
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === CODE) codes++;
    if (i >= DENSE_WINDOW && kinds[i - DENSE_WINDOW] === CODE) codes--;
    if (i < DENSE_WINDOW - 1 || codes < DENSE_CODES) continue;
    for (let at = i - DENSE_WINDOW + 1; at <= i; at++) if (kinds[at] !== PLAIN) set(at);
  }
}

/** The words with a capital that touch a model number or a trademark sign. */
function markAround(
  words: CopyWords,
  source: string,
  kinds: Uint8Array,
  from: number,
  center: number,
  set: (at: number) => void,
): void {
  set(center);
  for (const step of [-1, 1]) {
    for (let i = center + step; Math.abs(i - center) <= REACH && i >= 0 && i < kinds.length; i += step) {
      const left = Math.min(i, i - step);
      const begins = ((words.flags[from + i] ?? 0) & COPY_FLAG.sentence) !== 0;
      if (begins || (kinds[i] !== CAPITAL && kinds[i] !== CODE) || !touch(words, source, from + left, from + left + 1)) break;
      set(i);
    }
  }
}

function touch({ starts, ends }: CopyWords, source: string, left: number, right: number): boolean {
  return /^[\s\-–'’™®]*$/.test(source.slice(ends[left], starts[right]));
}

/** The words that follow a cue. */
function listStarts({ starts, ends }: CopyWords, source: string, from: number, to: number): number[] {
  if (from >= to) return [];
  const base = starts[from] ?? 0;
  const text = source.slice(base, ends[to - 1]);
  const found: number[] = [];
  let at = from;
  for (const match of text.matchAll(CUES)) {
    const behind = base + match.index + match[0].length;
    while (at < to && (starts[at] ?? 0) < behind) at++;
    if (at < to) found.push(at);
  }
  return found;
}

/** Marks a list of names: as far as names, numbers and what joins them go, when there is a number or a name in it that is no plain word. */
function markList(
  words: CopyWords,
  source: string,
  kinds: Uint8Array,
  from: number,
  first: number,
  capitals: number,
  set: (at: number) => void,
): void {
  let end = first;
  let codes = 0;
  for (; end < kinds.length && end - first < LONGEST_LIST; end++) {
    if (kinds[end] === PLAIN) break;
    const gap = end === first ? '' : source.slice(words.ends[from + end - 1], words.starts[from + end]);
    if (/[.;。；|\n]/.test(gap)) break;
    // In a title every word has a capital: there the list ends with the last part that has a number.
    if (capitals >= TITLE_CAPITALS && /[,(–]/.test(gap) && !hasCode(words, source, kinds, from, end)) break;
    if (kinds[end] === CODE) codes++;
  }
  if (codes === 0) return;
  for (let i = first; i < end; i++) set(i);
}

/** Whether the part of a list that starts here, up to its comma, has a word with a digit. */
function hasCode(words: CopyWords, source: string, kinds: Uint8Array, from: number, start: number): boolean {
  for (let i = start; i < kinds.length && i - start < 8; i++) {
    if (i > start && /[,;(|\n]/.test(source.slice(words.ends[from + i - 1], words.starts[from + i]))) return false;
    if (kinds[i] === CODE) return true;
  }
  return false;
}
