import type { Problem } from '../model/problem.ts';

/** One value of a ledger, where it stands. Lines and columns are 1-based. */
export interface Cell {
  readonly text: string;
  /** The parts of a list, when the format has lists. */
  readonly items?: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** One record as its format gives it: headings and values in the order of the file. */
export interface RawRow {
  /** 1-based number of the record. */
  readonly record: number;
  readonly line: number;
  readonly pairs: readonly (readonly [heading: Cell, value: Cell])[];
}

/** What a scanner of one format finds. */
export interface RawTable {
  /** Every heading or key once. */
  readonly headings: readonly Cell[];
  readonly rows: readonly RawRow[];
  readonly problems: readonly Problem[];
}

/** Most rows that a ledger may have; more is no ledger that people keep. */
const MAX_ROWS = 100_000;

/** Cuts a ledger off after 100,000 rows, with a problem that says so. */
export function limitRows<T>(rows: readonly T[], lineOf: (row: T) => number, file: string, problems: Problem[]): readonly T[] {
  const beyond = rows[MAX_ROWS];
  if (beyond === undefined) return rows;
  const reason = {
    en: `The ledger has more than ${MAX_ROWS} rows; from here on nothing was read. Split it.`,
    zh: `台账超过 ${MAX_ROWS} 行，从此处起未读取；请拆分。`,
  };
  problems.push({ file, line: lineOf(beyond), reason });
  return rows.slice(0, MAX_ROWS);
}
