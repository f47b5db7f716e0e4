import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { readAmazonRows } from './amazon-flat-file.ts';
import { countMachineNames } from './amazon-template.ts';
import { countNames, findHeader, listNames } from './columns.ts';
import type { Input, ReadEvent } from './contract.ts';
import { RowStream } from './row-stream.ts';
import { isShopifyHeader } from './shopify-columns.ts';
import { readShopifyRows } from './shopify-csv.ts';
import { readTableRows } from './table.ts';
import { type Row, rowTexts } from './table-rows.ts';
import { damaged, guardWorkbook } from './xlsx-guard.ts';
import { readSheet } from './xlsx-rows.ts';

/*
 * Excel workbooks (.xlsx, .xlsm): the sheet with the listings is found, and read as if it were a text file of the same kind.
 */

const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** Sheets that are looked into; a workbook with more is an archive. */
const MAX_SHEETS = 40;
/** What Amazon calls the sheet with the listings, in the languages of its templates. */
const TEMPLATE = /^(?:template|vorlage|modèle|modello|plantilla|modelo|sjabloon|szablon|mall|şablon|テンプレート|模板|模版)$/i;

/** Reads the listings of a workbook: from `options.sheet`, else from the first sheet whose rows have the names of listing fields. */
export async function* readXlsx(input: Input): AsyncIterable<ReadEvent> {
  const bytes = await collect(input);
  if (bytes === undefined) {
    yield problem(input.file, TOO_LARGE);
    return;
  }
  const guarded = await guardWorkbook(bytes);
  if ('refused' in guarded) {
    yield problem(input.file, guarded.refused);
    return;
  }
  try {
    const sheet = await chooseSheet(bytes, guarded.sheets, input);
    if ('problem' in sheet) yield sheet;
    else yield* readRows(sheet.stream, input);
  } catch (error) {
    yield problem(input.file, damaged(error));
  }
}

type Chosen = { readonly stream: RowStream } | { readonly problem: Problem };

async function chooseSheet(bytes: Buffer, sheets: readonly string[], input: Input): Promise<Chosen> {
  const wanted = input.options.sheet;
  if (wanted !== undefined) {
    const name =
      sheets.find((sheet) => sheet === wanted) ??
      sheets.find((sheet) => sheet.trim().toLowerCase() === wanted.trim().toLowerCase());
    return name === undefined
      ? problem(input.file, noSuchSheet(wanted, sheets))
      : { stream: new RowStream(readSheet(bytes, name)) };
  }
  const ordered = [
    ...sheets.filter((sheet) => TEMPLATE.test(sheet.trim())),
    ...sheets.filter((sheet) => !TEMPLATE.test(sheet.trim())),
  ];
  let fallback: string | undefined;
  for (const sheet of ordered.slice(0, MAX_SHEETS)) {
    const stream = new RowStream(readSheet(bytes, sheet));
    const head = await stream.head();
    if (head.some((row) => isHeader(row, input))) return { stream };
    if (head.length > 0) fallback ??= sheet;
    await stream.close();
  }
  return fallback === undefined ? problem(input.file, NO_ROWS) : { stream: new RowStream(readSheet(bytes, fallback)) };
}

/** Whether a row names at least two columns of a listing table. */
function isHeader(row: Row, input: Input): boolean {
  const texts = rowTexts(row).map((text) => text.trim());
  const mapped = Object.values(input.options.map ?? {}).flat();
  if (mapped.some((name) => findHeader(texts, name) !== -1)) return true;
  return countNames(texts) >= 2 || countMachineNames(texts) >= 2;
}

/** Reads the rows as the format that the configuration or their header tells. */
async function* readRows(stream: RowStream, input: Input): AsyncIterable<ReadEvent> {
  const { format } = input.options;
  const texts = (await stream.head()).map(rowTexts);
  const isAmazon =
    format === 'amazon-flat-file' || texts.some((row) => countMachineNames(row) >= 3 && row.some((cell) => /_|#/.test(cell)));
  const isShopify = format === 'shopify-csv' || texts.some(isShopifyHeader);
  const isGoogle =
    format === 'google-tsv' || texts.some((row) => ['id', 'title', 'image_link'].every((name) => row.includes(name)));
  if (format === 'table') yield* readTableRows(stream, input, { format: 'table' });
  else if (isAmazon) yield* readAmazonRows(stream, input);
  else if (isShopify) yield* readShopifyRows(stream, input);
  else if (isGoogle) yield* readTableRows(stream, input, { format: 'google-tsv', marketplace: 'google' });
  else yield* readTableRows(stream, input, { format: 'table' });
}

async function collect(input: Input): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of input.open()) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > MAX_FILE_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function problem(file: string, reason: Bilingual): { readonly problem: Problem } {
  return { problem: { file, reason } };
}

function noSuchSheet(wanted: string, sheets: readonly string[]): Bilingual {
  const seen = listNames(sheets);
  return {
    en: `The configuration asks for the sheet "${wanted}", which the workbook does not have. Its sheets are: ${seen}. Correct sheet: under sources:.`,
    zh: `配置指定的工作表“${wanted}”不存在。工作簿里有：${seen}。请修改 sources: 下的 sheet:。`,
  };
}

const TOO_LARGE: Bilingual = {
  en: 'The workbook has more than 256 MB and was not read. Split it, or save the sheet as CSV.',
  zh: '工作簿超过 256 MB，没有读取。请拆分文件，或把工作表另存为 CSV。',
};
const NO_ROWS: Bilingual = {
  en: 'No sheet of the workbook has a row with text, so nothing was read. Check that this is the right file.',
  zh: '工作簿里没有任何有内容的工作表，什么都没读到。请确认文件是否选对。',
};
