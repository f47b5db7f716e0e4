import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes read at once: the system gives no more than 2 GB. */
const READ_AT_ONCE = 1 << 30;

/** Reads a whole file into memory that threads share. @throws what the disk says. */
export function readShared(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    let at = 0;
    while (at < size) {
      const read = readSync(file, bytes, at, Math.min(size - at, READ_AT_ONCE), at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  } finally {
    closeSync(file);
  }
}
