import type { Replacement } from '../model/finding.ts';
import { articleFor } from '../text/remove-words.ts';
import { inTitleCase } from './fix-language.ts';

/*
 * A mark that people use as a word -> the word, written as the mark was written.
 */

/** Words after which no thing follows that the generic word could describe. */
const FUNCTION =
  /^(?:and|or|with|for|of|in|on|at|to|from|by|as|is|are|was|that|which|so|the|a|an|your|set|pack|pcs|pieces|x|vs|but|not|has|have|can|will)$/i;

/** Heads of a wording that the next word makes superfluous: `hook-and-loop straps`. */
const VAGUE = /^(?:fastener|packaging|fabric|yarn|coating)$/;

/** What to write for the mark at `[start, end)`; undefined where the wording is not certain. */
export function genericWording(text: string, start: number, end: number, generic: string): Replacement | undefined {
  const phrase = oneWording(generic);
  if (phrase === undefined) return undefined;
  const written = text.slice(start, end).replace(/[™®©℠]|&\w+;/g, '');
  const next = /^[ \u00a0-]([\p{L}][\p{L}'’-]*)/u.exec(text.slice(end, end + 40))?.[1];
  const words = fitting(phrase, next, isPlural(written, generic));
  if (words === undefined) return undefined;
  const cased = inCase(words, written, text, start);
  const article = /(?:^|[^\p{L}])(an?)([ \u00a0])$/iu.exec(text.slice(Math.max(0, start - 4), start));
  if (article === null) return { span: [start, end], text: cased };
  const from = start - 1 - (article[1] ?? '').length;
  return { span: [from, end], text: `${articleFor(article[1] ?? 'a', cased)}${article[2] ?? ' '}${cased}` };
}

/** The Chinese word for a mark inside Chinese text; spaces that set the foreign word apart go with it. */
export function chineseWording(text: string, start: number, end: number, generic: string): Replacement | undefined {
  const word = generic.split('/')[0]?.trim() ?? '';
  if (!/^\p{Script=Han}+$/u.test(word)) return undefined;
  const before = /\p{Script=Han}[ \u00a0]$/u.test(text.slice(Math.max(0, start - 2), start)) ? 1 : 0;
  const after = /^[ \u00a0]\p{Script=Han}/u.test(text.slice(end, end + 2)) ? 1 : 0;
  const span: [number, number] = [start - before, end + after];
  // `Velcro魔术贴` says it already.
  if (text.slice(span[1]).startsWith(word)) return { span, text: '' };
  return text.slice(0, span[0]).endsWith(word) ? { span, text: '' } : { span, text: word };
}

/** One wording out of `craft / hobby knife`, `non-stick (PTFE) coating`. */
function oneWording(generic: string): string | undefined {
  const choices = generic
    .replace(/\s*\([^)]*\)/g, '')
    .split(' / ')
    .map((choice) => choice.trim());
  const [first = '', last = first] = [choices[0], choices.at(-1)];
  const phrase = !first.includes(' ') && last.split(' ').length === 2 ? last : first;
  return phrase === '' || phrase.includes(' with ') || /\d+ oz/.test(phrase) ? undefined : phrase;
}

/** The phrase as it fits before the next word: `hook-and-loop straps`, `fluted tube pan`, `non-stick coated`. */
function fitting(phrase: string, next: string | undefined, plural: boolean): string | undefined {
  const words = phrase.split(' ');
  const head = words.at(-1) ?? '';
  const describes = next !== undefined && !FUNCTION.test(next);
  if (describes && words.length > 1 && stemOf(next) === stemOf(head)) return words.slice(0, -1).join(' ');
  if (describes && words.length > 1 && next !== undefined && words.some((word) => stemOf(word) === stemOf(next)))
    return undefined;
  if (describes && !plural && words.length === 2 && (words[0] ?? '').includes('-') && VAGUE.test(head)) return words[0];
  if (!plural || head.endsWith('s')) return phrase;
  return [...words.slice(0, -1), pluralOf(head)].join(' ');
}

function stemOf(word: string): string {
  const small = word.toLowerCase();
  return small.length > 4 ? small.replace(/(?:ing|ed|es|s)$/, '') : small.replace(/s$/, '');
}

function pluralOf(noun: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** `Frisbees`, `Q-tips` are several; `Crocs`, `Orbeez` and `Skittles` are not known to be. */
function isPlural(written: string, generic: string): boolean {
  return (
    /[a-z]s$/i.test(written) && !/ss$/i.test(written) && !/(?:fluid|foam|wrap|oil|jelly|lyocell|nylon|fabric)$/.test(generic)
  );
}

/** As the mark was written: in capitals among capitals, with a capital at the start of a sentence and among capitalised words. */
function inCase(words: string, written: string, text: string, start: number): string {
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (written.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return words.toUpperCase();
  if (!/^\p{Lu}/u.test(written)) return words;
  const beside = /(\p{Lu}[\p{L}\p{N}]+)[ \u00a0-]$/u.exec(text.slice(Math.max(0, start - 24), start));
  if (inTitleCase(text) || beside !== null) return titled(words, true);
  return startsSentence(text, start) ? titled(words, false) : words;
}

function titled(words: string, every: boolean): string {
  if (!every) return words.charAt(0).toUpperCase() + words.slice(1);
  return words.replace(
    /(^|[ -])(?!and\b|of\b|in\b)(\p{Ll})/gu,
    (_all, gap: string, letter: string) => gap + letter.toUpperCase(),
  );
}

function startsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:\n>•*]|(?:^|\n)\s*[-–])\s*$/.test(text.slice(Math.max(0, start - 4), start));
}
