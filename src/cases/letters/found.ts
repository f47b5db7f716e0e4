import { cleanText, textOf, type Value, wordOf } from './row.ts';

/*
 * What a finding met, as letters name it: words in a field, or a picture that is shown as main or additional image.
 */

/** Longest piece of a listing's text that a letter quotes. */
const LONGEST_QUOTE = 80;

/** What was met, on one line and of bounded length. */
export function quote(match: string): string {
  const clean = cleanText(match) ?? '';
  return clean.length > LONGEST_QUOTE ? `${[...clean.slice(0, LONGEST_QUOTE)].slice(0, -1).join('')}…` : clean;
}

/** Whether a field is a picture itself, not a text in one or about one. */
export function isPicture(field: string): boolean {
  return /^(?:image\.)?(?:main|other)(?:-\d+)?$/.test(field);
}

/** A field without its number, as a word of letters. */
export function fieldWord(field: string): Value {
  return wordOf(`field.${field.replace(/-\d+$|\[\d+\]$/, '').replace(/^attribute:.*/, 'attribute')}`, field);
}

/** The slots of what was met: words of a field, or the name of a picture's file and what it is shown as. */
export function foundSlots(field: string, match: string): Record<string, Value | undefined> {
  if (!isPicture(field)) return { field: fieldWord(field), match: textOf(quote(match)) };
  const slot = /main/.test(field) ? 'main' : 'other';
  const name = /([^/\\?#]+)(?:[?#].*)?$/.exec(match)?.[1] ?? match;
  return { field: fieldWord(field), picture: textOf(quote(name)), 'shown-as': wordOf(`shown-as.${slot}`, slot) };
}
