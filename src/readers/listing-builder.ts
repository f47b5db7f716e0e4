import type { Field, FieldName, ImageSlot, Listing, ListingImage } from '../model/listing.ts';
import { ANY_MARKETPLACE } from '../model/listing.ts';
import type { Place } from '../model/place.ts';
import { stripMarkup } from '../text/markup.ts';
import { amazonMarketplaceOfTag, languageTag } from './amazon-marketplaces.ts';
import type { Target } from './columns.ts';
import { splitImages } from './image-list.ts';
import { marketplaceName } from './marketplace-name.ts';

/*
 * Named texts of one record -> a listing. Every reader builds its listings here, so that ids, the order of fields and the slots of pictures
 * are the same whatever the format.
 */

/** One text of a record with the name of what it is. */
export interface NamedText {
  readonly field: Target;
  /** 1-based, for texts that stand several times. */
  readonly number?: number;
  readonly text: string;
  readonly place: Place;
}

/** What is known about a record beside its texts. */
export interface RecordContext {
  readonly file: string;
  /** 1-based among the file's records. */
  readonly record: number;
  /** From the configuration or the format; what the record itself says comes first. */
  readonly marketplace?: string;
  readonly locale?: string;
}

/** Order of the fields in a listing; attributes follow in the order of the file. */
const ORDER: readonly FieldName[] = [
  'title',
  'bullet',
  'description',
  'aplus',
  'search-terms',
  'brand',
  'manufacturer',
  'image-alt',
];
/** Fields that may stand several times and so carry an index. */
const INDEXED: ReadonlySet<string> = new Set(['bullet', 'search-terms', 'image-alt']);

/** Builds the listing of a record; undefined when the record says nothing at all. Empty texts are dropped. */
export function buildListing(texts: readonly NamedText[], context: RecordContext): Listing | undefined {
  const filled = texts.filter((text) => text.text.trim() !== '');
  if (filled.length === 0) return undefined;
  const value = (field: Target): string | undefined => filled.find((text) => text.field === field)?.text.trim();
  const id = value('id') ?? value('product-id');
  const fields = fieldsOf(filled);
  const images = imagesOf(filled);
  if (id === undefined && fields.length === 0 && images.length === 0) return undefined;
  const brand = visible(value('brand'));
  const category = value('category');
  const locale = localeOf(value('locale')) ?? context.locale;
  const isAmazon = /^B0[0-9A-Z]{8}$/.test(value('product-id') ?? '');
  const stated = value('marketplace');
  const marketplace = stated === undefined ? undefined : marketplaceName(stated, isAmazon ? 'amazon' : context.marketplace);
  return {
    id: id ?? `${context.file}#${context.record}`,
    marketplace: marketplace ?? context.marketplace ?? ANY_MARKETPLACE,
    ...(locale === undefined ? {} : { locale }),
    ...(brand === undefined ? {} : { brand }),
    ...(category === undefined ? {} : { category }),
    fields,
    images,
    source: { file: context.file, record: context.record },
  };
}

/** Whether a target is a text field of a listing. */
function isField(target: Target): target is FieldName {
  return target.startsWith('attribute:') || ORDER.some((name) => name === target);
}

function fieldsOf(texts: readonly NamedText[]): Field[] {
  const fields: Field[] = [];
  for (const name of ORDER) fields.push(...fieldsNamed(texts, name));
  for (const { field, text, place } of texts) {
    // A number, a date or a code in digits is nobody's brand and nobody's text.
    if (field.startsWith('attribute:') && isField(field) && /\p{L}/u.test(text)) fields.push({ name: field, text, place });
  }
  return fields;
}

function fieldsNamed(texts: readonly NamedText[], name: FieldName): Field[] {
  const same = texts.filter((text) => text.field === name);
  if (!INDEXED.has(name)) return same.map(({ text, place }) => ({ name, text, place }));
  const several = name === 'bullet' || same.length > 1 || same.some((text) => text.number !== undefined);
  const numbered = same.map((text, nth) => ({ ...text, index: text.number ?? nth + 1 }));
  numbered.sort((a, b) => a.index - b.index);
  return numbered.map(({ text, place, index }) => (several ? { name, index, text, place } : { name, text, place }));
}

function imagesOf(texts: readonly NamedText[]): ListingImage[] {
  const main = texts.filter((text) => text.field === 'image.main');
  const other = texts.filter((text) => text.field === 'image.other');
  other.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  const images: ListingImage[] = [];
  let others = 0;
  for (const [nth, { src, place }] of main.flatMap(splitImages).entries()) {
    const slot: ImageSlot = nth === 0 ? 'main' : `other-${++others}`;
    images.push({ slot, src, place });
  }
  for (const { src, place } of other.flatMap(splitImages)) images.push({ slot: `other-${++others}`, src, place });
  return images;
}

/** A brand as a shopper sees it, without tags and entities. */
function visible(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const seen = stripMarkup(text).text.trim();
  return seen === '' ? undefined : seen;
}

function localeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const tag = languageTag(text);
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) ? tag : amazonMarketplaceOfTag(tag)?.locale;
}
