import type { Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import { type Column, countNames, findHeader, listNames, mapColumns, type Target } from './columns.ts';
import type { Input, ReadEvent, Reader } from './contract.ts';
import { readCsvRows } from './csv.ts';
import { buildListing, type NamedText } from './listing-builder.ts';
import { RowStream } from './row-stream.ts';
import { cellPlace, type Row, type RowBatches, rowTexts } from './table-rows.ts';
import { ShapeCheck } from './table-shape.ts';

/*
 * Tables of any origin: one row is one listing, the header says what the columns are. The header is found by its names, so titles, notes and
 * blank rows above it do no harm.
 */

/** What a format knows beyond the names of its columns. */
export interface TableTraits {
  readonly format: string;
  /** Where the listings are sold when neither row nor configuration tells. */
  readonly marketplace?: string;
}

/** Reads CSV, TSV and their kin by the names of the columns or by `map:`. */
export const readTable: Reader = (input) => readTableRows(new RowStream(readCsvRows(input)), input, { format: 'table' });

/** Reads the rows of a table, wherever they come from. */
export async function* readTableRows(stream: RowStream, input: Input, traits: TableTraits): AsyncIterable<ReadEvent> {
  const head = await stream.head();
  const header = findHeaderRow(head, input);
  if (header === undefined) return yield* withoutHeader(stream, head, input.file);
  const headers = rowTexts(header).map((text) => text.trim());
  const { columns, ignored, problems } = await mapColumns(headers, input.options.map, { file: input.file, line: header.line });
  for (const problem of problems) yield { problem };
  const noted = columns.map(({ index, field }) => ({ from: headers[index] ?? '', to: field }));
  yield { mapping: { file: input.file, format: traits.format, columns: noted, ignored } };
  const context = contextOf(input, traits);
  input.records?.context({ columns, ...context, file: '' });
  const shape = new ShapeCheck(input.file, headers, neededColumn(columns));
  let record = 0;
  for await (const batch of stream.items()) {
    for (const item of batch) {
      if ('problem' in item) yield item;
      else if (isRecord(item, header)) {
        record++;
        const problem = shape.problemOf(item, record);
        if (problem !== undefined) yield { problem };
        const wanted = input.records?.wants(item.raw) ?? true;
        const listing = wanted ? listingOf(item, columns, { ...context, record }) : undefined;
        if (listing !== undefined) yield { listing };
      }
    }
  }
}

/** The texts of a row under their columns. */
export function namedTexts(row: Row, columns: readonly Column[]): NamedText[] {
  const texts: NamedText[] = [];
  for (const { index, field, number } of columns) {
    const cell = row.cells[index];
    if (cell === undefined || cell.text === '') continue;
    const place = cellPlace(row, index, cell);
    texts.push(number === undefined ? { field, text: cell.text, place } : { field, number, text: cell.text, place });
  }
  return texts;
}

/** Whether no cell of a row holds anything. */
export function isBlank(row: Row): boolean {
  return row.cells.every((cell) => cell.text.trim() === '');
}

/** The problems of a table of which no row is read. */
export async function* problemsOf(batches: RowBatches): AsyncIterable<ReadEvent> {
  for await (const batch of batches) {
    for (const item of batch) if ('problem' in item) yield item;
  }
}

async function* withoutHeader(stream: RowStream, head: readonly Row[], file: string): AsyncGenerator<ReadEvent, void> {
  yield* problemsOf(stream.items());
  if (head.length > 0) yield { problem: noHeader(file, head) };
}

/** The last of the columns that name a listing or are its title; -1 when there is none. */
export function neededColumn(columns: readonly Column[]): number {
  const needed: readonly Target[] = ['id', 'product-id', 'title'];
  return Math.max(-1, ...columns.filter((column) => needed.includes(column.field)).map((column) => column.index));
}

function listingOf(row: Row, columns: readonly Column[], context: Parameters<typeof buildListing>[1]): Listing | undefined {
  return buildListing(namedTexts(row, columns), context);
}

/** The row that holds most of the mapped names, or most of the usual names of columns; the first of equals. */
function findHeaderRow(rows: readonly Row[], input: Input): Row | undefined {
  const wanted = Object.values(input.options.map ?? {}).flat();
  const byMap =
    wanted.length === 0 ? undefined : bestRow(rows, (texts) => wanted.filter((w) => findHeader(texts, w) !== -1).length);
  return byMap ?? bestRow(rows, (texts) => countNames(texts));
}

function bestRow(rows: readonly Row[], count: (texts: readonly string[]) => number): Row | undefined {
  let best: Row | undefined;
  let most = 0;
  for (const row of rows) {
    const found = count(rowTexts(row).map((text) => text.trim()));
    if (found > most) [best, most] = [row, found];
  }
  return best;
}

function contextOf({ file, options }: Input, traits: TableTraits): Omit<Parameters<typeof buildListing>[1], 'record'> {
  const { marketplace = traits.marketplace, locale } = options;
  return { file, ...(marketplace === undefined ? {} : { marketplace }), ...(locale === undefined ? {} : { locale }) };
}

function isRecord(row: Row, header: Row): boolean {
  return row.number > header.number && !isBlank(row) && !repeats(row, header);
}

/** Whether a row is the header once more, as in files that were pasted together. */
function repeats(row: Row, header: Row): boolean {
  if (row.cells[0]?.text !== header.cells[0]?.text || row.cells.length !== header.cells.length) return false;
  return row.cells.every((cell, index) => cell.text === header.cells[index]?.text);
}

function noHeader(file: string, head: readonly Row[]): Problem {
  const widest = head.reduce((a, b) => (b.cells.length > a.cells.length ? b : a));
  const seen = listNames(rowTexts(widest));
  return {
    file,
    line: head[0]?.line ?? 1,
    reason: {
      en: `No row among the first ${head.length} names columns that are known, so nothing was read. Write under sources: in the configuration which column is what, such as map: { id: SKU column, title: title column, bullet: [column, column] }. Line ${widest.line} holds: ${seen}.`,
      zh: `前 ${head.length} 行里没有能识别的表头，文件没有读取。请在配置的 sources: 下写明各列含义，例如 map: { id: SKU列名, title: 标题列名, bullet: [卖点列名, 卖点列名] }。第 ${widest.line} 行的内容是：${seen}。`,
    },
  };
}
