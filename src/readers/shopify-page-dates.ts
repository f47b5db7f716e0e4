import type { ClaimedDate } from '../model/claimed-date.ts';
import { addressOf } from './html-address.ts';
import type { HtmlPage } from './html-page.ts';

/*
 * The dates of the product that a Shopify page is about. Its scripts also hold other products, blog posts and reviews, all with dates of the
 * same names; only an object with variants is a product, and only the one that the page's address names is the page's.
 */

const NAMES = ['published_at', 'created_at', 'updated_at'] as const;
/** Objects that are looked at; a page has its product and some that it recommends. */
const MOST_OBJECTS = 30;
/** Longest object, and how far before its date it may begin, in characters. */
const LONGEST = 300_000;

/** The dates of the product of a Shopify page; none where it cannot be told which product is the page's. */
export function shopifyPageDates(page: HtmlPage): ClaimedDate[] {
  const { source } = page;
  if (!/cdn\.shopify\.com|Shopify\.theme/.test(source)) return [];
  const handle = /\/products\/([^/?#]{1,300})/.exec(addressOf(page))?.[1];
  for (const product of productsIn(source)) {
    if (handle !== undefined && typeof product.handle === 'string' && product.handle !== handle) continue;
    return NAMES.flatMap((name): ClaimedDate[] => {
      const value = product[name];
      return typeof value === 'string' ? [{ source: 'shopify', name, value }] : [];
    });
  }
  return [];
}

/** Objects that hold a `published_at` and variants of their own. */
function* productsIn(source: string): Generator<Readonly<Record<string, unknown>>> {
  let behind = 0;
  let looked = 0;
  for (const { index } of source.matchAll(/"published_at"\s{0,5}:/g)) {
    if (index < behind) continue;
    if (++looked > MOST_OBJECTS) return;
    const start = startOf(source, index);
    const end = start === undefined ? undefined : endOf(source, start);
    if (start === undefined || end === undefined) continue;
    const value = parse(source.slice(start, end));
    if (value === undefined || !Array.isArray(value.variants)) continue;
    behind = end;
    yield value;
  }
}

/** Where the object begins that a name stands in. Strings are passed over, backwards. */
function startOf(source: string, from: number): number | undefined {
  let depth = 0;
  for (let i = from - 1; i >= Math.max(0, from - LONGEST); i--) {
    const sign = source[i];
    if (sign === '}' || sign === ']') depth++;
    else if (sign === '{' || sign === '[') {
      if (depth === 0) return sign === '{' ? i : undefined;
      depth--;
    } else if (sign === '"') i = stringStart(source, i);
  }
  return undefined;
}

/** Where the string begins that ends at a quotation mark: at the next one before it that no backslash takes its meaning from. */
function stringStart(source: string, end: number): number {
  for (let at = source.lastIndexOf('"', end - 1); at > 0; at = source.lastIndexOf('"', at - 1)) {
    let slashes = 0;
    while (source[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at;
  }
  return 0;
}

/** Behind the bracket that ends an object. */
function endOf(source: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: sign, index } of source.slice(start, start + LONGEST).matchAll(/[{}[\]]|"[^"\\]*(?:\\.[^"\\]*)*"/gs)) {
    if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return start + index + 1;
  }
  return undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
