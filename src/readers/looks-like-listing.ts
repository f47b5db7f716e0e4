import { fieldOfName } from './columns.ts';
import type { Input } from './contract.ts';
import { detectFormat, extensionOf, isWorkbook } from './detect.ts';
import { frontMatterOf, headText, jsonKeys, roughCells, yamlKeys } from './head.ts';

/** Names that only other kinds of documents have: packages, schemas, API descriptions, rule packs, reports. */
const FOREIGN: ReadonlySet<string> = new Set([
  '$schema',
  'openapi',
  'swagger',
  'lockfileVersion',
  'compilerOptions',
  'devDependencies',
  'pack',
  'preclear',
  'findings',
]);
/** Lines at the top of a table among which its header stands. */
const HEADER_LINES = 30;

/**
 * Whether a file that was found in a folder holds listings. Folders hold readme files, configurations and ledgers too; those have no title
 * beside a SKU, a brand or bullets. A file that a person names is read whatever it is.
 */
export function looksLikeListing(input: Input): boolean {
  if (isWorkbook(input)) return true;
  const text = headText(input.head);
  switch (detectFormat(input)) {
    case 'amazon-flat-file':
    case 'amazon-json':
    case 'shopify-csv':
    case 'shopify-json':
    case 'google-tsv':
      return true;
    case 'google-xml':
      return /<(?:rss|feed)[\s>]/i.test(text) && /<(?:[\w-]+:)?(?:item|entry)[\s>]/i.test(text);
    case 'html':
      return isProductPage(text);
    case 'json':
    case 'jsonl':
      return isListingKeys(jsonKeys(text), false);
    case 'yaml':
      return isListingKeys(yamlKeys(text), false);
    case 'markdown':
      return isListingKeys(yamlKeys(frontMatterOf(text) ?? ''), true);
    default:
      return isListingTable(text, extensionOf(input) === 'txt');
  }
}

function isProductPage(text: string): boolean {
  return (
    /"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(?:\w+:)?Product|schema\.org\/Product\b|og:type"?\s+content="(?:og:)?product|id="?productTitle/i.test(
      text,
    ) ||
    /<(?:link|meta)\s[^>]{0,200}(?:https?:)?\/\/[\w.-]{0,60}(?:amazon\.|aliexpress\.|alibaba\.|ebay\.|walmart\.|myshopify\.|cdn\.shopify\.)/i.test(
      text,
    )
  );
}

/** `strict`: front matter of documentation has a title, a description and keywords as well. */
function isListingKeys(keys: ReadonlySet<string>, strict: boolean): boolean {
  for (const key of keys) if (FOREIGN.has(key)) return false;
  const { strong, weak } = fieldsNamed(keys);
  const goods = ['id', 'product-id', 'bullet', 'brand', 'image.main'].filter((field) => strong.has(field)).length;
  const terms = strong.has('search-terms') && !strict ? 1 : 0;
  if (strict) return goods > 0 && ['title', 'bullet', 'marketplace'].some((field) => strong.has(field));
  if (strong.has('title'))
    return goods + terms > 0 || ['description', 'image.other'].some((f) => strong.has(f)) || weak.size > 0;
  return goods + terms >= 2 || (goods > 0 && weak.has('title'));
}

function isListingTable(text: string, mustBeTable: boolean): boolean {
  for (const line of text.split(/\r\n|\n|\r/, HEADER_LINES)) {
    const cells = roughCells(line);
    if (cells.length < 2 || cells.some((cell) => cell.length > 200)) continue;
    const { strong, weak } = fieldsNamed(new Set(cells));
    const content = ['title', 'bullet', 'description', 'search-terms', 'aplus', 'image.main'].filter((f) =>
      strong.has(f),
    ).length;
    if (content >= 2 || (content === 1 && (!mustBeTable || strong.size > 1 || weak.size > 0))) return true;
  }
  return false;
}

function fieldsNamed(names: ReadonlySet<string>): { readonly strong: ReadonlySet<string>; readonly weak: ReadonlySet<string> } {
  const strong = new Set<string>();
  const weak = new Set<string>();
  for (const name of names) {
    const found = fieldOfName(name);
    if (found !== undefined) (found.weak ? weak : strong).add(found.field);
  }
  return { strong, weak };
}
