import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../model/errors.ts';
import { gramRecipe } from '../text/gram-recipe.ts';
import { openSegment, type Segment, type SegmentFault } from '../text/segment.ts';
import type { Sink } from '../text/segment-writer.ts';
import { readShared } from './shared-file.ts';
import { wordsFileOf } from './words-files.ts';

/*
 * Segments as files: written beside and put in place when they are whole and on the disk; never changed.
 */

/** Folder of the segments inside the library. */
export const SEGMENTS_FOLDER = 'segments';

/** Bytes written at once: the system takes no more than 2 GB. */
const WRITTEN_AT_ONCE = 1 << 30;

/**
 * Writes a segment.
 * @param write gives it piece by piece.
 * @returns its length in bytes.
 * @throws EnvironmentError when the disk refuses; no file is left.
 */
export function writeSegmentFile(library: string, name: string, write: (sink: Sink) => void): number {
  const folder = join(library, SEGMENTS_FOLDER);
  const path = join(folder, name);
  const draft = `${path}.tmp`;
  let bytes = 0;
  try {
    mkdirSync(folder, { recursive: true });
    const file = openSync(draft, 'w');
    try {
      write((piece) => {
        writeAll(file, piece);
        bytes += piece.length;
      });
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    return bytes;
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new EnvironmentError(
      { en: `The text index ${path} cannot be written.`, zh: `无法写入文案索引 ${path}。` },
      { cause },
    );
  }
}

function writeAll(file: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at, Math.min(piece.length - at, WRITTEN_AT_ONCE));
}

/** Opens a segment in memory that threads can share. A file that is not there is cut to nothing. @throws EnvironmentError when the disk fails. */
export function openSegmentFile(library: string, name: string): Segment | SegmentFault {
  const path = join(library, SEGMENTS_FOLDER, name);
  try {
    return openSegment(readShared(path), gramRecipe());
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return MISSING;
    throw new EnvironmentError({ en: `The text index ${path} cannot be read.`, zh: `无法读取文案索引 ${path}。` }, { cause });
  }
}

const MISSING: SegmentFault = { fault: 'cut', reason: { en: 'is missing', zh: '不存在' } };

/** Removes the files of the segments folder that do not belong to the segments `names`: what a stopped import or an old merge left. */
export function removeOtherSegments(library: string, names: ReadonlySet<string>): void {
  const folder = join(library, SEGMENTS_FOLDER);
  const kept = new Set([...names, ...[...names].map(wordsFileOf)]);
  for (const file of listFiles(folder)) {
    if (!kept.has(file) && /\.(?:seg|words)(?:\.tmp)?$/.test(file)) rmSync(join(folder, file), { force: true });
  }
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
