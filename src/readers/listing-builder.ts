import type { Field, FieldName, ImageSlot, Listing, ListingImage } from '../model/listing.ts';
import { ANY_MARKETPLACE, FIELD_ORDER } from '../model/listing.ts';
import type { Place } from '../model/place.ts';
import { hasMarkup, stripMarkup } from '../text/markup.ts';
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

/** Fields that may stand several times and so carry an index. */
const INDEXED: ReadonlySet<string> = new Set(['bullet', 'search-terms', 'image-alt']);

/** Builds the listing of a record; undefined when the record says nothing at all. Empty texts are dropped. */
export function buildListing(texts: readonly NamedText[], context: RecordContext): Listing | undefined {
  const groups = groupTexts(texts);
  const value = (field: Target): string | undefined => groups.get(field)?.[0]?.text.trim();
  const fields = fieldsOf(groups);
  const images = imagesOf(groups.get('image.main') ?? [], groups.get('image.other') ?? []);
  const id = value('id') ?? value('product-id');
  if (id === undefined && fields.length === 0 && images.length === 0) return undefined;
  const brand = visible(value('brand'));
  const category = value('category');
  const family = value('family');
  const productId = value('product-id');
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
    ...(family === undefined ? {} : { family }),
    ...(productId === undefined || productId === id ? {} : { productId }),
    fields,
    images,
    source: { file: context.file, record: context.record },
  };
}

/** Every attribute goes under this name, so that they stay in the order of the file. */
const ATTRIBUTES = 'attribute:';
type Groups = ReadonlyMap<string, readonly NamedText[]>;

/** The texts that are not empty, by what they are. */
function groupTexts(texts: readonly NamedText[]): Groups {
  const groups = new Map<string, NamedText[]>();
  for (const text of texts) {
    if (!/\S/.test(text.text)) continue;
    const name = text.field.startsWith(ATTRIBUTES) ? ATTRIBUTES : text.field;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [text]);
    else group.push(text);
  }
  return groups;
}

function fieldsOf(groups: Groups): Field[] {
  const fields: Field[] = [];
  for (const name of FIELD_ORDER) {
    const group = groups.get(name);
    if (group === undefined) continue;
    if (INDEXED.has(name)) addIndexed(fields, name, group);
    else for (const { text, place } of group) fields.push({ name, text, place });
  }
  for (const { field, text, place } of groups.get(ATTRIBUTES) ?? []) {
    // A number, a date or a code in digits is nobody's brand and nobody's text.
    if (isAttribute(field) && /\p{L}/u.test(text)) fields.push({ name: field, text, place });
  }
  return fields;
}

function isAttribute(field: Target): field is `attribute:${string}` {
  return field.startsWith(ATTRIBUTES);
}

function addIndexed(fields: Field[], name: FieldName, group: readonly NamedText[]): void {
  const alone = name !== 'bullet' && group.length === 1 && group[0]?.number === undefined;
  const numbered = group.map(({ text, place, number }, nth) => ({ name, index: number ?? nth + 1, text, place }));
  numbered.sort((a, b) => a.index - b.index);
  for (const { index, text, place } of numbered) fields.push(alone ? { name, text, place } : { name, index, text, place });
}

function imagesOf(main: readonly NamedText[], other: readonly NamedText[]): ListingImage[] {
  const images: ListingImage[] = [];
  let others = 0;
  for (const [nth, { src, place }] of main.flatMap(splitImages).entries()) {
    const slot: ImageSlot = nth === 0 ? 'main' : `other-${++others}`;
    images.push({ slot, src, place });
  }
  const ordered = [...other].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  for (const { src, place } of ordered.flatMap(splitImages)) images.push({ slot: `other-${++others}`, src, place });
  return images;
}

/** A brand as a shopper sees it, without tags and entities. */
function visible(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const seen = hasMarkup(text) ? stripMarkup(text).text.trim() : text;
  return seen === '' ? undefined : seen;
}

function localeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const tag = languageTag(text);
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) ? tag : amazonMarketplaceOfTag(tag)?.locale;
}
