import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { isIndexed, sourceText } from '../model/reference.ts';
import { readCopyWords } from '../text/copy-words.ts';
import { foldPlain } from '../text/fold.ts';
import { SegmentBuilder } from '../text/segment-build.ts';
import { countWords, digestText, type NewText } from './entries.ts';
import { TextStore } from './store.ts';
import { beginWriting, endWriting, numberIn, openDatabase, prepareTables, textIn } from './store-database.ts';
import type { WordsDraft } from './words-files.ts';

/*
 * How a library of texts changes: what is added, removed or built anew happens in a transaction, in the database and in the segments.
 */

/** Texts of one segment as it is written first: its index takes 120 MB of memory while it is made. */
const RUN_TEXTS = 100_000;
/** Characters of one segment as it is written first. */
const RUN_CHARACTERS = 200_000_000;
/** Digits of an id, and of one that had to be told from another with the same digits. */
const ID_DIGITS = 12;
const LONG_ID_DIGITS = 24;

/** What adding texts changed. */
export interface StoreAddition {
  readonly added: number;
  /** Texts that were there already; they stay as they are. */
  readonly known: number;
}

interface OwnerRow {
  readonly id: number;
  readonly number: number;
}

/**
 * Opens the library's store for writing, which is made when it is not there.
 * @param what the command, for the message to whoever wants to write at the same time.
 * @throws UsageError when somebody else is writing.
 */
export async function openStoreForWriting(folder: string, what: string): Promise<WritableStore> {
  const db = await openDatabase(folder, 'write');
  if (db === undefined) throw new RangeError('a database opened for writing is made');
  const store = new WritableStore(folder, db, what);
  store.inTransaction(() => prepareTables(db, folder, 'write'));
  return store;
}

/** The store of a library, as it is changed. */
export class WritableStore extends TextStore {
  readonly #what: string;
  readonly #builder = new SegmentBuilder();
  #words: WordsDraft | undefined;
  #characters = 0;
  #open = false;
  #prepared: { readonly insert: StatementSyncInstance; readonly find: StatementSyncInstance } | undefined;
  /** Of this transaction, by name and by folded name: another process may add owners between two of them. */
  readonly #owners = new Map<string, OwnerRow>();
  #numbers: Map<string, number> | undefined;

  constructor(folder: string, db: DatabaseSyncInstance, what: string) {
    super(folder, db);
    this.#what = what;
  }

  /** Without the files that SQLite keeps beside a database while it is written, a folder that may not be written can be read. */
  override close(): void {
    this.#rollBack();
    this.db.exec('PRAGMA busy_timeout = 0');
    try {
      this.db.exec('PRAGMA journal_mode = DELETE');
    } catch {
      // Somebody reads just now; the next one to write will do it.
    }
    super.close();
  }

  /**
   * Adds texts and indexes them, a run of 100,000 at a time: what a stopped import had finished stays, and running it again skips it.
   * @param onRun is told after every run how many were added so far.
   */
  async add(texts: AsyncIterable<NewText> | Iterable<NewText>, onRun?: (added: number) => void): Promise<StoreAddition> {
    let added = 0;
    let known = 0;
    try {
      for await (const text of texts) {
        this.#begin();
        if (this.#insert(text)) added++;
        else known++;
        if (this.#builder.texts >= RUN_TEXTS || this.#characters >= RUN_CHARACTERS) {
          this.#commitRun();
          onRun?.(added);
        }
      }
      this.#commitRun();
      this.inTransaction(() => this.shelf.merge());
      this.shelf.tidy();
    } finally {
      this.#rollBack();
    }
    return { added, known };
  }

  /** Removes the texts with these ids. @returns the ids that were there. */
  remove(ids: readonly string[]): string[] {
    const removed = this.inTransaction(() => {
      const find = this.db.prepare('DELETE FROM text WHERE id = ? RETURNING key');
      const mark = this.db.prepare('INSERT INTO removed VALUES (?)');
      return ids.filter((id) => {
        const row: unknown = find.get(id);
        if (row !== undefined) mark.run(numberIn(row, 'key'));
        return row !== undefined;
      });
    });
    this.inTransaction(() => this.shelf.merge());
    this.shelf.tidy();
    return removed;
  }

  /** Builds segments anew that cannot be used, or all of them. @returns how many were built. */
  rebuild(which: 'damaged' | 'all'): number {
    const built = this.inTransaction(() => this.shelf.rebuild(which));
    this.shelf.tidy();
    return built;
  }

  /** Does something that happens as a whole or not at all. */
  inTransaction<T>(act: () => T): T {
    this.#begin();
    try {
      const result = act();
      this.db.exec('COMMIT');
      this.#open = false;
      return result;
    } finally {
      this.#rollBack();
      endWriting(this.folder);
    }
  }

  #begin(): void {
    if (this.#open) return;
    beginWriting(this.db, this.folder, this.#what);
    this.#open = true;
    this.#owners.clear();
    this.#numbers = undefined;
  }

  #rollBack(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#builder.clear();
    this.#words?.discard();
    this.#words = undefined;
    this.#characters = 0;
    this.db.exec('ROLLBACK');
    endWriting(this.folder);
  }

  #commitRun(): void {
    if (!this.#open) return;
    if (this.#words !== undefined) this.shelf.put(this.#builder, this.#words);
    this.#words = undefined;
    this.db.exec('COMMIT');
    this.#open = false;
    this.#characters = 0;
    endWriting(this.folder);
  }

  /** False when the text is there already. */
  #insert(text: NewText): boolean {
    const sha256 = digestText(text);
    const id = this.#freeId(sha256);
    if (id === undefined) return false;
    const source = sourceText(text);
    const words = readCopyWords(source);
    const owner = this.#ownerOf(text.owner);
    const { lastInsertRowid } = this.#statements().insert.run(
      id,
      owner.id,
      text.role,
      text.url ?? null,
      text.capturedAt,
      text.label,
      fieldsJson(text),
      countWords(text),
      sha256,
    );
    if (isIndexed(text.role)) {
      this.#builder.add({ key: Number(lastInsertRowid), owner: owner.number, source, words });
      this.#words ??= this.shelf.draftWords();
      this.#words.add(words);
    }
    this.#characters += source.length;
    return true;
  }

  /** The id for a digest; undefined when a text with this digest is there. */
  #freeId(sha256: string): string | undefined {
    const { find } = this.#statements();
    for (const digits of [ID_DIGITS, LONG_ID_DIGITS]) {
      const id = sha256.slice(0, digits);
      const row: unknown = find.get(id);
      if (row === undefined) return id;
      if (textIn(row, 'sha256') === sha256) return undefined;
    }
    throw new RangeError(`two texts share ${LONG_ID_DIGITS} digits of their digest`);
  }

  #ownerOf(name: string): OwnerRow {
    const known = this.#owners.get(name);
    if (known !== undefined) return known;
    const row: unknown = this.db.prepare('SELECT id, number FROM owner WHERE name = ?').get(name);
    const owner = row === undefined ? this.#addOwner(name) : { id: numberIn(row, 'id'), number: numberIn(row, 'number') };
    this.#owners.set(name, owner);
    return owner;
  }

  #addOwner(name: string): OwnerRow {
    this.#numbers ??= new Map(this.owners());
    const folded = foldPlain(name);
    const alike = this.#numbers.get(folded);
    const { lastInsertRowid } = this.db.prepare('INSERT INTO owner (name, number) VALUES (?, ?)').run(name, alike ?? 0);
    const id = Number(lastInsertRowid);
    if (alike !== undefined) return { id, number: alike };
    this.db.prepare('UPDATE owner SET number = id WHERE id = ?').run(id);
    this.#numbers.set(folded, id);
    return { id, number: id };
  }

  #statements(): { readonly insert: StatementSyncInstance; readonly find: StatementSyncInstance } {
    this.#prepared ??= {
      insert: this.db.prepare(
        'INSERT INTO text (id, owner, role, url, captured, label, fields, words, sha256) VALUES (?,?,?,?,?,?,?,?,?)',
      ),
      find: this.db.prepare('SELECT sha256 FROM text WHERE id = ?'),
    };
    return this.#prepared;
  }
}

function fieldsJson({ fields }: NewText): string {
  return JSON.stringify(fields.map(({ name, text }) => [name, text]));
}
