import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import process from 'node:process';
import { crc32 } from 'node:zlib';
import type { BuiltRegister } from '../lexicon/register-builder.ts';
import type { RegisterEntry } from '../lexicon/register-entry.ts';
import type { RegisterTables } from '../lexicon/register-index.ts';
import { parseEntry } from './entry-line.ts';
import { LineWriter } from './lines-file.ts';

/*
 * The register of one office as one file: all entries as lines sorted by number, then the index that a scan loads, then nothing. A scan
 * reads the last part only; a line when it has found its mark. Header: magic, format, where the head is, how long, where the file ends, and
 * the CRC-32 of head and tables: it finds damage, and takes a fifth of the time of a cryptographic hash.
 */

const MAGIC = 'PCRG';
const FORMAT = 1;
const HEADER = 40;
/** Entries are found by a 32-bit offset. */
const MAX_DETAILS = 2 ** 32;
const TABLES = ['keys', 'values', 'textStarts', 'entryStarts', 'low', 'high', 'pool'] as const;

/** A file that was imported. */
export interface ImportedFile {
  readonly name: string;
  readonly sha256: string;
  /** How it was read: format, office, columns. Read otherwise, the same bytes may say something else. */
  readonly recipe: string;
  readonly records: number;
  /** False when the file was cut off or partly unreadable: importing it again reads it again. */
  readonly complete: boolean;
  /** Day of the import, `YYYY-MM-DD`. */
  readonly day: string;
}

/** What a pack holds, without loading it. */
export interface PackHead {
  readonly office: string;
  readonly entries: number;
  readonly byStatus: Readonly<Record<RegisterEntry['status'], number>>;
  /** Entries without words: pictures, and changes of marks that were never imported. */
  readonly withoutText: number;
  /** Different marks that a scan looks for: alive, and more than a description of goods. */
  readonly searched: number;
  /** The latest change that an entry tells, `YYYY-MM-DD`; empty when none does. */
  readonly latest: string;
  readonly files: readonly ImportedFile[];
}

interface StoredHead extends PackHead {
  /** Bytes of the lines, from the end of the header. */
  readonly detailBytes: number;
  /** Bytes of the tables in their order, and of the offsets before the head. */
  readonly lengths: readonly number[];
  readonly offsetsAt: number;
}

/** What a scan asks of a pack, as data: threads share the tables and the open file. */
export interface PackParts {
  readonly office: string;
  readonly tables: RegisterTables;
  /** As the system numbers it. */
  readonly file: number;
  /** Where the offsets of the lines stand, and how many bytes of lines there are. */
  readonly offsetsAt: number;
  readonly detailBytes: number;
}

/** A pack that is loaded for a scan. */
export interface LoadedPack {
  readonly head: PackHead;
  readonly parts: PackParts;
}

/** Reads entries of the index from the disk. */
export function readDetails({ file, offsetsAt, detailBytes, office }: PackParts): (entry: number) => RegisterEntry | undefined {
  return (entry) => {
    const offset = readAt(file, offsetsAt + entry * 4, 4).readUInt32LE(0);
    if (offset >= detailBytes) return undefined;
    return parseEntry(lineAt(file, HEADER + offset, HEADER + detailBytes), office);
  };
}

/** Writes a pack piece by piece beside the one that is there; `finish` puts it in its place, `discard` removes it. */
export class PackWriter {
  readonly #path: string;
  readonly #draft: string;
  readonly #file: number;
  readonly #lines: LineWriter;

  constructor(path: string) {
    this.#path = path;
    this.#draft = `${path}.${process.pid}.tmp`;
    this.#file = openSync(this.#draft, 'w');
    this.#lines = new LineWriter(this.#file, HEADER);
  }

  /** Adds the line of the next entry; gives its offset among the lines. */
  line(text: string): number {
    const offset = this.#lines.position - HEADER;
    if (offset >= MAX_DETAILS) throw new RangeError('the register has more than 4 GB of entries');
    this.#lines.write(text);
    return offset;
  }

  /** Writes index and head, and replaces the old pack in one step. */
  finish(head: PackHead, { tables, details }: BuiltRegister): void {
    this.#lines.flush();
    const offsetsAt = this.#lines.position;
    const parts = TABLES.map((name) => bytesOf(tables[name]));
    const lengths = [...parts, bytesOf(details)].map((part) => part.length);
    const stored: StoredHead = { ...head, detailBytes: offsetsAt - HEADER, lengths, offsetsAt };
    const json = Buffer.from(JSON.stringify(stored));
    const padded = Buffer.alloc(Math.ceil(json.length / 8) * 8, ' ');
    json.copy(padded);
    const headAt = offsetsAt + details.byteLength;
    let checksum = 0;
    let at = this.#put(bytesOf(details), offsetsAt);
    for (const part of [padded, ...parts]) {
      checksum = crc32(part, checksum);
      at = this.#put(part, at);
    }
    const header = Buffer.alloc(HEADER);
    header.write(MAGIC, 'latin1');
    header.writeUInt32LE(FORMAT, 4);
    header.writeDoubleLE(headAt, 8);
    header.writeUInt32LE(padded.length, 16);
    header.writeDoubleLE(at, 24);
    header.writeUInt32LE(checksum, 32);
    this.#put(header, 0);
    closeSync(this.#file);
    renameSync(this.#draft, this.#path);
  }

  /** Removes what was written; the old pack stays. */
  discard(): void {
    try {
      closeSync(this.#file);
    } catch {
      // It was closed already.
    }
    rmSync(this.#draft, { force: true });
  }

  #put(bytes: Uint8Array, from: number): number {
    let at = from;
    for (let done = 0; done < bytes.length; ) {
      const count = writeSync(this.#file, bytes, done, bytes.length - done, at);
      done += count;
      at += count;
    }
    return at;
  }
}

/** Where the lines of a pack stand in its file; undefined when the file is no pack, or damaged. */
export function readPackHead(
  path: string,
): { readonly head: PackHead; readonly linesFrom: number; readonly linesTo: number } | undefined {
  const file = openSync(path, 'r');
  try {
    const header = readHeader(file);
    if (header === undefined) return undefined;
    const stored = parseHead(readAt(file, header.headAt, header.headBytes));
    return { head: stored, linesFrom: HEADER, linesTo: HEADER + stored.detailBytes };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Loads the index of a pack; undefined when the file is no pack, or damaged. The file stays open for the details. */
export function loadPack(path: string): LoadedPack | undefined {
  const file = openSync(path, 'r');
  const header = readHeader(file);
  const length = header === undefined ? 0 : header.end - header.headAt;
  const bytes = header && readAt(file, header.headAt, length, new SharedArrayBuffer(length));
  if (header === undefined || bytes === undefined || crc32(bytes) !== header.checksum) {
    closeSync(file);
    return undefined;
  }
  const stored = parseHead(bytes.subarray(0, header.headBytes));
  const { offsetsAt, lengths, detailBytes, office } = stored;
  const tables = tablesIn(bytes, header.headBytes, lengths);
  return { head: stored, parts: { office, tables, file, offsetsAt, detailBytes } };
}

function tablesIn(bytes: Buffer, from: number, lengths: readonly number[]): RegisterTables {
  let at = bytes.byteOffset + from;
  const { buffer } = bytes;
  const take = (i: number): readonly [ArrayBufferLike, number, number] => {
    const start = at;
    at += lengths[i] ?? 0;
    return [buffer, start, lengths[i] ?? 0];
  };
  const ints = (i: number): Int32Array => {
    const [whole, start, length] = take(i);
    return new Int32Array(whole, start, length / 4);
  };
  const counts = (i: number): Uint32Array => {
    const [whole, start, length] = take(i);
    return new Uint32Array(whole, start, length / 4);
  };
  const [keys, values, textStarts, entryStarts, low, high] = [ints(0), ints(1), counts(2), counts(3), ints(4), ints(5)];
  return { keys, values, textStarts, entryStarts, low, high, pool: new Uint8Array(...take(6)) };
}

interface Header {
  readonly headAt: number;
  readonly headBytes: number;
  readonly end: number;
  readonly checksum: number;
}

function readHeader(file: number): Header | undefined {
  const { size } = fstatSync(file);
  if (size < HEADER) return undefined;
  const bytes = readAt(file, 0, HEADER);
  if (bytes.toString('latin1', 0, 4) !== MAGIC || bytes.readUInt32LE(4) !== FORMAT) return undefined;
  const header = {
    headAt: bytes.readDoubleLE(8),
    headBytes: bytes.readUInt32LE(16),
    end: bytes.readDoubleLE(24),
    checksum: bytes.readUInt32LE(32),
  };
  const { headAt, headBytes, end } = header;
  const sound = end === size && Number.isInteger(headAt) && headAt >= HEADER && headAt + headBytes <= size;
  return sound ? header : undefined;
}

/** The head of a pack whose header is sound: this program wrote it, so its shape is its own. */
function parseHead(bytes: Buffer): StoredHead {
  const head: StoredHead = JSON.parse(bytes.toString('utf8'));
  return head;
}

/** Bytes in memory of their own, so that tables may begin at their start. */
function readAt(file: number, from: number, length: number, memory: ArrayBufferLike = new ArrayBuffer(length)): Buffer {
  const bytes = Buffer.from(memory);
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, length - done, from + done);
    if (read === 0) throw new RangeError('the file of a register is shorter than it says');
    done += read;
  }
  return bytes;
}

function lineAt(file: number, from: number, to: number): string {
  for (let length = 512; ; length *= 4) {
    const bytes = readAt(file, from, Math.min(length, to - from));
    const end = bytes.indexOf(10);
    if (end >= 0) return bytes.toString('utf8', 0, end);
    if (bytes.length === to - from) return bytes.toString('utf8');
  }
}

function bytesOf(table: Int32Array | Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
}
