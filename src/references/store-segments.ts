import { join } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Problem } from '../model/problem.ts';
import { isIndexed, sourceText } from '../model/reference.ts';
import { readCopyWords } from '../text/copy-words.ts';
import type { SearchedSegment } from '../text/retrieve.ts';
import { isFault, type Segment, type SegmentFault } from '../text/segment.ts';
import { SegmentBuilder, segmentInMemory } from '../text/segment-build.ts';
import { mergeSegments } from '../text/segment-merge.ts';
import { openSegmentFile, removeOtherSegments, SEGMENTS_FOLDER, writeSegmentFile } from './segment-files.ts';
import { numberIn, textIn } from './store-database.ts';
import { planMerge, type SegmentRow } from './store-merge.ts';
import { textsBetween } from './store-rows.ts';
import { openWords, placeOf, StoredWords, WordsDraft, type WordsFile } from './words-files.ts';

/*
 * Which segments index the texts of a store. Every change happens in the transaction of whoever calls; files that are no longer named are
 * taken away when it is over.
 */

/** The index of a store in memory. */
export interface StoredSegments {
  readonly segments: readonly SearchedSegment[];
  /** Words of the texts, as far as they are kept. */
  readonly words: StoredWords;
}

/** How often a reader looks again when a merge took its files away meanwhile. */
const TRIES = 3;

/** The segments of a store. */
export class SegmentShelf {
  readonly #folder: string;
  readonly #segments: string;
  readonly #db: DatabaseSyncInstance;

  constructor(folder: string, db: DatabaseSyncInstance) {
    this.#folder = folder;
    this.#segments = join(folder, SEGMENTS_FOLDER);
    this.#db = db;
  }

  /** Loads all segments; what cannot be used is built anew in memory. @param shown the library's folder as problems name it. */
  open(shown: string): StoredSegments & { readonly problems: readonly Problem[] } {
    for (let left = TRIES; ; left--) {
      const rows = this.rows();
      const read = rows.map((row) => openSegmentFile(this.#folder, row.name));
      const isStale = read.some(isFault) && this.rows().some(({ name }, i) => rows[i]?.name !== name);
      if (isStale && left > 0) continue;
      const problems: Problem[] = [];
      const words = new StoredWords();
      const segments = read.map((one, i): SearchedSegment => {
        const row = rows[i];
        if (row === undefined) return this.#withRemoved(isFault(one) ? this.#emptySegment() : one);
        if (!isFault(one)) {
          words.add(one.keys, openWords(this.#segments, row.name, one.texts));
          return this.#withRemoved(one);
        }
        problems.push(problemOf(shown, row, one));
        return this.#withRemoved(this.#buildInMemory(row));
      });
      return { segments, words, problems };
    }
  }

  /** All segments, by their keys. */
  rows(): SegmentRow[] {
    const rows: readonly unknown[] = this.#db
      .prepare('SELECT name, first, last, texts, bytes FROM segment ORDER BY first')
      .all();
    return rows.map((row) => ({
      name: textIn(row, 'name'),
      first: numberIn(row, 'first'),
      last: numberIn(row, 'last'),
      texts: numberIn(row, 'texts'),
      bytes: numberIn(row, 'bytes'),
    }));
  }

  /** Begins to keep the words of a new segment's texts. */
  draftWords(): WordsDraft {
    return new WordsDraft(this.#segments);
  }

  /** Writes what a builder holds as a new segment. @param words of the same texts. */
  put(builder: SegmentBuilder, words: WordsDraft): void {
    const { texts, firstKey, lastKey } = builder;
    words.save(this.#add(firstKey, lastKey, texts, (sink) => builder.write(sink)));
  }

  /** Merges segments that are small beside each other, and writes those anew of which much was removed. */
  merge(): void {
    for (;;) {
      const rows = this.rows();
      const plan = planMerge(rows.map((row) => ({ ...row, removed: this.#countRemoved(row) })));
      if (plan === undefined) return;
      this.#replace(rows.slice(plan.from, plan.to));
    }
  }

  /** Builds segments anew. @returns how many. */
  rebuild(which: 'damaged' | 'all'): number {
    const rows = this.rows();
    const wanted = rows.filter((row) => which === 'all' || !this.#isWhole(row));
    for (const row of wanted) this.#rebuildRow(row);
    return wanted.length;
  }

  /** Takes files away that index nothing any more; after the transaction, so that a stopped one loses nothing. */
  tidy(): void {
    removeOtherSegments(this.#folder, new Set(this.rows().map(({ name }) => name)));
  }

  /** Whether a segment and the words of its texts can be used. */
  #isWhole({ name }: SegmentRow): boolean {
    const segment = openSegmentFile(this.#folder, name);
    const words = isFault(segment) ? undefined : openWords(this.#segments, name, segment.texts);
    words?.close();
    return words !== undefined;
  }

  #replace(rows: readonly SegmentRow[]): void {
    const opened = rows.map((row) => openSegmentFile(this.#folder, row.name));
    const faulty = rows.filter((_, i) => isFault(opened[i] ?? MISSING));
    if (faulty.length > 0) {
      for (const row of faulty) this.#rebuildRow(row);
      return;
    }
    const sources = opened.flatMap((segment) => (isFault(segment) ? [] : [this.#withRemoved(segment)]));
    const [first, last] = [rows[0]?.first ?? 0, rows.at(-1)?.last ?? 0];
    const left = sources.reduce((sum, { segment, removed }) => sum + segment.texts - countOnes(removed), 0);
    for (const { name } of rows) this.#db.prepare('DELETE FROM segment WHERE name = ?').run(name);
    this.#db.prepare('DELETE FROM removed WHERE key BETWEEN ? AND ?').run(first, last);
    if (left === 0) return;
    const name = this.#add(first, last, left, (sink) => mergeSegments(sources, sink));
    this.#mergeWords(rows, sources, name);
  }

  /** The words of merged segments; without those of one of them there are none. */
  #mergeWords(rows: readonly SegmentRow[], sources: readonly SearchedSegment[], name: string): void {
    const draft = this.draftWords();
    const isWhole = sources.every(({ segment, removed }, i) => {
      const file = openWords(this.#segments, rows[i]?.name ?? '', segment.texts);
      const isCopied = file !== undefined && copyWords(file, segment.texts, removed, draft);
      file?.close();
      return isCopied;
    });
    if (isWhole) draft.save(name);
    else draft.discard();
  }

  #rebuildRow(row: SegmentRow): void {
    const draft = this.draftWords();
    const builder = this.#fill(row, draft);
    this.#db.prepare('DELETE FROM segment WHERE name = ?').run(row.name);
    this.#db.prepare('DELETE FROM removed WHERE key BETWEEN ? AND ?').run(row.first, row.last);
    if (builder.texts === 0) draft.discard();
    else draft.save(this.#add(row.first, row.last, builder.texts, (sink) => builder.write(sink)));
  }

  /** @returns the name of the segment. */
  #add(first: number, last: number, texts: number, write: Parameters<typeof writeSegmentFile>[2]): string {
    const name = `${String(this.#nextNumber()).padStart(6, '0')}.seg`;
    const bytes = writeSegmentFile(this.#folder, name, write);
    this.#db.prepare('INSERT INTO segment VALUES (?,?,?,?,?)').run(name, first, last, texts, bytes);
    return name;
  }

  /** A number that no segment had before: a file never changes its meaning under a reader. */
  #nextNumber(): number {
    this.#db.exec("INSERT INTO counter VALUES ('segment', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1");
    return numberIn(this.#db.prepare("SELECT value FROM counter WHERE name = 'segment'").get(), 'value');
  }

  #buildInMemory(row: SegmentRow): Segment {
    return segmentInMemory(this.#fill(row));
  }

  #emptySegment(): Segment {
    return this.#buildInMemory({ name: '', first: 0, last: -1, texts: 0, bytes: 0 });
  }

  #fill({ first, last }: SegmentRow, draft?: WordsDraft): SegmentBuilder {
    const builder = new SegmentBuilder();
    for (const { key, owner, text } of textsBetween(this.#db, first, last)) {
      if (!isIndexed(text.role)) continue;
      const source = sourceText(text);
      const words = readCopyWords(source);
      builder.add({ key, owner, source, words });
      draft?.add(words);
    }
    return builder;
  }

  #countRemoved({ first, last }: SegmentRow): number {
    return numberIn(this.#db.prepare('SELECT count(*) AS n FROM removed WHERE key BETWEEN ? AND ?').get(first, last), 'n');
  }

  #withRemoved(segment: Segment): SearchedSegment {
    const { keys } = segment;
    if (keys.length === 0) return { segment };
    const rows: readonly unknown[] = this.#db
      .prepare('SELECT key FROM removed WHERE key BETWEEN ? AND ?')
      .all(keys[0] ?? 0, keys.at(-1) ?? 0);
    if (rows.length === 0) return { segment };
    const removed = new Uint8Array(new SharedArrayBuffer(keys.length));
    for (const row of rows) {
      const at = placeOf(keys, numberIn(row, 'key'));
      if (at >= 0) removed[at] = 1;
    }
    return { segment, removed };
  }
}

/** False when they cannot be read to the end. */
function copyWords(from: WordsFile, texts: number, removed: Uint8Array | undefined, to: WordsDraft): boolean {
  for (let text = 0; text < texts; text++) {
    if (removed?.[text] === 1) continue;
    const stored = from.readStored(text);
    if (stored === undefined) return false;
    to.addStored(stored);
  }
  return true;
}

const MISSING: SegmentFault = { fault: 'cut', reason: { en: '', zh: '' } };

function countOnes(removed: Uint8Array | undefined): number {
  return removed === undefined ? 0 : removed.reduce((sum, one) => sum + one, 0);
}

function problemOf(shown: string, row: SegmentRow, { reason }: SegmentFault): Problem {
  return {
    file: `${shown}/${SEGMENTS_FOLDER}/${row.name}`,
    reason: {
      en: `This index of ${row.texts} texts ${reason.en}. The texts themselves are whole, and this run indexed them again; \`preclear refs rebuild\` does so for good.`,
      zh: `这个包含 ${row.texts} 条文本的索引${reason.zh}。文本本身没有受影响，本次运行已临时重建索引；运行 \`preclear refs rebuild\` 可彻底修复。`,
    },
  };
}
