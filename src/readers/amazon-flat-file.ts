import { findTemplate, type Template, type TemplateColumn } from './amazon-template.ts';
import type { Input, ReadEvent, Reader } from './contract.ts';
import { readCsvRows } from './csv.ts';
import { buildListing } from './listing-builder.ts';
import { RowStream } from './row-stream.ts';
import { isBlank, namedTexts, neededColumn, readTableRows } from './table.ts';
import type { Row } from './table-rows.ts';
import { ShapeCheck } from './table-shape.ts';

/*
 * Amazon's inventory templates (flat files), as text or as a workbook, old and new. One row is one listing; in a template for several
 * marketplaces one listing in each that the row has texts for.
 */

/** What the action column says, in the languages of the templates, when the row deletes its listing. */
const DELETE =
  /^(?:delete|remove|löschen|loeschen|supprimer|elimina|eliminar|excluir|verwijderen|usuń|ta bort|sil|削除|删除)(?![\p{L}])/iu;
/** What stands under the machine names in some templates: how much each column is wanted. */
const WANTED =
  /^(?:required|optional|preferred|conditionally required|recommended|not applicable|erforderlich|optional|empfohlen|obligatoire|facultatif|obligatorio|opcional|obbligatorio|facoltativo|必須|任意|推奨|必填|可选|选填|在一定条件下必填)$/i;
/** The SKU of the example row in Amazon's own templates. */
const EXAMPLE_SKU = 'ABC123';

/** Reads an Amazon inventory file. A table without machine names of columns is read by its labels, like every table. */
export const readAmazonFlatFile: Reader = (input) => readAmazonRows(new RowStream(readCsvRows(input)), input);

/** Reads the rows of an Amazon inventory template, wherever they come from. */
export async function* readAmazonRows(stream: RowStream, input: Input): AsyncIterable<ReadEvent> {
  const template = findTemplate(await stream.head());
  if (template === undefined || input.options.map !== undefined) {
    yield* readTableRows(stream, input, { format: 'amazon-flat-file', marketplace: 'amazon.com' });
    return;
  }
  const { header, headers, columns, ignored } = template;
  const noted = columns.map(({ index, field }) => ({ from: headers[index] ?? '', to: field }));
  yield { mapping: { file: input.file, format: 'amazon-flat-file', columns: noted, ignored } };
  const markets = marketsOf(template, input);
  input.records?.context({ markets, action: template.action });
  const shape = new ShapeCheck(input.file, headers, neededColumn(columns));
  let record = 0;
  for await (const batch of stream.items()) {
    for (const item of batch) {
      if ('problem' in item) yield item;
      else if (item.number > header.number && !isBlank(item) && !isInstruction(item, template)) {
        record++;
        const problem = shape.problemOf(item, record);
        if (problem !== undefined) yield { problem };
        if (input.records?.wants(item.raw) === false) continue;
        if (!DELETE.test(item.cells[template.action]?.text.trim() ?? '')) yield* listingsOf(item, markets, input.file, record);
      }
    }
  }
}

/** A marketplace of the template, with the columns that hold texts for it. */
interface Market {
  readonly marketplace: string;
  readonly locale?: string;
  readonly columns: readonly TemplateColumn[];
  /** Columns of this marketplace alone; without text in one of them a row is not offered there. */
  readonly own: readonly TemplateColumn[];
}

function marketsOf(template: Template, input: Input): Market[] {
  const { columns } = template;
  const named = [...new Set(columns.flatMap(({ marketplace }) => marketplace ?? []))];
  if (named.length < 2) {
    const only = named[0] ?? template.marketplace ?? input.options.marketplace ?? 'amazon.com';
    return [market(only, columns, template, input, [])];
  }
  return named.map((name) => {
    const own = columns.filter((column) => column.marketplace === name);
    return market(
      name,
      columns.filter((column) => column.marketplace === undefined || column.marketplace === name),
      template,
      input,
      own,
    );
  });
}

function market(
  marketplace: string,
  columns: readonly TemplateColumn[],
  template: Template,
  input: Input,
  own: readonly TemplateColumn[],
): Market {
  const tagged = columns.find((column) => column.locale !== undefined)?.locale;
  const locale = input.options.locale ?? tagged ?? template.locale;
  return { marketplace, columns, own, ...(locale === undefined ? {} : { locale }) };
}

function* listingsOf(row: Row, markets: readonly Market[], file: string, record: number): Iterable<ReadEvent> {
  for (const { marketplace, locale, columns, own } of markets) {
    if (own.length > 0 && own.every((column) => (row.cells[column.index]?.text.trim() ?? '') === '')) continue;
    const listing = buildListing(namedTexts(row, columns), {
      file,
      record,
      marketplace,
      ...(locale === undefined ? {} : { locale }),
    });
    if (listing !== undefined) yield { listing };
  }
}

/** Whether a row under the header still explains: before the first row of data, what is wanted, or Amazon's own example. */
function isInstruction(row: Row, template: Template): boolean {
  if (template.dataRow !== undefined) return row.number < template.dataRow;
  if (row.number > template.header.number + 2) return false;
  const filled = row.cells.filter((cell) => cell.text.trim() !== '');
  if (filled.filter((cell) => WANTED.test(cell.text.trim())).length * 2 > filled.length) return true;
  const id = template.columns.find((column) => column.field === 'id');
  return id !== undefined && row.cells[id.index]?.text.trim() === EXAMPLE_SKU;
}
