import { crc32 } from 'node:zlib';
import type { IndexedFeatures } from '../image/features/feature-index.ts';
import type { ReferencePicture } from '../image/match/match.ts';
import type { TableRow } from './picture-table.ts';

/** A picture on its way into the file, in memory. */
export interface NewPicture {
  /** Of its file, hexadecimal. */
  readonly sha256: string;
  readonly picture: ReferencePicture;
}

/** A picture on its way into the file, wherever it waits: all of them together may not fit into memory. */
export interface PictureRow extends TableRow {
  /** Features of the picture. */
  readonly count: number;
  /** Fetches the features; they are valid until those of another picture are fetched. @throws Error when they cannot be read any more. */
  readonly features: () => IndexedFeatures;
  /** Fetches the pixels of the small plane, valid as long; undefined when they cannot be read any more. */
  readonly pixels: () => Uint8Array | undefined;
}

/** A picture in memory as a row. */
export function rowOf({ sha256, picture: { features, small } }: NewPicture): PictureRow {
  const { width, height, data } = small;
  return { sha256, width, height, checksum: crc32(data), count: features.count, features: () => features, pixels: () => data };
}
