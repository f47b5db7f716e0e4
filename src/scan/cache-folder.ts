import { lstatSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The folder in which scans keep what they learned: how much is in it, and room for more. Files are marked as used by the time of their
 * last change.
 */

/** Days after which what no scan has used is taken away. */
const MOST_DAYS = 60;
/** Bytes of one kind that are kept; beyond them what was used longest ago goes first. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Days between two looks; pictures by the thousand take a while to look through. */
const SWEEP_AFTER = 1;
/** Days after which a file that is used is marked again. */
const MARK_AFTER = 1;
const DAY = 86_400_000;
/** Its time says when room was last made. */
const SWEPT = '.swept';

/** How much of one kind is kept: judgements, pictures, rules … */
export interface CacheShare {
  readonly kind: string;
  readonly files: number;
  readonly bytes: number;
}

interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/** Marks a file as used, so that it stays when room is made. */
export function markUsed(path: string): void {
  try {
    const now = Date.now();
    if (now - statSync(path).mtimeMs > MARK_AFTER * DAY) utimesSync(path, now / 1000, now / 1000);
  } catch {
    return;
  }
}

/** Takes away what was not used for long, and what is too much; looks once a day. A folder that may not be written stays as it is. */
export function sweepCache(folder: string, now: number = Date.now(), most: number = MOST_BYTES): void {
  try {
    const swept = statSync(join(folder, SWEPT), { throwIfNoEntry: false });
    if (swept !== undefined && now - swept.mtimeMs < SWEEP_AFTER * DAY) return;
    for (const kind of kindsIn(folder)) sweepKind(join(folder, kind), now, most);
    writeFileSync(join(folder, SWEPT), '');
    utimesSync(join(folder, SWEPT), now / 1000, now / 1000);
  } catch {
    return;
  }
}

/** What is kept, by kind; empty when there is nothing. */
export function measureCache(folder: string): CacheShare[] {
  return kindsIn(folder).map((kind) => {
    const files = filesIn(join(folder, kind));
    return { kind, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
}

/** Takes everything away. Throws what the disk says. */
export function clearCache(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function sweepKind(folder: string, now: number, most: number): void {
  const files = filesIn(folder).sort((a, b) => b.usedAt - a.usedAt);
  let bytes = 0;
  for (const { path, bytes: own, usedAt } of files) {
    bytes += own;
    if (bytes > most || now - usedAt > MOST_DAYS * DAY) rmSync(path, { force: true });
  }
}

function kindsIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** The files below a folder; links are not followed. */
function filesIn(folder: string): KeptFile[] {
  const found: KeptFile[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesIn(path));
    else {
      const seen = lstatSync(path, { throwIfNoEntry: false });
      if (seen?.isFile() === true) found.push({ path, bytes: seen.size, usedAt: seen.mtimeMs });
    }
  }
  return found;
}
