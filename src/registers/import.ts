import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RegisterBuilder } from '../lexicon/register-builder.ts';
import type { RegisterEntry } from '../lexicon/register-entry.ts';
import type { Split } from '../lexicon/term-trie.ts';
import type { WordFilter } from '../lexicon/word-filter.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import { listPacks, packName, REGISTERS_FOLDER } from './disk.ts';
import { formatEntry, mergeEntries, parseEntry } from './entry-line.ts';
import { mergeByNumber, readLines } from './lines-file.ts';
import { type ImportedFile, type PackHead, PackWriter, readPackHead } from './pack.ts';
import type { FileEvent } from './read-file.ts';
import { hashFile } from './source.ts';
import { type ReadNote, Workspace } from './workspace.ts';

/*
 * Files of trademark offices -> one pack an office. Each file is read into sorted parts first; then parts and old pack are merged by
 * number. The old pack stays as it is until the new one is whole.
 */

/** Problems of one file that are told one by one. */
const MOST_PROBLEMS = 20;
/** Records between two reports of progress. */
const EVERY = 5_000;

/** A file to be imported, and how it is read. */
export interface RegisterFile {
  /** Absolute. */
  readonly path: string;
  /** As people see it. */
  readonly shown: string;
  /** How it is read; the same bytes read the same way are skipped. */
  readonly recipe: string;
  /** Some events at a time, in the order of the file. */
  read(): AsyncIterable<readonly FileEvent[]>;
}

/** What an import needs to know. */
export interface ImportRequest {
  /** Folder of the library. */
  readonly library: string;
  readonly files: readonly RegisterFile[];
  /** Today, `YYYY-MM-DD`. */
  readonly day: string;
  readonly split: Split;
  readonly filter: WordFilter;
  /** Is told how far a file has been read; a promise makes the import wait. */
  progress(file: string, records: number, bytes: number): void;
}

/** What an import did. */
export interface ImportOutcome {
  /** One for every office whose register changed. */
  readonly packs: readonly PackHead[];
  readonly read: readonly ImportedFile[];
  /** Names of files whose bytes were imported before. */
  readonly skipped: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Imports files into the packs of their offices.
 * @throws EnvironmentError when the disk fails, and whatever the reading of a file throws; the packs are then as they were.
 */
export async function importRegisters(request: ImportRequest): Promise<ImportOutcome> {
  const folder = join(request.library, REGISTERS_FOLDER);
  const problems: Problem[] = [];
  const read: ImportedFile[] = [];
  const skipped: string[] = [];
  let space: Workspace | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    space = new Workspace(folder);
    const known = importedBefore(folder);
    for (const file of request.files) {
      const sha256 = await hashFile(file.path);
      const waiting = space.notes().filter((note) => note.complete);
      if ([...known, ...waiting].some((seen) => seen.sha256 === sha256 && seen.recipe === file.recipe)) {
        skipped.push(file.shown);
        continue;
      }
      const note = await readInto(space, file, sha256, request, problems);
      if (note.records > 0) space.note(note);
      read.push(note);
    }
    const notes = space.notes();
    const packs = mergeAll(folder, space, notes, request);
    space.clear();
    return { packs, read, skipped, problems };
  } catch (cause) {
    if (cause instanceof EnvironmentError || cause instanceof UsageError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EnvironmentError(
      {
        en: `The register in ${folder} could not be written (${why}); it is as it was before.`,
        zh: `无法写入 ${folder} 中的商标登记（${why}），原有内容保持不变。`,
      },
      { cause },
    );
  } finally {
    space?.release();
  }
}

async function readInto(
  space: Workspace,
  file: RegisterFile,
  sha256: string,
  { day, progress }: ImportRequest,
  problems: Problem[],
): Promise<ReadNote> {
  const sorter = space.sorter(sha256);
  let records = 0;
  let faults = 0;
  let complete = true;
  for await (const events of file.read()) {
    for (const event of events) {
      if ('entry' in event) {
        sorter.add(event.entry);
        if (++records % EVERY === 0) progress(file.shown, records, event.bytes);
        continue;
      }
      const { record, byte, reason, incomplete } = event.fault;
      if (incomplete) complete = false;
      if (++faults > MOST_PROBLEMS && !incomplete) continue;
      problems.push({ file: file.shown, record, reason: placed(reason, record, byte) });
    }
  }
  if (faults > MOST_PROBLEMS) problems.push({ file: file.shown, reason: more(faults - MOST_PROBLEMS) });
  return {
    name: file.shown,
    sha256,
    recipe: file.recipe,
    records,
    complete,
    day,
    order: space.notes().length,
    parts: sorter.done(),
  };
}

/** Says in words where it was; registers have no lines that an editor could go to. */
function placed({ en, zh }: Problem['reason'], record: number, byte: number | undefined): Problem['reason'] {
  if (byte === undefined) return { en: `Record ${record}: ${en}`, zh: `第 ${record} 条记录：${zh}` };
  return { en: `Record ${record}, byte ${byte}: ${en}`, zh: `第 ${record} 条记录（第 ${byte} 字节）：${zh}` };
}

function more(count: number): Problem['reason'] {
  return { en: `And ${count} more records with problems of these kinds.`, zh: `另有 ${count} 条记录存在同类问题。` };
}

/** Files that some pack holds whole. */
function importedBefore(folder: string): ImportedFile[] {
  return listPacks(folder).flatMap(({ head }) => head.files.filter((file) => file.complete));
}

function mergeAll(folder: string, space: Workspace, notes: readonly ReadNote[], request: ImportRequest): PackHead[] {
  const offices = [...new Set(notes.flatMap((note) => note.parts.map(({ office }) => office)))].sort();
  return offices.map((office) => {
    const here = notes.filter((note) => note.parts.some((part) => part.office === office));
    const parts = here.flatMap((note) => note.parts.filter((part) => part.office === office));
    return mergePack(
      folder,
      office,
      parts.map(({ part }) => space.pathOf(part)),
      here,
      request,
    );
  });
}

function mergePack(
  folder: string,
  office: string,
  parts: readonly string[],
  notes: readonly ReadNote[],
  { split, filter }: ImportRequest,
): PackHead {
  const path = join(folder, packName(office));
  const old = existsSync(path) ? readPackHead(path) : undefined;
  if (existsSync(path) && old === undefined) {
    throw new EnvironmentError({
      en: `The register ${path} is damaged. Remove it and import its files again.`,
      zh: `商标登记 ${path} 已损坏。请删除后重新导入其文件。`,
    });
  }
  const writer = new PackWriter(path);
  try {
    const builder = new RegisterBuilder(split, filter);
    const tally = new Tally();
    const base = old === undefined ? [] : [readLines(path, old.linesFrom, old.linesTo)];
    for (const lines of mergeByNumber([...base, ...parts.map((part) => readLines(part))])) {
      const entries = lines.flatMap((line) => parseEntry(line, office) ?? []);
      const [first, ...later] = entries;
      if (first === undefined) continue;
      const entry = later.reduce(mergeEntries, first);
      const [only = ''] = lines;
      const offset = writer.line(lines.length === 1 ? only : formatEntry(entry));
      builder.add(entry, offset);
      tally.add(entry);
    }
    const built = builder.finish();
    const head: PackHead = {
      office,
      ...tally.done(),
      searched: built.tables.textStarts.length - 1,
      files: filesOf(old?.head.files ?? [], notes),
    };
    writer.finish(head, built);
    return head;
  } catch (error) {
    writer.discard();
    throw error;
  }
}

function filesOf(before: readonly ImportedFile[], notes: readonly ReadNote[]): ImportedFile[] {
  const now = notes.map(({ order: _order, parts: _parts, ...file }) => file);
  const again = new Set(now.map((file) => file.sha256));
  return [...before.filter((file) => !again.has(file.sha256)), ...now];
}

class Tally {
  #entries = 0;
  #withoutText = 0;
  #latest = '';
  readonly #byStatus = { dead: 0, review: 0, pending: 0, live: 0 };

  add({ status, text, date }: RegisterEntry): void {
    this.#entries++;
    this.#byStatus[status]++;
    if (text === '') this.#withoutText++;
    if (date > this.#latest) this.#latest = date;
  }

  done(): Pick<PackHead, 'entries' | 'byStatus' | 'withoutText' | 'latest'> {
    return { entries: this.#entries, byStatus: this.#byStatus, withoutText: this.#withoutText, latest: this.#latest };
  }
}
