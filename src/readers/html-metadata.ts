import type { Target } from './columns.ts';
import type { HtmlPage } from './html-page.ts';
import { parseJson } from './json-parser.ts';
import type { NamedText } from './listing-builder.ts';
import { type Fault, itemsOf, type Located, member, memberText, placeOf, pointerTo, type TreeNode } from './tree.ts';

/*
 * What pages say about their product to machines: JSON-LD, Open Graph, microdata.
 */

/** Most products that one page may describe. */
const MAX_PRODUCTS = 1000;

/** The products in the JSON-LD of a page, each as texts, and what was broken in it. */
export function jsonLdProducts(page: HtmlPage): { readonly products: NamedText[][]; readonly faults: Fault[] } {
  const products: NamedText[][] = [];
  const faults: Fault[] = [];
  for (const script of page.all('script[type="application/ld+json"]').slice(0, 200)) {
    const { text, start } = page.inner(script);
    if (text === '') continue;
    const { line, column } = page.lines.at(start);
    const parsed = parseJson(text, line, column);
    faults.push(...parsed.faults);
    if (parsed.root !== undefined) products.push(...productsIn(parsed.root).map(productTexts));
  }
  return { products: products.slice(0, MAX_PRODUCTS), faults };
}

/** The product at the top of JSON-LD, in a list, in `@graph`, or as what the page is about. */
function productsIn(root: TreeNode): Located[] {
  const found: Located[] = [];
  const open: { readonly place: Located; readonly depth: number }[] = [{ place: { node: root, pointer: '' }, depth: 0 }];
  for (let next = open.shift(); next !== undefined && found.length < MAX_PRODUCTS; next = open.shift()) {
    const { node, pointer } = next.place;
    if (node.kind === 'array') {
      for (const [i, item] of node.items.slice(0, MAX_PRODUCTS).entries()) {
        if (next.depth < 8) open.push({ place: { node: item, pointer: pointerTo(pointer, i) }, depth: next.depth + 1 });
      }
      continue;
    }
    const types = itemsOf(member(node, '@type')).map((type) => (type.kind === 'text' ? type.text : ''));
    if (types.some((type) => /(?:^|[:/])Product(?:Group|Model)?$/.test(type))) {
      found.push({ node, pointer });
      continue;
    }
    for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item']) {
      const inner = member(node, key);
      if (inner !== undefined && next.depth < 8)
        open.push({ place: { node: inner, pointer: pointerTo(pointer, key) }, depth: next.depth + 1 });
    }
  }
  return found;
}

const MEMBERS: readonly (readonly [string, Target])[] = [
  ['sku', 'id'],
  ['productID', 'product-id'],
  ['productGroupID', 'product-id'],
  ['mpn', 'product-id'],
  ['name', 'title'],
  ['description', 'description'],
  ['brand', 'brand'],
  ['manufacturer', 'manufacturer'],
  ['category', 'category'],
  ['image', 'image.main'],
  ['keywords', 'attribute:keywords'],
  ['material', 'attribute:material'],
  ['color', 'attribute:color'],
  ['slogan', 'attribute:slogan'],
];

function productTexts({ node, pointer }: Located): NamedText[] {
  const texts: NamedText[] = [];
  const add = (field: Target, value: TreeNode | undefined, at: string): void => {
    if (value?.kind !== 'text' || value.type === 'null' || value.type === 'boolean') return;
    texts.push({ field, text: value.text, place: placeOf(value, at) });
  };
  for (const [key, field] of MEMBERS) {
    const value = member(node, key);
    const at = pointerTo(pointer, key);
    for (const [i, item] of itemsOf(value).slice(0, 200).entries()) {
      const place = value?.kind === 'array' ? pointerTo(at, i) : at;
      const inside = field === 'image.main' ? ['url', 'contentUrl'] : ['name'];
      const name = inside.find((candidate) => memberText(item, candidate) !== undefined);
      if (name === undefined) add(field, item, place);
      else add(field, member(item, name), pointerTo(place, name));
    }
  }
  const properties = member(node, 'additionalProperty');
  for (const [i, property] of itemsOf(properties).slice(0, 200).entries()) {
    add('attribute:property', member(property, 'value'), `${pointerTo(pointer, 'additionalProperty')}/${i}/value`);
  }
  return texts;
}

/** What Open Graph says, when it says that the page is about a product. */
export function openGraphTexts(page: HtmlPage): NamedText[] {
  const metas = page.metas();
  const type = page.value(metas.get('og:type')?.[0], 'content');
  const isProduct = /product/i.test(type) || [...metas.keys()].some((name) => name.startsWith('product:'));
  if (!isProduct) return [];
  const texts: NamedText[] = [];
  for (const [name, field] of OPEN_GRAPH) {
    for (const meta of (metas.get(name) ?? []).slice(0, 50)) {
      const selector = `meta[property="${name}"]`;
      const picture = field === 'image.main' ? page.picture(field, meta, 'content', selector) : undefined;
      if (picture !== undefined) texts.push(picture);
      else if (field !== 'image.main') texts.push(page.text(field, page.attribute(meta, 'content'), selector));
    }
  }
  return texts;
}

const OPEN_GRAPH: readonly (readonly [string, Target])[] = [
  ['product:retailer_item_id', 'id'],
  ['og:title', 'title'],
  ['og:description', 'description'],
  ['product:brand', 'brand'],
  ['og:brand', 'brand'],
  ['og:image', 'image.main'],
];

/** What the first product in microdata says. */
export function microdataTexts(page: HtmlPage): NamedText[] {
  const scope = page.first('[itemtype*="schema.org/Product"]');
  if (scope === undefined) return [];
  const texts: NamedText[] = [];
  for (const [name, field] of MICRODATA) {
    const selector = `[itemprop="${name}"]`;
    const element = page.first(selector, scope);
    if (element === undefined) continue;
    if (field === 'image.main') {
      const source = ['src', 'content', 'href'].find((attribute) => element.attribs[attribute] !== undefined);
      const picture = source === undefined ? undefined : page.picture(field, element, source, selector);
      if (picture !== undefined) texts.push(picture);
      continue;
    }
    const named = page.first('[itemprop="name"]', element) ?? element;
    const slice = named.attribs.content === undefined ? page.inner(named) : page.attribute(named, 'content');
    texts.push(page.text(field, slice, selector));
  }
  return texts;
}

const MICRODATA: readonly (readonly [string, Target])[] = [
  ['sku', 'id'],
  ['productID', 'product-id'],
  ['name', 'title'],
  ['description', 'description'],
  ['brand', 'brand'],
  ['manufacturer', 'manufacturer'],
  ['image', 'image.main'],
];
