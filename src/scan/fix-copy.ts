import { statSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import type { Bilingual } from '../model/text.ts';

/*
 * Where the edited copy of a file goes, and how it gets there: beside it or into a folder, never over a listing file, never through a link.
 */

/** The path of the copy: `feed.csv` -> `feed.fixed.csv`, or the same below a folder. `file` is the path as reports show it. */
export function copyPath(path: string, file: string, into: string | undefined): string {
  const extension = extname(path);
  const name = `${basename(path, extension)}.fixed${extension}`;
  if (into === undefined) return join(dirname(path), name);
  const inside = isAbsolute(file) || file.startsWith('..') ? '' : dirname(file);
  return join(resolve(into), inside, name);
}

/** Why a copy may not be written to a path; undefined when it may. `files` are the listing files of the scan. */
export function whyNotCopy(target: string, files: readonly string[]): Bilingual | undefined {
  const there = statOf(target);
  if (there === undefined) return undefined;
  if (!there.isFile()) return { en: 'something that is no file stands there', zh: '该位置已有同名的非文件对象' };
  const original = files.find((path) => {
    const own = statOf(path);
    return own !== undefined && own.dev === there.dev && own.ino === there.ino;
  });
  return original === undefined
    ? undefined
    : {
        en: 'a listing file of this scan stands there, or is linked there',
        zh: '该位置就是本次扫描的 Listing 文件（或其链接）',
      };
}

function statOf(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
