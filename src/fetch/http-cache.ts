import { hash as digest } from 'node:crypto';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type CachePolicy from 'http-cache-semantics';
import type { Headers } from './headers.ts';
import { loadPolicy } from './load-policy.ts';
import type { Answer } from './network.ts';

/*
 * What was fetched before (RFC 9111, private cache). Two folders: `answers` with a file an address, `bodies` with larger bodies by their
 * SHA-256, so that a picture that a hundred addresses give is kept once. Whatever is damaged counts as not there.
 */

/** Writes a file as a whole or not at all. Throws what the disk says. */
export type WriteFile = (path: string, content: string | Uint8Array) => void;

/** An answer that was kept. */
export interface KeptAnswer extends Answer {
  readonly policy: CachePolicy;
  /** Hexadecimal. */
  readonly sha256: string;
  /** When it was received or last confirmed, milliseconds since 1970. */
  readonly at: number;
}

/** Longest file about an answer, bytes. */
const MAX_ENTRY = 196_608;
/** An answer is written in place: what is half written fails its checksum, and is fetched again. A link there is not followed. */
const IN_PLACE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);
/** Bodies up to this stand in the file about the answer: making a file takes longer than parsing a small page. */
const INLINE_BYTES = 65_536;
/** Bytes that are kept in all; beyond it the longest unused go. */
const MOST_BYTES = 2 ** 30;
/** So much is left after going through what is kept. */
const LEFT_SHARE = 0.8;
/** What is written before what is kept is gone through again. */
const SWEEP_BYTES = 2 ** 27;

/** How a cache is kept small; for tests. */
export interface CacheSize {
  readonly mostBytes: number;
  readonly sweepBytes: number;
}

/** The cache on disk. It never fails: what cannot be read is fetched, what cannot be written is not kept. */
export class HttpCache {
  readonly #folder: string;
  readonly #write: WriteFile;
  readonly #size: CacheSize;
  #written = 0;
  #swept = false;

  constructor(folder: string, write: WriteFile, size: CacheSize = { mostBytes: MOST_BYTES, sweepBytes: SWEEP_BYTES }) {
    this.#folder = folder;
    this.#write = write;
    this.#size = size;
  }

  /** What is kept under a key. */
  async read(key: string): Promise<KeptAnswer | undefined> {
    const path = this.#pathOf('answers', hash(key));
    try {
      const content = readSmall(path);
      const entry = content === undefined ? undefined : checkEntry(content, key);
      if (entry === undefined) return undefined;
      const { status, headers, sha256, at, policy, inline } = entry;
      const file = this.fileOf(sha256);
      const body = inline ?? readFileSync(file);
      if (hash(body) !== sha256) return undefined;
      touch(path);
      if (inline === undefined) touch(file);
      const Policy = await loadPolicy();
      return { status, headers, body, sha256, at, policy: Policy.fromObject(policy) };
    } catch {
      return undefined;
    }
  }

  /** Keeps an answer under a key. */
  keep(key: string, { status, headers, body, sha256, at, policy }: KeptAnswer): void {
    const isInline = body.length <= INLINE_BYTES;
    const line = JSON.stringify([key, status, headers, sha256, at, policy.toObject(), isInline]).slice(0, -1);
    const head = Buffer.from(`${line},${crc32(line)}]\n`);
    const content = isInline ? Buffer.concat([head, body]) : head;
    try {
      if (!isInline) this.keepBody(sha256, body);
      writeInPlace(this.#pathOf('answers', hash(key)), content);
    } catch {
      return;
    }
    this.#written += content.length;
    this.#sweepInTime();
  }

  /** Keeps bytes for a file of their own. Throws what the disk says. @returns its path. */
  keepBody(sha256: string, body: Uint8Array): string {
    const file = this.fileOf(sha256);
    if (statSync(file, { throwIfNoEntry: false })?.size === body.length) touch(file);
    else {
      this.#write(file, body);
      this.#written += body.length;
    }
    return file;
  }

  /** Where the bytes with a SHA-256 are kept, if they are. */
  fileOf(sha256: string): string {
    return this.#pathOf('bodies', sha256);
  }

  #pathOf(kind: string, name: string): string {
    return join(this.#folder, kind, name.slice(0, 1), name.slice(1));
  }

  /** Goes through all files now and then: once a run that writes much, and at its first write. */
  #sweepInTime(): void {
    if (this.#swept && this.#written < this.#size.sweepBytes) return;
    this.#swept = true;
    this.#written = 0;
    const files = [...this.#filesOf('answers'), ...this.#filesOf('bodies')];
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes <= this.#size.mostBytes) return;
    for (const { path, size } of files.sort((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= this.#size.mostBytes * LEFT_SHARE) return;
      rmSync(path, { force: true });
      bytes -= size;
    }
  }

  #filesOf(kind: string): { readonly path: string; readonly size: number; readonly usedAt: number }[] {
    const root = join(this.#folder, kind);
    return namesIn(root).flatMap((part) =>
      namesIn(join(root, part)).flatMap((name) => {
        const path = join(root, part, name);
        const stat = statSync(path, { throwIfNoEntry: false });
        return stat?.isFile() === true ? [{ path, size: stat.size, usedAt: stat.mtimeMs }] : [];
      }),
    );
  }
}

/** SHA-256, hexadecimal. */
export function hash(content: string | Uint8Array): string {
  return digest('sha256', content, 'hex');
}

interface Entry {
  readonly status: number;
  readonly headers: Headers;
  readonly sha256: string;
  readonly at: number;
  readonly policy: CachePolicy.CachePolicyObject;
  /** Undefined where the body has a file of its own. */
  readonly inline: Buffer | undefined;
}

/** The checksum tells damage; the file is in the seller's own folder, whoever can forge it can write reports as well. */
function checkEntry(content: Buffer, key: string): Entry | undefined {
  const end = content.indexOf(LINE_FEED);
  const value: unknown = JSON.parse(content.toString('utf8', 0, Math.max(0, end)));
  if (!Array.isArray(value) || value.length !== 8) return undefined;
  const list: readonly unknown[] = value;
  const [kept, status, headers, sha256, at, policy, isInline, sum] = list;
  if (kept !== key || sum !== crc32(JSON.stringify(list.slice(0, -1)).slice(0, -1))) return undefined;
  const inline = isInline === true ? content.subarray(end + 1) : undefined;
  if (typeof status !== 'number' || typeof at !== 'number' || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
    return undefined;
  return isHeaders(headers) && isPolicy(policy) ? { status, headers, sha256, at, policy, inline } : undefined;
}

function isHeaders(value: unknown): value is Headers {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isPolicy(value: unknown): value is CachePolicy.CachePolicyObject {
  return isObject(value) && 'v' in value && value.v === 1 && 'resh' in value && isObject(value.resh) && 'rescc' in value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The file about an answer; undefined where there is none. Asking first costs less than an exception for every address that is new. */
function readSmall(path: string): Buffer | undefined {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return size === undefined || size > MAX_ENTRY ? undefined : readFileSync(path);
}

function writeInPlace(path: string, content: Uint8Array): void {
  const handle = openOrMake(path);
  try {
    writeFileSync(handle, content);
  } finally {
    closeSync(handle);
  }
}

/** Most folders are there. */
function openOrMake(path: string): number {
  try {
    return openSync(path, IN_PLACE);
  } catch {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, IN_PLACE);
  }
}

const LINE_FEED = 10;

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
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
