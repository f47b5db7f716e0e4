import { type Dirent, readdirSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { MIN_QUALITY, TURNS } from '../../image/hash/pdq.ts';
import { explainDiskError } from '../../model/disk-error.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import type { Reference, ReferenceText } from '../../model/reference.ts';
import { readText } from '../../readers/encoding.ts';
import { EXTENSIONS, looksLikeListing, readListings } from '../../readers/registry.ts';
import { LIBRARY_FILE } from '../../references/disk.ts';
import { makeImageReference, makeTextReference } from '../../references/entries.ts';
import { type About, textOf } from '../../references/listing-text.ts';
import type { NewPicture } from '../../references/picture-row.ts';
import { shownPath } from '../../scan/files.ts';
import { openInput } from '../../scan/input.ts';
import { requirePath } from '../../scan/look-at.ts';

/*
 * Files and folders -> entries for the library. What a file is follows from its name: a picture, a plain text, else a listing file or
 * a saved page. Nothing is written here.
 */

/** A file to be added. */
export interface ImportFile {
  /** Absolute. */
  readonly path: string;
  /** As people see it. */
  readonly file: string;
  /** Named on the command line; files found in a folder are left out when they hold no listing. */
  readonly named: boolean;
}

/** What one file gave. */
export interface Imported {
  readonly entries: readonly Reference[];
  /** What the library keeps of pictures beside their entries. */
  readonly pictures?: readonly NewPicture[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

const PICTURES: ReadonlySet<string> = new Set(['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif']);
/** Folders that hold no references. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'coverage']);
/** Files of one command; a folder with more is not the one that was meant. */
const MOST_FILES = 100_000;
/** Longest plain text, in characters; five times the largest listing. */
const MAX_TEXT = 1_000_000;
/** Details that a picture must have to be recognised by them. */
const LEAST_FEATURES = 20;

/** The files below the given paths, sorted by name, each once. Throws a UsageError for a path that is not there. */
export function findImportFiles(paths: readonly string[]): ImportFile[] {
  const files = new Map<string, ImportFile>();
  const add = (path: string, named: boolean): void => {
    files.set(path, { path, file: shownPath(path), named: named || files.get(path)?.named === true });
    if (files.size > MOST_FILES)
      throw new UsageError({
        en: `There are more than ${MOST_FILES} files; name a smaller folder.`,
        zh: `文件超过 ${MOST_FILES} 个；请指定较小的文件夹。`,
      });
  };
  const walk = (folder: string): void => {
    for (const entry of readFolder(folder)) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === LIBRARY_FILE) continue;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) walk(path);
      else if (entry.isFile() && isReadable(path)) add(path, false);
    }
  };
  for (const given of paths) {
    const path = resolve(given);
    if (requirePath(path, given).isDirectory()) walk(path);
    else add(path, true);
  }
  if (files.size === 0) {
    throw new UsageError({
      en: `${paths.join(', ')} holds no listing file, saved page, .txt file or picture.`,
      zh: `${paths.join('、')} 中没有 Listing 文件、保存的网页、.txt 文件或图片。`,
    });
  }
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Reads one file into entries. A file that cannot be read is a problem, never an exception. */
export async function readImportFile(file: ImportFile, about: About): Promise<Imported> {
  if (PICTURES.has(extensionOf(file.path))) return readPictureFile(file, about);
  try {
    const input = await openInput(file.path, file.file, {});
    // Amazon's flat files end in .txt as well; prose has no tabs at its top.
    const plain = extensionOf(file.path) === 'txt' && !/^[^\n]*\t/.test(input.head.subarray(0, 4096).toString('latin1'));
    if (plain) return await readPlainText(file, about, input);
    if (!file.named && !looksLikeListing(input))
      return { entries: [], problems: [], notes: [`${file.file}: no listing, left out.`] };
    return await readListingFile(about, input);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return { entries: [], problems: [unreadable(file.file, error)], notes: [] };
  }
}

type Input = Awaited<ReturnType<typeof openInput>>;

async function readListingFile(about: About, input: Input): Promise<Imported> {
  const entries: ReferenceText[] = [];
  const problems: Problem[] = [];
  for await (const event of readListings(input)) {
    if ('problem' in event) problems.push(event.problem);
    const text = 'listing' in event ? textOf(event.listing, about) : undefined;
    if (text !== undefined) entries.push(makeTextReference(text));
  }
  return { entries, problems, notes: [] };
}

async function readPlainText(file: ImportFile, about: About, input: Input): Promise<Imported> {
  const problems: Problem[] = [];
  const text = await readText(input, problems, MAX_TEXT);
  if (text === undefined || text.trim() === '') return { entries: [], problems, notes: [`${file.file}: no text in it.`] };
  const fields = [{ name: 'description', text: text.trim() }];
  return { entries: [makeTextReference({ ...about, label: basename(file.path), fields })], problems, notes: [] };
}

/** Reads a picture into an entry. @param label names it for people. */
export async function readPictureFile(
  file: Pick<ImportFile, 'path' | 'file'>,
  about: About,
  label: string = basename(file.path),
): Promise<Imported> {
  const { readLibraryPicture } = await import('../../scan/pictures.ts');
  const read = await readLibraryPicture(file.path);
  if ('fault' in read) return { entries: [], problems: [{ file: file.file, reason: read.fault }], notes: [] };
  const { sha256, quality, width, height, picture } = read;
  const hash = read.hashes[0] ?? '';
  const innerHash = read.hashes[TURNS.length];
  const hashes = { hash, ...(innerHash === undefined ? {} : { innerHash }) };
  const entry = makeImageReference({ ...about, label, sha256, ...hashes, quality, width, height });
  const isBare = quality < MIN_QUALITY && picture.features.count < LEAST_FEATURES;
  const flat = isBare ? [`${file.file}: too flat to be recognised when changed; only exact copies will be found.`] : [];
  return { entries: [entry], pictures: [{ sha256, picture }], problems: [], notes: flat };
}

function isReadable(path: string): boolean {
  const extension = extensionOf(path);
  return PICTURES.has(extension) || EXTENSIONS.has(extension);
}

function extensionOf(path: string): string {
  return extname(path).slice(1).toLowerCase();
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new EnvironmentError(
      { en: `The folder ${shownPath(folder)} cannot be read.`, zh: `无法读取文件夹 ${shownPath(folder)}。` },
      { cause },
    );
  }
}

function unreadable(file: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  const reason = explainDiskError(error) ?? {
    en: `The file cannot be read (${why}); check its permissions and add it again.`,
    zh: `无法读取该文件（${why}），请检查权限后重新添加。`,
  };
  return { file, reason };
}
