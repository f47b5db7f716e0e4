import { keyOf, type Listing } from '../model/listing.ts';
import { type CopyWords, readCopyWords } from '../text/copy-words.ts';
import { stripMarkup } from '../text/markup.ts';

/*
 * A listing of ours -> one plain text, as a buyer reads it: a copier sees neither our search terms nor our attributes.
 */

/** Where a field stands in the text. */
export interface OwnField {
  readonly name: string;
  readonly index?: number;
  readonly start: number;
  readonly end: number;
}

/** The text of a listing that can be copied. */
export interface OwnText {
  readonly text: string;
  readonly fields: readonly OwnField[];
  readonly words: CopyWords;
}

const COPIED: ReadonlySet<string> = new Set(['title', 'bullet', 'description', 'aplus', 'image-alt']);
/** Longest text of a listing, characters; beyond it nothing is compared. */
const MOST = 200_000;

/** Reads what of a listing a buyer sees. */
export function ownText({ fields }: Pick<Listing, 'fields'>): OwnText {
  const parts: string[] = [];
  const places: OwnField[] = [];
  let at = 0;
  for (const { name, index, text } of fields) {
    if (!COPIED.has(name)) continue;
    const plain = plainText(text).slice(0, Math.max(0, MOST - at));
    if (plain === '') continue;
    places.push({ name, ...(index === undefined ? {} : { index }), start: at, end: at + plain.length });
    parts.push(plain);
    at += plain.length + 1;
  }
  const text = parts.join('\n');
  return { text, fields: places, words: readCopyWords(text) };
}

/** A text without its markup and with one space or line break where it has many. */
export function plainText(text: string): string {
  return stripMarkup(text)
    .text.replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[\s]*/g, '\n')
    .trim();
}

/** The words of each field, `[from, to)`; `at` is its place among the fields, `base` its offset. */
export function wordRanges({ fields, words }: OwnText): { at: number; from: number; to: number; base: number }[] {
  let word = 0;
  return fields.map(({ start, end }, at) => {
    while (word < words.count && (words.starts[word] ?? 0) < start) word++;
    const from = word;
    while (word < words.count && (words.starts[word] ?? 0) < end) word++;
    return { at, from, to: word, base: start };
  });
}

/** The title of a listing as a person knows it by. */
export function titleOf(listing: Listing): string {
  const title = listing.fields.find(({ name }) => name === 'title');
  return title === undefined ? keyOf(listing) : plainText(title.text).replaceAll('\n', ' ').slice(0, 300);
}

/** A listing of ours as far as a trace names it. */
export interface OwnListing {
  /** `keyOf` the listing. */
  readonly listing: string;
  readonly marketplace: string;
  readonly title: string;
  readonly file: string;
  readonly record: number;
  readonly words: number;
}

/** A listing as far as a trace names it. */
export function ownListing(listing: Listing): OwnListing {
  const { marketplace, source } = listing;
  const title = titleOf(listing);
  return {
    listing: keyOf(listing),
    marketplace,
    title,
    file: source.file,
    record: source.record,
    words: ownText(listing).words.count,
  };
}
