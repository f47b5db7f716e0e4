import type { Problem } from '../model/problem.ts';
import type { Target } from './columns.ts';
import type { Input, ReadEvent } from './contract.ts';
import { decodeInput } from './encoding.ts';
import { scanJson } from './json-scanner.ts';
import type { NamedText } from './listing-builder.ts';
import { Mapping } from './mapping.ts';
import { itemsOf, type Located, member, memberText, placeOf, pointerTo, type TreeNode } from './tree.ts';
import { readRecords, recordsPath } from './tree-reader.ts';

/** Reads products as Shopify writes them (`/products.json`, the Admin API): a list `products`, or one `product`. */
export async function* readShopifyJson(input: Input): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const mapping = new Mapping(input.file, 'shopify-json');
  const records = scanJson(decodeInput(input, problems), recordsPath(input));
  const marketplace = input.options.marketplace ?? 'shopify';
  yield* readRecords(input, records, problems, mapping, (record, pointer) => {
    const products = itemsOf(member(record, 'products'));
    if (pointer === '' && member(record, 'products') !== undefined && products.length === 0) return [];
    const wrapped = member(record, 'product');
    const product =
      wrapped === undefined ? { node: record, pointer } : { node: wrapped, pointer: pointerTo(pointer, 'product') };
    return [{ texts: shopifyTexts(product, mapping), marketplace }];
  });
}

const MEMBERS: readonly (readonly [string, Target])[] = [
  ['handle', 'id'],
  ['id', 'product-id'],
  ['title', 'title'],
  ['body_html', 'description'],
  ['description', 'description'],
  ['vendor', 'brand'],
  ['product_type', 'category'],
  ['type', 'category'],
  ['tags', 'attribute:tags'],
];

/** The texts of one product; the handle is its id, as in the product CSV. */
export function shopifyTexts(product: Located, mapping: Mapping): NamedText[] {
  const texts: NamedText[] = [];
  const add = (field: Target, node: TreeNode | undefined, pointer: string, from: string): void => {
    if (node?.kind !== 'text' || node.type === 'null' || node.type === 'boolean') return;
    texts.push({ field, text: node.text, place: placeOf(node, pointer) });
    mapping.add(from, field);
  };
  const taken = new Set<Target>();
  for (const [key, field] of MEMBERS) {
    const value = member(product.node, key);
    if (value === undefined || taken.has(field)) continue;
    taken.add(field);
    const pointer = pointerTo(product.pointer, key);
    for (const [i, item] of itemsOf(value).entries())
      add(field, item, value.kind === 'array' ? `${pointer}/${i}` : pointer, key);
  }
  addImages(product, add);
  addOptions(product, add);
  return texts;
}

type Add = (field: Target, node: TreeNode | undefined, pointer: string, from: string) => void;

function addImages(product: Located, add: Add): void {
  const images = itemsOf(member(product.node, 'images'));
  for (const [i, image] of images.entries()) {
    const pointer = `${product.pointer}/images/${i}`;
    const field = i === 0 ? 'image.main' : 'image.other';
    if (image.kind === 'text') add(field, image, pointer, 'images[*]');
    add(field, member(image, 'src'), `${pointer}/src`, 'images[*].src');
    add('image-alt', member(image, 'alt'), `${pointer}/alt`, 'images[*].alt');
  }
  if (images.length > 0) return;
  const single = member(product.node, 'image') ?? member(product.node, 'featured_image');
  const pointer = pointerTo(product.pointer, 'image');
  add('image.main', single?.kind === 'text' ? single : memberText(single, 'src'), pointer, 'image');
}

/** Names of the variants that a shopper picks from, such as colours; `Default Title` stands for none. */
function addOptions(product: Located, add: Add): void {
  for (const [i, option] of itemsOf(member(product.node, 'options')).entries()) {
    for (const [j, value] of itemsOf(member(option, 'values')).entries()) {
      if (value.kind === 'text' && value.text !== 'Default Title') {
        add('attribute:option', value, `${product.pointer}/options/${i}/values/${j}`, 'options[*].values[*]');
      }
    }
  }
}
