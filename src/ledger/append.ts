import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import { scanCsv } from './csv.ts';
import { LICENCE_COLUMNS } from './licences.ts';
import { plainName } from './records.ts';

/** A row of the licence ledger, by the names of its columns; those that are absent stay empty. */
export type LicenceRow = Readonly<Record<string, string>>;

/**
 * Writes rows behind those that a licence ledger has: `.jsonl` as lines of JSON, anything else as CSV under the headings that are there.
 * What stands in the file is not touched. Throws a UsageError when a CSV lacks a column that a row fills, or is not UTF-8.
 */
export function appendLicences(file: string, rows: readonly LicenceRow[]): void {
  if (rows.length === 0) return;
  const old = readOld(file);
  const lines = /\.(?:jsonl|ndjson)$/i.test(file) ? rows.map((row) => JSON.stringify(row)) : csvLines(file, old, rows);
  const joint = old === '' || old.endsWith('\n') ? '' : '\n';
  try {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${joint}${lines.join('\n')}\n`);
  } catch (cause) {
    throw new EnvironmentError(`The ledger ${file} cannot be written.`, { cause });
  }
}

/** Looks whether a ledger can take rows that fill these columns. Throws a UsageError when it cannot. */
export function checkLedger(file: string, columns: readonly string[]): void {
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return;
  csvLines(file, readOld(file), [Object.fromEntries(columns.map((name) => [name, '']))]);
}

function readOld(file: string): string {
  if (!existsSync(file)) return '';
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new EnvironmentError(`The ledger ${file} cannot be read.`, { cause });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(
      {
        en: `The ledger ${file} is not UTF-8, so nothing was added; save it as CSV (UTF-8), or name licences.jsonl beside it with --ledger.`,
        zh: `台账 ${file} 不是 UTF-8 编码，未写入；请另存为 CSV（UTF-8），或用 --ledger 指定同一文件夹的 licences.jsonl。`,
      },
      { cause },
    );
  }
}

function csvLines(file: string, old: string, rows: readonly LicenceRow[]): string[] {
  const columns = Object.keys(LICENCE_COLUMNS);
  if (old.trim() === '')
    return [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map((cells) => csvLine(cells, ','));
  const { headings } = scanCsv(old, file);
  const names = headings.map(({ text }) => columnOf(text));
  const missing = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new UsageError({
      en: `The ledger ${file} has no column ${missing.join(', ')}, so nothing was added; add the headings, or name licences.jsonl beside it with --ledger.`,
      zh: `台账 ${file} 缺少 ${missing.join('、')} 列，未写入；请补上表头，或用 --ledger 指定同一文件夹的 licences.jsonl。`,
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

/** The column that a heading names in English or Chinese. */
function columnOf(heading: string): string | undefined {
  const plain = plainName(heading.replace(/^\ufeff/, ''));
  return Object.entries(LICENCE_COLUMNS).find(([name, given]) => [name, ...given].some((one) => plainName(one) === plain))?.[0];
}

/** Cells of one row. A space keeps a spreadsheet from taking a file name for a formula; the reader takes it away. */
function csvLine(cells: readonly string[], separator: string): string {
  return cells
    .map((cell) => (/^[=+\-@]/.test(cell) ? ` ${cell}` : cell))
    .map((cell) => (cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(separator);
}
