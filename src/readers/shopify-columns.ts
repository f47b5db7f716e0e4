import { attributeOf, type Column, isAdministrative, type Target } from './columns.ts';
import { nameKey } from './columns-vocabulary.ts';

/*
 * The columns of Shopify's product CSV, in the names of the older and of the newer export.
 */

const FIELDS: Readonly<Record<string, Target>> = {
  Handle: 'id',
  'URL handle': 'id',
  Title: 'title',
  'Body (HTML)': 'description',
  Body: 'description',
  Description: 'description',
  Vendor: 'brand',
  'Product Category': 'category',
  'Standard Product Type': 'category',
  Type: 'category',
  Tags: 'attribute:tags',
  'SEO Title': 'attribute:seo-title',
  'SEO Description': 'attribute:seo-description',
  'Image Src': 'image.main',
  'Product image URL': 'image.main',
  'Variant Image': 'image.other',
  'Variant image URL': 'image.other',
  'Image Alt Text': 'image-alt',
  'Variant SKU': 'attribute:variant-sku',
  SKU: 'attribute:variant-sku',
  'Option1 Value': 'attribute:option1',
  'Option2 Value': 'attribute:option2',
  'Option3 Value': 'attribute:option3',
};
const BY_KEY: ReadonlyMap<string, Target> = new Map(Object.entries(FIELDS).map(([name, field]) => [nameKey(name), field]));
/** Columns of stock, tax, shipping and publication. */
const NO_TEXT =
  /^(?:published|status|gift ?card|image position|option\d (?:name|linked to)|option\d linked|variant (?!sku|image)|google shopping|included|price|compare|cost|charge|weight|inventory|continue|requires|fulfillment|barcode|tax|unit price|custom product type|adult)/i;

/** How the columns of a Shopify file are read, and the names of those that are not. */
export function shopifyColumns(headers: readonly string[]): { columns: Column[]; ignored: string[] } {
  const columns: Column[] = [];
  const ignored: string[] = [];
  for (const [index, header] of headers.entries()) {
    const field = BY_KEY.get(nameKey(header));
    if (field !== undefined) columns.push({ index, field });
    else if (header === '') continue;
    else if (NO_TEXT.test(header) || isAdministrative(header)) ignored.push(header);
    else columns.push({ index, field: attributeOf(header.replace(/ \(product\.metafields\.[^)]*\)$/, '')) });
  }
  return { columns, ignored };
}

/** Whether a row is the header of a Shopify product file. */
export function isShopifyHeader(cells: readonly string[]): boolean {
  const keys = new Set(cells.map(nameKey));
  const handle = keys.has('handle') || keys.has('urlhandle');
  return handle && keys.has('title') && (keys.has('bodyhtml') || keys.has('vendor'));
}
