import { simplifyChinese } from './chinese.ts';

/*
 * A pattern as a person writes it -> the same over folded text (lower case, no Latin accents, half-width signs).
 */

/** Wide signs of Chinese and Japanese, as folding writes them; brackets and question marks are escaped, for they mean something in a pattern. */
const WIDE: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '；': ';',
  '（': '\\(',
  '）': '\\)',
  '！': '!',
  '？': '\\?',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
};

/** The pattern without accents on Latin letters and with half-width signs; escapes and everything ASCII stay as written. */
export function foldPattern(pattern: string): string {
  return simplifyChinese(pattern).replaceAll(/[^\0-\x7f]/gu, (character) => {
    const known = WIDE[character];
    if (known !== undefined) return known;
    const base = character.normalize('NFD').charAt(0);
    return /\p{Script=Latin}/u.test(base) && base !== character ? base : character;
  });
}
