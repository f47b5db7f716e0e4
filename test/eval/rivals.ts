import AhoCorasick from 'modern-ahocorasick';
import { natureOf } from '../../src/lexicon/mark.ts';
import type { MarkRow } from '../../src/lexicon/mark-table.ts';
import type { Part } from './overlap.ts';
import { englishWords } from './word-lists.ts';

/*
 * What sellers and small tools use instead: lists of words. All of them get the same marks, those that a list of forbidden words would
 * hold (brands, characters, words that are marks), in every written form that preclear knows.
 */

/** A way to look for marks; every hit is an alarm, because a list knows no roles. */
export interface Rival {
  readonly name: string;
  find(text: string): Promise<readonly Part[]>;
}

/** The forms that all rivals look for, lower case. */
export function forbiddenForms(marks: readonly MarkRow[]): string[] {
  const rows = marks.filter((row) => ['brand', 'character', 'trap'].includes(natureOf(row.kind)));
  const forms = rows.flatMap((row) => [row.mark, ...row.forms, ...row.weak, ...row.zh, ...row.zhWeak, ...row.misspellings]);
  return [...new Set(forms.map((form) => form.toLowerCase()))].filter((form) => form.length > 1);
}

/** The rivals, ready to search. */
export async function openRivals(marks: readonly MarkRow[]): Promise<Rival[]> {
  const forms = forbiddenForms(marks);
  const dictionary = englishWords();
  const uncommon = forms.filter((form) => !dictionary.has(form));
  return [
    { name: 'flat list', find: (text) => Promise.resolve(findEverywhere(text, forms)) },
    { name: 'no dictionary words', find: wholeWords(uncommon) },
    await openCspell(forms),
    openAhoCorasick(forms),
  ];
}

/** Every place of every form, inside words too. */
export function findEverywhere(text: string, forms: readonly string[]): Part[] {
  const lower = text.toLowerCase();
  return forms.flatMap((form) => {
    const hits: Part[] = [];
    for (let at = lower.indexOf(form); at !== -1; at = lower.indexOf(form, at + 1))
      hits.push({ start: at, end: at + form.length });
    return hits;
  });
}

/** A set of n-grams of whole words, the longest first; Chinese and its like have no word borders and are looked for everywhere. */
export function wholeWords(forms: readonly string[]): Rival['find'] {
  const words = new Set(forms.filter((form) => /^[\p{Script=Latin}\p{N}]/u.test(form)));
  const others = forms.filter((form) => !words.has(form));
  return (text) => {
    const lower = text.toLowerCase();
    const tokens = [...lower.matchAll(/[\p{L}\p{M}\p{N}]+(?:[&.'’+-][\p{L}\p{M}\p{N}]+)*/gu)].map(
      (m) => [m.index, m.index + m[0].length] as const,
    );
    const hits: Part[] = others.flatMap((form) => findEverywhere(text, [form]));
    for (let i = 0; i < tokens.length; i++) {
      for (let length = Math.min(4, tokens.length - i); length > 0; length--) {
        const [start = 0] = tokens[i] ?? [];
        const [, end = 0] = tokens[i + length - 1] ?? [];
        if (!words.has(lower.slice(start, end))) continue;
        hits.push({ start, end });
        i += length - 1;
        break;
      }
    }
    return Promise.resolve(hits);
  };
}

/** The Aho-Corasick of npm, whole words asked for. */
function openAhoCorasick(forms: readonly string[]): Rival {
  const matcher = new AhoCorasick(forms);
  const letter = /[\p{L}\p{N}]/u;
  return {
    name: 'aho-corasick',
    find: (text) => {
      const lower = text.toLowerCase();
      const whole = (start: number, end: number): boolean =>
        !/\p{Script=Latin}/u.test(lower.slice(start, end)) ||
        !(letter.test(lower[start - 1] ?? '') || letter.test(lower[end] ?? ''));
      return Promise.resolve(
        matcher.search(lower).flatMap(({ start, end }): Part[] => (whole(start, end) ? [{ start, end }] : [])),
      );
    },
  };
}

/** cspell with the marks as forbidden words and no dictionary, so that it reports nothing else. */
async function openCspell(forms: readonly string[]): Promise<Rival> {
  const { spellCheckDocument } = await import('cspell-lib');
  const settings = {
    flagWords: [...forms],
    dictionaries: [],
    words: [],
    ignoreWords: [],
    enabledLanguageIds: ['*'],
    loadDefaultConfiguration: false,
  };
  return {
    name: 'cspell',
    find: async (text) => {
      const result = await spellCheckDocument(
        { uri: 'text:///listing.txt', text, languageId: 'plaintext', locale: 'en' },
        { generateSuggestions: false, noConfigSearch: true },
        settings,
      );
      return result.issues.flatMap((issue): Part[] =>
        issue.isFlagged === true ? [{ start: issue.offset, end: issue.offset + issue.text.length }] : [],
      );
    },
  };
}
