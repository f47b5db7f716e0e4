import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { SignOff } from '../model/ledger.ts';
import { appendRows, type LedgerCells, readOld } from './append.ts';
import { hashIn, proofIn } from './folder.ts';
import { whileLocked } from './lock.ts';
import { columnNames, type RecordTable, readTable } from './record-table.ts';
import { readRows } from './records.ts';
import { SIGN_OFFS } from './tables/sign-offs.ts';

/*
 * Rows that preclear writes into the ledger. What a reader would refuse is not written; two writers at once lose nothing.
 */

/** A row that was written. */
export interface WrittenRecord<T> {
  readonly record: T;
  /** Absolute. */
  readonly file: string;
}

/**
 * Writes a row into a table of the ledger's folder: into `<table>.jsonl` when that is there, else `<table>.csv`, which is begun with all
 * headings. Without an id it gets the next number behind the prefix, such as `T-4`. Throws a UsageError for what the reader would refuse.
 * @param check throws when the row, as it was read, is not to be written.
 */
export async function appendRecord<T extends { readonly id: string }>(
  folder: string,
  table: RecordTable<T>,
  cells: LedgerCells,
  prefix: string,
  check: (record: T) => void = () => undefined,
): Promise<WrittenRecord<T>> {
  return whileLocked(folder, () => {
    const [csv, jsonl] = [join(folder, `${table.name}.csv`), join(folder, `${table.name}.jsonl`)];
    const file = existsSync(jsonl) ? jsonl : csv;
    const ids = [csv, jsonl].flatMap((path) => idsIn(path, table));
    const row = { id: nextId(ids, prefix), ...cells };
    const record = requireReadable(folder, table, row, new Set(ids));
    check(record);
    appendRows(file, columnNames(table), [row]);
    return { record, file };
  });
}

/**
 * Writes sign-offs behind those that a file has: `.jsonl` as lines of JSON, anything else as CSV. All of them or none.
 * Throws a UsageError for one that the reader would refuse.
 */
export async function appendSignOff(file: string, ...signOffs: readonly SignOff[]): Promise<void> {
  const folder = dirname(file);
  const rows = signOffs.map(({ contentHash, role, note, ...rest }) => ({
    ...rest,
    content_hash: contentHash,
    ...(role === undefined ? {} : { role }),
    ...(note === undefined ? {} : { note }),
  }));
  await whileLocked(folder, () => {
    const seen = new Set(idsIn(file, SIGN_OFFS));
    for (const row of rows) requireReadable(folder, SIGN_OFFS, row, seen);
    appendRows(file, columnNames(SIGN_OFFS), rows);
  });
}

/** The row as the reader takes it. */
function requireReadable<T extends { readonly id: string }>(
  folder: string,
  table: RecordTable<T>,
  row: LedgerCells,
  seen: Set<string>,
): T {
  const files = { found: proofIn(folder), hashOf: hashIn(folder) };
  const { records, problems } = readTable(table, JSON.stringify(row), `${table.name}.jsonl`, files, seen);
  const [record] = records;
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(problem.reason);
  if (record === undefined) throw new Error(`The reader of ${table.name} took no row and told no problem.`);
  return record;
}

/** Ids that stand in a file, those of rows that do not count too. */
function idsIn(file: string, table: RecordTable<unknown>): string[] {
  const { rows } = readRows(readOld(file), file, columnNames(table));
  return rows.flatMap(({ cells }) => cells.get('id')?.text.trim() ?? []);
}

/** One more than the highest number behind the prefix. */
function nextId(ids: readonly string[], prefix: string): string {
  const numbers = ids.map((id) => (id.startsWith(`${prefix}-`) ? Number(id.slice(prefix.length + 1)) : 0));
  const highest = numbers.reduce((best, number) => (Number.isSafeInteger(number) && number > best ? number : best), 0);
  return `${prefix}-${highest + 1}`;
}
