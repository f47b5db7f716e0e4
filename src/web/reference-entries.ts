import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Reference } from '../model/reference.ts';
import { LIBRARY_FILE } from '../references/disk.ts';
import { parseLibrary } from '../references/lines.ts';
import { openStore } from '../references/store.ts';

/*
 * One entry of the reference library, found without loading the library: a page needs one, and a library may hold millions.
 */

/** Longest line that is an entry, characters. */
const LONGEST = 4_000_000;
/** Files that are looked at to find a picture of the library. */
const MOST_FILES = 5000;

/** The entry with an id; undefined when the library has none. */
export async function findReference(folder: string, id: string): Promise<Reference | undefined> {
  return (await findLine(join(folder, LIBRARY_FILE), id)) ?? (await findStored(folder, id));
}

async function findLine(file: string, id: string): Promise<Reference | undefined> {
  const wanted = JSON.stringify(id);
  const there = await stat(file).catch(() => undefined);
  if (there === undefined || !there.isFile()) return undefined;
  const input = createReadStream(file, { encoding: 'utf8' });
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.length > LONGEST || !line.includes(wanted)) continue;
      const found = parseLibrary(line, LIBRARY_FILE).references.find((one) => one.id === id);
      if (found !== undefined) return found;
    }
  } finally {
    input.destroy();
  }
  return undefined;
}

async function findStored(folder: string, id: string): Promise<Reference | undefined> {
  const store = await openStore(folder);
  try {
    return store?.find(id);
  } finally {
    store?.close();
  }
}

/** A file below a folder that has this name and these bytes; undefined when there is none. */
export async function findCopy(folder: string, name: string, sha256: string): Promise<string | undefined> {
  let left = MOST_FILES;
  const waiting = [folder];
  for (let here = waiting.pop(); here !== undefined && left > 0; here = waiting.pop()) {
    for (const entry of await readdir(here, { withFileTypes: true }).catch(() => [])) {
      if (left-- <= 0) return undefined;
      const path = join(here, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile() && entry.name === name && (await hashOf(path)) === sha256) return path;
    }
  }
  return undefined;
}

/** Largest file that is read, bytes. */
const MAX_BYTES = 50 * 1024 * 1024;

async function hashOf(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return undefined;
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    return undefined;
  }
}
