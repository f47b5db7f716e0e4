import type { Problem } from '../model/problem.ts';
import type { Column } from './columns.ts';
import type { Input, ReadEvent, Reader } from './contract.ts';
import { readCsvRows } from './csv.ts';
import { buildListing, type NamedText } from './listing-builder.ts';
import { RowStream } from './row-stream.ts';
import { isShopifyHeader, shopifyColumns } from './shopify-columns.ts';
import { isBlank, namedTexts, neededColumn, readTableRows } from './table.ts';
import { type Row, rowTexts } from './table-rows.ts';
import { ShapeCheck } from './table-shape.ts';

/*
 * Shopify's product CSV: the rows of one Handle are one listing, the first with its texts, the others with further variants and pictures.
 */

/** Texts of one product that are kept; Shopify allows 2,048 variants and 250 pictures. */
const MAX_TEXTS = 20_000;
/** Handles remembered to tell a product that comes back; beyond them only neighbours are compared. */
const MAX_HANDLES = 500_000;

/** Reads a Shopify product export. */
export const readShopifyCsv: Reader = (input) => readShopifyRows(new RowStream(readCsvRows(input)), input);

/** Reads the rows of a Shopify product export, wherever they come from. */
export async function* readShopifyRows(stream: RowStream, input: Input): AsyncIterable<ReadEvent> {
  const header = (await stream.head()).find((row) => isShopifyHeader(rowTexts(row)));
  if (header === undefined || input.options.map !== undefined) {
    yield* readTableRows(stream, input, { format: 'shopify-csv', marketplace: 'shopify' });
    return;
  }
  const headers = rowTexts(header).map((text) => text.trim());
  const { columns, ignored } = shopifyColumns(headers);
  const noted = columns.map(({ index, field }) => ({ from: headers[index] ?? '', to: field }));
  yield { mapping: { file: input.file, format: 'shopify-csv', columns: noted, ignored } };
  input.records?.context({ columns, marketplace: input.options.marketplace, locale: input.options.locale });
  const shape = new ShapeCheck(input.file, headers, neededColumn(columns));
  const products = new Products(input, columns);
  for await (const batch of stream.items()) {
    for (const item of batch) {
      if ('problem' in item) yield item;
      else if (item.number > header.number && !isBlank(item)) {
        yield* products.add(item);
        const problem = shape.problemOf(item, products.record);
        if (problem !== undefined) yield { problem };
      }
    }
  }
  yield* products.end();
}

/** Gathers the rows of one product after the other. */
class Products {
  readonly #input: Input;
  readonly #columns: readonly Column[];
  readonly #handleColumn: number;
  readonly #seen = new Set<string>();
  #handle: string | undefined;
  #texts: NamedText[] = [];
  /** The rows as they stand in the file, where somebody asks; undefined as soon as one does not tell. */
  #raw: string | undefined = '';
  #values = new Set<string>();
  #alts = 0;
  record = 0;

  constructor(input: Input, columns: readonly Column[]) {
    this.#input = input;
    this.#columns = columns;
    this.#handleColumn = columns.find((column) => column.field === 'id')?.index ?? -1;
  }

  /** Takes a row; gives the product before it when the row begins another. */
  *add(row: Row): Iterable<ReadEvent> {
    const cell = row.cells[this.#handleColumn];
    const handle = cell?.text.trim() ?? '';
    if (this.record === 0 || (handle !== '' && handle !== this.#handle)) {
      yield* this.end();
      this.record++;
      this.#handle = handle;
      if (cell !== undefined && this.#isBack(handle)) yield { problem: comesBack(this.#input.file, row, this.record, handle) };
    }
    if (this.#input.records !== undefined)
      this.#raw = this.#raw === undefined || row.raw === undefined ? undefined : `${this.#raw}${row.raw}\n`;
    for (const text of namedTexts(row, this.#columns)) this.#keep(text);
  }

  /** Gives the product that is being gathered. */
  *end(): Iterable<ReadEvent> {
    const { file, options } = this.#input;
    const marketplace = options.marketplace ?? 'shopify';
    const locale = options.locale === undefined ? {} : { locale: options.locale };
    const wanted = this.record === 0 || this.#input.records?.wants(this.#raw) !== false;
    const listing = wanted ? buildListing(this.#texts, { file, record: this.record, marketplace, ...locale }) : undefined;
    this.#raw = '';
    this.#texts = [];
    this.#values = new Set();
    this.#alts = 0;
    if (listing !== undefined) yield { listing };
  }

  /** Further rows repeat the colour, the picture and sometimes the title; each is wanted once. */
  #keep(text: NamedText): void {
    if (text.field === 'image-alt' && text.text.trim() !== '') {
      this.#alts++;
      this.#texts.push({ ...text, number: this.#alts });
      return;
    }
    const key = `${text.field}\n${text.text}`;
    if (this.#values.has(key) || this.#texts.length >= MAX_TEXTS) return;
    this.#values.add(key);
    this.#texts.push(text);
  }

  #isBack(handle: string): boolean {
    if (handle === '') return false;
    if (this.#seen.has(handle)) return true;
    // A copy: a piece of the file's text would keep the whole piece in memory.
    if (this.#seen.size < MAX_HANDLES) this.#seen.add(Buffer.from(handle).toString());
    return false;
  }
}

function comesBack(file: string, row: Row, record: number, handle: string): Problem {
  return {
    file,
    line: row.line,
    column: row.cells[0]?.column ?? 1,
    record,
    reason: {
      en: `The handle "${handle.slice(0, 100)}" stood further up already, with other products in between; its rows here were read as a listing of their own. Sort the file by Handle.`,
      zh: `Handle“${handle.slice(0, 100)}”前面已出现过，中间隔着其他商品，这里的行按单独的 Listing 读取。请按 Handle 排序后再导出。`,
    },
  };
}
