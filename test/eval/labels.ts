import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part, TitleSource } from './titles.ts';

/** What a reader said about a brand word: how it is used, and `ok`, `misuse` or `review`. */
export interface Reading {
  readonly role: string;
  readonly verdict: string;
}

/** A brand word in a real title, read by two readers and settled; the fresh ones by one reader. */
export interface Label {
  readonly source: TitleSource;
  /** First 16 hexadecimal digits of the title's SHA-256. */
  readonly sha256: string;
  readonly span: readonly [number, number];
  readonly match: string;
  readonly term: string;
  readonly a: Reading;
  readonly b: Reading;
  /** Undefined while the readers disagree and nobody has settled it. */
  readonly final: Reading | undefined;
  readonly split: Part;
}

/** The columns of the tables in `labels/`. */
export const LABEL_COLUMNS: readonly string[] = [
  'source',
  'sha256',
  'start',
  'end',
  'match',
  'term',
  'a_role',
  'a_verdict',
  'b_role',
  'b_verdict',
  'role',
  'verdict',
  'split',
];

/** Labels as lines of the table, header first. */
export function writeLabels(labels: readonly Label[]): string {
  const rows = labels.map(({ source, sha256, span, match, term, a, b, final, split }) => [
    source,
    sha256,
    ...span,
    match,
    term,
    a.role,
    a.verdict,
    b.role,
    b.verdict,
    final?.role ?? '',
    final?.verdict ?? '',
    split,
  ]);
  return [LABEL_COLUMNS, ...rows].map((row) => `${row.join('\t')}\n`).join('');
}

/** Reads the labels of one part; none when the table is not there yet. */
export function readLabels(folder: string, part: Part): Label[] {
  const file = join(folder, `${part}.tsv`);
  if (!existsSync(file)) return [];
  return readTable(readFileSync(file, 'utf8')).map((row) => {
    const cell = (name: string): string => row.get(name) ?? '';
    return {
      source: cell('source') === 'oa' ? 'oa' : cell('source') === 'ae' ? 'ae' : 'wa',
      sha256: cell('sha256'),
      span: [Number(cell('start')), Number(cell('end'))],
      match: cell('match'),
      term: cell('term'),
      a: { role: cell('a_role'), verdict: cell('a_verdict') },
      b: { role: cell('b_role'), verdict: cell('b_verdict') },
      final: cell('role') === '' ? undefined : { role: cell('role'), verdict: cell('verdict') },
      split: part,
    };
  });
}

/** Rows of a tab-separated text by the names of its header. */
export function readTable(text: string): ReadonlyMap<string, string>[] {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const names = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return new Map(names.map((name, i) => [name, cells[i] ?? '']));
  });
}
