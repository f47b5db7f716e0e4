import { isDay } from '../model/day.ts';
import type { ReferenceRole } from '../model/evidence.ts';
import type { Bilingual } from '../model/text.ts';
import type { NewText } from './entries.ts';

/*
 * Records of a table or of JSON Lines -> texts for the library: which column holds what, and what of a record can be used.
 */

/** What a column of other people's listings holds. */
export const TEXT_COLUMNS = ['id', 'title', 'bullets', 'description', 'url', 'owner', 'captured-at'] as const;
/** What a column of other people's listings holds. */
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** The headings of each column, as the file writes them; bullets may have several. */
export type TextHeadings = ReadonlyMap<TextColumn, readonly string[]>;

const HEADINGS: Readonly<Record<TextColumn, RegExp>> = {
  id: /^(?:id|sku|asin|item_sku|product_id|编号|货号|商品编号)$/,
  title: /^(?:title|name|item_name|product_name|product title|标题|商品标题|产品标题|商品名称)$/,
  bullets: /^(?:bullets?|bullet[_ -]?points?|features?|五点描述|卖点|要点)[ _-]?\d*$/,
  description: /^(?:description|body|text|product_description|描述|商品描述|产品描述|正文)$/,
  url: /^(?:url|link|address|product_url|网址|链接|商品链接)$/,
  owner: /^(?:owner|seller|shop|brand owner|store|卖家|店铺|权利人|所有人)$/,
  'captured-at': /^(?:captured[-_ ]?at|captured|date|crawled[-_ ]?at|fetched[-_ ]?at|采集时间|采集日期|抓取时间|日期)$/,
};

/** The columns that a table has, by its headings and by what the user says (which counts first). */
export function findTextColumns(headings: readonly string[], said: TextHeadings): TextHeadings {
  const found = new Map<TextColumn, string[]>();
  for (const column of TEXT_COLUMNS) {
    const names = said.get(column) ?? headings.filter((heading) => HEADINGS[column].test(plain(heading)));
    const there = headings.filter((heading) => names.some((name) => plain(name) === plain(heading)));
    if (there.length > 0) found.set(column, column === 'bullets' ? there : there.slice(0, 1));
  }
  return found;
}

/** What all records share that do not say otherwise. */
export interface TextDefaults {
  readonly owner?: string;
  readonly role: ReferenceRole;
  readonly capturedAt: string;
}

/** Longest text of a field; five times the largest listing. */
const MAX_FIELD = 1_000_000;
const MAX_LABEL = 120;

/**
 * A text from one record, or why it is none.
 * @param cell the values under a heading: one, or several of a list.
 */
export function readTextRecord(
  columns: TextHeadings,
  cell: (heading: string) => readonly string[],
  defaults: TextDefaults,
): NewText | Bilingual {
  const values = (column: TextColumn): string[] => {
    const texts = (columns.get(column) ?? []).flatMap((heading) => cell(heading));
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  };
  const one = (column: TextColumn): string | undefined => values(column)[0];
  const fields = [
    ...values('title').map((text) => ({ name: 'title', text })),
    ...values('bullets').map((text) => ({ name: 'bullet', text })),
    ...values('description').map((text) => ({ name: 'description', text })),
  ];
  if (fields.length === 0) return NO_TEXT;
  if (fields.some(({ text }) => text.length > MAX_FIELD)) return TOO_LONG;
  const owner = one('owner') ?? defaults.owner;
  if (owner === undefined) return NO_OWNER;
  const url = one('url');
  if (url !== undefined && !isAddress(url)) return badUrl(url);
  const captured = dayOf(one('captured-at'), defaults.capturedAt);
  if (captured === undefined) return badDay(one('captured-at') ?? '');
  const label = [...(one('title') ?? one('id') ?? fields[0]?.text ?? '').replaceAll(/\s+/g, ' ')].slice(0, MAX_LABEL).join('');
  return { owner, role: defaults.role, capturedAt: captured, label, fields, ...(url === undefined ? {} : { url }) };
}

/** True for what `readTextRecord` gives when a record cannot be used. */
export function isReason(read: NewText | Bilingual): read is Bilingual {
  return 'zh' in read;
}

function plain(heading: string): string {
  return heading
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase();
}

function isAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** `2026-11-22`, `2026/11/22`, with or without a time; undefined for what is no day. */
function dayOf(written: string | undefined, byDefault: string): string | undefined {
  if (written === undefined) return byDefault;
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(written);
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}

const NO_TEXT: Bilingual = {
  en: 'There is no title, bullet or description; the record was left out.',
  zh: '没有标题、五点描述或商品描述，该条记录已跳过。',
};
const TOO_LONG: Bilingual = {
  en: 'A text has more than a million characters; no listing is that long. The record was left out.',
  zh: '文本超过一百万个字符，不可能是 Listing 文案，该条记录已跳过。',
};
const NO_OWNER: Bilingual = {
  en: 'There is no owner; fill the column or give --owner. The record was left out.',
  zh: '缺少所有人；请填写该列，或用 --owner 指定。该条记录已跳过。',
};

function badUrl(url: string): Bilingual {
  const shown = url.slice(0, 60);
  return {
    en: `"${shown}" is no address such as https://shop.example/lamp; the record was left out.`,
    zh: `“${shown}”不是有效网址（例如 https://shop.example/lamp），该条记录已跳过。`,
  };
}

function badDay(day: string): Bilingual {
  const shown = day.slice(0, 40);
  return {
    en: `"${shown}" is no day such as 2026-11-22; the record was left out.`,
    zh: `“${shown}”不是有效日期（例如 2026-11-22），该条记录已跳过。`,
  };
}
