import { isFetchFault } from '../../fetch/fault.ts';
import type { Fetched, Fetcher } from '../../fetch/fetcher.ts';
import { readSitemap } from '../../fetch/sitemap.ts';
import type { ClaimedDate } from '../../model/claimed-date.ts';
import type { Bilingual } from '../../model/text.ts';
import type { FoundDate } from '../../trace/date-table.ts';
import { PAGE_FILES } from '../../trace/trace-page.ts';
import { tellStated } from '../../trace/trace-wording.ts';
import type { PageFacts } from './suspect.ts';

/*
 * Everything that a page and its site claim about when it was published: its own data, the server's header, the product as Shopify gives it to programs,
 * the site map. A site that does not answer claims less; it is no fault of the trace.
 */

interface ClaimSources {
  readonly facts: PageFacts;
  readonly dates: readonly ClaimedDate[];
  readonly markup: string;
  /** Of a page from the network. */
  readonly fetched?: Fetched | undefined;
}

/** Site maps that are looked through for one page, and bytes of each. */
const MOST_SITEMAPS = 4;
const SITEMAP_BYTES = 10 << 20;
const JSON_BYTES = 5 << 20;

/** The dates of a page, the observed one first. */
export async function findClaims(
  { facts, dates, markup, fetched }: ClaimSources,
  { fetcher }: { readonly fetcher: Fetcher },
): Promise<FoundDate[]> {
  const isFile = facts.source === 'file';
  const rows: FoundDate[] = [
    {
      kind: isFile ? 'saved-page' : 'received',
      name: isFile ? 'file' : `HTTP ${facts.status ?? ''}`.trim(),
      value: facts.observedAt,
      about: { en: 'their page', zh: '对方页面' },
      ...(facts.statedUrl === undefined ? {} : { note: tellStated(facts.statedUrl) }),
      ref: PAGE_FILES.page,
    },
    ...claimRows(dates, PAGE_FILES.page),
  ];
  if (facts.savedAt !== undefined) {
    const about = { en: 'the saved page', zh: '已保存的页面' };
    rows.push({ kind: 'file-time', name: facts.named, value: facts.savedAt, about, ref: PAGE_FILES.page });
  }
  const changed = facts.headers['last-modified'];
  if (changed !== undefined) {
    rows.push(
      ...claimRows([{ source: 'last-modified', name: 'Last-Modified', value: changed.slice(0, 60) }], PAGE_FILES.headers),
    );
  }
  if (fetched === undefined) return rows;
  const url = new URL(fetched.finalUrl);
  const known = new Set(rows.map(({ name, value }) => `${name} ${value}`));
  const more = [...(await shopifyDates(url, markup, fetcher)), ...(await sitemapDates(url, fetcher))];
  return [...rows, ...more.filter(({ name, value }) => !known.has(`${name} ${value}`))];
}

/** Dates that a page claims, as the table takes them. */
function claimRows(dates: readonly ClaimedDate[], ref: string): FoundDate[] {
  return dates.map(({ source, name, value, of }) => ({
    kind: source,
    name,
    value,
    ...(of === undefined ? {} : { of }),
    about: of === undefined ? PAGE : { en: `product ${of}`, zh: `商品 ${of}` },
    ref,
  }));
}

const PAGE: Bilingual = { en: 'their page', zh: '对方页面' };

/** `/products/lamp` of a Shopify shop has its data under `/products/lamp.json`. */
async function shopifyDates(url: URL, markup: string, fetcher: Fetcher): Promise<FoundDate[]> {
  const path = /^(.*\/products\/[^/]+?)\/?$/.exec(url.pathname)?.[1];
  if (path === undefined || path.endsWith('.json') || !/cdn\.shopify\.com|Shopify\.(?:theme|shop)/.test(markup)) return [];
  const address = `${url.origin}${path}.json`;
  const got = await fetcher.fetch(address, { as: 'text', maxBytes: JSON_BYTES });
  if (isFetchFault(got)) return [];
  const product = productOf(got.body.toString('utf8'));
  const dates = ['published_at', 'created_at', 'updated_at'].flatMap((name): ClaimedDate[] => {
    const value = product[name];
    return typeof value === 'string' && value.length <= 40 ? [{ source: 'shopify', name, value }] : [];
  });
  return claimRows(dates, address);
}

function productOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && isRecord(value.product) ? value.product : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the site maps of the site say of this very page; a few are looked through. */
async function sitemapDates(url: URL, fetcher: Fetcher): Promise<FoundDate[]> {
  const named = await fetcher.sitemapsOf(url);
  const open = named.length > 0 ? [...named] : [`${url.origin}/sitemap.xml`];
  for (let read = 0; read < MOST_SITEMAPS; read++) {
    const address = open.shift();
    if (address === undefined) break;
    const got = await fetcher.fetch(address, { as: 'text', maxBytes: SITEMAP_BYTES });
    const map = isFetchFault(got) ? undefined : await readSitemap(got.body);
    if (map === undefined) continue;
    const entry = map.pages.find((page) => samePage(page.url, url));
    if (entry?.lastmod !== undefined)
      return claimRows([{ source: 'sitemap', name: 'lastmod', value: entry.lastmod.slice(0, 60) }], address);
    // Site maps of products first; that of a shop's blog does not name a product.
    const inner = map.sitemaps.map((one) => one.url).filter((one) => sameHost(one, url));
    open.push(...inner.sort((a, b) => Number(/product/i.test(b)) - Number(/product/i.test(a))));
  }
  return [];
}

function samePage(address: string, url: URL): boolean {
  if (!URL.canParse(address)) return false;
  const other = new URL(address);
  return other.host === url.host && trimmed(other.pathname) === trimmed(url.pathname) && other.search === url.search;
}

function sameHost(address: string, url: URL): boolean {
  return URL.canParse(address) && new URL(address).host === url.host;
}

function trimmed(path: string): string {
  return path.replace(/\/$/, '');
}
