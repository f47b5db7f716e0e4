import { crc32 } from 'node:zlib';
import { CUT_SHORT, DAMAGED, otherVersion } from '../model/file-faults.ts';
import type { Bilingual } from '../model/text.ts';
import { readFully } from './file-bytes.ts';

/*
 * The beginning of the file of pictures: head, table and their checksum. What they say is told in `picture-file.ts`.
 */

const MAGIC = 0x50435250;
/** Changes with the layout. */
const VERSION = 2;
const HEAD_BYTES = 16;
/** Places within the head. */
const COUNT_AT = 8;
const INDEX_BYTES_AT = 12;
const SUM_BYTES = 4;
const HASH_BYTES = 32;
/** Places within a row of the table. */
const SIZE_AT = HASH_BYTES;
const OFFSET_AT = SIZE_AT + 4;
const CHECKSUM_AT = OFFSET_AT + 8;
const ROW_BYTES = CHECKSUM_AT + 4;

/** A library of more pictures is not read. */
const MOST_PICTURES = 1_000_000;

/** Why the file cannot be used. */
export interface PicturesFault {
  readonly reason: Bilingual;
}

/** What stands in a row of the table, but for where the plane begins. */
export interface TableRow {
  /** Of the picture's file, hexadecimal. */
  readonly sha256: string;
  /** Of the small plane. */
  readonly width: number;
  readonly height: number;
  /** Of the small plane. That of an old one is kept, so that a damaged plane does not become a sound one by being written again. */
  readonly checksum: number;
}

/** The table of an open file. */
export class PictureTable {
  /** Pictures. */
  readonly count: number;
  /** Length of the index, in bytes, and where it begins in the file. */
  readonly indexBytes: number;
  readonly indexAt: number;
  /** Head, table and checksum, as they are stored. */
  readonly bytes: Uint8Array;
  readonly #rows: DataView;

  /** @param bytes as they were read before; threads share them. */
  constructor(bytes: Uint8Array) {
    const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD_BYTES);
    const count = head.getUint32(COUNT_AT, true);
    this.bytes = bytes;
    this.count = count;
    this.indexBytes = head.getUint32(INDEX_BYTES_AT, true);
    this.indexAt = bytes.length;
    this.#rows = new DataView(bytes.buffer, bytes.byteOffset + HEAD_BYTES, count * ROW_BYTES);
  }

  /** Reads the table of a file, and compares its checksum. */
  static read(handle: number): PictureTable | PicturesFault {
    const head = new Uint8Array(HEAD_BYTES);
    if (!readFully(handle, head, 0)) return { reason: CUT_SHORT };
    const numbers = new DataView(head.buffer);
    if (numbers.getUint32(0, true) !== MAGIC) return { reason: FOREIGN };
    const version = numbers.getUint32(4, true);
    if (version !== VERSION) return { reason: otherVersion(version, VERSION) };
    const count = numbers.getUint32(COUNT_AT, true);
    if (count > MOST_PICTURES) return { reason: DAMAGED };
    const bytes = new Uint8Array(new SharedArrayBuffer(HEAD_BYTES + count * ROW_BYTES + SUM_BYTES));
    if (!readFully(handle, bytes, 0)) return { reason: CUT_SHORT };
    const end = bytes.length - SUM_BYTES;
    if (crc32(bytes.subarray(0, end)) !== new DataView(bytes.buffer).getUint32(end, true)) return { reason: DAMAGED };
    return new PictureTable(bytes);
  }

  /** A row of the table. */
  rowOf(picture: number): TableRow {
    const at = picture * ROW_BYTES;
    const hash = Buffer.from(this.#rows.buffer, this.#rows.byteOffset + at, HASH_BYTES);
    return {
      sha256: hash.toString('hex'),
      width: this.#rows.getUint16(at + SIZE_AT, true),
      height: this.#rows.getUint16(at + SIZE_AT + 2, true),
      checksum: this.#rows.getUint32(at + CHECKSUM_AT, true),
    };
  }

  /** Where the small plane of a picture begins in the file. */
  planeAt(picture: number): number {
    return this.indexAt + this.indexBytes + Number(this.#rows.getBigUint64(picture * ROW_BYTES + OFFSET_AT, true));
  }
}

/** Head, table and checksum of a file whose planes follow one another in the order of the rows. */
export function encodeTable(rows: readonly TableRow[], indexBytes: number): Uint8Array {
  const bytes = Buffer.alloc(HEAD_BYTES + rows.length * ROW_BYTES + SUM_BYTES);
  for (const [i, value] of [MAGIC, VERSION, rows.length, indexBytes].entries()) bytes.writeUInt32LE(value, i * 4);
  let at = HEAD_BYTES;
  let offset = 0;
  for (const { sha256, width, height, checksum } of rows) {
    bytes.write(sha256, at, HASH_BYTES, 'hex');
    bytes.writeUInt16LE(width, at + SIZE_AT);
    bytes.writeUInt16LE(height, at + SIZE_AT + 2);
    bytes.writeBigUInt64LE(BigInt(offset), at + OFFSET_AT);
    bytes.writeUInt32LE(checksum, at + CHECKSUM_AT);
    at += ROW_BYTES;
    offset += width * height;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(0, at)), at);
  return bytes;
}

const FOREIGN: Bilingual = { en: 'is not a picture file of preclear', zh: '不是 preclear 的图片索引文件' };
