import { appendFileSync, closeSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../disk/atomic-file.ts';
import { EnvironmentError } from '../model/errors.ts';
import { lockForFetching } from './fetch-lock.ts';
import { type FetchedPage, isPage, isRecord } from './fetch-page.ts';

/*
 * What was fetched for a library. `fetched.jsonl` is the record, a line an address, and stays: what was there, when, with which digest,
 * and which dates were claimed. `fetching.jsonl` holds pages that are not in the library yet; a run that is stopped leaves it, and the next
 * one goes on from there.
 */

/** The record, inside the library's folder. */
export const RECORD_FILE = 'fetched.jsonl';
const SPOOL_FILE = 'fetching.jsonl';
/** A spool that is longer was not written by this program: a page of it has some 10 KB, and a few hundred stand in it at most. */
const MAX_SPOOL = 500_000_000;

/** The journal of one run. */
export class FetchJournal {
  /** When the run began, or the stopped one that it goes on with, ISO 8601. */
  readonly startedAt: string;
  /** Addresses that the stopped run was done with. */
  readonly done: ReadonlySet<string>;
  /** Pages of the stopped run that are not in the library yet. */
  readonly left: readonly FetchedPage[];
  readonly #folder: string;
  readonly #unlock: () => void;
  /** Lines of the spool: its head, and pages that are not in the library yet, by address. */
  readonly #head: string;
  readonly #kept = new Map<string, string>();

  /**
   * Opens the journal of a library; nobody else fetches for it meanwhile.
   * @throws UsageError when somebody does, EnvironmentError when the disk refuses.
   */
  constructor(folder: string, now: string) {
    this.#folder = folder;
    this.#unlock = lockForFetching(folder);
    const { head, pages } = readSpool(join(folder, SPOOL_FILE));
    const recorded = head === undefined ? [] : readRecord(join(folder, RECORD_FILE), head.offset);
    const done = new Set(recorded);
    this.startedAt = head?.run ?? now;
    this.left = pages.filter(({ url }) => !done.has(url));
    this.done = new Set([...recorded, ...pages.map(({ url }) => url)]);
    endLine(join(folder, RECORD_FILE));
    this.#head = JSON.stringify(head ?? { run: now, offset: sizeOf(join(folder, RECORD_FILE)) });
    for (const page of this.left) this.#kept.set(page.url, JSON.stringify(page));
    this.#writeSpool();
  }

  /** Keeps a page until it is in the library. */
  keep(page: FetchedPage): void {
    const line = JSON.stringify(page);
    this.#kept.set(page.url, line);
    this.#append(SPOOL_FILE, line);
  }

  /** Takes pages into the record that are in the library now. @param ids of the texts of a page. */
  settle(pages: readonly { readonly page: FetchedPage; readonly ids: readonly string[] }[]): void {
    if (pages.length > 0)
      this.#append(RECORD_FILE, pages.map(({ page, ids }) => JSON.stringify({ ...page, texts: ids })).join('\n'));
    for (const { page } of pages) this.#kept.delete(page.url);
    this.#writeSpool();
  }

  /** Takes into the record that an address gave nothing. It is asked for again in the next run. */
  fail(url: string, at: string, kind: string, reason: string): void {
    this.#append(RECORD_FILE, JSON.stringify({ url, at, fault: kind, reason }));
  }

  /** Ends a run that came to its end. */
  finish(): void {
    rmSync(join(this.#folder, SPOOL_FILE), { force: true });
  }

  /** Lets others fetch for the library. */
  close(): void {
    this.#unlock();
  }

  #append(name: string, line: string): void {
    this.#disk(name, (path) => appendFileSync(path, `${line}\n`));
  }

  #writeSpool(): void {
    const text = [this.#head, ...this.#kept.values()].map((line) => `${line}\n`).join('');
    this.#disk(SPOOL_FILE, (path) => writeAtomically(path, text));
  }

  #disk(name: string, act: (path: string) => void): void {
    const path = join(this.#folder, name);
    try {
      act(path);
    } catch (cause) {
      throw new EnvironmentError(
        { en: `What was fetched cannot be written to ${path}.`, zh: `抓取的内容无法写入 ${path}。` },
        { cause },
      );
    }
  }
}

interface Spool {
  readonly head: { readonly run: string; readonly offset: number } | undefined;
  readonly pages: readonly FetchedPage[];
}

/** What a stopped run left. A last line that was not written to its end is left out. */
function readSpool(path: string): Spool {
  if (sizeOf(path) === 0 || sizeOf(path) > MAX_SPOOL) return { head: undefined, pages: [] };
  const [first, ...lines] = readText(path).split('\n');
  const head = parse(first ?? '');
  const { run, offset }: Readonly<Record<string, unknown>> = isRecord(head) ? head : {};
  if (typeof run !== 'string' || typeof offset !== 'number' || Number.isNaN(Date.parse(run)))
    return { head: undefined, pages: [] };
  return { head: { run, offset }, pages: lines.map(parse).filter(isPage) };
}

/** Addresses in the record behind an offset that gave something. */
function readRecord(path: string, offset: number): string[] {
  return readText(path, offset)
    .split('\n')
    .map(parse)
    .flatMap((line) => (isRecord(line) && 'sha256' in line ? [String(line.url)] : []));
}

function readText(path: string, offset = 0): string {
  try {
    return readFileSync(path).subarray(Math.max(0, offset)).toString('utf8');
  } catch {
    return '';
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** A line that was not written to its end stays one of its own. */
function endLine(path: string): void {
  const size = sizeOf(path);
  if (size === 0) return;
  const handle = openSync(path, 'r');
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  closeSync(handle);
  if (last[0] !== 10) appendFileSync(path, '\n');
}
