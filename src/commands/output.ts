import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { EnvironmentError } from '../model/errors.ts';

/** Where a report goes. A write waits until the other side has taken it, so nothing is buffered without bound. */
export interface Output {
  write(text: string | Uint8Array): Promise<void>;
  /** Ends a file; standard output stays open. */
  close(): Promise<void>;
}

/** Standard output, or any stream that stays open. */
export function streamOutput(stream: Writable): Output {
  return {
    write: (text) => writeTo(stream, text),
    close: async () => {},
  };
}

/** A file that is written anew; its folder is made. Throws an EnvironmentError when it cannot be written. */
export function fileOutput(path: string): Output {
  const failed = (cause: unknown): never => {
    throw new EnvironmentError(`The report ${path} cannot be written.`, { cause });
  };
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (cause) {
    return failed(cause);
  }
  const stream = createWriteStream(path);
  // Every write reports the error by itself; without a listener it would end the process.
  stream.on('error', () => {});
  return {
    write: (text) => writeTo(stream, text).catch(failed),
    async close() {
      stream.end();
      await finished(stream).catch(failed);
    },
  };
}

function writeTo(stream: Writable, text: string | Uint8Array): Promise<void> {
  if (text.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
