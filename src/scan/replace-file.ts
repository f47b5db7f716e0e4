import { realpathSync } from 'node:fs';
import { writeAtomically } from '../disk/atomic-file.ts';
import { EnvironmentError } from '../model/errors.ts';
import { shownPath } from './files.ts';

/**
 * Writes a file of decisions as a whole or not at all; what a link leads to is written, the link stays.
 * Throws an EnvironmentError when the disk refuses it; the old file is then as it was.
 */
export function replaceFile(path: string, text: string): void {
  try {
    writeAtomically(realPath(path), text);
  } catch (cause) {
    const file = shownPath(path);
    throw new EnvironmentError(
      { en: `${file} cannot be written; it is as it was.`, zh: `无法写入 ${file}，原文件保持不变。` },
      { cause },
    );
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
