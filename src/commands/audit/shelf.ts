import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { OutcomeShelf } from '../../browse/finding-store.ts';
import { EnvironmentError } from '../../model/errors.ts';
import type { ListingOutcome } from '../../model/report.ts';

/** A shelf on the disk. */
export interface DiskShelf extends OutcomeShelf {
  /** Removes what is kept. */
  close(): void;
}

/** Bytes that are gathered before they are written. */
const PIECE = 1024 * 1024;

/**
 * Keeps outcomes in a file that only this program sees, so that a scan of any size can be browsed in little memory. Throws an
 * EnvironmentError when the disk refuses it.
 */
export function openShelf(): DiskShelf {
  const folder = onDisk(() => mkdtempSync(join(tmpdir(), 'preclear-audit-')));
  const path = join(folder, 'findings.jsonl');
  const file = onDisk(() => openSync(path, 'wx+', 0o600));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Where an open file may be removed nothing is left behind, however the program ends.
  if (process.platform !== 'win32') remove();
  const starts: number[] = [0];
  let waiting: Buffer[] = [];
  let waits = 0;
  let written = 0;
  const flush = (): void => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waits = 0;
    for (let at = 0; at < bytes.length; ) at += onDisk(() => writeSync(file, bytes, at, bytes.length - at, written + at));
    written += bytes.length;
  };
  return {
    keep(outcome) {
      const bytes = Buffer.from(JSON.stringify(outcome));
      waiting.push(bytes);
      waits += bytes.length;
      starts.push((starts.at(-1) ?? 0) + bytes.length);
      if (waits >= PIECE) flush();
    },
    read(nth) {
      if (waits > 0) flush();
      const start = starts[nth];
      const end = starts[nth + 1];
      if (start === undefined || end === undefined) throw new RangeError(`there is no outcome ${nth}`);
      const bytes = Buffer.alloc(end - start);
      for (let at = 0; at < bytes.length; ) {
        const got = onDisk(() => readSync(file, bytes, at, bytes.length - at, start + at));
        if (got === 0) throw new RangeError(`outcome ${nth} was cut off`);
        at += got;
      }
      // Only `keep` writes into the file.
      return JSON.parse(bytes.toString()) as ListingOutcome;
    },
    close() {
      closeSync(file);
      remove();
    },
  };
}

function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new EnvironmentError(
      {
        en: `What the scan finds cannot be kept in ${tmpdir()}; free some room there, or set TMPDIR to another folder.`,
        zh: `扫描结果无法暂存到 ${tmpdir()}；请清理空间，或用 TMPDIR 指定其他文件夹。`,
      },
      { cause },
    );
  }
}
