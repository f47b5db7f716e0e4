import { statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Longest path that is looked up. */
const MAX_LENGTH = 4096;

/**
 * Where the picture of a listing stands on this computer: an absolute path, or one from the listing file's folder, or from each of
 * `imageRoots` in order. Undefined for addresses (`https:`, `data:` …), for network shares and devices, and when no such file is there.
 * `listingFile` is absolute; empty for standard input, where only absolute paths and `imageRoots` count.
 */
export function resolvePicture(src: string, listingFile: string, imageRoots: readonly string[]): string | undefined {
  return picturePlaces(src, listingFile, imageRoots).find(isFile);
}

/** The places on this computer where the picture of a listing may stand, as `resolvePicture` looks for it; none for addresses. */
export function picturePlaces(src: string, listingFile: string, imageRoots: readonly string[]): readonly string[] {
  const path = toPath(src.trim());
  if (path === undefined) return [];
  const folders = listingFile === '' ? imageRoots : [dirname(listingFile), ...imageRoots];
  return isAbsolute(path) ? [path] : folders.map((folder) => resolve(folder, path));
}

/** Whether a picture is an address on the network or stands in the text itself. */
export function isRemotePicture(src: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(src.trim()) && !/^file:/i.test(src.trim());
}

function toPath(src: string): string | undefined {
  if (src === '' || src.length > MAX_LENGTH || src.includes('\0') || isRemotePicture(src) || src.startsWith('\\\\'))
    return undefined;
  if (!/^file:/i.test(src)) return process.platform === 'win32' ? src : src.replaceAll('\\', '/');
  try {
    const path = fileURLToPath(src);
    return path.startsWith('\\\\') ? undefined : path;
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
