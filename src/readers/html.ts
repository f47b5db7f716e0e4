import type { Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { languageTag } from './amazon-marketplaces.ts';
import type { Input, ReadEvent } from './contract.ts';
import { readText } from './encoding.ts';
import { addressOf, savedFrom } from './html-address.ts';
import { jsonLdProducts, microdataTexts, openGraphTexts } from './html-metadata.ts';
import { type HtmlPage, loadPage } from './html-page.ts';
import { siteTexts } from './html-sites.ts';
import { addIgnores, findIgnoreComments } from './ignore-comment.ts';
import { buildListing, type NamedText } from './listing-builder.ts';
import { marketplaceName } from './marketplace-name.ts';
import { problemOf } from './tree-reader.ts';

/** Longest page, in characters. Saved product pages have one or two million. */
const MAX_CHARACTERS = 20 << 20;
const SHOPS = /(?:^|\.)(?:amazon|aliexpress|alibaba|ebay|walmart|etsy|temu|shein|tiktok|shopee|lazada|myshopify)\./;
/** Fields that a page has once: the first source that knows one is believed. */
const SINGLE: ReadonlySet<string> = new Set(['id', 'product-id', 'title', 'description', 'brand', 'manufacturer', 'category']);

/**
 * Reads the product of a saved page: from the markup of the large shops, then from JSON-LD, Open Graph and microdata, which also fill what
 * the markup lacks. A page whose JSON-LD lists several products gives several listings.
 * @param onPage is handed the page, once, before its products.
 */
export async function* readHtml(input: Input, onPage?: (page: HtmlPage) => void): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const source = await readText(input, problems, MAX_CHARACTERS);
  const page = source === undefined ? undefined : await loadPage(source);
  for (const problem of problems) yield { problem };
  if (source === undefined) return;
  if (page === undefined) {
    yield { problem: { file: input.file, reason: TOO_DEEP } };
    return;
  }
  onPage?.(page);
  const { products, faults } = jsonLdProducts(page);
  const comments = findIgnoreComments(source, input.file, () => (isFromShop(page) ? FROM_SHOP : undefined));
  for (const problem of comments.problems) yield { problem };
  const listings = productsOf(page, products)
    .flatMap(({ texts, context }, i) => listingOf(input, texts, context, i + 1) ?? [])
    .map((listing) => addIgnores(listing, comments.ignores));
  for (const fault of faults) yield { problem: problemOf(input.file, fault) };
  if (listings.length === 0 && faults.length === 0) yield { problem: { file: input.file, reason: NO_PRODUCT } };
  for (const listing of listings) yield { listing };
  yield { mapping: { file: input.file, format: 'html', columns: columnsOf(listings), ignored: [] } };
}

interface PageContext {
  readonly marketplace?: string;
  readonly locale?: string;
}

/** The texts of every product on the page; sources that tell less come later. */
function productsOf(
  page: HtmlPage,
  products: readonly NamedText[][],
): { readonly texts: NamedText[]; readonly context: PageContext }[] {
  const address = addressOf(page);
  const host = hostOf(address);
  const context = contextOf(page, host);
  const site = siteTexts(page, host, address);
  if (site.length === 0 && products.length > 1) return products.map((texts) => ({ texts, context }));
  const sources = [site, products[0] ?? [], openGraphTexts(page), microdataTexts(page)];
  const texts = sources.reduce(fill, []);
  if (texts.length === 0) return [];
  return [{ texts: fill(texts, headingOf(page)), context }];
}

/** Adds what a further source knows about fields that are still without a text. */
function fill(known: NamedText[], more: readonly NamedText[]): NamedText[] {
  const fields = new Set(known.map((text) => text.field));
  const hasPicture = fields.has('image.main') || fields.has('image.other');
  const wanted = more.filter(({ field }) => (field.startsWith('image.') ? !hasPicture : !fields.has(field)));
  const first = wanted.filter(({ field }, i) => !SINGLE.has(field) || wanted.findIndex((other) => other.field === field) === i);
  return [...known, ...first];
}

/** The heading of a product page, else the title in its head. */
function headingOf(page: HtmlPage): NamedText[] {
  for (const selector of ['h1', 'title']) {
    const element = page.first(selector);
    if (element !== undefined && page.inner(element).text !== '') return [page.text('title', page.inner(element), selector)];
  }
  return [];
}

function listingOf(input: Input, texts: readonly NamedText[], context: PageContext, record: number): Listing | undefined {
  const marketplace = context.marketplace ?? input.options.marketplace;
  const locale = input.options.locale ?? context.locale;
  return buildListing(texts, {
    file: input.file,
    record,
    ...(marketplace === undefined ? {} : { marketplace }),
    ...(locale === undefined ? {} : { locale }),
  });
}

/** Whether a browser saved the page, or a shop made it: then its comments are somebody else's. */
function isFromShop(page: HtmlPage): boolean {
  const address = addressOf(page);
  const host = hostOf(address);
  return savedFrom(page) !== '' || (host !== undefined && SHOPS.test(host)) || siteTexts(page, host, address).length > 0;
}

function hostOf(address: string): string | undefined {
  const host = /^(?:https?:)?\/\/([^/:?#]+)/i.exec(address)?.[1];
  return host?.toLowerCase();
}

function contextOf(page: HtmlPage, host: string | undefined): PageContext {
  const shopify = /cdn\.shopify\.com|Shopify\.theme/.test(page.source);
  const named = host !== undefined && SHOPS.test(host) ? marketplaceName(host, undefined) : undefined;
  const marketplace = named ?? (shopify ? 'shopify' : undefined);
  const locale = languageTag(page.value(page.first('html'), 'lang'));
  return {
    ...(marketplace === undefined ? {} : { marketplace }),
    ...(/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(locale) ? { locale } : {}),
  };
}

function columnsOf(listings: readonly Listing[]): { readonly from: string; readonly to: string }[] {
  const columns = new Map<string, string>();
  for (const { fields, images } of listings.slice(0, 10)) {
    for (const { name, place } of fields) columns.set(place.cell ?? '', name);
    for (const { slot, place } of images) columns.set(place.cell ?? '', slot === 'main' ? 'image.main' : 'image.other');
  }
  return [...columns].slice(0, 300).map(([from, to]) => ({ from, to }));
}

const NO_PRODUCT: Bilingual = {
  en: 'No product found: looked for the markup of Amazon, AliExpress, Alibaba, eBay, Walmart and Shopify pages, for JSON-LD, Open Graph and microdata. Save the page once it has loaded completely (the whole page, not the frame), or write the listing as a table, JSON or Markdown.',
  zh: '没有找到商品：已查找亚马逊、速卖通、阿里巴巴国际站、eBay、沃尔玛、Shopify 的页面结构，以及 JSON-LD、Open Graph 和 microdata。请等页面完全加载后保存整个网页，或把 Listing 写成表格、JSON 或 Markdown。',
};
const FROM_SHOP: Bilingual = {
  en: 'A preclear-ignore comment does not count in a page that was saved from a shop, where anyone may have written it. Use preclear.suppressions.yaml.',
  zh: '从平台保存的页面中，preclear-ignore 注释不起作用，因为可能由他人写入。请改用 preclear.suppressions.yaml。',
};
const TOO_DEEP: Bilingual = {
  en: 'The tags of this page are nested more than 5000 levels deep; it was not read. Expected a product page as a browser saves it.',
  zh: '此页面的标签嵌套超过 5000 层，未读取。此处应是用浏览器保存的商品页面。',
};
