import type { Problem } from '../model/problem.ts';
import { type Columns, readRows } from './records.ts';
import { type FileHash, type ProofFound, RowReader, type Words } from './row-reader.ts';

/** What a cell holds, or the words that it may hold. */
export type ColumnShape = 'text' | 'list' | 'day' | 'moment' | 'number' | 'hashes' | Words<string>;

/** A column of a table of records. */
export interface RecordColumn {
  /** What people call it, Chinese first. */
  readonly names: readonly string[];
  readonly is: ColumnShape;
  readonly needed?: true;
  /** For the JSON Schema. */
  readonly about: string;
}

/** Looks for proof files in the ledger's folder, and hashes them. */
export interface ProofFiles {
  readonly found: ProofFound;
  readonly hashOf: FileHash;
}

/** A table of the ledger: its file's name without ending, its columns, and how a row is read. */
export interface RecordTable<T> {
  readonly name: string;
  readonly title: string;
  readonly columns: Readonly<Record<string, RecordColumn>>;
  /** What a row says; undefined when it cannot count. Mistakes go to the reader. */
  read(reader: RowReader, files: ProofFiles): T | undefined;
}

/** Column names to the names that people give them. */
export function columnNames({ columns }: Pick<RecordTable<unknown>, 'columns'>): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, { names }]) => [name, names]));
}

/**
 * Reads a table as `readLicences` reads the image licence ledger: a row with a mistake is left out and told as a problem. Ids in `seen` are
 * taken.
 */
export function readTable<T extends { readonly id: string }>(
  table: RecordTable<T>,
  text: string,
  file: string,
  files: ProofFiles,
  seen: Set<string> = new Set(),
): { readonly records: T[]; readonly problems: Problem[] } {
  const { rows, problems } = readRows(text, file, columnNames(table));
  const records: T[] = [];
  for (const row of rows) {
    const reader = new RowReader(row, file);
    const record = table.read(reader, files);
    if (record !== undefined && seen.has(record.id)) reader.addDuplicate(record.id);
    problems.push(...reader.problems);
    if (!reader.counts || record === undefined) continue;
    seen.add(record.id);
    records.push(record);
  }
  return { records, problems };
}
