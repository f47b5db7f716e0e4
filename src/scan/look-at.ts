import { type Stats, statSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';

/**
 * What stands at a path, links followed: undefined when nothing does, the disk's error when that cannot be told (a link that leads in a
 * circle, a name that is too long, a folder that may not be entered). Never throws.
 */
export function lookAt(path: string): Stats | Error | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Whether a folder stands at a path. */
export function isFolder(path: string): boolean {
  const seen = lookAt(path);
  return seen !== undefined && !(seen instanceof Error) && seen.isDirectory();
}

/** What stands at a path that a person named, shown as `given`. Throws a UsageError unless it is a folder, a file or a pipe. */
export function requirePath(path: string, given: string): Stats {
  const seen = lookAt(path);
  if (seen === undefined)
    throw new UsageError({
      en: `There is no file or folder ${given}; name listing files or a folder that holds them.`,
      zh: `找不到文件或文件夹 ${given}；请写出 Listing 文件或其所在文件夹。`,
    });
  if (seen instanceof Error)
    throw new UsageError(
      { en: `${given} cannot be opened; check the path and its links.`, zh: `无法打开 ${given}；请检查路径和链接。` },
      { cause: seen },
    );
  if (!seen.isDirectory() && !seen.isFile() && !seen.isFIFO())
    throw new UsageError({ en: `${given} is a device, not a file or folder.`, zh: `${given} 是设备，不是文件或文件夹。` });
  return seen;
}
