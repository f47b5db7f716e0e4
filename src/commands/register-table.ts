import { UsageError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import { readCsvRows } from '../readers/csv.ts';
import { RowStream } from '../readers/row-stream.ts';
import { type Row, rowTexts } from '../readers/table-rows.ts';
import { type ColumnMap, findColumns, REGISTER_COLUMNS, type RegisterColumn, readEntryRow } from '../registers/columns.ts';
import type { FileEvent } from '../registers/read-file.ts';
import type { StatusTable } from '../registers/status.ts';
import { openInput } from '../scan/input.ts';

/** How the rows of a table are understood. */
export interface TableOptions {
  /** Office of rows that name none; empty when a column must tell. */
  readonly office: string;
  readonly columns: ReadonlyMap<RegisterColumn, string>;
  readonly encoding?: string;
  readonly statuses: StatusTable;
}

/** Reads a delimited table of marks. @throws UsageError when it has no column of marks, or nothing tells the office. */
export async function* readRegisterTable(
  path: string,
  shown: string,
  options: TableOptions,
): AsyncGenerator<readonly FileEvent[]> {
  const { encoding } = options;
  const input = await openInput(path, shown, encoding === undefined ? {} : { encoding });
  const table = new RowStream(readCsvRows(input));
  const { row: header, columns } = requireColumns(await table.head(), shown, options);
  let record = 0;
  for await (const items of table.items()) {
    const found: FileEvent[] = [];
    for (const item of items) {
      if ('problem' in item) found.push({ fault: { record: record + 1, reason: item.problem.reason, incomplete: false } });
      else if (item.number > header.number) found.push(...readRow(item, ++record));
    }
    yield found;
  }

  function readRow(row: Row, number: number): FileEvent[] {
    const cells = rowTexts(row);
    const entry = readEntryRow(cells, columns, options.office, options.statuses);
    const cut = row.unended && cells.length < header.cells.length;
    return [
      entry === undefined ? { fault: { record: number, reason: noMark(row.number), incomplete: false } } : { entry, bytes: 0 },
      ...(cut ? [{ fault: { record: number, reason: CUT, incomplete: true } }] : []),
    ];
  }
}

function noMark(row: number): Bilingual {
  return { en: `Row ${row} has no mark and was left out.`, zh: `第 ${row} 行没有商标文字，已跳过。` };
}

function requireColumns(
  rows: readonly Row[],
  shown: string,
  options: TableOptions,
): { readonly row: Row; readonly columns: ColumnMap } {
  for (const row of rows) {
    const columns = findColumns(rowTexts(row), options.columns);
    if (columns === undefined) continue;
    if (options.office === '' && !columns.has('office')) throw noOffice(shown);
    return { row, columns };
  }
  const seen = rows[0] === undefined ? '-' : rowTexts(rows[0]).slice(0, 20).join(', ').slice(0, 300);
  throw new UsageError({
    en: `${shown} has no column that is known to hold the mark; its headings are: ${seen}. Name the columns, such as --columns mark=NAME,number=NUMBER.`,
    zh: `${shown} 中找不到商标名称列，现有表头：${seen}。请指定各列，例如 --columns mark=商标名称,number=注册号。`,
  });
}

/** Reads `mark=Word Mark,number=App No`. @throws UsageError for anything else. */
export function parseColumns(text: string | undefined): ReadonlyMap<RegisterColumn, string> {
  const found = new Map<RegisterColumn, string>();
  for (const part of (text ?? '').split(',').filter((piece) => piece.trim() !== '')) {
    const [name = '', ...rest] = part.split('=');
    const column = REGISTER_COLUMNS.find((known) => known === name.trim());
    const heading = rest.join('=').trim();
    if (column === undefined || heading === '') {
      throw new UsageError({
        en: `--columns has "${part.trim()}"; write pairs such as mark=Word Mark,number=App No. What can be named: ${REGISTER_COLUMNS.join(', ')}.`,
        zh: `--columns 中的“${part.trim()}”无法识别；请写成 mark=商标名称,number=注册号 的形式。可用的名称：${REGISTER_COLUMNS.join('、')}。`,
      });
    }
    found.set(column, heading);
  }
  return found;
}

function noOffice(shown: string): UsageError {
  return new UsageError({
    en: `Nothing in ${shown} tells which trademark office the marks are of; add --office, such as --office CN.`,
    zh: `${shown} 中没有说明商标属于哪个商标局，请加上 --office，例如 --office CN。`,
  });
}

const CUT: Bilingual = {
  en: 'The file ends inside this row: it was cut off. The rows before it were kept; get the file again and run the same command.',
  zh: '文件在这一行中间中断，内容不完整。之前的行已保留；请重新获取文件后再运行同一命令。',
};
