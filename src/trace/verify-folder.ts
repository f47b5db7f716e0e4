import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashFile } from '../ledger/file-hash.ts';
import { UsageError } from '../model/errors.ts';
import { TRACE_FORMAT } from '../model/trace-report.ts';
import { SUMS, sha256Of } from './evidence-folder.ts';

/*
 * Is an evidence folder as it was written? Nothing in it is followed: a link in the place of a file is a difference.
 */

/** How a file differs from what was written. */
export interface Difference {
  readonly path: string;
  readonly what: 'changed' | 'missing' | 'added' | 'link';
}

/** What a check gave. */
export interface Verified {
  /** Files that the list of hashes names. */
  readonly files: number;
  /** SHA-256 of the list, to be compared with a number that was noted elsewhere. */
  readonly digest: string;
  readonly differences: readonly Difference[];
}

const MAX_SUMS = 20 << 20;
const LINE = /^([0-9a-f]{64}) {2}([A-Za-z0-9][A-Za-z0-9._/-]*)$/;
/** Files that were added and are told. */
const MOST_ADDED = 1000;

/** Checks a folder. @throws UsageError for what is no evidence folder, or one of a newer preclear. */
export function verifyFolder(given: string): Verified {
  const folder = resolve(given);
  const list = readList(folder, given);
  const sums = new Map<string, string>();
  for (const [at, line] of list.split('\n').entries()) {
    if (line === '') continue;
    const [, sha256, path] = LINE.exec(line) ?? [];
    if (sha256 === undefined || path === undefined || path.includes('..')) throw new UsageError(badLine(given, at + 1));
    sums.set(path, sha256);
  }
  checkFormat(folder);
  const differences: Difference[] = [];
  for (const [path, sha256] of sums) {
    const what = checkFile(folder, path, sha256);
    if (what !== undefined) differences.push({ path, what });
  }
  for (const path of filesIn(folder, '')) {
    if (sums.has(path) || path === SUMS) continue;
    differences.push({ path, what: 'added' });
    if (differences.length > MOST_ADDED) break;
  }
  differences.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: sums.size, digest: sha256Of(list), differences };
}

function readList(folder: string, given: string): string {
  const file = join(folder, SUMS);
  const seen = lstatSync(file, { throwIfNoEntry: false });
  if (seen?.isFile() !== true || seen.size > MAX_SUMS) throw new UsageError(noFolder(given));
  return readFileSync(file, 'utf8');
}

function checkFile(folder: string, path: string, sha256: string): Difference['what'] | undefined {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const seen = lstatSync(join(folder, ...parts.slice(0, depth)), { throwIfNoEntry: false });
    if (seen === undefined) return 'missing';
    if (seen.isSymbolicLink()) return 'link';
    if (depth === parts.length && !seen.isFile()) return 'changed';
  }
  return hashFile(join(folder, path)) === sha256 ? undefined : 'changed';
}

function* filesIn(folder: string, below: string): Generator<string> {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(folder, path);
    else yield path;
  }
}

/** A folder of a newer preclear may mean something else by its files. */
function checkFormat(folder: string): void {
  const file = join(folder, 'trace.json');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > 200 << 20) return;
  const format = /^\{\s*"format":\s*(\d{1,9}),/.exec(readFileSync(file, 'utf8').slice(0, 200))?.[1];
  if (Number(format ?? 0) > TRACE_FORMAT) {
    throw new UsageError({
      en: `The folder was written by a newer preclear (format ${format}); this one knows up to ${TRACE_FORMAT}. Update preclear.`,
      zh: `该文件夹由更新版本的 preclear 写成（格式 ${format}），当前版本只支持到 ${TRACE_FORMAT}，请升级 preclear。`,
    });
  }
}

function noFolder(given: string): { readonly en: string; readonly zh: string } {
  return {
    en: `${given} is no evidence folder: it has no ${SUMS}. Name a folder that \`preclear trace --out\` wrote.`,
    zh: `${given} 不是证据文件夹：缺少 ${SUMS}。请指定由 \`preclear trace --out\` 生成的文件夹。`,
  };
}

function badLine(given: string, line: number): { readonly en: string; readonly zh: string } {
  return {
    en: `${given}/${SUMS}:${line}:1: expected 64 hexadecimal digits, two spaces and a name. The list of hashes was changed by hand.`,
    zh: `${given}/${SUMS}:${line}:1：应为 64 位十六进制哈希、两个空格和文件名。哈希清单被手工改动过。`,
  };
}
