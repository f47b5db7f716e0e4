import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import type { Input, SourceOptions } from '../readers/contract.ts';

/** How much of a file is looked at to tell its format and encoding. */
const HEAD = 65_536;
/** Bytes that are read at a time. */
const PIECE = 262_144;

/** Opens a file for its reader; a pipe is read once, from here on. Throws what the file system throws (ENOENT, EACCES, EISDIR …). */
export async function openInput(path: string, file: string, options: SourceOptions): Promise<Input> {
  const handle = await open(path, 'r');
  const stat = await handle.stat();
  if (stat.isFIFO()) return streamInput(handle.createReadStream(), file, options);
  try {
    const { size } = stat;
    const buffer = Buffer.alloc(Math.min(HEAD, Math.max(size, 1)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const head = buffer.subarray(0, bytesRead);
    return { path, file, head, size, options, open: () => createReadStream(path, { highWaterMark: PIECE }) };
  } finally {
    await handle.close();
  }
}

/** Makes an input of bytes in memory, which can be read again and again. `path` is absolute, of the file that they stand for. */
export function bytesInput(bytes: Buffer, path: string, file: string, options: SourceOptions): Input {
  const pieces = function* (): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  };
  return {
    path,
    file,
    head: bytes.subarray(0, HEAD),
    size: bytes.length,
    options,
    open: () => Readable.from(pieces(), { objectMode: false }),
  };
}

/** Makes an input of a stream that can be read once, such as standard input. */
export async function streamInput(stream: Readable, file: string, options: SourceOptions): Promise<Input> {
  const chunks: Buffer[] = [];
  let length = 0;
  const iterator = stream[Symbol.asyncIterator]();
  while (length < HEAD) {
    const next = await iterator.next();
    if (next.done === true) break;
    const chunk = Buffer.isBuffer(next.value) ? next.value : Buffer.from(String(next.value));
    chunks.push(chunk);
    length += chunk.length;
  }
  const head = Buffer.concat(chunks);
  const rest = async function* (): AsyncGenerator<unknown> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { path: '', file, head: head.subarray(0, HEAD), size: 0, options, open: () => readableFrom(rest()) };
}

function readableFrom(chunks: AsyncIterable<unknown>): Readable {
  const out = new PassThrough();
  void (async () => {
    try {
      for await (const chunk of chunks) {
        if (!out.write(chunk)) await new Promise<void>((resolve) => out.once('drain', resolve));
      }
      out.end();
    } catch (error) {
      out.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  })();
  return out;
}
