import process from 'node:process';
import { type LedgerRecords, openRecords, RECORD_TABLES, type RecordsName } from '../../ledger/open-records.ts';
import { UsageError } from '../../model/errors.ts';
import type { ProofFile } from '../../model/ledger.ts';
import type { Lang } from '../../model/text.ts';
import { ledgerFolder } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { LOG_KINDS, type LogListFlags } from '../log.ts';
import { streamOutput } from '../output.ts';
import { configFor } from '../scan/request.ts';
import { formatTable } from '../table.ts';
import { tellProblems } from '../tell-problems.ts';

/** Prints tables of the ledger, the newest row first; what does not count goes to standard error. */
export async function listRecords(
  table: string | undefined,
  { config: named, lang: flag, format }: LogListFlags,
): Promise<void> {
  const wanted = requireTables(table);
  const config = await configFor(['.'], named);
  const lang = pickLang(flag, config?.values.lang);
  const folder = ledgerFolder(config);
  const records = await openRecords(folder, shownPath(folder), wanted);
  tellProblems(records.problems, lang);
  if (records.problems.length > 0) endWith(3);
  const shown = wanted.map((name) => ({ name, rows: newestFirst(records, name) }));
  const text =
    format === 'json'
      ? `${JSON.stringify({ ...Object.fromEntries(shown.map(({ name, rows }) => [name, rows])), problems: records.problems }, null, 2)}\n`
      : shown
          .filter(({ rows }) => rows.length > 0)
          .map(({ name, rows }) => listed(name, rows, lang))
          .join('\n');
  const none = { en: 'Nothing was written down.\n', zh: '没有记录。\n' }[lang];
  await streamOutput(process.stdout).write(text === '' ? none : text);
}

function requireTables(table: string | undefined): RecordsName[] {
  const tables = Object.values(LOG_KINDS).map((kind) => kind.table);
  if (table === undefined) return tables;
  const found = LOG_KINDS[table]?.table ?? tables.find((name) => name === table);
  if (found !== undefined) return [found];
  throw new UsageError({
    en: `There is no table "${table}"; there are ${tables.join(', ')}.`,
    zh: `没有名为“${table}”的表；可选：${tables.join('、')}。`,
  });
}

/** A row by the names of its columns, as far as lists show it. */
type Row = Readonly<Record<string, unknown>> & { readonly id: string };

function newestFirst(records: LedgerRecords, name: RecordsName): Row[] {
  const rows: readonly { readonly id: string }[] = records[name] ?? [];
  return rows.map((row): Row => ({ ...row })).toSorted((a, b) => (dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : 0));
}

/** Columns that say when, in the order in which they count. */
const DATES = ['done', 'at', 'date', 'adopted', 'from', 'planned'];

function dateOf(row: Row): string {
  return DATES.map((name) => row[name]).find((value) => typeof value === 'string') ?? '';
}

function listed(name: RecordsName, rows: readonly Row[], lang: Lang): string {
  const table = RECORD_TABLES[name];
  const columns = Object.entries(table.columns).filter(([column]) => column !== 'proof_sha256');
  const used = columns.filter(([column]) => rows.some((row) => cell(row, column, lang) !== ''));
  const heading = used.map(([column, { names }]) => (lang === 'zh' ? (names[0] ?? column) : column));
  const body = formatTable([heading, ...rows.map((row) => used.map(([column]) => cell(row, column, lang)))]);
  return `${name} (${rows.length})\n${body}`;
}

function cell(row: Row, column: string, lang: Lang): string {
  if (column === 'proof') return proofs(row.proofs, lang);
  const value = row[column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  if (Array.isArray(value)) return value.join('; ');
  return value === undefined ? '' : String(value);
}

function proofs(value: unknown, lang: Lang): string {
  const files: readonly unknown[] = Array.isArray(value) ? value : [];
  return files
    .filter(isProof)
    .map(({ path, found, changed }) => {
      if (!found) return `${path} ${{ en: '(missing)', zh: '（缺失）' }[lang]}`;
      return changed === true ? `${path} ${{ en: '(another file)', zh: '（文件已变）' }[lang]}` : path;
    })
    .join('; ');
}

function isProof(value: unknown): value is ProofFile {
  return typeof value === 'object' && value !== null && 'path' in value && 'found' in value;
}
