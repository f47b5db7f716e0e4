import { hash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { isRunning } from '../disk/processes.ts';
import type { MetRow } from './met.ts';

/*
 * What a run met waits in a file until the run has ended: it may take an hour, in which nobody else could write, and what a killed run left
 * must not be seen. One line a listing.
 */

/** Where such files lie, and how they begin. */
export interface WaitingPlace {
  readonly folder: string;
  readonly prefix: string;
}

/** Characters that are held back before they are written. */
const BUFFER = 1 << 20;
/** After this time the process of a file is not its own any more, in milliseconds. */
const MOST_AGE = 2 * 86_400_000;
const SUFFIX = '.waiting';

/** Holds what one run met, in its order. */
export class WaitingFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #lines: string[] = [];
  #held = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async create({ folder, prefix }: WaitingPlace): Promise<WaitingFile> {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${prefix}${process.pid}-${thisHost()}-${randomUUID().slice(0, 8)}${SUFFIX}`);
    return new WaitingFile(path, await open(path, 'wx', 0o600));
  }

  async add(row: MetRow): Promise<void> {
    const line = JSON.stringify(row);
    this.#lines.push(line);
    this.#held += line.length;
    if (this.#held >= BUFFER) await this.#flush();
  }

  /** What was added, some hundred at a time and never much text at once. */
  async *read(): AsyncGenerator<readonly MetRow[]> {
    await this.#flush();
    let rows: MetRow[] = [];
    let size = 0;
    for await (const line of createInterface({ input: createReadStream(this.#path), crlfDelay: Number.POSITIVE_INFINITY })) {
      const row: MetRow = JSON.parse(line);
      rows.push(row);
      size += line.length;
      if (rows.length < ROWS && size < 8 * BUFFER) continue;
      yield rows;
      rows = [];
      size = 0;
    }
    if (rows.length > 0) yield rows;
  }

  /** Takes the file away. */
  async remove(): Promise<void> {
    await this.#file.close();
    rmSync(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    const text = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    this.#held = 0;
    await this.#file.appendFile(text);
  }
}

/** Listings that are recorded with one statement. */
const ROWS = 400;

/** Takes away what runs left that were killed. */
export function sweepWaiting({ folder, prefix }: WaitingPlace, now: number = Date.now()): void {
  for (const name of namesIn(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith(SUFFIX)) continue;
    const path = join(folder, name);
    const [pid = '', host] = name.slice(prefix.length).split('-');
    const seen = statSync(path, { throwIfNoEntry: false });
    if (seen === undefined) continue;
    const alive = host !== thisHost() || isRunning(Number(pid));
    if (!alive || now - seen.mtimeMs > MOST_AGE) remove(path);
  }
}

/** What another user left may not be ours to take away. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function thisHost(): string {
  return hash('sha256', hostname(), 'hex').slice(0, 8);
}
