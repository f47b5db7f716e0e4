import { scanCsv } from '../../ledger/csv.ts';
import { detectEncoding } from '../../readers/encoding.ts';
import { findTextColumns } from '../../references/text-columns.ts';
import { openInput } from '../../scan/input.ts';
import type { ImportFile } from './import.ts';
import type { FilesImportFlags } from './import-files-command.ts';
import { parseTextColumns } from './import-texts.ts';

/*
 * Which files of an import are tables of competitors.
 */

const TABLES = /\.(?:csv|tsv|jsonl|ndjson)$/i;

/** The tables among files that tell whose their records are, or where they were found: tables of competitors, not listing files. */
export async function tablesAmong(files: readonly ImportFile[], { columns }: FilesImportFlags): Promise<ImportFile[]> {
  const said = parseTextColumns(columns);
  const tables: ImportFile[] = [];
  for (const file of files) if (TABLES.test(file.path) && (said.size > 0 || (await isTable(file)))) tables.push(file);
  return tables;
}

async function isTable({ path, file }: ImportFile): Promise<boolean> {
  try {
    const { head } = await openInput(path, file, {});
    const text = new TextDecoder(await detectEncoding(head)).decode(head);
    const first = /^[^\r\n]*/.exec(text.replace(/^\ufeff/, ''))?.[0] ?? '';
    const headings = first.trimStart().startsWith('{') ? keysOf(first) : scanCsv(first, file).headings.map((one) => one.text);
    const found = findTextColumns(headings, new Map());
    const holds = found.has('title') || found.has('bullets') || found.has('description');
    return holds && (found.has('owner') || found.has('url') || found.has('captured-at'));
  } catch {
    // What is wrong with it is told when it is read.
    return false;
  }
}

function keysOf(line: string): string[] {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
