import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { LetterLang } from '../../model/letter.ts';
import { foldPattern } from '../../text/fold-pattern.ts';
import { foldPhrase } from '../folded.ts';
import { needlesOf } from '../needles.ts';

/*
 * Patterns of `rules/letters` over folded text: lower case, no accents, half-width signs. They run in linear time (RE2).
 */

/** Patterns of one entry; the first place where one of them stands. */
export interface Matcher {
  find(folded: string): { readonly start: number; readonly end: number } | undefined;
}

let engine: typeof Re2.RE2JS | undefined;
const compiled = new Map<string, Re2.RE2JS>();

/** Prepares the patterns of an entry, in every language. */
export function matcherOf(match: Readonly<Partial<Record<LetterLang | 'any', readonly string[]>>>): Matcher {
  const sources = Object.values(match)
    .flat()
    .map((source) => ({ source, needles: needlesOf(foldPattern(source)) }));
  return {
    find(folded) {
      for (const { source, needles } of sources) {
        // Most patterns need a word that most sentences do not have.
        if (needles !== undefined && !needles.some((needle) => folded.includes(needle))) continue;
        const matcher = compile(source).matcher(folded);
        if (matcher.find()) return { start: matcher.start(), end: matcher.end() };
      }
      return undefined;
    },
  };
}

/** A sentence as patterns meet it. */
export function foldSentence(text: string): string {
  return foldPhrase(text);
}

function compile(source: string): Re2.RE2JS {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  engine ??= (createRequire(import.meta.url)('re2js') as typeof Re2).RE2JS;
  const made = engine.compile(foldPattern(source));
  compiled.set(source, made);
  return made;
}
