import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import { scanCsv } from './csv.ts';
import { MAX_BYTES } from './folder.ts';
import { type Columns, plainName } from './records.ts';

/** A row of a ledger, by the names of its columns; those that are absent stay empty. */
export type LedgerCells = Readonly<Record<string, string>>;

/**
 * Writes rows behind those that a table of the ledger has: `.jsonl` as lines of JSON, anything else as CSV under the headings that are there.
 * What stands in the file is not touched. Throws a UsageError when a CSV lacks a column that a row fills, is not UTF-8, or would be too large to
 * be read: then no row of it would count any more.
 */
export function appendRows(file: string, columns: Columns, rows: readonly LedgerCells[]): void {
  if (rows.length === 0) return;
  const old = readOld(file);
  const lines = isJsonLines(file) ? rows.map((row) => JSON.stringify(row)) : csvLines(file, columns, old, rows);
  const joint = old === '' || old.endsWith('\n') ? '' : '\n';
  const added = `${joint}${lines.join('\n')}\n`;
  if (Buffer.byteLength(old) + Buffer.byteLength(added) > MAX_BYTES) throw full(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, added, { flush: true });
  } catch (cause) {
    throw new EnvironmentError({ en: `The ledger ${file} cannot be written.`, zh: `无法写入台账 ${file}。` }, { cause });
  }
}

/** Looks whether a table can take rows that fill these of its columns. Throws a UsageError when it cannot. */
export function checkTable(file: string, columns: Columns, filled: readonly string[]): void {
  if (isJsonLines(file)) return;
  csvLines(file, columns, readOld(file), [Object.fromEntries(filled.map((name) => [name, '']))]);
}

function isJsonLines(file: string): boolean {
  return /\.(?:jsonl|ndjson)$/i.test(file);
}

/** What a table says so far; empty when it is not there. Throws a UsageError when it is not UTF-8, or too large. */
export function readOld(file: string): string {
  const about = statSync(file, { throwIfNoEntry: false });
  if (about === undefined) return '';
  if (about.size > MAX_BYTES) throw full(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new EnvironmentError({ en: `The ledger ${file} cannot be read.`, zh: `无法读取台账 ${file}。` }, { cause });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(
      {
        en: `The ledger ${file} is not UTF-8, so nothing was added; save it as CSV (UTF-8), or let new rows go to ${jsonLinesOf(file)} beside it.`,
        zh: `台账 ${file} 不是 UTF-8 编码，未写入；请另存为 CSV（UTF-8），或改为写入同一文件夹的 ${jsonLinesOf(file)}。`,
      },
      { cause },
    );
  }
}

function csvLines(file: string, columns: Columns, old: string, rows: readonly LedgerCells[]): string[] {
  const all = Object.keys(columns);
  if (old.trim() === '')
    return [all, ...rows.map((row) => all.map((name) => row[name] ?? ''))].map((cells) => csvLine(cells, ','));
  const { headings } = scanCsv(old, file);
  const names = headings.map(({ text }) => columnOf(text, columns));
  const missing = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new UsageError({
      en: `The ledger ${file} has no column ${missing.join(', ')}, so nothing was added; add the headings, or let new rows go to ${jsonLinesOf(file)} beside it.`,
      zh: `台账 ${file} 缺少 ${missing.join('、')} 列，未写入；请补上表头，或改为写入同一文件夹的 ${jsonLinesOf(file)}。`,
    });
  }
  const first = old.slice(0, old.search(/[\r\n]|$/));
  const separator = [',', ';', '\t'].reduce(
    (best, one) => (first.split(one).length > first.split(best).length ? one : best),
    ',',
  );
  return rows.map((row) =>
    csvLine(
      names.map((name) => (name === undefined ? '' : (row[name] ?? ''))),
      separator,
    ),
  );
}

function full(file: string): UsageError {
  const next = isJsonLines(file) ? undefined : jsonLinesOf(file);
  const way =
    next === undefined
      ? { en: 'take rows out that no longer count', zh: '请移出不再有效的行' }
      : {
          en: `begin an empty ${next} beside it, and new rows go there`,
          zh: `请在同一文件夹新建空文件 ${next}，新的行会写入其中`,
        };
  return new UsageError({
    en: `The ledger ${file} would be larger than 20 MB, and then none of it would be read, so nothing was added; ${way.en}.`,
    zh: `台账 ${file} 将超过 20 MB，届时整个文件都不会被读取，因此未写入；${way.zh}。`,
  });
}

function jsonLinesOf(file: string): string {
  return `${basename(file, extname(file))}.jsonl`;
}

/** The column that a heading names in English or Chinese. */
function columnOf(heading: string, columns: Columns): string | undefined {
  const plain = plainName(heading.replace(/^\ufeff/, ''));
  return Object.entries(columns).find(([name, given]) => [name, ...given].some((one) => plainName(one) === plain))?.[0];
}

/** Cells of one row. A space keeps a spreadsheet from taking a file name for a formula; the reader takes it away. */
function csvLine(cells: readonly string[], separator: string): string {
  return cells
    .map((cell) => (/^[=+\-@]/.test(cell) ? ` ${cell}` : cell))
    .map((cell) => (cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(separator);
}
