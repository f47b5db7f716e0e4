import type { NoticePlatform } from '../model/case-notice.ts';

/*
 * What numbers of listings look like, platform by platform.
 */

/** An item number in a text; offsets are those of the text that was searched. */
export interface ItemId {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Where an ASIN begins by itself: B0 and eight more, one of them a digit, because words such as B0RDERLINE are none. */
const ASIN = /(?<![A-Za-z0-9])B0(?=[A-Z]{0,7}[0-9])[A-Z0-9]{8}(?![A-Za-z0-9])/g;
/** Behind a label ISBNs and small letters count too. */
const LABELLED_ASIN = /(?<![A-Za-z0-9])(?:B0[A-Za-z0-9]{8}|\d{9}[\dXx])(?![A-Za-z0-9])/g;
/** Numbers of other platforms; four digits at least, so that a word is none. */
const NUMBER = /(?<![A-Za-z0-9])#?((?=[A-Za-z0-9_-]{0,36}\d{4})[A-Za-z0-9][A-Za-z0-9_-]{4,39})(?![A-Za-z0-9])/g;

const PAGES: readonly (readonly [RegExp, NoticePlatform])[] = [
  [/amazon\.[a-z.]{2,6}\/(?:[^\s/]{1,120}\/)?(?:dp|gp\/product)\/([A-Z0-9]{10})/gi, 'amazon'],
  [/aliexpress\.[a-z.]{2,6}\/(?:item|i)\/(?:[^\s/]{1,120}\/)?(\d{8,20})/gi, 'aliexpress'],
  [/alibaba\.com\/product-detail\/[^\s/]{0,150}?_(\d{8,20})\.html/gi, 'alibaba'],
  [/ebay\.[a-z.]{2,6}\/itm\/(?:[^\s/]{1,120}\/)?(\d{9,14})/gi, 'ebay'],
  [/walmart\.[a-z.]{2,6}\/ip\/(?:[^\s/]{1,150}\/)?(\d{5,14})/gi, 'walmart'],
  [/temu\.com\/[^\s]{0,150}?-g-(\d{10,20})\.html/gi, 'temu'],
  [/tiktok\.com\/(?:view\/)?product\/(\d{10,22})/gi, 'tiktok_shop'],
  [/((?:https?:\/\/)[^\s/]{1,100}\/(?:collections\/[^\s/]{1,80}\/)?products\/[a-z0-9%_-]{1,150})/gi, 'shopify'],
];

/** Item numbers that stand by themselves in running text: only ASINs are told from other numbers by their look. */
export function looseIds(text: string): ItemId[] {
  return [...text.matchAll(ASIN)].map((found) => ({ id: found[0], start: found.index, end: found.index + found[0].length }));
}

/** A line that begins with an item number of a platform whose numbers are known by their length: `998024000555 - Wool slippers`. */
const HEADED: Partial<Record<NoticePlatform, RegExp>> = {
  ebay: /^#?(\d{12})(?=\s*(?:[-–—:|(（]|$))/,
  aliexpress: /^#?(\d{16})(?=\s*(?:[-–—:|(（]|$))/,
  alibaba: /^#?(\d{13,14})(?=\s*(?:[-–—:|(（]|$))/,
  temu: /^#?(\d{15})(?=\s*(?:[-–—:|(（]|$))/,
  tiktok_shop: /^#?(\d{19})(?=\s*(?:[-–—:|(（]|$))/,
};

/** The item number at the head of a line. */
export function headedId(text: string, platform: NoticePlatform): ItemId | undefined {
  const id = HEADED[platform]?.exec(text)?.[1];
  const start = id === undefined ? 0 : text.indexOf(id);
  return id === undefined ? undefined : { id, start, end: start + id.length };
}

/** Item numbers behind a label that announces them. */
export function labelledIds(text: string, platform: NoticePlatform): ItemId[] {
  const asins = [...text.matchAll(LABELLED_ASIN)].map(({ 0: id, index }) => ({
    id: id.toUpperCase(),
    start: index,
    end: index + id.length,
  }));
  const amazon = platform === 'amazon' || platform === 'direct' || platform === 'unknown';
  if (asins.some(({ id }) => id.startsWith('B0')) || (amazon && asins.length > 0)) return asins;
  if (platform === 'amazon') return [];
  return [...text.matchAll(NUMBER)].map((found) => {
    const id = found[1] ?? '';
    const end = found.index + found[0].length;
    return { id, start: end - id.length, end };
  });
}

/** Item numbers in the addresses of a platform's pages; on Shopify the address itself. */
export function pageIds(text: string, platform: NoticePlatform): ItemId[] {
  return PAGES.filter(([, owner]) => owner === platform || platform === 'direct').flatMap(([pattern]) =>
    [...text.matchAll(pattern)].map((found) => {
      const id = found[1] ?? '';
      const start = found.index + found[0].indexOf(id);
      return { id, start, end: start + id.length };
    }),
  );
}
