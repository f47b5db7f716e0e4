import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Label, type Reading, readTable, writeLabels } from './labels.ts';
import { kappa, share } from './metrics.ts';
import { percent, printTable } from './table.ts';
import { PARTS, type Part } from './titles.ts';

/*
 * Joins what two readers wrote about the same brand words into `labels/<part>.tsv` and tells how far they agree.
 *
 *   npm run eval -- label-agreement FOLDER tune|dev|test
 *
 * FOLDER holds <part>.jsonl (id, title), <part>-key.json (n, listing, span, match, term), <part>-A.tsv and <part>-B.tsv
 * (n, role, verdict, note), and <part>-final.tsv (n, role, verdict) for the rows on which they differ.
 */

interface KeyRow {
  readonly n: number;
  readonly listing: string;
  readonly span: readonly [number, number];
  readonly match: string;
  readonly term: string;
}

const [folder, name] = process.argv.slice(2);
const part = PARTS.find((one) => one === name);
if (folder === undefined || part === undefined) {
  process.stderr.write('Say the folder of the readings and the half: npm run eval -- label-agreement FOLDER tune|dev|test\n');
  process.exit(2);
}

const labels = join(folder, part);
const [a, b, settled] = ['A', 'B', 'final'].map((reader) => readReadings(`${labels}-${reader}.tsv`));
const hashes = readHashes(`${labels}.jsonl`);
const rows = readKey(`${labels}-key.json`).flatMap((key): Label[] => {
  const readings = { a: a?.get(key.n), b: b?.get(key.n), settled: settled?.get(key.n) };
  return readings.a === undefined || readings.b === undefined
    ? []
    : [labelOf(key, readings.a, readings.b, readings.settled, part)];
});
writeFileSync(`test/eval/labels/${part}.tsv`, writeLabels(rows));

printTable(
  `Agreement of two readers on ${rows.length} brand words (${part})`,
  ['', 'agree', "Cohen's kappa"],
  (['role', 'verdict'] as const).map((what) => [
    what,
    percent(share(rows, (row) => row.a[what] === row.b[what])),
    kappa(rows.map((row) => [row.a[what], row.b[what]] as const)).toFixed(3),
  ]),
);
const open = rows.filter((row) => row.final === undefined).length;
console.log(`\n${open} rows are not settled. Written: test/eval/labels/${part}.tsv`);

function labelOf(key: KeyRow, readerA: Reading, readerB: Reading, decided: Reading | undefined, split: Part): Label {
  const same = readerA.role === readerB.role && readerA.verdict === readerB.verdict;
  const { listing, span, match, term } = key;
  const source = listing.startsWith('oa') ? 'oa' : listing.startsWith('ae') ? 'ae' : 'wa';
  const sha256 = hashes.get(listing);
  if (sha256 === undefined) throw new RangeError(`row ${key.n} names ${listing}, which is not in the titles`);
  return { source, sha256, span, match, term, a: readerA, b: readerB, final: decided ?? (same ? readerA : undefined), split };
}

function readReadings(file: string): ReadonlyMap<number, Reading> {
  if (!existsSync(file)) return new Map();
  return new Map(
    readTable(readFileSync(file, 'utf8')).map((row) => [
      Number(row.get('n')),
      { role: row.get('role')?.trim() ?? '', verdict: row.get('verdict')?.trim() ?? '' },
    ]),
  );
}

function readKey(file: string): readonly KeyRow[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function readHashes(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      if (line === '') return [];
      const { id, title }: { readonly id: string; readonly title: string } = JSON.parse(line);
      return [[id, createHash('sha256').update(title).digest('hex').slice(0, 16)]];
    }),
  );
}
