import { languageTag } from './amazon-marketplaces.ts';
import { attributeOf, isAdministrative, type Target } from './columns.ts';
import type { NamedText } from './listing-builder.ts';
import type { Mapping } from './mapping.ts';
import { itemsOf, type Located, member, memberText, placeOf, pointerTo, type TreeNode } from './tree.ts';

/*
 * One item of Amazon's Selling Partner API -> named texts. Every attribute is a list of objects with `value`, `language_tag` and
 * `marketplace_id`; pictures have `media_location` instead of `value`.
 */

/** A text with the marketplace and language that stand beside it. */
export interface Entry {
  readonly text: NamedText;
  readonly marketplaceId?: string;
  /** BCP 47. */
  readonly locale?: string;
}

const FIELDS: Readonly<Record<string, Target>> = {
  item_name: 'title',
  bullet_point: 'bullet',
  product_description: 'description',
  rtip_product_description: 'description',
  generic_keyword: 'search-terms',
  brand: 'brand',
  manufacturer: 'manufacturer',
  main_product_image_locator: 'image.main',
};
const OTHER_IMAGE = /^(?:other_product|other_offer|swatch_product)_image_locator_?(\d*)$/;

/** The texts of a listings item, a catalog item or a message of a feed. */
export function amazonEntries(record: TreeNode, pointer: string, mapping: Mapping): Entry[] {
  const entries: Entry[] = [];
  const add = (field: Target, from: string, key: string, place: Located, marketplaceId?: string): void => {
    const text = memberText(place.node, key);
    if (text === undefined) return;
    entries.push({
      text: { field, text: text.text, place: placeOf(text, pointerTo(place.pointer, key)) },
      ...(marketplaceId === undefined ? {} : { marketplaceId }),
    });
    mapping.add(from, field);
  };
  const item = { node: record, pointer };
  add('id', 'sku', 'sku', item);
  add('product-id', 'asin', 'asin', item);
  add('category', 'productType', 'productType', item);
  for (const { name, value } of attributesOf(record, pointer)) {
    if (name === 'child_parent_sku_relationship') {
      for (const parent of itemsOf(value.node)) add('family', name, 'parent_sku', { node: parent, pointer: value.pointer });
    } else entries.push(...attributeEntries(name, value, mapping));
  }
  const named = new Set(entries.map((entry) => entry.text.field));
  for (const summary of located(record, 'summaries', pointer)) {
    const id = memberText(summary.node, 'marketplaceId')?.text;
    for (const [key, field] of SUMMARY) if (!named.has(field)) add(field, `summaries.${key}`, key, summary, id);
    const image = member(summary.node, 'mainImage');
    if (!named.has('image.main') && image !== undefined) {
      add('image.main', 'summaries.mainImage', 'link', { node: image, pointer: pointerTo(summary.pointer, 'mainImage') }, id);
    }
  }
  if (!named.has('image.main')) entries.push(...catalogImages(record, pointer));
  return entries;
}

const SUMMARY: readonly (readonly [string, Target])[] = [
  ['asin', 'product-id'],
  ['itemName', 'title'],
  ['brand', 'brand'],
  ['manufacturer', 'manufacturer'],
  ['productType', 'category'],
];

interface Attribute {
  readonly name: string;
  readonly value: Located;
}

/** Attributes of a whole item, or those that the patches of a message set. */
function attributesOf(record: TreeNode, pointer: string): Attribute[] {
  const found: Attribute[] = [];
  const whole = member(record, 'attributes');
  if (whole?.kind === 'object') {
    for (const { key, value } of whole.members.values()) {
      found.push({ name: key.text, value: { node: value, pointer: pointerTo(`${pointer}/attributes`, key.text) } });
    }
  }
  for (const patch of located(record, 'patches', pointer)) {
    const path = /^\/attributes\/([^/]+)/.exec(memberText(patch.node, 'path')?.text ?? '');
    const value = member(patch.node, 'value');
    const operation = memberText(patch.node, 'op')?.text.toLowerCase();
    if (path === null || value === undefined || operation === 'delete') continue;
    found.push({ name: path[1] ?? '', value: { node: value, pointer: pointerTo(patch.pointer, 'value') } });
  }
  return found;
}

function attributeEntries(name: string, value: Located, mapping: Mapping): Entry[] {
  const other = OTHER_IMAGE.exec(name);
  const field = other === null ? fieldOf(name) : 'image.other';
  if (field.startsWith('attribute:') && isAdministrative(name)) return [];
  const number = other === null || other[1] === '' ? undefined : Number(other[1]);
  const entries = itemsOf(value.node).flatMap((node, i) => {
    const at = value.node.kind === 'array' ? pointerTo(value.pointer, i) : value.pointer;
    return valueEntry(field, number, { node, pointer: at }) ?? [];
  });
  if (entries.length > 0) mapping.add(`attributes.${name}`, field);
  return entries;
}

function fieldOf(name: string): Target {
  return (Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined) ?? attributeOf(name);
}

/** One of the values of an attribute, with the language and marketplace beside it. */
function valueEntry(field: Target, number: number | undefined, { node, pointer }: Located): Entry | undefined {
  const key = field.startsWith('image.') ? 'media_location' : 'value';
  const text = node.kind === 'text' ? node : memberText(node, key);
  if (text?.type !== 'string') return undefined;
  const place = placeOf(text, text === node ? pointer : pointerTo(pointer, key));
  const id = memberText(node, 'marketplace_id')?.text;
  const tag = memberText(node, 'language_tag')?.text;
  return {
    text: { field, text: text.text, place, ...(number === undefined ? {} : { number }) },
    ...(id === undefined ? {} : { marketplaceId: id }),
    ...(tag === undefined ? {} : { locale: languageTag(tag) }),
  };
}

/** Pictures of a catalog item: `images[].images[]`, every picture in several sizes, of which the first is enough. */
function catalogImages(record: TreeNode, pointer: string): Entry[] {
  const entries: Entry[] = [];
  for (const group of located(record, 'images', pointer)) {
    const id = memberText(group.node, 'marketplaceId')?.text;
    const seen = new Set<string>();
    for (const image of located(group.node, 'images', group.pointer)) {
      const variant = memberText(image.node, 'variant')?.text ?? '';
      const link = memberText(image.node, 'link');
      if (link === undefined || seen.has(variant)) continue;
      seen.add(variant);
      const field = variant === 'MAIN' ? 'image.main' : 'image.other';
      entries.push({
        text: { field, text: link.text, place: placeOf(link, pointerTo(image.pointer, 'link')) },
        ...(id === undefined ? {} : { marketplaceId: id }),
      });
    }
  }
  return entries;
}

function located(node: TreeNode, key: string, pointer: string): Located[] {
  const list = member(node, key);
  if (list?.kind !== 'array') return [];
  return list.items.map((item, i) => ({ node: item, pointer: `${pointerTo(pointer, key)}/${i}` }));
}
