import type { Element, HtmlPage } from './html-page.ts';
import type { NamedText } from './listing-builder.ts';

/*
 * How the product pages of the large shops are marked up. Class names of such pages change often; what cannot be found here is taken from the
 * metadata of the page, which changes seldom.
 */

interface Site {
  readonly host: RegExp;
  /** Marks of the page where nothing tells its address. */
  readonly marks: string;
  readonly title: string;
  readonly bullets?: string;
  readonly description?: string;
  readonly aplus?: string;
  readonly brand?: string;
  readonly mainImage?: string;
  readonly images?: string;
  /** The product's number in its address. */
  readonly id: RegExp;
}

const SITES: readonly Site[] = [
  {
    host: /(?:^|\.)amazon\./,
    marks: '#productTitle',
    title: '#productTitle, #title',
    bullets: '#feature-bullets li, #productFactsDesktopExpander ul li',
    description: '#productDescription',
    aplus: '#aplus, #aplus_feature_div',
    brand: '#bylineInfo',
    mainImage: '#landingImage, #imgTagWrapperId img, #imgBlkFront',
    images: '#altImages li img',
    id: /\/(?:dp|gp\/product)\/([A-Z0-9]{10})/,
  },
  {
    host: /(?:^|\.)aliexpress\./,
    marks: '[data-pl="product-title"], .product-title-text',
    title: '[data-pl="product-title"], .product-title-text, h1',
    description: '#product-description, .detailmodule_text, #nav-description',
    mainImage: '.magnifier-image, [class*="magnifier--image"], .image-view-magnifier-wrap img',
    images: '[class*="slider--img"] img, .images-view-item img',
    id: /\/item\/(?:[^/]*\/)?(\d{6,})\.html/,
  },
  {
    host: /(?:^|\.)alibaba\.com$/,
    marks: '.ma-title, .module_title h1, [data-testid="product-title"] h1',
    title: '.module_title h1, .product-title h1, .product-title-container h1, .ma-title, h1',
    bullets: '.ma-brief-list li, .key-attributes li',
    description: '#J-rich-text-description, .rich-text-description, .module_product_specification, #product-detail',
    mainImage: '.main-image img, .image-viewer img, [data-testid="media-image"] img',
    images: '.main-image-thumb-item img, .thumb-list img',
    id: /_(\d{6,})\.html/,
  },
  {
    host: /(?:^|\.)ebay\./,
    marks: '.x-item-title__mainTitle, #itemTitle',
    title: '.x-item-title__mainTitle, #itemTitle',
    description: '#desc_div, .d-item-description, #viTabs_0_is',
    brand: '.ux-labels-values--brand .ux-labels-values__values',
    mainImage: '.ux-image-carousel-item.active img, .ux-image-carousel-item img, #icImg',
    images: '.ux-image-carousel-item img',
    id: /\/itm\/(?:[^/]*\/)?(\d{9,})/,
  },
  {
    host: /(?:^|\.)walmart\./,
    marks: '#main-title[itemprop="name"]',
    title: '#main-title, h1[itemprop="name"]',
    description: '[data-testid="product-description-content"], .about-product-description, #product-description-section',
    brand: 'a[data-seo-id="brand-name"]',
    mainImage: '[data-testid="hero-image-container"] img, [data-testid="hero-image"]',
    images: '[data-testid="vertical-carousel-container"] img',
    id: /\/ip\/(?:[^/]*\/)?(\d{5,})/,
  },
  {
    host: /(?:^|\.)myshopify\.com$/,
    marks: '.product__title h1, .product-single__title, [data-product-json]',
    title: '.product__title h1, .product-single__title, .product-title, h1.product__title',
    description: '.product__description, .product-single__description, .product-description',
    brand: '.product__vendor, .product-single__vendor',
    mainImage: '.product__media img, .product-single__photo img, .product-featured-media img',
    images: '.product__media img, .product-single__thumbnail-image',
    id: /\/products\/([^/?#]+)/,
  },
];

/** Words around the name in `Visit the Acme Store` and its like. */
const BYLINE =
  /^(?:visit the|brand|marke|marque|marca|品牌|besuchen sie den|visiter la boutique|visita lo store di|visita la tienda de|ブランド)\s*[::]?\s*|(?:[- ]store|のストアを表示)$/gi;

/** What the markup of a known shop tells; empty when the page is of none. */
export function siteTexts(page: HtmlPage, host: string | undefined, address: string): NamedText[] {
  const site = SITES.find((s) => (host !== undefined && s.host.test(host)) || page.first(s.marks) !== undefined);
  if (site === undefined) return [];
  const texts: NamedText[] = [];
  const title = preferred(page, site.title);
  if (title === undefined) return [];
  texts.push(page.text('title', page.inner(title), site.title));
  for (const element of bulletsOf(page, site.bullets)) texts.push(page.text('bullet', page.inner(element), site.bullets ?? ''));
  for (const [field, selector] of [
    ['description', site.description],
    ['aplus', site.aplus],
  ] as const) {
    const element = preferred(page, selector);
    if (selector !== undefined && element !== undefined) texts.push(page.text(field, page.inner(element), selector));
  }
  return [...texts, ...brandOf(page, site.brand), ...picturesOf(page, site), ...idOf(page, site, address)];
}

/** The first element of the first alternative that finds any: the best markup stands first in the list. */
function preferred(page: HtmlPage, selector: string | undefined): Element | undefined {
  for (const alternative of selector?.split(', ') ?? []) {
    const element = page.first(alternative);
    if (element !== undefined) return element;
  }
  return undefined;
}

/** List items with text of their own: the innermost span of Amazon's, no hidden ones. */
function bulletsOf(page: HtmlPage, selector: string | undefined): Element[] {
  if (selector === undefined) return [];
  return page
    .all(selector)
    .filter((item) => !/\b(?:aok-hidden|a-hidden)\b/.test(item.attribs.class ?? ''))
    .map((item) => page.first('.a-list-item', item) ?? item)
    .slice(0, 100);
}

function brandOf(page: HtmlPage, selector: string | undefined): NamedText[] {
  const element = preferred(page, selector);
  if (selector === undefined || element === undefined) return [];
  const { text, start } = page.inner(element);
  const name = text.replace(BYLINE, '').trim();
  const at = text.indexOf(name);
  return name === '' || at === -1 ? [] : [page.text('brand', { text: name, start: start + at }, selector)];
}

function picturesOf(page: HtmlPage, site: Site): NamedText[] {
  const found: NamedText[] = [];
  const seen = new Set<string>();
  const add = (field: 'image.main' | 'image.other', element: Element | undefined, selector: string): void => {
    if (element === undefined) return;
    for (const name of ['src', 'data-old-hires', 'data-src', 'data-zoom-image']) {
      const picture = page.picture(field, element, name, selector);
      if (picture === undefined) continue;
      if (!seen.has(picture.text)) found.push(picture);
      seen.add(picture.text);
      return;
    }
    const first = /"((?:https?:)?\/\/[^"]+)"/.exec(page.value(element, 'data-a-dynamic-image'))?.[1];
    const { start } = page.attribute(element, 'data-a-dynamic-image');
    if (first !== undefined && !seen.has(first)) found.push({ ...page.text(field, { text: first, start }, selector) });
    if (first !== undefined) seen.add(first);
  };
  const main = preferred(page, site.mainImage);
  add('image.main', main, site.mainImage ?? '');
  for (const element of site.images === undefined ? [] : page.all(site.images).slice(0, 60))
    add('image.other', element, site.images ?? '');
  if (main?.attribs.alt !== undefined) found.push(page.text('image-alt', page.attribute(main, 'alt'), site.mainImage ?? ''));
  return found;
}

function idOf(page: HtmlPage, site: Site, address: string): NamedText[] {
  const inAddress = site.id.exec(address)?.[1];
  const input = page.first('input[name="ASIN"], input#ASIN');
  const marked = page.first('[data-asin]');
  const id = inAddress ?? (page.value(input, 'value') || page.value(marked, 'data-asin'));
  return id === '' ? [] : [{ field: 'product-id', text: id, place: { runs: [0, 1, 1] } }];
}
