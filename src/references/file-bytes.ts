import { readSync, writeSync } from 'node:fs';

/** Fills an array from a place of an open file; false when the file ends too early. */
export function readFully(handle: number, into: Uint8Array, position: number): boolean {
  let done = 0;
  while (done < into.length) {
    const read = readSync(handle, into, done, into.length - done, position + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}

/** Writes bytes behind those that an open file has got so far. */
export function writeFully(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}
