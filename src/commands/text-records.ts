import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Input } from '../readers/contract.ts';
import { readCsvRows } from '../readers/csv.ts';
import { decodeInput } from '../readers/encoding.ts';
import { RowStream } from '../readers/row-stream.ts';
import { type Row, rowTexts } from '../readers/table-rows.ts';
import type { NewText } from '../references/entries.ts';
import { findTextColumns, isReason, readTextRecord, type TextDefaults, type TextHeadings } from '../references/text-columns.ts';

/*
 * A file of other people's listings -> texts for the library, one record at a time: files may be larger than memory.
 */

/** A text, or what could not be used. */
export type TextEvent = { readonly text: NewText } | { readonly problem: Problem };

/** Longest line of JSON Lines, in characters. */
const MAX_LINE = 8_000_000;

/** Reads a table (CSV, TSV). @throws UsageError when no column holds a text. */
export async function* readTextTable(input: Input, said: TextHeadings, defaults: TextDefaults): AsyncGenerator<TextEvent> {
  const { file } = input;
  const table = new RowStream(readCsvRows(input));
  const { header, columns } = requireHeader(await table.head(), file, said);
  const places = new Map(rowTexts(header).map((heading, i) => [heading, i]));
  for await (const items of table.items()) {
    for (const item of items) {
      if ('problem' in item) yield item;
      else if (item.number > header.number) {
        const cells = rowTexts(item);
        const read = readTextRecord(columns, (heading) => [cells[places.get(heading) ?? -1] ?? ''], defaults);
        yield isReason(read) ? { problem: { file, line: item.line, column: 1, reason: read } } : { text: read };
      }
    }
  }
}

function requireHeader(
  rows: readonly Row[],
  file: string,
  said: TextHeadings,
): { readonly header: Row; readonly columns: TextHeadings } {
  for (const header of rows) {
    const columns = findTextColumns(rowTexts(header), said);
    if (holdsText(columns)) return { header, columns };
  }
  const seen = rows[0] === undefined ? '-' : rowTexts(rows[0]).slice(0, 20).join(', ').slice(0, 300);
  throw new UsageError({
    en: `${file} has no column title, bullets or description; its first row is: ${seen}. Say which is which with --columns title=HEADING,description=HEADING.`,
    zh: `${file} 中找不到标题、五点描述或商品描述列，首行为：${seen}。请用 --columns title=列名,description=列名 指定。`,
  });
}

function holdsText(columns: TextHeadings): boolean {
  return columns.has('title') || columns.has('bullets') || columns.has('description');
}

/** Reads JSON Lines: one object a line. */
export async function* readTextLines(input: Input, said: TextHeadings, defaults: TextDefaults): AsyncGenerator<TextEvent> {
  const { file } = input;
  const problems: Problem[] = [];
  let line = 0;
  for await (const content of linesOf(decodeInput(input, problems))) {
    line++;
    for (const problem of problems.splice(0)) yield { problem };
    if (content.trim() === '') continue;
    const read = readLine(content, said, defaults);
    yield isReason(read) ? { problem: { file, line, column: 1, reason: read } } : { text: read };
  }
  for (const problem of problems) yield { problem };
}

function readLine(content: string, said: TextHeadings, defaults: TextDefaults): ReturnType<typeof readTextRecord> {
  if (content.length > MAX_LINE) return LONG_LINE;
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch {
    return BROKEN_LINE;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return BROKEN_LINE;
  const record = new Map<string, unknown>(Object.entries(value));
  return readTextRecord(findTextColumns([...record.keys()], said), (key) => textsIn(record.get(key)), defaults);
}

/** The texts of a value: itself, or the members of a list. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  return typeof value === 'string' ? [value] : typeof value === 'number' ? [String(value)] : [];
}

/** A line that is longer than allowed is given as far as it shows that. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      yield rest + chunk.slice(start, end);
      rest = '';
      start = end + 1;
    }
    if (rest.length <= MAX_LINE) rest += chunk.slice(start);
  }
  if (rest !== '') yield rest;
}

const BROKEN_LINE = {
  en: 'The line holds no JSON object such as {"title": …, "description": …}; it was left out.',
  zh: '该行不是 JSON 对象（例如 {"title": …, "description": …}），已跳过。',
};
const LONG_LINE = {
  en: 'The line has more than eight million characters; it was left out.',
  zh: '该行超过八百万个字符，已跳过。',
};
