import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { natureOf } from '../../src/lexicon/mark.ts';
import type { MarkRow } from '../../src/lexicon/mark-table.ts';
import { carriersOf, fill } from './carriers.ts';
import type { Sample } from './detector.ts';
import { readTable } from './labels.ts';

/*
 * Search terms with everyday words that are marks as well. Made ones hold a mark among words for its own goods, as sellers pile them up;
 * written ones (`search-terms/everyday.tsv`) hold the word in its everyday sense, and no mark.
 */

/** Search terms with a word that is a mark as well. */
export interface TermsCase extends Sample {
  /** Why the word proves nothing by itself: the ambiguity of its mark, or `weak` for a short way to write it. */
  readonly group: string;
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** What the goods are called in the title beside made search terms. */
const OWN_BRAND = 'Hillmoor';

/** Marks of tiers 1 and 2 that are words, names or letters too, each in search terms of its own trade. */
export function markedTerms(marks: readonly MarkRow[]): TermsCase[] {
  return marks
    .filter(isOffered)
    .flatMap((row) => waysToWrite(row).map((way) => ({ row, ...way })))
    .map(({ row, text: written, group }, i) => {
      const { terms, title } = carriersOf(row.verticals[0]);
      const { text, start, end } = fill(terms[i % terms.length] ?? '{x}', written.toLowerCase());
      const beside = fill(title[i % title.length] ?? '{x}', OWN_BRAND).text;
      return { field: 'search-terms', text, start, end, title: beside, brand: OWN_BRAND, group, term: row.mark };
    });
}

function isOffered({ kind, tier, verticals, territories }: MarkRow): boolean {
  return (
    natureOf(kind) === 'brand' && tier < 3 && verticals.length > 0 && (territories.length === 0 || territories.includes('US'))
  );
}

function waysToWrite({ mark, ambiguity, weak }: MarkRow): { readonly text: string; readonly group: string }[] {
  const latin = weak.filter((text) => /^[a-z][a-z0-9 &-]+$/i.test(text)).map((text) => ({ text, group: 'weak' }));
  return ambiguity === 'none' || ambiguity === 'common' ? latin : [{ text: mark, group: ambiguity }, ...latin];
}

/** Everyday search terms, each with the title of its goods. */
export function everydayTerms(folder: string): Sample[] {
  return readTable(readFileSync(join(folder, 'everyday.tsv'), 'utf8')).map((row) => ({
    field: 'search-terms',
    text: row.get('terms') ?? '',
    title: row.get('title') ?? '',
  }));
}
