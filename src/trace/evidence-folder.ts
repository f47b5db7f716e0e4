import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { hashFile } from '../ledger/file-hash.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * An evidence folder: written beside its place as a whole and then put there, with the hash of every file. Names of files are made here, never taken from a
 * page.
 */

/** A file of the folder: its bytes, or a file that is copied. */
export type EvidenceFile = { readonly path: string } & (
  | { readonly content: string | Uint8Array }
  | { readonly copyOf: string }
);

/** A folder that was written. */
export interface WrittenFolder {
  readonly files: number;
  /** SHA-256 of the list of hashes, hexadecimal. */
  readonly digest: string;
}

/** The list of hashes, as `sha256sum -c` reads it. */
export const SUMS = 'SHA256SUMS';

const SAFE = /^(?:[a-z0-9][a-z0-9-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Refuses a place where something is. @throws UsageError */
export function requireFree(folder: string): void {
  const seen = lstatSync(resolve(folder), { throwIfNoEntry: false });
  if (seen === undefined || (seen.isDirectory() && readdirSync(resolve(folder)).length === 0)) return;
  throw new UsageError({
    en: `${folder} is there already, and evidence is never written over. Name another folder, or move that one away.`,
    zh: `${folder} 已存在；证据不会被覆盖。请换一个文件夹名，或先移走原文件夹。`,
  });
}

/**
 * Writes a folder as a whole or not at all.
 * @throws UsageError when something is there, EnvironmentError when the disk refuses; then nothing is left behind.
 */
export function writeFolder(folder: string, files: Iterable<EvidenceFile>): WrittenFolder {
  const place = resolve(folder);
  requireFree(folder);
  const draft = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}.part`);
  try {
    mkdirSync(draft, { recursive: true });
    const sums = writeAll(draft, files);
    const list = sums.map(([path, sha256]) => `${sha256}  ${path}\n`).join('');
    writeFileSync(join(draft, SUMS), list, { flag: 'wx' });
    requireFree(folder);
    renameSync(draft, place);
    return { files: sums.length, digest: sha256Of(list) };
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    if (cause instanceof UsageError) throw cause;
    throw new EnvironmentError(
      {
        en: `The evidence folder ${folder} cannot be written; nothing is left behind.`,
        zh: `无法写入证据文件夹 ${folder}；没有留下任何残余文件。`,
      },
      { cause },
    );
  }
}

function writeAll(draft: string, files: Iterable<EvidenceFile>): [string, string][] {
  const sums = new Map<string, string>();
  for (const file of files) {
    const { path } = file;
    if (!SAFE.test(path) || path.includes('..') || path === SUMS || sums.has(path))
      throw new RangeError(`no name for a file: ${path}`);
    const target = join(draft, path);
    if (!existsSync(dirname(target))) mkdirSync(dirname(target), { recursive: true });
    if ('content' in file) writeFileSync(target, file.content, { flag: 'wx' });
    else copyFileSync(file.copyOf, target);
    // Of what lies on the disk, so that a write that went wrong is noticed at once.
    const sha256 = hashFile(target);
    if (sha256 === undefined || ('content' in file && sha256 !== sha256Of(file.content)))
      throw new RangeError(`not written as it was: ${path}`);
    sums.set(path, sha256);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** SHA-256, hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
