import type { Problem } from '../../model/problem.ts';
import type { Reference } from '../../model/reference.ts';
import { openLibrary, saveLibrary } from '../../references/disk.ts';
import { addReferences, digestText, makeTextReference, type NewText } from '../../references/entries.ts';
import type { FetchJournal } from '../../references/fetch-journal.ts';
import type { NewPicture } from '../../references/picture-row.ts';
import { openStoreForWriting } from '../../references/store-write.ts';
import { addPictures } from './add.ts';
import type { ReadPage } from './fetch-page.ts';
import type { OpenedLibrary } from './library.ts';

/*
 * Pages -> library, some hundred at a time: texts into the store, pictures beside it, and then both into the record.
 */

/** Pages that are added at a time, some 10 KB each while they wait: each batch writes a segment of the index and opens the database anew. */
const BATCH_PAGES = 400;
/** Pictures that are added at a time: some 70 KB each while they wait. */
const BATCH_PICTURES = 400;
/** Digits of an id of a text, as the store gives it. */
const ID_DIGITS = 12;

/** The library of a run, as it grows. */
export class FetchedLibrary {
  readonly #library: Pick<OpenedLibrary, 'folder' | 'shown'>;
  readonly #journal: Pick<FetchJournal, 'settle'>;
  readonly #what: string;
  /** Ids of hand-kept texts. */
  readonly #handKept: ReadonlySet<string>;
  #waiting: ReadPage[] = [];
  #pictures = 0;
  #writing: Promise<void> = Promise.resolve();
  texts = 0;
  pictures = 0;
  known = 0;
  readonly problems: Problem[] = [];

  /** @param what the command, for the message to whoever wants to write at the same time. */
  constructor(library: OpenedLibrary, journal: Pick<FetchJournal, 'settle'>, what: string = 'refs fetch') {
    this.#library = library;
    this.#journal = journal;
    this.#what = what;
    this.#handKept = new Set(library.references.map(({ id }) => id));
  }

  get shown(): string {
    return this.#library.shown;
  }

  /** Takes a page, and writes when enough of them wait. */
  async add(read: ReadPage): Promise<void> {
    this.#waiting.push(read);
    this.#pictures += read.pictures.length;
    if (this.#waiting.length >= BATCH_PAGES || this.#pictures >= BATCH_PICTURES) await this.settle();
  }

  /** Writes what waits. One batch at a time. */
  settle(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#pictures = 0;
    this.#writing = this.#writing.then(() => this.#write(batch));
    return this.#writing;
  }

  async #write(batch: readonly ReadPage[]): Promise<void> {
    if (batch.length === 0) return;
    // In the order of the addresses, whoever answered first.
    const pages = [...batch].sort((a, b) => (a.page.url < b.page.url ? -1 : 1));
    await this.#writeTexts(pages.flatMap(({ page }) => page.texts));
    this.#writePictures(pages.flatMap(({ pictures }) => pictures));
    this.#journal.settle(
      pages.map(({ page }) => ({ page, ids: page.texts.map((text) => digestText(text).slice(0, ID_DIGITS)) })),
    );
  }

  async #writeTexts(texts: readonly NewText[]): Promise<void> {
    const fresh = texts.filter((text) => !this.#handKept.has(makeTextReference(text).id));
    this.known += texts.length - fresh.length;
    if (fresh.length === 0) return;
    const store = await openStoreForWriting(this.#library.folder, this.#what);
    try {
      const { added, known } = await store.add(fresh);
      this.texts += added;
      this.known += known;
    } finally {
      store.close();
    }
  }

  #writePictures(read: readonly ReadPage['pictures'][number][]): void {
    this.problems.push(...read.flatMap(({ problems }) => problems));
    const entries: Reference[] = read.flatMap((one) => one.entries);
    const details: NewPicture[] = read.flatMap((one) => one.pictures ?? []);
    if (entries.length === 0) return;
    // Read anew: a person may have added something meanwhile.
    const { references } = openLibrary(this.#library.folder, this.#library.shown);
    const { entries: all, added, known } = addReferences(references, entries);
    this.pictures += added.length;
    this.known += known.length;
    if (added.length > 0) saveLibrary(this.#library.folder, all);
    this.problems.push(...addPictures(this.#library, details));
  }
}
