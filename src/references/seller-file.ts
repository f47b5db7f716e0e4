import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../disk/atomic-file.ts';
import { EnvironmentError } from '../model/errors.ts';

/** Name of the seller's brand words inside the library's folder. */
export const BRANDS_FILE = 'brands.tsv';

/** Largest table that is read; half a million brand words. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The text of `brands.tsv` in a library; undefined when there is none.
 * @throws EnvironmentError when it is there and cannot be read.
 */
export function readSellerFile(folder: string): string | undefined {
  const path = join(folder, BRANDS_FILE);
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) throw new Error(`The file has ${Math.round(size / 1024 / 1024)} MB; at most 64 MB are read.`);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new EnvironmentError(
      { en: `The brand words ${path} cannot be read.`, zh: `无法读取品牌词文件 ${path}。` },
      { cause },
    );
  }
}

/**
 * Writes `brands.tsv` into a library, which is made when it is not there: beside the old file, then in its place.
 * @throws EnvironmentError when it cannot be written; the old file is then as it was.
 */
export function writeSellerFile(folder: string, text: string): void {
  const path = join(folder, BRANDS_FILE);
  try {
    writeAtomically(path, text);
  } catch (cause) {
    throw new EnvironmentError(
      { en: `The brand words ${path} cannot be written.`, zh: `无法写入品牌词文件 ${path}。` },
      { cause },
    );
  }
}
