import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { scanCsv } from './csv.ts';
import { scanJsonLines } from './json-lines.ts';
import type { Cell, RawRow } from './table.ts';

/*
 * Ledger text -> rows of named cells, each with its place. A ledger is CSV (comma, semicolon or tab) or JSON Lines, by its file name.
 * What cannot be understood is a problem and no row: half a licence proves nothing.
 */

/** One record of a ledger: its cells by the names of the columns; an absent cell is not there, an empty one neither. */
export interface LedgerRow {
  /** 1-based. */
  readonly record: number;
  readonly line: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** Column name to the names that people give it; the first is the one that messages use. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** Reads a ledger. A heading that is none of the columns makes a problem, and rows that fill it do not count. */
export function readRows(text: string, file: string, columns: Columns): { rows: LedgerRow[]; problems: Problem[] } {
  const table = /\.(?:jsonl|ndjson)$/i.test(file) ? scanJsonLines(text, file) : scanCsv(text, file);
  const names = new Map(Object.entries(columns).flatMap(([name, given]) => [name, ...given].map((n) => [plainName(n), name])));
  const problems = [...table.problems];
  for (const heading of table.headings) {
    if (heading.text.trim() !== '' && !names.has(plainName(heading.text))) problems.push(unknownColumn(heading, file, columns));
  }
  const rows: LedgerRow[] = [];
  for (const raw of table.rows) {
    const row = nameCells(raw, names, file, problems);
    if (row !== undefined) rows.push(row);
  }
  return { rows, problems };
}

function nameCells(
  { record, line, pairs }: RawRow,
  names: ReadonlyMap<string, string>,
  file: string,
  problems: Problem[],
): LedgerRow | undefined {
  const cells = new Map<string, Cell>();
  for (const [heading, value] of pairs) {
    if (value.text.trim() === '') continue;
    const name = names.get(plainName(heading.text));
    if (name === undefined) {
      problems.push(uncountedCell(heading, value, file, record));
      return undefined;
    }
    if (cells.has(name)) {
      problems.push(doubleCell(name, value, file, record));
      return undefined;
    }
    cells.set(name, value);
  }
  return { record, line, cells };
}

/** A heading without what people vary: case, width, spaces, hyphens, underscores. */
export function plainName(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

function unknownColumn({ text, line, column }: Cell, file: string, columns: Columns): Problem {
  const english = Object.keys(columns).join(', ');
  const chinese = Object.values(columns).map(([first]) => first);
  return {
    file,
    line,
    column,
    reason: {
      en: `The ledger has no column "${text}". Allowed: ${english}. Rows that fill it do not count as proof.`,
      zh: `台账没有“${text}”这一列，可用的列：${chinese.join('、')}。填写了该列的行不作为证明。`,
    },
  };
}

function uncountedCell(heading: Cell, { line, column }: Cell, file: string, record: number): Problem {
  const reason: Bilingual = {
    en: `This row fills the unknown column "${heading.text}", so it does not count as proof; rename the column or empty the cell.`,
    zh: `该行填写了未知列“${heading.text}”，因此不作为证明；请改正列名或清空该单元格。`,
  };
  return { file, line, column, record, reason };
}

function doubleCell(name: string, { line, column }: Cell, file: string, record: number): Problem {
  const reason: Bilingual = {
    en: `This row has the column "${name}" twice, so it does not count as proof; keep one.`,
    zh: `该行的“${name}”列出现了两次，因此不作为证明；请只保留一列。`,
  };
  return { file, line, column, record, reason };
}
