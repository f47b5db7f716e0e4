import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BRAND_USES, type BrandUse } from '../../src/model/evidence.ts';
import type { Field, Listing } from '../../src/model/listing.ts';
import { attributeOf } from '../../src/readers/columns.ts';
import { readListings } from '../../src/readers/registry.ts';
import { openInput } from '../../src/scan/input.ts';
import { readTable } from './labels.ts';

/*
 * Whole listings, and a label for every brand word in them. `listings.jsonl` is read as a seller's feed is; `labels.tsv` names a place by
 * listing, field, 1-based index of the bullet, and which occurrence of the text in that field as written (upper and lower case differ,
 * occurrences inside words count).
 */

const VERDICTS = ['ok', 'misuse', 'review'] as const;

/** What a careful reader says of a brand word. */
export interface ListingLabel {
  readonly field: Field;
  /** In the field's text as written. */
  readonly start: number;
  readonly end: number;
  readonly role: BrandUse;
  readonly verdict: (typeof VERDICTS)[number];
}

/** A listing with the labels of its brand words, in the order of the table. */
export interface LabelledListing {
  readonly listing: Listing;
  /** Two letters, of the listing's locale. */
  readonly language: string;
  readonly labels: readonly ListingLabel[];
}

/** Reads the listings of a folder with their labels. Throws a RangeError at a line that is no listing and as `labelListings` does. */
export async function readLabelledListings(folder: string): Promise<LabelledListing[]> {
  const listings = await readFeed(join(folder, 'listings.jsonl'));
  return labelListings(listings, readFileSync(join(folder, 'labels.tsv'), 'utf8'));
}

/** Puts the labels of a table to their listings. Throws a RangeError at a label that fits no text, or that stands twice. */
export function labelListings(listings: readonly Listing[], table: string): LabelledListing[] {
  const labels = new Map<string, ListingLabel[]>(listings.map(({ id }) => [id, []]));
  const byId = new Map(listings.map((listing) => [listing.id, listing]));
  for (const row of readTable(table)) {
    const id = row.get('listing') ?? '';
    const listing = byId.get(id);
    if (listing === undefined) throw mistake(row, 'is of a listing that is not there');
    const label = labelOf(row, listing);
    const own = labels.get(id) ?? [];
    if (own.some(({ field, start, end }) => field === label.field && start === label.start && end === label.end))
      throw mistake(row, 'is labelled twice');
    own.push(label);
  }
  return listings.map((listing) => ({
    listing,
    language: (listing.locale ?? '').slice(0, 2),
    labels: labels.get(listing.id) ?? [],
  }));
}

async function readFeed(path: string): Promise<Listing[]> {
  const listings: Listing[] = [];
  for await (const event of readListings(await openInput(path, 'listings.jsonl', {}))) {
    if ('problem' in event) throw new RangeError(`listings.jsonl, line ${event.problem.line}: it cannot be read`);
    if ('listing' in event) listings.push(event.listing);
  }
  return listings;
}

type Row = ReadonlyMap<string, string>;

function labelOf(row: Row, listing: Listing): ListingLabel {
  const role = BRAND_USES.find((use) => use === row.get('role'));
  if (role === undefined) throw mistake(row, 'has a role that does not exist');
  const verdict = VERDICTS.find((one) => one === row.get('verdict'));
  if (verdict === undefined) throw mistake(row, `has a verdict that is not one of ${VERDICTS.join(', ')}`);
  const field = fieldOf(row, listing);
  if (field === undefined) throw mistake(row, 'stands in a field that the listing lacks');
  const text = row.get('text') ?? '';
  const start = occurrence(field.text, text, Number(row.get('nth')));
  if (start === undefined) throw mistake(row, 'is not found in the field');
  return { field, start, end: start + text.length, role, verdict };
}

/** Attributes are labelled by the seller's name for them, of which the reader makes its own. */
function fieldOf(row: Row, { fields }: Listing): Field | undefined {
  const name = row.get('field') ?? '';
  const index = row.get('index') ?? '';
  const key = /^attribute:(.+)/.exec(name)?.[1];
  const named = (wanted: string): Field | undefined =>
    fields.find((field) => field.name === wanted && (index === '' || field.index === Number(index)));
  return key === undefined ? named(name) : (named(attributeOf(key)) ?? named(key.toLowerCase()));
}

/** Where a part stands for the n-th time, 1-based; undefined when it stands there less often. */
function occurrence(text: string, part: string, nth: number): number | undefined {
  if (part === '' || !Number.isInteger(nth) || nth < 1) return undefined;
  let at = -1;
  for (let seen = 0; seen < nth; seen++) {
    at = text.indexOf(part, at + 1);
    if (at === -1) return undefined;
  }
  return at;
}

function mistake(row: Row, what: string): RangeError {
  const place = ['listing', 'field', 'index'].map((name) => row.get(name) ?? '').join(' ');
  return new RangeError(`labels.tsv, ${place.trim()}: "${row.get('text') ?? ''}" (${row.get('nth')}) ${what}`);
}
