import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { encodeFeatureIndex } from '../image/features/feature-index-file.ts';
import { layOutFeatureIndex } from '../image/features/feature-index-layout.ts';
import { EnvironmentError } from '../model/errors.ts';
import { writeFully } from './file-bytes.ts';
import type { OldPictures } from './picture-copy.ts';
import { PICTURES_FILE } from './picture-file.ts';
import { type NewPicture, type PictureRow, rowOf } from './picture-row.ts';
import { encodeTable } from './picture-table.ts';

/*
 * Pictures, old and new -> the file of pictures. Neither the index nor the planes are ever in memory as a whole.
 */

/**
 * Writes the pictures of a library anew: those that are kept of the old ones, and new ones. What is there twice is written once.
 * @param keep whether an old picture stays, by the SHA-256 of its file.
 * @throws EnvironmentError when they cannot be written; the old file is then as it was.
 */
export function savePictures(
  folder: string,
  old: OldPictures | undefined,
  keep: (sha256: string) => boolean,
  added: readonly (NewPicture | PictureRow)[],
): void {
  const rows = new Map<string, PictureRow>();
  for (const row of old?.rows() ?? []) if (keep(row.sha256)) rows.set(row.sha256, row);
  for (const one of added) rows.set(one.sha256, 'picture' in one ? rowOf(one) : one);
  const path = join(folder, PICTURES_FILE);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    write(draft, [...rows.values()]);
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new EnvironmentError(
      { en: `The pictures of the library, ${path}, cannot be written.`, zh: `无法写入素材库的图片文件 ${path}。` },
      { cause },
    );
  }
}

function write(path: string, rows: readonly PictureRow[]): void {
  const counts = rows.map(({ count }) => count);
  const featuresOf = (row: number): ReturnType<PictureRow['features']> => {
    const features = rows[row]?.features();
    if (features === undefined || features.count !== counts[row]) throw new Error('The features of a picture changed.');
    return features;
  };
  const { length } = layOutFeatureIndex(
    rows.length,
    counts.reduce((sum, count) => sum + count, 0),
  );
  const handle = openSync(path, 'w');
  try {
    writeFully(handle, encodeTable(rows, length));
    for (const piece of encodeFeatureIndex({ counts, featuresOf })) writeFully(handle, piece);
    // What the disk no longer gives is written as zeros, which its checksum will tell.
    for (const { pixels, width, height } of rows) writeFully(handle, pixels() ?? new Uint8Array(width * height));
  } finally {
    closeSync(handle);
  }
}
