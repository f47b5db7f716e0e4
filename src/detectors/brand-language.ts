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
export function foreignWord(
  lexicon: Lexicon,
  s: Sighting,
  { languageOf: languageOfText, certainOwners }: Surroundings,
): string | undefined {
  const slip = s.undone === 'spelling' || s.undone === 'spacing';
  if (!s.formOf.ambiguous && !slip) return undefined;
  const mask = slip ? 0 : everydayIn(lexicon, s);
  // Hardly a mark is a word of some language, and to tell that of the text takes a look at each of its words.
  if (!slip && mask === 0) return undefined;
  // `HP` beside `HP 67XL` is no phone.
  if (!slip && certainOwners.has(s.mark.owner)) return undefined;
  const language = languageOfText(s.text);
  if (language === undefined) return undefined;
  const isForeign = slip ? LITTLE_KNOWN.has(language) : (mask & (1 << lexicon.languages.names.indexOf(language))) !== 0;
  return isForeign ? language : undefined;
}

/** The languages of which a mark, or a phrase that begins with it, is an everyday word, as bits of the table. */
function everydayIn({ languages: { trie, masks } }: Lexicon, { text: { tokens }, start, end }: Sighting): number {
  const hit = trie.longestAt(tokens, start);
  return hit !== undefined && hit.end >= end ? (masks[hit.term] ?? 0) : 0;
}
