import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { crc32 } from 'node:zlib';
import { buildFeatureIndex, type FeatureIndex } from '../image/features/feature-index.ts';
import { encodeFeatureIndex, isFeatureIndexFault, openFeatureIndex } from '../image/features/feature-index-file.ts';
import type { Features } from '../image/features/features.ts';
import type { ReferencePicture } from '../image/match/match.ts';
import type { Plane } from '../image/plane.ts';
import { diskErrorCode } from '../model/disk-error.ts';
import { EnvironmentError } from '../model/errors.ts';
import { CUT_SHORT, DAMAGED, otherVersion } from '../model/file-faults.ts';
import type { Bilingual } from '../model/text.ts';
import { featuresOf } from './picture-features.ts';

/*
 * What is kept of the library's pictures beside their hashes, in one file of the library's folder:
 *
 *   head     magic, version, pictures, length of the index in bytes
 *   table    for every picture: SHA-256 of its file, width and height of its small plane, where that begins behind the index, its checksum
 *   checksum of head and table
 *   index    the features (`image/feature-index-file.ts`), read whole
 *   planes   one byte a pixel, read one at a time when a picture is looked at closely
 *
 * The file never changes: it is written beside the old one and put in its place.
 */

/** Name of the file inside the library's folder. */
export const PICTURES_FILE = 'pictures.bin';

const MAGIC = 0x50435250;
/** Changes with the layout. */
const VERSION = 2;
const HEAD_BYTES = 16;
const HASH_BYTES = 32;
/** Places within a row of the table. */
const SIZE_AT = HASH_BYTES;
const OFFSET_AT = SIZE_AT + 4;
const CHECKSUM_AT = OFFSET_AT + 8;
const ROW_BYTES = CHECKSUM_AT + 4;

/** A library of more pictures is not read. */
const MOST_PICTURES = 1_000_000;

/** Small planes that are kept in memory; some 37 KB each. */
const KEPT_PLANES = 512;

/** A picture on its way into the file. */
export interface NewPicture {
  /** Of its file, hexadecimal. */
  readonly sha256: string;
  readonly picture: ReferencePicture;
}

/** The file, opened, as data: threads share index and table, and read the planes from the same open file. */
export interface PicturesParts {
  readonly index: FeatureIndex;
  readonly table: DataView;
  /** Where the planes begin in the file, and its number in the system. */
  readonly planes: number;
  readonly handle: number;
  readonly digest: string;
}

/** The file, opened. */
export class StoredPictures {
  readonly index: FeatureIndex;
  #files: readonly string[] | undefined;
  /** Changes with the pictures and with their features. */
  readonly digest: string;
  readonly #table: DataView;
  readonly #planes: number;
  readonly #handle: number;
  readonly #kept = new Map<number, Plane>();

  constructor({ handle, table, index, planes, digest }: PicturesParts) {
    this.#handle = handle;
    this.#table = table;
    this.#planes = planes;
    this.index = index;
    this.digest = digest;
  }

  /** What another thread opens it with. */
  get parts(): PicturesParts {
    return { index: this.index, table: this.#table, planes: this.#planes, handle: this.#handle, digest: this.digest };
  }

  /** SHA-256 of the pictures' files, numbered as in the index. */
  get files(): readonly string[] {
    const { buffer, byteOffset } = this.#table;
    this.#files ??= Array.from({ length: this.index.references }, (_, row) =>
      Buffer.from(buffer, byteOffset + row * ROW_BYTES, HASH_BYTES).toString('hex'),
    );
    return this.#files;
  }

  /** The small plane of a picture; undefined when it cannot be read, or is not the one that was written. */
  planeOf(picture: number): Plane | undefined {
    if (picture >= this.index.references) return undefined;
    const plane = this.#kept.get(picture) ?? this.#readSound(picture);
    if (plane === undefined) return undefined;
    this.#kept.delete(picture);
    this.#kept.set(picture, plane);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_PLANES && oldest !== undefined) this.#kept.delete(oldest);
    return plane;
  }

  /** Size of the small plane of a picture. */
  sizeOf(picture: number): { readonly width: number; readonly height: number } {
    const at = picture * ROW_BYTES + SIZE_AT;
    return { width: this.#table.getUint16(at, true), height: this.#table.getUint16(at + 2, true) };
  }

  /** The checksum of the small plane of a picture, as it was when that was written first. */
  checksumOf(picture: number): number {
    return this.#table.getUint32(picture * ROW_BYTES + CHECKSUM_AT, true);
  }

  /** The small plane of a picture as the disk gives it, damaged or not; undefined when it ends too early. */
  readPlane(picture: number): Plane | undefined {
    const { width, height } = this.sizeOf(picture);
    const data = new Uint8Array(width * height);
    const at = this.#planes + Number(this.#table.getBigUint64(picture * ROW_BYTES + OFFSET_AT, true));
    return readFully(this.#handle, data, at) ? { data, width, height } : undefined;
  }

  #readSound(picture: number): Plane | undefined {
    const plane = this.readPlane(picture);
    return plane !== undefined && crc32(plane.data) === this.checksumOf(picture) ? plane : undefined;
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#handle);
  }
}

/** Why the file cannot be used. */
export interface PicturesFault {
  readonly reason: Bilingual;
}

/**
 * Opens the pictures of a library; undefined when it has none.
 * @throws EnvironmentError when the file is there and the disk does not give it.
 */
export function openPictures(folder: string): StoredPictures | PicturesFault | undefined {
  const path = join(folder, PICTURES_FILE);
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    if (diskErrorCode(cause) === 'ENOENT') return undefined;
    throw new EnvironmentError(`The pictures of the library, ${path}, cannot be read.`, { cause });
  }
  const opened = readPictures(handle);
  if ('reason' in opened) closeSync(handle);
  return opened;
}

function readPictures(handle: number): StoredPictures | PicturesFault {
  const head = new Uint8Array(HEAD_BYTES);
  if (!readFully(handle, head, 0)) return { reason: CUT_SHORT };
  const numbers = new DataView(head.buffer);
  if (numbers.getUint32(0, true) !== MAGIC) return { reason: FOREIGN };
  const version = numbers.getUint32(4, true);
  if (version !== VERSION) return { reason: otherVersion(version, VERSION) };
  const count = numbers.getUint32(8, true);
  if (count > MOST_PICTURES) return { reason: DAMAGED };
  const table = new Uint8Array(new SharedArrayBuffer(count * ROW_BYTES + 4));
  if (!readFully(handle, table, HEAD_BYTES)) return { reason: CUT_SHORT };
  const rows = new DataView(table.buffer);
  const expected = rows.getUint32(count * ROW_BYTES, true);
  if (crc32(table.subarray(0, count * ROW_BYTES), crc32(head)) !== expected) return { reason: DAMAGED };
  const bytes = new Uint8Array(new SharedArrayBuffer(numbers.getUint32(12, true)));
  const start = HEAD_BYTES + table.length;
  if (!readFully(handle, bytes, start)) return { reason: CUT_SHORT };
  const index = openFeatureIndex(bytes);
  if (isFeatureIndexFault(index)) return { reason: index.reason };
  if (index.references !== count) return { reason: DAMAGED };
  // The index ends with its checksum, which was compared above.
  const digest = createHash('sha256').update(head).update(table).update(bytes.subarray(-8)).digest('hex');
  return new StoredPictures({ handle, table: rows, index, planes: start + bytes.length, digest });
}

function readFully(handle: number, into: Uint8Array, position: number): boolean {
  let done = 0;
  while (done < into.length) {
    const read = readSync(handle, into, done, into.length - done, position + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}

/**
 * Writes the pictures of a library anew: those that are kept of the old ones, and new ones. What is there twice is written once.
 * @param keep whether an old picture stays, by the SHA-256 of its file.
 * @throws EnvironmentError when they cannot be written; the old file is then as it was.
 */
export function savePictures(
  folder: string,
  old: StoredPictures | undefined,
  keep: (sha256: string) => boolean,
  added: readonly NewPicture[],
): void {
  const rows = new Map<string, Row>();
  for (const [number, sha256] of (old?.files ?? []).entries()) {
    if (old === undefined || !keep(sha256)) continue;
    const features = featuresOf(old.index, number);
    const checksum = old.checksumOf(number);
    rows.set(sha256, { ...old.sizeOf(number), features, checksum, data: () => old.readPlane(number)?.data });
  }
  for (const { sha256, picture } of added) {
    const { width, height, data } = picture.small;
    rows.set(sha256, { width, height, features: picture.features, checksum: crc32(data), data: () => data });
  }
  const path = join(folder, PICTURES_FILE);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    write(draft, rows);
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new EnvironmentError(`The pictures of the library, ${path}, cannot be written.`, { cause });
  }
}

/** One picture of the file. */
interface Row {
  /** Of the small plane. */
  readonly width: number;
  readonly height: number;
  readonly features: Features;
  /** Of the small plane. That of an old one is kept, so that a damaged plane does not become a sound one by being written again. */
  readonly checksum: number;
  /** The small plane, fetched when it is written: all of them together may not fit into memory. */
  readonly data: () => Uint8Array | undefined;
}

function write(path: string, rows: ReadonlyMap<string, Row>): void {
  const table = Buffer.alloc(rows.size * ROW_BYTES);
  let at = 0;
  let offset = 0;
  for (const [sha256, { width, height, checksum }] of rows) {
    table.write(sha256, at, HASH_BYTES, 'hex');
    table.writeUInt16LE(width, at + SIZE_AT);
    table.writeUInt16LE(height, at + SIZE_AT + 2);
    table.writeBigUInt64LE(BigInt(offset), at + OFFSET_AT);
    table.writeUInt32LE(checksum, at + CHECKSUM_AT);
    at += ROW_BYTES;
    offset += width * height;
  }
  const index = encodeFeatureIndex(buildFeatureIndex([...rows.values()].map(({ features }) => features)));
  const head = Buffer.alloc(HEAD_BYTES);
  for (const [i, value] of [MAGIC, VERSION, rows.size, index.length].entries()) head.writeUInt32LE(value, i * 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(table, crc32(head)));
  const handle = openSync(path, 'w');
  try {
    for (const part of [head, table, sum, index]) writeFully(handle, part);
    // What the disk no longer gives is written as zeros, which its checksum will tell.
    for (const { data, width, height } of rows.values()) writeFully(handle, data() ?? new Uint8Array(width * height));
  } finally {
    closeSync(handle);
  }
}

function writeFully(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

const FOREIGN: Bilingual = { en: 'is not a picture file of preclear', zh: '不是 preclear 的图片索引文件' };
