import { languageOf } from '../lexicon/languages.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { FieldText } from '../text/field-text.ts';
import type { Surroundings } from './brand-evidence.ts';
import type { Sighting } from './brand-mention.ts';

/** Languages of which too few words are known to tell a slip of a mark from a word: `sambung` is no Samsung. */
const LITTLE_KNOWN: ReadonlySet<string> = new Set(['id', 'ms', 'vi', 'th', 'tr', 'pl']);

/** Tells the language of fields; each is looked at once, when somebody asks. */
export function languageReader(lexicon: Lexicon): Surroundings['languageOf'] {
  const known = new Map<FieldText, string | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, languageOf(lexicon.languages, text.tokens));
    return known.get(text);
  };
}

/** The language in which the words are everyday ones, where that is the language of the text: `hp` is a phone in Indonesian. */
export function foreignWord(lexicon: Lexicon, s: Sighting, { languageOf: languageOfText }: Surroundings): string | undefined {
  const slip = s.undone === 'spelling' || s.undone === 'spacing';
  if (!s.formOf.ambiguous && !slip) return undefined;
  const language = languageOfText(s.text);
  if (language === undefined) return undefined;
  if (slip) return LITTLE_KNOWN.has(language) ? language : undefined;
  const { names, trie, masks } = lexicon.languages;
  const hit = trie.longestAt(s.text.tokens, s.start);
  const bit = 1 << names.indexOf(language);
  return hit !== undefined && hit.end >= s.end && ((masks[hit.term] ?? 0) & bit) !== 0 ? language : undefined;
}
