import { extname } from 'node:path';
import type { Format, Input } from './contract.ts';
import { headText, isWorkbookHead, jsonKeys, roughCells } from './head.ts';

type KnownFormat = Exclude<Format, 'auto'>;

const BY_EXTENSION: Readonly<Record<string, 'table' | 'json' | 'xml' | KnownFormat>> = {
  csv: 'table',
  tsv: 'table',
  txt: 'table',
  xlsx: 'table',
  xlsm: 'table',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  yaml: 'yaml',
  yml: 'yaml',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xml: 'xml',
  rss: 'xml',
};

/** Column names that only Amazon's templates use. */
const AMAZON_COLUMNS: ReadonlySet<string> = new Set(
  `item_sku item_name external_product_id external_product_id_type feed_product_type brand_name product_description update_delete
   bullet_point1 bullet_point2 generic_keywords generic_keywords1 main_image_url other_image_url1 item_type standard_price
   parent_child relationship_type variation_theme recommended_browse_nodes product_type`.split(/\s+/),
);
const AMAZON_JSON =
  /"(?:item_name|bullet_point|product_description|generic_keyword|main_product_image_locator)"\s{0,20}:\s{0,20}\[\s{0,20}\{/;

/** How a file is to be read: as the configuration says, else by its name and its first bytes. */
export function detectFormat(input: Input): KnownFormat {
  const { format } = input.options;
  if (format !== undefined && format !== 'auto') return format;
  if (isWorkbookHead(input.head)) return 'table';
  const text = headText(input.head);
  const extension = extensionOf(input);
  const guess = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
  const family = guess ?? familyOf(text);
  if (family === 'table') return tableFormat(text);
  if (family === 'json') return jsonFormat(text);
  return family === 'xml' ? xmlFormat(text) : family;
}

/** Whether a file is a workbook: by its bytes, or by its name when it is empty. */
export function isWorkbook(input: Input): boolean {
  const named = ['xlsx', 'xlsm', 'xls', 'xlsb'].includes(extensionOf(input));
  return isWorkbookHead(input.head) || (named && input.options.format !== 'lines');
}

/** The end of a file's name, lower case, without the dot; empty when there is none. */
export function extensionOf(input: Input): string {
  return extname(input.path === '' ? input.file : input.path)
    .slice(1)
    .toLowerCase();
}

/** What a text without a telling name looks like. */
function familyOf(text: string): 'table' | 'json' | 'xml' | 'html' | 'yaml' | 'markdown' {
  const start = text.replace(/^\uFEFF?\s+/, '').slice(0, 2000);
  if (/^[[{]/.test(start)) return 'json';
  if (/^<(?:\?xml|rss|feed)/i.test(start)) return 'xml';
  if (/^<(?:!doctype|html|head|body|!--|div|script)/i.test(start)) return 'html';
  if (/^---\r?\n/.test(start)) return /\n---[ \t]*\r?\n\s*\S/.test(text) ? 'markdown' : 'yaml';
  if (/^# /.test(start)) return 'markdown';
  const first = start.split(/\r?\n/, 1)[0] ?? '';
  return /^[\w"'-]+:(?: |$)/.test(first) && roughCells(first).length < 3 ? 'yaml' : 'table';
}

function tableFormat(text: string): KnownFormat {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, 12);
  const start = lines.join('\n');
  if (/TemplateType=|contribution_sku#|attributeRow=/i.test(start)) return 'amazon-flat-file';
  for (const line of lines.slice(0, 6)) {
    const cells = roughCells(line);
    if (cells.filter((cell) => AMAZON_COLUMNS.has(cell)).length >= 2) return 'amazon-flat-file';
    const names = new Set(cells.map((cell) => cell.toLowerCase()));
    if (names.has('handle') && names.has('title') && names.has('body (html)')) return 'shopify-csv';
    const google = names.has('image_link') || names.has('image link');
    if (line.includes('\t') && names.has('id') && names.has('title') && google) return 'google-tsv';
  }
  return 'table';
}

function jsonFormat(text: string): KnownFormat {
  const keys = jsonKeys(text);
  if (AMAZON_JSON.test(text) || (keys.has('messages') && keys.has('operationType'))) return 'amazon-json';
  if (keys.has('summaries') && keys.has('marketplaceId')) return 'amazon-json';
  if (keys.has('body_html') || (keys.has('handle') && keys.has('variants') && keys.has('vendor'))) return 'shopify-json';
  const lines = text.split(/\r?\n/, 50).filter((line) => line.trim() !== '');
  const [first = '', second = ''] = lines.map((line) => line.replace(/^\uFEFF/, '').trim());
  return first.startsWith('{') && first.endsWith('}') && second.startsWith('{') ? 'jsonl' : 'json';
}

function xmlFormat(text: string): KnownFormat {
  return /<html[\s>]/i.test(text) && !/<(?:rss|feed)[\s>]/i.test(text) ? 'html' : 'google-xml';
}
