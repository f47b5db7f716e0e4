import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Problem } from '../model/problem.ts';
import type { ReferenceText } from '../model/reference.ts';
import { foldPlain } from '../text/fold.ts';
import type { LibraryStats, ReferenceFilter } from './entries.ts';
import { numberIn, openDatabase, prepareTables, textIn } from './store-database.ts';
import { countRows, countTexts, selectTexts, type TextQuery, textsByKey } from './store-rows.ts';
import { SegmentShelf, type StoredSegments } from './store-segments.ts';

/*
 * A library of texts too large for one file of lines: texts and where they came from in SQLite, their index in segments. Up to ten
 * million texts; opening it costs as much whether it holds ten or all of them, until it is searched.
 */

/** Opens the library's store for reading; undefined when the library has none. @throws EnvironmentError when it cannot be read. */
export async function openStore(folder: string): Promise<TextStore | undefined> {
  const db = await openDatabase(folder, 'read');
  if (db === undefined) return undefined;
  prepareTables(db, folder, 'read');
  return new TextStore(folder, db);
}

/** The store of a library, as it is searched and listed. */
export class TextStore {
  readonly folder: string;
  protected readonly db: DatabaseSyncInstance;
  protected readonly shelf: SegmentShelf;
  #textOf: ((key: number) => ReferenceText | undefined) | undefined;

  constructor(folder: string, db: DatabaseSyncInstance) {
    this.folder = folder;
    this.db = db;
    this.shelf = new SegmentShelf(folder, db);
  }

  close(): void {
    this.db.close();
  }

  /** Texts in it. */
  get texts(): number {
    return numberIn(this.db.prepare('SELECT count(*) AS n FROM text').get(), 'n');
  }

  /** Loads the index. A segment that cannot be used is built anew in memory, and told. @param shown the folder as problems name it. */
  openSegments(shown: string): StoredSegments & { readonly problems: readonly Problem[] } {
    return this.shelf.open(shown);
  }

  /** A text by its key in the index. */
  textOf(key: number): ReferenceText | undefined {
    this.#textOf ??= textsByKey(this.db);
    return this.#textOf(key);
  }

  /** The texts that fit, by owner, label, id; read one at a time. */
  select(query: TextQuery): IterableIterator<ReferenceText> {
    return selectTexts(this.db, query);
  }

  /** How many texts fit. */
  count({ role, owner }: ReferenceFilter): number {
    return countRows(this.db, role, owner);
  }

  /** The text with this id. */
  find(id: string): ReferenceText | undefined {
    const row: unknown = this.db.prepare('SELECT key FROM text WHERE id = ?').get(id);
    return row === undefined ? undefined : this.textOf(numberIn(row, 'key'));
  }

  /** Length of the index in bytes. */
  get indexBytes(): number {
    return this.shelf.rows().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Counts it. */
  stats(): LibraryStats {
    return countTexts(this.db);
  }

  /** Whether a text with this id is there. */
  has(id: string): boolean {
    return this.db.prepare('SELECT 1 FROM text WHERE id = ?').get(id) !== undefined;
  }

  /** Number of every owner by its folded name; owners that differ in case or width only are one. */
  owners(): ReadonlyMap<string, number> {
    const rows: readonly unknown[] = this.db.prepare('SELECT name, number FROM owner').all();
    return new Map(rows.map((row) => [foldPlain(textIn(row, 'name')), numberIn(row, 'number')]));
  }
}
