import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../disk/atomic-file.ts';
import { claimLeft, holderOf } from '../disk/lock-file.ts';
import type { RegisterEntry } from '../lexicon/register-entry.ts';
import { EnvironmentError } from '../model/errors.ts';
import { formatEntry } from './entry-line.ts';
import type { ImportedFile } from './pack.ts';

/*
 * Where the entries of files wait until they are merged into their packs: sorted parts, and a note for every file that was read to its end.
 * An import that was interrupted leaves the notes, and the next one goes on behind the last of them.
 */

/** Characters of lines that are sorted in memory. */
const PART = 32 << 20;
const FOLDER = '.import';

/** A file that was read, and its parts in order. */
export interface ReadNote extends ImportedFile {
  /** How many notes were there before: the order in which files are merged. */
  readonly order: number;
  /** Office and file name of each part. */
  readonly parts: readonly { readonly office: string; readonly part: string }[];
}

/** The working folder of an import; only one import works in it at a time. */
export class Workspace {
  readonly #folder: string;

  /** @throws EnvironmentError when another import is at work, or the folder cannot be written. */
  constructor(registers: string) {
    this.#folder = join(registers, FOLDER);
    mkdirSync(this.#folder, { recursive: true });
    this.#lock();
    const kept = new Set(this.notes().flatMap((note) => note.parts.map(({ part }) => part)));
    for (const name of readdirSync(this.#folder)) {
      if (/\.part(?:\.\d+\.tmp)?$/.test(name) && !kept.has(name)) rmSync(join(this.#folder, name), { force: true });
    }
  }

  /** What was read and is not merged yet, in the order in which it was read. */
  notes(): ReadNote[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const note: ReadNote = JSON.parse(readFileSync(join(this.#folder, name), 'utf8'));
        return note.parts.every(({ part }) => existsSync(join(this.#folder, part))) ? [note] : [];
      })
      .sort((a, b) => a.order - b.order);
  }

  /** Begins the parts of a file. */
  sorter(sha256: string): EntrySorter {
    return new EntrySorter(this.#folder, sha256);
  }

  /** Notes that a file was read to its end. */
  note(note: ReadNote): void {
    const path = join(this.#folder, `${note.sha256}.json`);
    writeAtomically(path, JSON.stringify(note));
  }

  /** The path of a part. */
  pathOf(part: string): string {
    return join(this.#folder, part);
  }

  /** Removes everything: what waited is merged now. */
  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Lets the next import work; what waits to be merged stays. */
  release(): void {
    rmSync(join(this.#folder, 'lock'), { force: true });
  }

  #lock(): void {
    const path = join(this.#folder, 'lock');
    if (claimLeft(path)) return;
    const owner = holderOf(path);
    throw new EnvironmentError({
      en: `Another import (process ${owner?.pid ?? 'unknown'}) is at work in ${this.#folder}. Wait until it is done; if there is none, remove the file lock in that folder.`,
      zh: `另一个导入（进程 ${owner?.pid ?? '不明'}）正在使用 ${this.#folder}。请等它完成；如果它已不在运行，请删除该文件夹中的 lock 文件。`,
    });
  }
}

/** Takes entries in any order and writes them as sorted parts, one series an office. Memory is bounded by one part. */
export class EntrySorter {
  readonly #folder: string;
  readonly #sha256: string;
  readonly #waiting = new Map<string, { number: string; line: string }[]>();
  readonly #parts: { readonly office: string; readonly part: string }[] = [];
  #characters = 0;

  constructor(folder: string, sha256: string) {
    this.#folder = folder;
    this.#sha256 = sha256;
  }

  /** Adds an entry. */
  add(entry: RegisterEntry): void {
    const line = formatEntry(entry);
    const waiting = this.#waiting.get(entry.office);
    const item = { number: line.slice(0, line.indexOf('\t')), line };
    if (waiting === undefined) this.#waiting.set(entry.office, [item]);
    else waiting.push(item);
    this.#characters += line.length + 64;
    if (this.#characters > PART) this.#spill();
  }

  /** The parts, all written. */
  done(): readonly { readonly office: string; readonly part: string }[] {
    this.#spill();
    return this.#parts;
  }

  #spill(): void {
    for (const [office, items] of this.#waiting) {
      // Sorting keeps the order of equals: of two records of one mark the later one in the file comes later.
      items.sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
      const part = `${this.#sha256.slice(0, 24)}-${this.#parts.length}.part`;
      writeFileSync(join(this.#folder, part), items.map(({ line }) => `${line}\n`).join(''));
      this.#parts.push({ office, part });
    }
    this.#waiting.clear();
    this.#characters = 0;
  }
}
