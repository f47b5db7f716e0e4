import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { scanCsv } from '../ledger/csv.ts';
import type { Cell } from '../ledger/table.ts';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * The list of known copiers: CSV or YAML, one page a row. A bad row is a problem with its place, and the others go on.
 */

/** A page that is watched. */
export interface WatchEntry {
  readonly url: string;
  readonly owner?: string;
  /** Our listings that it is compared with; empty for all. */
  readonly listings: readonly string[];
  readonly note?: string;
  /** A copy of the page that the person saved; then the address is their word and is not asked. */
  readonly file?: string;
  readonly line: number;
}

/** A list, and what is wrong with it. */
export interface WatchList {
  readonly entries: readonly WatchEntry[];
  readonly problems: readonly Problem[];
}

const MAX_BYTES = 5 << 20;
const MOST = 5000;
type Column = 'url' | 'owner' | 'listing' | 'note' | 'file';

const COLUMNS: Readonly<Record<string, Column>> = {
  url: 'url',
  address: 'url',
  网址: 'url',
  链接: 'url',
  owner: 'owner',
  卖家: 'owner',
  店铺: 'owner',
  listing: 'listing',
  listings: 'listing',
  商品: 'listing',
  note: 'note',
  备注: 'note',
  file: 'file',
  文件: 'file',
};

interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<Column, Cell>;
}

/** Reads a watch list. @throws UsageError when there is none, or nothing in it that is one. */
export async function readWatchList(file: string): Promise<WatchList> {
  const text = readText(file);
  const problems: Problem[] = [];
  const rows = /\.ya?ml$/i.test(file) ? await yamlRows(text, file, problems) : csvRows(text, file, problems);
  const entries: WatchEntry[] = [];
  const known = new Map<string, number>();
  for (const row of rows.slice(0, MOST)) {
    const entry = entryOf(row, file, problems);
    if (entry === undefined) continue;
    const before = known.get(entry.url);
    if (before === undefined) entries.push(entry);
    else problems.push({ file, line: row.line, column: 1, reason: twice(before) });
    known.set(entry.url, before ?? row.line);
  }
  if (rows.length > MOST) problems.push({ file, line: rows[MOST]?.line ?? 1, column: 1, reason: TOO_MANY });
  if (entries.length === 0) throw new UsageError(nothingIn(file, problems));
  return { entries, problems };
}

function readText(file: string): string {
  const seen = statSync(file, { throwIfNoEntry: false });
  if (seen?.isFile() !== true) {
    throw new UsageError({
      en: `There is no watch list ${file}. It is a CSV or YAML file with the columns url, owner, listing, note, file.`,
      zh: `找不到监控名单 ${file}。应为 CSV 或 YAML 文件，列为 url、owner、listing、note、file。`,
    });
  }
  if (seen.size > MAX_BYTES)
    throw new UsageError({
      en: `${file} has more than 5 MB; split the watch list.`,
      zh: `${file} 超过 5 MB，请拆分监控名单。`,
    });
  return readFileSync(file, 'utf8');
}

function csvRows(text: string, file: string, problems: Problem[]): Row[] {
  const table = scanCsv(text, file);
  problems.push(...table.problems);
  for (const { text: name, line, column } of table.headings) {
    if (name.trim() !== '' && columnOf(name) === undefined) problems.push({ file, line, column, reason: unknownColumn(name) });
  }
  return table.rows.map(({ line, pairs }) => ({
    line,
    cells: new Map(
      pairs.flatMap(([{ text: name }, cell]) => {
        const column = columnOf(name);
        return column === undefined ? [] : [[column, cell] as const];
      }),
    ),
  }));
}

function columnOf(name: string): Column | undefined {
  const plain = name.trim().toLowerCase();
  return Object.hasOwn(COLUMNS, plain) ? COLUMNS[plain] : undefined;
}

/** A list of addresses, or of maps. */
async function yamlRows(text: string, file: string, problems: Problem[]): Promise<Row[]> {
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const placeOf = (node: unknown): { readonly line: number; readonly column: number } => {
    const range = typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range : [0];
    const { line, col } = lines.linePos(Number(range[0] ?? 0));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  for (const { message, pos } of document.errors) {
    const { line, col } = lines.linePos(pos[0]);
    const said = message.split('\n')[0] ?? '';
    problems.push({ file, line, column: col, reason: { en: `This is no YAML: ${said}`, zh: `不是有效的 YAML：${said}` } });
  }
  if (document.errors.length > 0) return [];
  const root = isMap(document.contents) ? document.contents.get('watch', true) : document.contents;
  if (!isSeq(root)) {
    problems.push({ file, line: 1, column: 1, reason: NO_LIST });
    return [];
  }
  return root.items.flatMap((item): Row[] => {
    const place = placeOf(item);
    if (isScalar(item)) return [{ line: place.line, cells: new Map([['url', { text: String(item.value), ...place }]]) }];
    if (!isMap(item)) {
      problems.push({ file, ...place, reason: NO_ENTRY });
      return [];
    }
    const cells = new Map<Column, Cell>();
    for (const { key, value } of item.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const column = columnOf(name);
      const items = isSeq(value) ? value.items.map((one) => (isScalar(one) ? String(one.value) : '')) : undefined;
      const said = isScalar(value) ? String(value.value ?? '') : (items?.join(';') ?? '');
      if (column === undefined) problems.push({ file, ...placeOf(key), reason: unknownColumn(name) });
      else cells.set(column, { text: said, ...placeOf(value) });
    }
    return [{ line: place.line, cells }];
  });
}

function entryOf({ line, cells }: Row, file: string, problems: Problem[]): WatchEntry | undefined {
  const url = cells.get('url');
  const address = url?.text.trim() ?? '';
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address) || address.length > 4096) {
    problems.push({ file, line: url?.line ?? line, column: url?.column ?? 1, reason: noAddress(address) });
    return undefined;
  }
  const textOf = (name: 'owner' | 'note' | 'file'): string => cells.get(name)?.text.trim().slice(0, 500) ?? '';
  const [owner, note, saved] = [textOf('owner'), textOf('note'), textOf('file')];
  const listings = (cells.get('listing')?.text ?? '').split(/[;；]/).map((id) => id.trim());
  return {
    url: new URL(address).href,
    ...(owner === '' ? {} : { owner }),
    listings: listings.filter((id) => id !== ''),
    ...(note === '' ? {} : { note }),
    ...(saved === '' ? {} : { file: resolve(dirname(file), saved) }),
    line,
  };
}

const NO_LIST: Bilingual = {
  en: 'Expected a list: each item an address, or url:, owner:, listing:, note:, file:.',
  zh: '应为列表：每项为一个网址，或包含 url:、owner:、listing:、note:、file:。',
};
const NO_ENTRY: Bilingual = { en: 'Expected an address, or a map with url:.', zh: '应为网址，或带 url: 的条目。' };
const TOO_MANY: Bilingual = {
  en: `The list has more than ${MOST} pages; from here on nothing is looked at. Split it.`,
  zh: `名单超过 ${MOST} 个页面，从此处起未查看；请拆分。`,
};

function twice(line: number): Bilingual {
  return {
    en: `The page stands in line ${line} already; this row is left out.`,
    zh: `该页面在第 ${line} 行已出现，本行跳过。`,
  };
}

function unknownColumn(name: string): Bilingual {
  const shown = name.slice(0, 60);
  return {
    en: `"${shown}" is none of url, owner, listing, note, file; it is not read.`,
    zh: `“${shown}”不是 url、owner、listing、note、file 之一，未读取。`,
  };
}

function noAddress(text: string): Bilingual {
  const shown = text.slice(0, 100);
  return {
    en: `"${shown}" is no address of a page; expected https://… . The row is left out.`,
    zh: `“${shown}”不是网页地址，应以 https:// 开头。本行跳过。`,
  };
}

function nothingIn(file: string, problems: readonly Problem[]): Bilingual {
  const [first] = problems;
  const at = first?.line === undefined ? '' : `:${first.line}:${first.column ?? 1}`;
  return {
    en: `${file}${at}: no page to watch. ${first?.reason.en ?? 'The list is empty.'}`,
    zh: `${file}${at}：没有可监控的页面。${first?.reason.zh ?? '名单为空。'}`,
  };
}
