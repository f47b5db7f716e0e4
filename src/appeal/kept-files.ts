import { createHash, randomBytes } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  type Dirent,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { KeptFile } from '../model/case-event.ts';
import { explainDiskError } from '../model/disk-error.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * Copies of files in a case's folder. They are streamed, hashed on the way, and written under another name until they are whole.
 */

/** Largest file that a case keeps: the raw file of a large camera has some 200 MB. */
export const MAX_KEPT: number = 1024 * 1024 * 1024;
/** Most files of a folder that is added as one piece of evidence. */
const MAX_FILES = 2000;

/** A copy that is not in its place yet. */
export interface Draft {
  readonly temporary: string;
  /** Its name in the case: harmless, with the ending of the original. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Copies a file beside where it will lie. Throws UsageError for what is no file or too large, EnvironmentError when the disk refuses. */
export async function copyIn(folder: string, source: string, inside: string = basename(source)): Promise<Draft> {
  const temporary = join(folder, `.${randomBytes(6).toString('hex')}.part`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    if (!statSync(source).isFile()) throw noFile(source);
    mkdirSync(folder, { recursive: true });
    const count = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > MAX_KEPT) throw tooLarge(source);
        hash.update(chunk);
        yield chunk;
      }
    };
    await pipeline(createReadStream(source), count, createWriteStream(temporary, { flags: 'wx', flush: true }));
  } catch (cause) {
    rmSync(temporary, { force: true });
    if (cause instanceof UsageError) throw cause;
    throw cannotKeep(source, cause);
  }
  return { temporary, name: harmlessName(inside), sha256: hash.digest('hex'), bytes };
}

/** Writes a file beside where it will lie. @param name its name in the case, harmless already. */
export function writeCopy(folder: string, name: string, content: string | Uint8Array): Draft {
  const temporary = join(folder, `.${randomBytes(6).toString('hex')}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, content, { flag: 'wx', flush: true });
  } catch (cause) {
    throw new EnvironmentError({ en: `${folder} cannot be written.`, zh: `无法写入 ${folder}。` }, { cause });
  }
  const bytes = Buffer.byteLength(content);
  return { temporary, name, sha256: createHash('sha256').update(content).digest('hex'), bytes };
}

/** Puts a copy in its place, which nothing may stand in. @param path from the case's folder. */
export function putInPlace(caseFolder: string, draft: Draft, path: string): KeptFile {
  try {
    // Renaming takes the place of what is there; numbers are given under the lock, so nothing is.
    if (statSync(join(caseFolder, path), { throwIfNoEntry: false }) !== undefined) throw new Error(`${path} is there already.`);
    mkdirSync(join(caseFolder, path, '..'), { recursive: true });
    renameSync(draft.temporary, join(caseFolder, path));
  } catch (cause) {
    throw cannotKeep(path, cause);
  }
  return { path, sha256: draft.sha256, bytes: draft.bytes };
}

/** Takes a copy away that was not wanted in the end. */
export function dropDraft({ temporary }: Draft): void {
  rmSync(temporary, { force: true });
}

/** The files of a folder, deepest paths included, sorted; links and what begins with a dot are left out. Throws UsageError for too many. */
export function filesIn(folder: string): string[] {
  const found: string[] = [];
  const walk = (below: string): void => {
    for (const entry of entriesOf(join(folder, below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(path);
      if (found.length > MAX_FILES) throw tooMany(folder);
    }
  };
  walk('');
  return found.sort();
}

/** A name that no file system, shell or page misreads; letters of all languages stay. */
export function harmlessName(path: string): string {
  const end = extname(path)
    .replaceAll(/[^.\w]/g, '')
    .slice(0, 12);
  const stem = basename(path, extname(path))
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._]+/gu, '-')
    .replaceAll(/^[-._]+|[-.]+$/g, '');
  return `${[...stem].slice(0, 60).join('') || 'file'}${end}`;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw cannotKeep(folder, cause);
  }
}

function noFile(source: string): UsageError {
  return new UsageError({ en: `${source} is no file.`, zh: `${source} 不是文件。` });
}

function tooLarge(source: string): UsageError {
  const limit = MAX_KEPT / 1024 / 1024;
  return new UsageError({
    en: `${source} has more than ${limit} MB, and was not added. Add the part of it that proves something, or a note where it is kept and its SHA-256.`,
    zh: `${source} 超过 ${limit} MB，未添加。请添加能证明问题的部分，或添加一份说明（存放位置和 SHA-256）。`,
  });
}

function tooMany(folder: string): UsageError {
  return new UsageError({
    en: `${folder} has more than ${MAX_FILES} files, and was not added. Add the files that prove something.`,
    zh: `${folder} 内超过 ${MAX_FILES} 个文件，未添加。请只添加能证明问题的文件。`,
  });
}

function cannotKeep(source: string, cause: unknown): EnvironmentError {
  const known = explainDiskError(cause);
  return new EnvironmentError(
    {
      en: `${source} cannot be kept in the case; nothing was added.${known === undefined ? '' : ` ${known.en}`}`,
      zh: `${source} 无法存入案件文件夹，未添加任何内容。${known === undefined ? '' : known.zh}`,
    },
    { cause },
  );
}
