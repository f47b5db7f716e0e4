import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Largest file that is hashed: the raw file of a large camera has some 200 MB. */
const MAX_BYTES = 1024 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** SHA-256 of a file, hexadecimal, read piece by piece; undefined for what is no file, cannot be read, or has more than 1 GB. */
export function hashFile(path: string): string | undefined {
  try {
    const about = statSync(path);
    if (!about.isFile() || about.size > MAX_BYTES) return undefined;
    const file = openSync(path, 'r');
    try {
      const hash = createHash('sha256');
      const chunk = Buffer.alloc(Math.min(CHUNK, Math.max(about.size, 1)));
      for (let left = MAX_BYTES; left > 0; ) {
        const read = readSync(file, chunk, 0, chunk.length, null);
        if (read === 0) return hash.digest('hex');
        hash.update(chunk.subarray(0, read));
        left -= read;
      }
      return undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
