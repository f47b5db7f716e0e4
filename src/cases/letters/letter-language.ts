import type { CaseWorld } from '../../model/case-world.ts';
import type { LetterDocument, LetterLang } from '../../model/letter.ts';

const MARKETPLACE_LANGS: Readonly<Record<string, LetterLang>> = { DE: 'de', AT: 'de', JP: 'ja' };

/** The language that the marketplace of a case expects, where the letter comes in it; else English. */
export function usualLang({ notices }: Pick<CaseWorld, 'notices'>, { langs }: Pick<LetterDocument, 'langs'>): LetterLang {
  const expected = MARKETPLACE_LANGS[notices[0]?.parse.marketplace ?? ''] ?? 'en';
  return langs.includes(expected) ? expected : 'en';
}
