import { type Dirent, readdirSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { requirePath } from '../../scan/look-at.ts';

/** Most pictures of one command; a folder with more is not the one that was meant. */
const MOST_FILES = 20_000;
/** Deepest folder that is entered. */
const MAX_DEPTH = 20;
const PICTURE = /\.(?:jpe?g|png|webp|tiff?|avif)$/i;
/** Raw files of cameras and layered files of photo programs: who has them made the picture. */
const SIDECAR =
  /\.(?:3fr|arw|cr2|cr3|crw|dcr|dng|erf|fff|gpr|heic|iiq|kdc|mef|mos|mrw|nef|nrw|orf|pef|psb|psd|raf|raw|rw2|rwl|sr2|srf|srw|x3f|xcf|clip|afphoto)$/i;
/** Folders into which people put raw files. */
const RAW_FOLDERS = ['.', 'raw', 'RAW', 'Raw', 'psd', 'PSD', '原片', '源文件'];
/** Most raw and layered files that are told of one picture. */
const MOST_SIDECARS = 10;

/** Pictures among paths and below folders, absolute, sorted, each once. Copies that `images stamp` made are left out of folders. */
export function findPictures(paths: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (path: string): void => {
    found.add(path);
    if (found.size > MOST_FILES) {
      throw new UsageError({
        en: `There are more than ${MOST_FILES} pictures; name a smaller folder.`,
        zh: `图片超过 ${MOST_FILES} 张，请指定更小的文件夹。`,
      });
    }
  };
  for (const given of paths) {
    const path = resolve(given);
    if (requirePath(path, given).isDirectory()) walk(path, 0, add);
    else add(path);
  }
  return [...found].sort();
}

function walk(folder: string, depth: number, add: (path: string) => void): void {
  if (depth > MAX_DEPTH) return;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) walk(path, depth + 1, add);
    else if (entry.isFile() && PICTURE.test(entry.name) && !/\.stamped\.\w+$/i.test(entry.name)) add(path);
  }
}

/** Raw and layered files of the same name as a picture, beside it or in a folder `raw` beside it; absolute, sorted. */
export function findSidecars(picture: string, folders: Map<string, readonly Dirent[]> = new Map()): string[] {
  const stem = basename(picture, extname(picture)).toLowerCase();
  const beside = dirname(picture);
  const found = RAW_FOLDERS.flatMap((name) => {
    const folder = join(beside, name);
    const known = folders.get(folder) ?? entriesOf(folder);
    folders.set(folder, known);
    return known
      .filter((entry) => entry.isFile() && SIDECAR.test(entry.name) && stemOf(entry.name) === stem)
      .map((one) => join(folder, one.name));
  });
  return [...new Set(found)]
    .filter((path) => path !== picture)
    .sort()
    .slice(0, MOST_SIDECARS);
}

function stemOf(name: string): string {
  return basename(name, extname(name)).toLowerCase();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
