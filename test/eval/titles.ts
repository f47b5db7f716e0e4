import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Real product titles with their brand fields. They are not part of the repository; README.md says where they come from.
 */

/** Where a title comes from: OA-Mine (`oa`), AE-110k (`ae`), Walmart-Amazon (`wa`). */
export type TitleSource = 'oa' | 'ae' | 'wa';

/**
 * Which part of the titles one belongs to: `tune` was looked at while rules and tables were written, `dev` after a first measurement of the
 * rest, `test` never. `fresh` and `fresh-second` are words in other titles of `tune` and `dev` (README.md).
 */
export const PARTS = ['tune', 'dev', 'test', 'fresh', 'fresh-second'] as const;
/** Which part of the titles one belongs to. */
export type Part = (typeof PARTS)[number];

/** A real title. */
export interface RealTitle {
  readonly source: TitleSource;
  /** SHA-256 of the title, hexadecimal. */
  readonly sha256: string;
  readonly part: Part;
  readonly title: string;
  readonly brand: string | undefined;
  readonly category: string | undefined;
}

/** Files that are read, by the folder given on the command line. */
export const TITLE_FILES: readonly string[] = [
  'extractgpt-oa-mine-train.jsonl',
  'extractgpt-oa-mine-test.jsonl',
  'extractgpt-ae-110k-train.jsonl',
  'extractgpt-ae-110k-test.jsonl',
  'walmart-amazon/wa-train.txt',
  'walmart-amazon/wa-valid.txt',
  'walmart-amazon/wa-test.txt',
];

/** The files that the folder lacks. */
export function missingFiles(folder: string): string[] {
  return TITLE_FILES.filter((file) => !existsSync(join(folder, file)));
}

/** Reads the titles of one part, each once by source and title: the first brand field that comes with it stays. */
export function readTitles(folder: string, part: Part): RealTitle[] {
  const titles = new Map<string, RealTitle>();
  for (const file of TITLE_FILES) {
    const lines = readFileSync(join(folder, file), 'utf8').split(/\r\n|\n|\r/);
    for (const line of lines.filter((text) => text !== '')) {
      for (const item of file.endsWith('.txt') ? pairOf(line) : [labelledOf(file, line)]) {
        const key = `${item.source}\0${item.title}`;
        if (item.title !== '' && isOf(part, item) && !titles.has(key)) titles.set(key, item);
      }
    }
  }
  return [...titles.values()];
}

/** Fresh words stand in titles of the parts that may be looked at. */
function isOf(part: Part, title: RealTitle): boolean {
  return part.startsWith('fresh') ? title.part !== 'test' : title.part === part;
}

/** The first two hexadecimal digits of the title's hash decide its part. */
export function partOf(sha256: string): 'tune' | 'dev' | 'test' {
  const [first = 0, second = 0] = [...sha256.slice(0, 2)].map((digit) => Number.parseInt(digit, 16));
  if (first % 2 === 0) return 'tune';
  return second % 2 === 0 ? 'dev' : 'test';
}

function labelledOf(file: string, line: string): RealTitle {
  const row: unknown = JSON.parse(line);
  const scores = property(row, 'target_scores');
  const named = Object.keys(property(scores, 'Brand') ?? {});
  const brands = (named.length > 0 ? named : Object.keys(property(scores, 'Brand Name') ?? {})).filter((b) => b !== 'n/a');
  return titleOf(
    file.includes('oa-mine') ? 'oa' : 'ae',
    String(property(row, 'input')),
    brands[0],
    String(property(row, 'category')),
  );
}

/** A line holds two goods and whether they are the same: `COL title VAL … COL category VAL …`, tab, the other, tab, 0 or 1. */
function pairOf(line: string): RealTitle[] {
  return line
    .split('\t')
    .slice(0, 2)
    .map((side) => {
      const cells = new Map(
        [...side.matchAll(/COL (\w+) VAL (.*?)(?= COL |\s*$)/g)].map((m) => [m[1] ?? '', (m[2] ?? '').trim()]),
      );
      return titleOf('wa', cells.get('title') ?? '', cells.get('brand'), cells.get('category'));
    });
}

function titleOf(source: TitleSource, title: string, brand: string | undefined, category: string | undefined): RealTitle {
  const sha256 = createHash('sha256').update(title).digest('hex');
  return { source, sha256, part: partOf(sha256), title, brand: brand || undefined, category: category || undefined };
}

function property(value: unknown, name: string): object | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, object | undefined>>)[name];
}
