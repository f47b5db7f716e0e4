import { checkAddress } from '../../fetch/address.ts';
import { canonicalAddress } from '../../fetch/canonical-address.ts';
import { type FetchFault, isFetchFault, makeFault } from '../../fetch/fault.ts';
import type { Fetched, Fetcher } from '../../fetch/fetcher.ts';
import { readSitemap } from '../../fetch/sitemap.ts';
import type { ClaimedDate } from '../../model/claimed-date.ts';
import type { FetchFlags } from './fetch-command.ts';

/*
 * What a run is to fetch: addresses of the command line, of site maps, and the product lists of Shopify shops, each address once.
 */

/** Something to fetch. */
export interface Target {
  readonly url: string;
  /** What a site map says of it. */
  readonly dates: readonly ClaimedDate[];
  /** A page that a person named must hold something; one of a site map may be about anything. */
  readonly named: boolean;
  /** A list of products, which was fetched to see whether more follow. */
  readonly products?: Fetched;
}

/** Something that led to no address. */
export interface TargetFault {
  readonly url: string;
  readonly fault: FetchFault;
}

/** Site maps inside site maps, and most of them in one run. */
const MAX_DEPTH = 3;
const MOST_SITEMAPS = 2000;
/** Products of a page of a Shopify shop, and the last page that shops give. */
const SHOPIFY_LIMIT = 250;
const SHOPIFY_PAGES = 100;

/** What to fetch, in order, each address once; `done` is left out. */
export async function* findTargets(
  addresses: readonly string[],
  { sitemap = [], shopifyProducts = [] }: Pick<FetchFlags, 'sitemap' | 'shopifyProducts'>,
  fetcher: Fetcher,
  done: ReadonlySet<string>,
): AsyncGenerator<Target | TargetFault> {
  const seen = new Set(done);
  const isNew = (url: string): boolean => !seen.has(url) && seen.add(url).size > 0;
  for (const address of addresses) {
    const url = canonicalAddress(address.trim());
    if (isNew(url)) yield { url, dates: [], named: true };
  }
  for (const address of sitemap) {
    for await (const target of sitemapTargets(address, fetcher)) {
      if ('fault' in target || isNew(target.url)) yield target;
    }
  }
  for (const shop of shopifyProducts) yield* shopifyTargets(shop, fetcher, seen);
}

async function* sitemapTargets(address: string, fetcher: Fetcher): AsyncGenerator<Target | TargetFault> {
  const open = (await startOf(address, fetcher)).map((url) => ({ url, depth: 1 }));
  const seen = new Set(open.map(({ url }) => url));
  let foreign = 0;
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { url, depth } = next;
    const got = await fetcher.fetch(url, { as: 'text' });
    const map = isFetchFault(got) ? got : ((await readSitemap(got.body)) ?? noSitemap(url));
    if (isFetchFault(map)) {
      yield { url, fault: map };
      continue;
    }
    for (const { url: inner } of map.sitemaps) {
      if (depth >= MAX_DEPTH || seen.size >= MOST_SITEMAPS || seen.has(inner) || !isSameSite(inner, url)) continue;
      seen.add(inner);
      open.push({ url: inner, depth: depth + 1 });
    }
    for (const { url: page, lastmod } of map.pages) {
      if (!isSameSite(page, url)) foreign++;
      else
        yield {
          url: canonicalAddress(page),
          named: false,
          dates: lastmod === undefined ? [] : [{ source: 'sitemap', name: 'lastmod', value: lastmod.slice(0, 40) }],
        };
    }
  }
  if (foreign > 0) yield { url: address, fault: foreignPages(foreign) };
}

/** A site map, or those that a site names in its robots.txt, or the usual one. */
async function startOf(address: string, fetcher: Fetcher): Promise<readonly string[]> {
  const url = checkAddress(address, []);
  // What is wrong with the address is told when it is fetched.
  if (
    isFetchFault(url) ? !URL.canParse(address) || new URL(address).pathname !== '/' : url.pathname !== '/' || url.search !== ''
  ) {
    return [address];
  }
  const site = new URL(address);
  const named = (await fetcher.sitemapsOf(site)).filter(
    (map) => URL.canParse(map, site.href) && isSameSite(new URL(map, site.href).href, site.href),
  );
  return named.length > 0 ? named.map((map) => new URL(map, site.href).href) : [new URL('/sitemap.xml', site).href];
}

/** The protocol lets a site map speak for its own host only. */
function isSameSite(address: string, site: string): boolean {
  const bare = (url: string): string => new URL(url).host.replace(/^www\./, '');
  return bare(address) === bare(site);
}

async function* shopifyTargets(shop: string, fetcher: Fetcher, seen: Set<string>): AsyncGenerator<Target | TargetFault> {
  const address = /^https?:\/\//i.test(shop) ? shop : `https://${shop}`;
  const base = URL.canParse(address) ? new URL(address).origin : address;
  for (let page = 1; page <= SHOPIFY_PAGES; page++) {
    const url = `${base}/products.json?limit=${SHOPIFY_LIMIT}&page=${page}`;
    if (seen.has(url)) continue;
    seen.add(url);
    const got = await fetcher.fetch(url, { as: 'text' });
    if (isFetchFault(got)) {
      yield { url, fault: got };
      return;
    }
    const count = countProducts(got.body);
    if (count === undefined && page === 1) yield { url, fault: noShop(base) };
    if (count === undefined || count === 0) return;
    yield { url, dates: [], named: true, products: got };
  }
}

function countProducts(body: Buffer): number | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value !== 'object' || value === null || !('products' in value)) return undefined;
    return Array.isArray(value.products) ? value.products.length : undefined;
  } catch {
    return undefined;
  }
}

function noSitemap(url: string): FetchFault {
  return makeFault(
    'broken',
    `${url} is no site map; expected XML with <urlset> or <sitemapindex>, or one address a line.`,
    `${url} 不是站点地图；应为包含 <urlset> 或 <sitemapindex> 的 XML，或每行一个网址。`,
  );
}

function foreignPages(count: number): FetchFault {
  return makeFault(
    'address',
    `The site map names ${count} ${count === 1 ? 'address' : 'addresses'} of other hosts, left out because a site map speaks for its own host only. Name what you want of them on the command line.`,
    `站点地图中有 ${count} 个其他域名的网址，已跳过（站点地图只对本域名有效）。如有需要，请在命令行中直接指定。`,
  );
}

function noShop(base: string): FetchFault {
  return makeFault(
    'broken',
    `${base} gives no list of products under /products.json, so it is no Shopify shop or does not show its list. Use --sitemap.`,
    `${base} 的 /products.json 没有商品列表，可能不是 Shopify 店铺或未公开列表。请改用 --sitemap。`,
  );
}
