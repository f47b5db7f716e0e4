import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FeatureIndex } from '../image/features/feature-index.ts';
import { openFeatureIndex } from '../image/features/feature-index-file.ts';
import { isFeatureIndexFault } from '../image/features/feature-index-layout.ts';
import type { Plane } from '../image/plane.ts';
import { diskErrorCode } from '../model/disk-error.ts';
import { EnvironmentError } from '../model/errors.ts';
import { CUT_SHORT, DAMAGED } from '../model/file-faults.ts';
import { readFully } from './file-bytes.ts';
import { type PicturesFault, PictureTable } from './picture-table.ts';

/*
 * What is kept of the library's pictures beside their hashes, in one file of the library's folder:
 *
 *   head     magic, version, pictures, length of the index in bytes
 *   table    for every picture: SHA-256 of its file, width and height of its small plane, where that begins behind the index, its checksum
 *   checksum of head and table
 *   index    the features (`image/features/feature-index-layout.ts`), read whole
 *   planes   one byte a pixel, read one at a time when a picture is looked at closely
 *
 * The file never changes: it is written beside the old one and put in its place.
 */

/** Name of the file inside the library's folder. */
export const PICTURES_FILE = 'pictures.bin';

/** Small planes that are kept in memory; some 37 KB each. */
const KEPT_PLANES = 512;

/** The file, opened, as data: threads share index and table, and read the planes from the same open file. */
export interface PicturesParts {
  readonly index: FeatureIndex;
  /** As it is stored. */
  readonly table: Uint8Array;
  /** The number of the file in the system. */
  readonly handle: number;
  readonly digest: string;
}

/** The file, opened. */
export class StoredPictures {
  readonly index: FeatureIndex;
  #files: readonly string[] | undefined;
  /** Changes with the pictures and with their features. */
  readonly digest: string;
  readonly #table: PictureTable;
  readonly #handle: number;
  readonly #kept = new Map<number, Plane>();

  constructor({ handle, table, index, digest }: PicturesParts) {
    this.#handle = handle;
    this.#table = new PictureTable(table);
    this.index = index;
    this.digest = digest;
  }

  /** What another thread opens it with. */
  get parts(): PicturesParts {
    return { index: this.index, table: this.#table.bytes, handle: this.#handle, digest: this.digest };
  }

  /** SHA-256 of the pictures' files, numbered as in the index. */
  get files(): readonly string[] {
    this.#files ??= Array.from({ length: this.#table.count }, (_, picture) => this.#table.rowOf(picture).sha256);
    return this.#files;
  }

  /** The small plane of a picture; undefined when it cannot be read, or is not the one that was written. */
  planeOf(picture: number): Plane | undefined {
    if (picture >= this.#table.count) return undefined;
    const plane = this.#kept.get(picture) ?? this.#read(picture);
    if (plane === undefined) return undefined;
    this.#kept.delete(picture);
    this.#kept.set(picture, plane);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_PLANES && oldest !== undefined) this.#kept.delete(oldest);
    return plane;
  }

  #read(picture: number): Plane | undefined {
    const { width, height, checksum } = this.#table.rowOf(picture);
    const data = new Uint8Array(width * height);
    if (!readFully(this.#handle, data, this.#table.planeAt(picture))) return undefined;
    return crc32(data) === checksum ? { data, width, height } : undefined;
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#handle);
  }
}

/**
 * Opens the pictures of a library; undefined when it has none.
 * @throws EnvironmentError when the file is there and the disk does not give it.
 */
export function openPictures(folder: string): StoredPictures | PicturesFault | undefined {
  return openFile(folder, readPictures);
}

/** Opens the file of a library and reads it; a file that cannot be used is closed again. */
export function openFile<T extends object>(
  folder: string,
  read: (handle: number) => T | PicturesFault,
): T | PicturesFault | undefined {
  const path = join(folder, PICTURES_FILE);
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    if (diskErrorCode(cause) === 'ENOENT') return undefined;
    throw new EnvironmentError(
      { en: `The pictures of the library, ${path}, cannot be read.`, zh: `无法读取素材库的图片文件 ${path}。` },
      { cause },
    );
  }
  const opened = read(handle);
  if ('reason' in opened) closeSync(handle);
  return opened;
}

function readPictures(handle: number): StoredPictures | PicturesFault {
  const table = PictureTable.read(handle);
  if ('reason' in table) return table;
  const bytes = new Uint8Array(new SharedArrayBuffer(table.indexBytes));
  if (!readFully(handle, bytes, table.indexAt)) return { reason: CUT_SHORT };
  const index = openFeatureIndex(bytes);
  if (isFeatureIndexFault(index)) return { reason: index.reason };
  if (index.references !== table.count) return { reason: DAMAGED };
  // The index ends with its checksum, which was compared above.
  const digest = createHash('sha256').update(table.bytes).update(bytes.subarray(-8)).digest('hex');
  return new StoredPictures({ handle, table: table.bytes, index, digest });
}
