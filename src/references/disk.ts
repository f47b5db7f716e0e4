import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../disk/atomic-file.ts';
import { EnvironmentError } from '../model/errors.ts';
import type { Reference } from '../model/reference.ts';
import { formatLibrary, type Library, parseLibrary } from './lines.ts';

/*
 * The library on disk: a folder with `references.jsonl`. Files are small enough to be read whole; they are written beside the old one
 * and put in its place, so that a reader sees the old library or the new one and never half of it.
 */

/** Name of the file inside the library's folder. */
export const LIBRARY_FILE = 'references.jsonl';

/** Largest library that is read; a million listings. Beyond it a text no longer fits into one string. */
const MAX_BYTES = 400 * 1024 * 1024;

/**
 * Reads the library in a folder; nothing there is an empty library.
 * @param shown the folder as problems name it.
 * @throws EnvironmentError when the file is there and cannot be read.
 */
export function openLibrary(folder: string, shown: string = folder): Library {
  const path = join(folder, LIBRARY_FILE);
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) throw new Error(`The file has ${Math.round(size / 1024 / 1024)} MB; at most 400 MB are read.`);
    return parseLibrary(readFileSync(path, 'utf8'), join(shown, LIBRARY_FILE).replaceAll('\\', '/'));
  } catch (cause) {
    if (isMissing(cause)) return { references: [], problems: [] };
    throw new EnvironmentError(
      { en: `The reference library ${path} cannot be read.`, zh: `无法读取素材库 ${path}。` },
      { cause },
    );
  }
}

/**
 * Writes the library into a folder, which is made when it is not there.
 * @throws EnvironmentError when it cannot be written; the old library is then as it was.
 */
export function saveLibrary(folder: string, references: readonly Reference[]): void {
  const path = join(folder, LIBRARY_FILE);
  try {
    writeAtomically(path, formatLibrary(references));
  } catch (cause) {
    throw new EnvironmentError(
      { en: `The reference library ${path} cannot be written.`, zh: `无法写入素材库 ${path}。` },
      { cause },
    );
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
