/*
 * Globs over picture paths as people write them in a spreadsheet: `*` and `?` within a name, `**` for folders, a `/` at the end for all that
 * a folder holds. Every other character stands for itself, for picture names are full of brackets: `lamp (1).jpg`, `主图[2].png`.
 */

/** A glob ready for use: one entry a folder or name. */
export type PathGlob = readonly string[];

/**
 * A path as globs compare it: forward slashes, lower case (spreadsheets and file systems disagree on it), composed characters, without
 * `.` and without `..` at the start.
 */
export function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .split(/[\\/]+/)) {
    if (part === '.' || part === '') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Whether a glob is a plain path. */
export function isPlain(glob: string): boolean {
  return !/[*?]|[\\/]$/.test(glob.trim());
}

/** Prepares a glob. */
export function compileGlob(glob: string): PathGlob {
  const whole = /[\\/]$/.test(glob.trim()) ? `${glob}**` : glob;
  return plainPath(whole).split('/');
}

/** Whether a glob covers a path, both plain. Takes O(glob x path) at worst, never more. */
export function matchGlob(glob: PathGlob, path: string): boolean {
  return matchParts(glob, path.split('/'), (part) => part === '**', matchName);
}

function matchName(pattern: string, name: string): boolean {
  const matches = (wanted: string, given: string): boolean => wanted === '?' || wanted === given;
  return matchParts([...pattern], [...name], (part) => part === '*', matches);
}

/** Matches two lists, one of which has parts that stand for any number of the other's; only the last such part is ever retried. */
function matchParts(
  pattern: readonly string[],
  given: readonly string[],
  isAny: (part: string) => boolean,
  matches: (wanted: string, given: string) => boolean,
): boolean {
  let at = 0;
  let any = -1;
  let retry = 0;
  for (let i = 0; i < given.length; ) {
    const wanted = pattern[at];
    if (wanted !== undefined && isAny(wanted)) {
      any = at++;
      retry = i;
    } else if (wanted !== undefined && matches(wanted, given[i] ?? '')) {
      at++;
      i++;
    } else if (any >= 0) {
      at = any + 1;
      i = ++retry;
    } else return false;
  }
  while (at < pattern.length && isAny(pattern[at] ?? '')) at++;
  return at === pattern.length;
}
