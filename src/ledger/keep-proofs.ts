import { constants, copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import { hashFile } from './file-hash.ts';

/** A file that proves a record, in the ledger's folder. */
export interface KeptProof {
  /** From the ledger's folder, with `/`. */
  readonly path: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Whether it lay elsewhere and was copied. */
  readonly copied: boolean;
}

/**
 * Hashes files that prove a record; those outside the ledger's folder are copied into its `proofs`, over nothing that is there.
 * Throws a UsageError for what is no file or cannot be read.
 */
export function keepProofs(folder: string, files: readonly string[]): KeptProof[] {
  return files.map((given) => {
    const sha256 = hashFile(resolve(given));
    if (sha256 === undefined) throw new UsageError(noFile(given));
    const real = realpathSync(resolve(given));
    const inside = existsSync(folder) ? relative(realpathSync(folder), real) : '..';
    if (!inside.startsWith('..') && !isAbsolute(inside)) {
      if (inside.includes(';')) throw new UsageError(semicolon(given));
      return { path: inside.split(sep).join('/'), sha256, copied: false };
    }
    return { path: copyProof(folder, real, sha256), sha256, copied: true };
  });
}

/** Copies a file under its name, or with a part of its hash behind it where another file has that name. */
function copyProof(folder: string, file: string, sha256: string): string {
  // A list of proofs is divided by semicolons.
  const name = basename(file).replaceAll(/[;；|\p{Cc}]/gu, '-');
  const end = extname(name);
  const other = `${basename(name, end)}-${sha256.slice(0, 12)}${end}`;
  const free = [name, other].find((one) => {
    const there = join(folder, 'proofs', one);
    return !existsSync(there) || hashFile(there) === sha256;
  });
  const path = `proofs/${free ?? `${sha256}${end}`}`;
  const target = join(folder, path);
  try {
    mkdirSync(join(folder, 'proofs'), { recursive: true });
    if (!existsSync(target)) copyFileSync(file, target, constants.COPYFILE_EXCL);
  } catch (cause) {
    throw new EnvironmentError(
      { en: `The proof cannot be copied to ${target}.`, zh: `无法将证明文件复制到 ${target}。` },
      { cause },
    );
  }
  if (hashFile(target) === sha256) return path;
  throw new EnvironmentError({
    en: `The copy of the proof at ${target} is not whole.`,
    zh: `${target} 处的证明文件副本不完整。`,
  });
}

function noFile(file: string): { readonly en: string; readonly zh: string } {
  return {
    en: `The proof ${file} is no file that can be read (or has more than 1 GB), so nothing was written.`,
    zh: `证明文件 ${file} 不存在、无法读取或超过 1 GB，未写入。`,
  };
}

function semicolon(file: string): { readonly en: string; readonly zh: string } {
  return {
    en: `The name of the proof ${file} holds a semicolon, which divides the files of a row; rename the file.`,
    zh: `证明文件 ${file} 的名称中有分号，而分号用于分隔多个文件；请重命名该文件。`,
  };
}
