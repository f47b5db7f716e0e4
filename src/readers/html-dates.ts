import type { ClaimedDate } from '../model/claimed-date.ts';
import type { HtmlPage } from './html-page.ts';

/*
 * The dates that a page claims of itself: in JSON-LD, in its head, and in the data that Shopify writes into its pages.
 */

/** Most dates of one page. */
const MOST = 50;
/** Values of JSON-LD that are looked at, and how deep. */
const MOST_NODES = 20_000;
const MAX_DEPTH = 12;

const LD_NAMES: ReadonlySet<string> = new Set(['datePublished', 'dateCreated', 'dateModified', 'uploadDate', 'releaseDate']);
const META_NAMES: readonly string[] = [
  'article:published_time',
  'article:modified_time',
  'og:updated_time',
  'product:published_time',
];
const ITEM_NAMES: ReadonlySet<string> = new Set(['datePublished', 'dateCreated', 'dateModified']);
const A_DATE = /^\d{4}-\d{2}(?:-\d{2}(?:[T ][\d:.]{4,15}(?:Z| ?[+-]\d{2}:?\d{2})?)?)?$/;

/** What a page claims about its dates, each claim once. */
export function claimedDates(page: HtmlPage): ClaimedDate[] {
  const found = [...jsonLdDates(page), ...headDates(page), ...shopifyDates(page)].filter(({ value }) => A_DATE.test(value));
  const seen = new Set<string>();
  return found
    .filter(({ source, name, value }) => {
      const key = `${source} ${name} ${value}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST);
}

function jsonLdDates(page: HtmlPage): ClaimedDate[] {
  const dates: ClaimedDate[] = [];
  let nodes = 0;
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH || ++nodes > MOST_NODES) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && LD_NAMES.has(name)) dates.push({ source: 'json-ld', name, value: inner.trim() });
      else walk(inner, depth + 1);
    }
  };
  for (const script of page.all('script[type="application/ld+json"]').slice(0, 200)) walk(parse(page.inner(script).text), 0);
  return dates;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headDates(page: HtmlPage): ClaimedDate[] {
  const graph = META_NAMES.flatMap((name) =>
    (page.metas().get(name) ?? [])
      .slice(0, 5)
      .map((meta): ClaimedDate => ({ source: 'open-graph', name, value: page.value(meta, 'content') })),
  );
  const items = page
    .all('[itemprop^="date"]')
    .filter(({ attribs }) => ITEM_NAMES.has(attribs.itemprop ?? ''))
    .slice(0, 10)
    .map(
      (element): ClaimedDate => ({
        source: 'page',
        name: element.attribs.itemprop ?? '',
        value: page.value(element, 'content') || page.value(element, 'datetime') || page.inner(element).text.slice(0, 60),
      }),
    );
  return [...graph, ...items];
}

/** The product in the scripts of a Shopify page: the first of each name is the product's, the rest its variants' and others'. */
function shopifyDates({ source }: HtmlPage): ClaimedDate[] {
  if (!/cdn\.shopify\.com|Shopify\.theme/.test(source)) return [];
  return ['published_at', 'created_at', 'updated_at'].flatMap((name): ClaimedDate[] => {
    const value = new RegExp(`"${name}"\\s{0,5}:\\s{0,5}"([^"]{4,40})"`).exec(source)?.[1];
    return value === undefined ? [] : [{ source: 'shopify', name, value }];
  });
}
