import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { diskErrorCode } from '../model/disk-error.ts';

/**
 * Writes a file as a whole or not at all: beside the old one, then put in its place, so that whoever reads it sees the old content or the
 * new. Its folder is made when it is not there; a link in its place is replaced, not followed. A device or pipe is written to as it is.
 * @throws what the disk says; the old file is then as it was, and no draft is left.
 */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  const there = statSync(path, { throwIfNoEntry: false });
  // Renamed onto `/dev/null`, a draft would take its place for everybody.
  if (there !== undefined && !there.isFile()) {
    writeFileSync(path, content);
    return;
  }
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeDraft(draft, content);
    renameSync(draft, path);
  } catch (error) {
    discard(draft);
    throw error;
  }
}

/** Most folders are there, and asking for one takes a third as long as writing a small file into it. */
function writeDraft(draft: string, content: string | Uint8Array): void {
  try {
    writeFileSync(draft, content, { flag: 'wx' });
  } catch (error) {
    if (diskErrorCode(error) !== 'ENOENT') throw error;
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, content, { flag: 'wx' });
  }
}

/** Takes the draft away, if it can be: the reason why writing failed matters more. */
function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    return;
  }
}
