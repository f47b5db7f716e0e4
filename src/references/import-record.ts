import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { EnvironmentError } from '../model/errors.ts';
import type { ReferenceRole } from '../model/evidence.ts';
import { lockForFetching } from './fetch-lock.ts';
import { type FetchedPage, isRecord } from './fetch-page.ts';

/*
 * Which files a library was made of. A line a file in `imported.jsonl`, written when what it holds is in the library: a run that was stopped
 * goes on behind it, and a file that is as it was is not read again.
 */

/** The record, inside the library's folder. */
export const IMPORTED_FILE = 'imported.jsonl';
/** A longer record was not written by this program: 100,000 files take some 30 MB. */
const MAX_BYTES = 500_000_000;

/** For whom a file was imported. */
export interface ImportedFor {
  readonly owner: string;
  readonly role: ReferenceRole;
}

/** A file and what tells that it is another now. */
export interface SeenFile {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** The record of a library's files, open for one run. */
export class ImportRecord {
  readonly #path: string;
  readonly #folder: string;
  readonly #unlock: () => void;
  readonly #known = new Map<string, { readonly mark: string; readonly ids: readonly string[] }>();
  /** What the pages of this run are, by the name that they have in the record. */
  readonly #seen = new Map<string, string>();
  readonly #for: ImportedFor;

  /**
   * Opens the record; nobody else imports files or fetches for the library meanwhile.
   * @throws UsageError when somebody does, EnvironmentError when the disk refuses.
   */
  constructor(folder: string, whom: ImportedFor) {
    this.#folder = folder;
    this.#path = join(folder, IMPORTED_FILE);
    this.#for = whom;
    this.#unlock = lockForFetching(folder);
    for (const line of readLines(this.#path)) {
      const { file, mark, ids } = line;
      if (typeof file === 'string' && typeof mark === 'string' && Array.isArray(ids))
        this.#known.set(file, { mark, ids: ids.filter((id) => typeof id === 'string') });
    }
  }

  /** Ids of what a file gave, when it was imported as it is, for the same owner and role; else undefined. */
  idsOf(file: SeenFile): readonly string[] | undefined {
    const known = this.#known.get(this.nameOf(file.path));
    return known?.mark === this.#markOf(file) ? known.ids : undefined;
  }

  /** A file as the record names it: from the library's folder, so that both may be moved together. */
  nameOf(path: string): string {
    return relative(this.#folder, path).split(sep).join('/');
  }

  /** Tells what a file is that is about to be added. */
  expect(file: SeenFile): void {
    this.#seen.set(this.nameOf(file.path), this.#markOf(file));
  }

  /** Takes files into the record that are in the library now. @param ids of the texts of a file. */
  settle(pages: readonly { readonly page: FetchedPage; readonly ids: readonly string[] }[]): void {
    const lines = pages.map(({ page, ids }) => {
      const { url: file, at, bytes, sha256, dates, finalUrl, pictures } = page;
      const mark = this.#seen.get(file) ?? '';
      const address = finalUrl === '' ? {} : { url: finalUrl };
      const all = [...ids, ...pictures.map((picture) => picture.url)];
      return `${JSON.stringify({ file, mark, at, bytes, sha256, ...address, ...this.#for, dates, ids: all })}\n`;
    });
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      appendFileSync(this.#path, lines.join(''));
    } catch (cause) {
      throw new EnvironmentError(
        { en: `What was imported cannot be written to ${this.#path}.`, zh: `导入记录无法写入 ${this.#path}。` },
        { cause },
      );
    }
  }

  /** Lets others import for the library. */
  close(): void {
    this.#unlock();
  }

  #markOf({ size, mtimeMs }: SeenFile): string {
    return [size, Math.round(mtimeMs), this.#for.owner, this.#for.role].join(' ');
  }
}

/** The lines of a record; the last one may not have been written to its end. */
function readLines(path: string): Readonly<Record<string, unknown>>[] {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > MAX_BYTES) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const value: unknown = JSON.parse(line);
        return isRecord(value) ? [value] : [];
      } catch {
        return [];
      }
    });
}
