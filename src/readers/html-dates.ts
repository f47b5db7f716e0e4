import type { ClaimedDate } from '../model/claimed-date.ts';
import type { Element, HtmlPage } from './html-page.ts';
import { isOwnMember, isOwnType, jsonLdDates } from './json-ld-dates.ts';
import { shopifyPageDates } from './shopify-page-dates.ts';

/*
 * The dates that a page claims of itself: in JSON-LD, in its head, on its elements, and in the data that Shopify writes into its pages. Those
 * of reviews, comments and other products on it are left out.
 */

/** Most dates of one page. */
const MOST = 50;
const META_NAMES: readonly string[] = [
  'article:published_time',
  'article:modified_time',
  'og:updated_time',
  'product:published_time',
];
const ITEM_NAMES: ReadonlySet<string> = new Set(['datePublished', 'dateCreated', 'dateModified']);
/** Marked elements that are looked at: more are reviews. */
const MOST_ITEMS = 500;
const A_DATE = /^\d{4}-\d{2}(?:-\d{2}(?:[T ][\d:.]{4,15}(?:Z| ?[+-]\d{2}:?\d{2})?)?)?$/;

/** What a page claims about its dates, each claim once. */
export function claimedDates(page: HtmlPage): ClaimedDate[] {
  const found = [...jsonLdDates(page), ...headDates(page), ...shopifyPageDates(page)].filter(({ value }) => A_DATE.test(value));
  const seen = new Set<string>();
  return found
    .filter(({ source, name, value }) => {
      const key = `${source} ${name} ${value}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST);
}

function headDates(page: HtmlPage): ClaimedDate[] {
  const graph = META_NAMES.flatMap((name) =>
    (page.metas().get(name) ?? [])
      .slice(0, 5)
      .map((meta): ClaimedDate => ({ source: 'open-graph', name, value: page.value(meta, 'content') })),
  );
  const items = page
    .all('[itemprop*="date"]')
    .slice(0, MOST_ITEMS)
    .flatMap((element) => itemNames(element).map((name) => ({ name, element })))
    .filter(({ element }) => isOwn(element))
    .slice(0, 10)
    .map(
      ({ name, element }): ClaimedDate => ({
        source: 'page',
        name,
        value: page.value(element, 'content') || page.value(element, 'datetime') || page.inner(element).text.slice(0, 60),
      }),
    );
  return [...graph, ...items];
}

function itemNames({ attribs }: Element): string[] {
  return (attribs.itemprop ?? '').split(/\s+/).filter((name) => ITEM_NAMES.has(name));
}

/** Whether all that an element is marked up as a part of is the page's own: a date in a review, and in the picture of a review, is not. */
function isOwn(element: Element): boolean {
  for (let at = element.parent; at !== null; at = at.parent) {
    if (!('attribs' in at)) continue;
    const { itemscope, itemtype = '', itemprop } = at.attribs;
    if (itemscope === undefined) continue;
    const types = itemtype.split(/\s+/).filter((type) => type !== '');
    if (types.length > 0 && !isOwnType(types)) return false;
    if (itemprop !== undefined && !itemprop.split(/\s+/).some(isOwnMember)) return false;
  }
  return true;
}
