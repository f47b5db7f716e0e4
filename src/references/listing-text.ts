import type { Field, Listing } from '../model/listing.ts';
import { stripMarkup } from '../text/markup.ts';
import type { NewText } from './entries.ts';

/** What the entries of one command or page share. */
export type About = Pick<NewText, 'owner' | 'role' | 'capturedAt' | 'url'>;

const MAX_LABEL = 120;
/** Fields that hold no sentences of anybody's. */
const WORDLESS = /^(?:brand|manufacturer|search-terms|attribute:.*)$/;

/** What a listing says in sentences, as a text for the library; undefined when it says nothing. */
export function textOf(listing: Listing, about: About): NewText | undefined {
  const fields = listing.fields.filter(hasSentences).map(({ name, text }) => ({ name, text }));
  return fields.length === 0 ? undefined : { ...about, label: labelOf(listing), fields };
}

function hasSentences(field: Field): boolean {
  return !WORDLESS.test(field.name) && field.text.trim() !== '';
}

function labelOf(listing: Listing): string {
  const title = listing.fields.find((field) => field.name === 'title')?.text ?? '';
  const words = stripMarkup(title.slice(0, 2000)).text.replaceAll(/\s+/g, ' ').trim();
  return [...(words === '' ? listing.id : words)].slice(0, MAX_LABEL).join('');
}
