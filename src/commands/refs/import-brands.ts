import { join, resolve } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import { readCsvRows } from '../../readers/csv.ts';
import { RowStream } from '../../readers/row-stream.ts';
import { type Row, rowTexts } from '../../readers/table-rows.ts';
import {
  checkSellerRow,
  formatSellerBrands,
  isSellerBrand,
  mergeSellerBrands,
  parseSellerBrands,
  type SellerBrand,
} from '../../references/seller-brands.ts';
import { findSellerColumns, type SellerColumn } from '../../references/seller-columns.ts';
import { BRANDS_FILE, readSellerFile, writeSellerFile } from '../../references/seller-file.ts';
import { shownPath } from '../../scan/files.ts';
import { openInput } from '../../scan/input.ts';
import { requirePath } from '../../scan/look-at.ts';
import type { BrandImportFlags } from './import-brands-command.ts';
import { libraryFolder, makeOutcome, type RefsOutcome, shownFolder } from './library.ts';

/** Most brand words of one library; beyond it the list is a register. */
const MOST = 500_000;

/**
 * Imports lists of brand words into `brands.tsv` of the library. Rows that cannot be used are told with their lines, the others are taken.
 * @throws UsageError for a list without a column of brand words or without one usable row, and for a damaged `brands.tsv`.
 */
export async function runBrandImport(paths: readonly string[], flags: BrandImportFlags): Promise<RefsOutcome> {
  const folder = await libraryFolder(flags);
  const old = readOld(folder);
  const problems: Problem[] = [];
  const added: SellerBrand[] = [];
  for (const given of paths) {
    const list = await readList(given, flags.encoding);
    if (list.brands.length === 0) throw nothingUsable(given, list.problems);
    problems.push(...list.problems);
    added.push(...list.brands);
  }
  const merged = mergeSellerBrands(old, added);
  if (merged.length > MOST) throw new UsageError(tooMany(merged.length));
  const text = formatSellerBrands(merged);
  const changed = text !== formatSellerBrands(old);
  if (changed) writeSellerFile(folder, text);
  const own = merged.filter((brand) => brand.own === 'yes').length;
  const where = `${shownFolder(folder)}/${BRANDS_FILE}`;
  const summary = `${where}: ${merged.length} brand words, ${own} of them your own; ${merged.length - old.length} new.\n`;
  return makeOutcome(summary, changed ? [] : [`Nothing changed in ${where}.`], problems, flags);
}

function readOld(folder: string): SellerBrand[] {
  const { brands, faults } = parseSellerBrands(readSellerFile(folder) ?? '');
  const [first] = faults;
  if (first === undefined) return brands;
  const file = join(shownFolder(folder), BRANDS_FILE).replaceAll('\\', '/');
  throw new UsageError({
    en: `${file}:${first.line}: ${first.reason.en} The file was not changed; mend or delete the line first.`,
    zh: `${file}:${first.line}：${first.reason.zh}文件未改动，请先修正或删除该行。`,
  });
}

interface List {
  readonly brands: readonly SellerBrand[];
  readonly problems: readonly Problem[];
}

async function readList(given: string, encoding: string | undefined): Promise<List> {
  const path = resolve(given);
  if (requirePath(path, given).isDirectory()) {
    throw new UsageError({
      en: `${given} is a folder; name a CSV or TSV file.`,
      zh: `${given} 是文件夹，请指定 CSV 或 TSV 文件。`,
    });
  }
  const file = shownPath(path);
  const table = new RowStream(readCsvRows(await openInput(path, file, encoding === undefined ? {} : { encoding })));
  const { header, columns } = requireColumns(await table.head(), file);
  const brands: SellerBrand[] = [];
  const problems: Problem[] = [];
  for await (const items of table.items()) {
    for (const item of items) {
      if ('problem' in item) problems.push(item.problem);
      else if (item.number > header.number) take(item);
    }
  }
  return { brands, problems };

  function take(row: Row): void {
    const cells = rowTexts(row);
    const checked = checkSellerRow((column) => cells[columns.get(column) ?? -1] ?? '');
    if (isSellerBrand(checked)) brands.push(checked);
    else problems.push({ file, line: row.line, column: 1, reason: checked });
  }
}

function requireColumns(
  rows: readonly Row[],
  file: string,
): { readonly header: Row; readonly columns: ReadonlyMap<SellerColumn, number> } {
  for (const header of rows) {
    const columns = findSellerColumns(rowTexts(header));
    if (columns !== undefined) return { header, columns };
  }
  const seen = rows[0] === undefined ? '-' : rowTexts(rows[0]).slice(0, 20).join(', ').slice(0, 300);
  throw new UsageError({
    en: `${file} has no column of brand words; its first row is: ${seen}. Give that column the heading mark (or brand, term, 品牌, 商标, 禁用词).`,
    zh: `${file} 中找不到品牌词列，首行为：${seen}。请将该列表头改为 mark（或 brand、term、品牌、商标、禁用词）。`,
  });
}

function nothingUsable(given: string, problems: readonly Problem[]): UsageError {
  const [first] = problems;
  const line = first?.line === undefined ? '' : ` (${first.line}: ${first.reason.en})`;
  return new UsageError({
    en: `${given} holds no brand word that can be used${line}. Nothing was changed.`,
    zh: `${given} 中没有可用的品牌词${first?.line === undefined ? '' : `（第 ${first.line} 行：${first.reason.zh}）`}。未作任何改动。`,
  });
}

function tooMany(count: number): { en: string; zh: string } {
  return {
    en: `The library would hold ${count} brand words; at most ${MOST} are taken. Import a list of that size as a register instead.`,
    zh: `导入后品牌词将达 ${count} 个，上限为 ${MOST} 个。这么大的列表请按商标注册数据导入。`,
  };
}
