import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/*
 * What one scan of one listing file gave, as one file: frames, one an event of the file, then a note about all of them, checksum and mark.
 * It is written beside the old one and put in its place when it is whole, so that whoever reads it reads the old or the new, and of two
 * scans at once the later stays. Only the owner may read it: it holds the seller's texts.
 */

/** Largest file that is kept, bytes; it is held in memory when it is read. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Bytes that are gathered before they are written. */
const PIECE = 1 << 20;
const MARK = Buffer.from('\npreclear judgements 1\n');
/** Length of the note, and CRC-32 of all before it. */
const TAIL = 8 + MARK.length;

/** Parts of a frame. */
export type Frame = readonly Buffer[];

/** Writes a transcript frame by frame. What the disk refuses, or what grows too large, is given up without a word: it costs time only. */
export class TranscriptWriter {
  readonly #path: string;
  readonly #draft: string;
  #handle: number | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #written = 0;
  #checksum = 0;

  constructor(path: string) {
    this.#path = path;
    this.#draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    this.#try(() => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      this.#handle = openSync(this.#draft, 'wx', 0o600);
    });
  }

  /** Whether it is still being written. */
  get isOpen(): boolean {
    return this.#handle !== undefined;
  }

  add(parts: Frame): void {
    const head = Buffer.alloc(4 + 4 * parts.length);
    head.writeUInt32LE(parts.length, 0);
    for (const [at, part] of parts.entries()) head.writeUInt32LE(part.length, 4 + 4 * at);
    this.#push(head, ...parts);
  }

  /** Puts the file in its place, with a note about all of it. */
  finish(note: object): void {
    const text = Buffer.from(JSON.stringify(note));
    this.#push(text);
    this.#flush();
    const tail = Buffer.alloc(8);
    tail.writeUInt32LE(text.length, 0);
    tail.writeUInt32LE(this.#checksum, 4);
    this.#try(() => {
      if (this.#handle === undefined) return;
      writeAll(this.#handle, Buffer.concat([tail, MARK]));
      closeSync(this.#handle);
      this.#handle = undefined;
      renameSync(this.#draft, this.#path);
    });
  }

  /** Leaves no trace of what was written. */
  discard(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    this.#held = [];
    try {
      if (handle !== undefined) closeSync(handle);
      rmSync(this.#draft, { force: true });
    } catch {
      return;
    }
  }

  #push(...parts: readonly Buffer[]): void {
    if (this.#handle === undefined) return;
    for (const part of parts) {
      this.#held.push(part);
      this.#heldBytes += part.length;
    }
    if (this.#written + this.#heldBytes > MOST_BYTES) this.discard();
    else if (this.#heldBytes >= PIECE) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    this.#try(() => {
      if (this.#handle === undefined) return;
      writeAll(this.#handle, bytes);
      this.#checksum = crc32(bytes, this.#checksum);
      this.#written += bytes.length;
    });
  }

  #try(write: () => void): void {
    try {
      write();
    } catch {
      this.discard();
    }
  }
}

/** Disks may take a part of what they are given. */
function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

/** A transcript that was read and is whole. */
export interface TranscriptFile {
  readonly note: unknown;
  frames(): Generator<Frame>;
}

/** Reads a transcript: undefined where there is none, `damaged` where it is cut, changed, of another version or no transcript at all. */
export function readTranscript(path: string): TranscriptFile | 'damaged' | undefined {
  let bytes: Buffer;
  try {
    const handle = openSync(path, 'r');
    try {
      const seen = fstatSync(handle);
      if (!seen.isFile() || seen.size > MOST_BYTES + PIECE || seen.size < TAIL) return 'damaged';
      bytes = readFileSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
  if (!bytes.subarray(-MARK.length).equals(MARK)) return 'damaged';
  const end = bytes.length - TAIL;
  const body = bytes.subarray(0, end);
  const noteAt = end - bytes.readUInt32LE(end);
  if (noteAt < 0 || crc32(body) !== bytes.readUInt32LE(end + 4)) return 'damaged';
  try {
    const note: unknown = JSON.parse(bytes.toString('utf8', noteAt, end));
    return { note, frames: () => framesOf(bytes.subarray(0, noteAt)) };
  } catch {
    return 'damaged';
  }
}

function* framesOf(bytes: Buffer): Generator<Frame> {
  for (let at = 0; at < bytes.length; ) {
    const count = bytes.readUInt32LE(at);
    let from = at + 4 + 4 * count;
    const parts: Buffer[] = [];
    for (let part = 0; part < count; part++) {
      const length = bytes.readUInt32LE(at + 4 + 4 * part);
      parts.push(bytes.subarray(from, from + length));
      from += length;
    }
    yield parts;
    at = from;
  }
}
