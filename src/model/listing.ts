import type { Place, Position } from './place.ts';

/** Text that was read in a picture; it stands in no file, so that nothing can edit it there. */
export type PictureText = 'image-text.main' | 'image-text.other';

/** The kinds of text that a listing holds. `attribute:<key>` stands for every other named property. */
export type FieldName =
  | 'title'
  | 'bullet'
  | 'description'
  | 'aplus'
  | 'search-terms'
  | 'brand'
  | 'manufacturer'
  | 'image-alt'
  | PictureText
  | `attribute:${string}`;

/** The fields that have a name of their own, in the order in which a listing holds them; attributes follow. */
export const FIELD_ORDER: readonly FieldName[] = [
  'title',
  'bullet',
  'description',
  'aplus',
  'search-terms',
  'brand',
  'manufacturer',
  'image-alt',
  'image-text.main',
  'image-text.other',
];

/** Whether a field holds text that was read in a picture. */
export function isPictureText(field: string): field is PictureText {
  return field === 'image-text.main' || field === 'image-text.other';
}

/** One text of a listing, exactly as the seller wrote it. */
export interface Field {
  readonly name: FieldName;
  /** 1-based, for fields that may stand several times (bullets, search terms). */
  readonly index?: number;
  readonly text: string;
  readonly place: Place;
}

/** `main`, or `other-1`, `other-2` … in the order of the file. */
export type ImageSlot = 'main' | `other-${number}`;

/** A picture that a listing shows. */
export interface ListingImage {
  readonly slot: ImageSlot;
  /** Path or URL, as written. */
  readonly src: string;
  readonly place: Place;
  /** Absolute path, once the scan has found the file. */
  readonly file?: string;
}

/** A comment in a listing's file that accepts what a rule finds there. */
export interface IgnoreComment {
  readonly rule: string;
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly until: string;
  /** Of its first character. */
  readonly place: Position;
}

/** What a seller is about to publish. */
export interface Listing {
  /** The seller's SKU, else ASIN or product id, else `<file>#<record>`. */
  readonly id: string;
  /** Where it has no id: the same with the path from its configuration's folder, whatever folder a scan was started in. */
  readonly key?: string;
  /** `amazon.com`, `amazon.de`, `alibaba.com`, `shopify` …; `any` when nothing tells. */
  readonly marketplace: string;
  /** BCP 47 language tag of the texts, where the file says so. */
  readonly locale?: string;
  /** What the brand field says, decoded; it may lie. */
  readonly brand?: string;
  readonly category?: string;
  /** SKU or id of the parent whose variant it is, where the file says so. */
  readonly family?: string;
  /** ASIN or the platform's id, where the file tells it beside the SKU. */
  readonly productId?: string;
  readonly fields: readonly Field[];
  readonly images: readonly ListingImage[];
  /** Only from formats that have comments; whether they count is decided later, because anyone may have written the file. */
  readonly ignores?: readonly IgnoreComment[];
  /** `file` as reported, `record` 1-based among the file's records. */
  readonly source: { readonly file: string; readonly record: number };
}

/** The name by which decisions know a listing. */
export function keyOf({ key, id }: Pick<Listing, 'id' | 'key'>): string {
  return key ?? id;
}

/** The marketplace of a listing about which nothing is known; only rules for every marketplace apply. */
export const ANY_MARKETPLACE = 'any';
