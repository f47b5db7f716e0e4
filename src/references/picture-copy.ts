import { closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { WORDS } from '../image/features/describe.ts';
import type { IndexedFeatures } from '../image/features/feature-index.ts';
import {
  BROKEN,
  checkEnds,
  type FeatureIndexLayout,
  FOOT_BYTES,
  HEAD_BYTES,
  isAscending,
  isFeatureIndexFault,
  layOutFeatureIndex,
} from '../image/features/feature-index-layout.ts';
import { CUT_SHORT, DAMAGED } from '../model/file-faults.ts';
import { readFully } from './file-bytes.ts';
import { openFile } from './picture-file.ts';
import type { PictureRow } from './picture-row.ts';
import { type PicturesFault, PictureTable } from './picture-table.ts';

/*
 * The file of pictures, opened to be written anew: everything is checked as for a search, and nothing but the table stays in memory.
 */

/** Bytes that are checked at a time. */
const PIECE = 1 << 20;

/** Pictures that a library had before. */
export class OldPictures {
  readonly #handle: number;
  readonly #table: PictureTable;
  readonly #layout: FeatureIndexLayout;
  readonly #starts: Uint32Array;
  readonly #sizes: { readonly widths: Uint16Array; readonly heights: Uint16Array };

  constructor(
    handle: number,
    table: PictureTable,
    layout: FeatureIndexLayout,
    starts: Uint32Array,
    sizes: { readonly widths: Uint16Array; readonly heights: Uint16Array },
  ) {
    this.#handle = handle;
    this.#table = table;
    this.#layout = layout;
    this.#starts = starts;
    this.#sizes = sizes;
  }

  /** The pictures in their order; they can be fetched until the file is closed. */
  *rows(): Generator<PictureRow, void, void> {
    for (let picture = 0; picture < this.#table.count; picture++) {
      yield {
        ...this.#table.rowOf(picture),
        count: (this.#starts[picture + 1] ?? 0) - (this.#starts[picture] ?? 0),
        features: () => this.#featuresOf(picture),
        pixels: () => this.#pixelsOf(picture),
      };
    }
  }

  #featuresOf(picture: number): IndexedFeatures {
    const start = this.#starts[picture] ?? 0;
    const count = (this.#starts[picture + 1] ?? 0) - start;
    const read = <T extends Uint8Array | Uint16Array | Uint32Array>(into: T, begin: number, first: number): T => {
      const bytes = new Uint8Array(into.buffer);
      const at = this.#table.indexAt + begin + first * into.BYTES_PER_ELEMENT;
      if (!readFully(this.#handle, bytes, at)) throw new Error('The pictures of the library became shorter.');
      return into;
    };
    const { descriptors, x, y, scale, angle } = this.#layout;
    return {
      count,
      width: this.#sizes.widths[picture] ?? 0,
      height: this.#sizes.heights[picture] ?? 0,
      descriptors: read(new Uint32Array(count * WORDS), descriptors, start * WORDS),
      x: read(new Uint16Array(count), x, start),
      y: read(new Uint16Array(count), y, start),
      scale: read(new Uint8Array(count), scale, start),
      angle: read(new Uint8Array(count), angle, start),
    };
  }

  #pixelsOf(picture: number): Uint8Array | undefined {
    const { width, height } = this.#table.rowOf(picture);
    const pixels = new Uint8Array(width * height);
    return readFully(this.#handle, pixels, this.#table.planeAt(picture)) ? pixels : undefined;
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#handle);
  }
}

/**
 * Opens the pictures of a library to write them anew; undefined when it has none.
 * @throws EnvironmentError when the file is there and the disk does not give it.
 */
export function openOldPictures(folder: string): OldPictures | PicturesFault | undefined {
  return openFile(folder, readOld);
}

function readOld(handle: number): OldPictures | PicturesFault {
  const table = PictureTable.read(handle);
  if ('reason' in table) return table;
  const { indexAt, indexBytes } = table;
  const read = <T extends Uint16Array | Uint32Array>(into: T, at: number): T | undefined =>
    readFully(handle, new Uint8Array(into.buffer), indexAt + at) ? into : undefined;
  const last = new Uint8Array(Math.min(1, indexBytes));
  if (!readFully(handle, last, indexAt + indexBytes - last.length)) return { reason: CUT_SHORT };
  // A block too short for its ends is told by its length.
  const head = read(new Uint32Array(HEAD_BYTES / 4), 0) ?? new Uint32Array(0);
  const foot = read(new Uint32Array(FOOT_BYTES / 4), Math.max(0, indexBytes - FOOT_BYTES)) ?? new Uint32Array(0);
  const ends = checkEnds(indexBytes, head, foot, () => sumUp(handle, indexAt, indexAt + indexBytes - FOOT_BYTES));
  if (isFeatureIndexFault(ends)) return { reason: ends.reason };
  const layout = layOutFeatureIndex(ends.references, ends.count);
  const starts = read(new Uint32Array(ends.references + 1), layout.starts);
  const widths = read(new Uint16Array(ends.references), layout.widths);
  const heights = read(new Uint16Array(ends.references), layout.heights);
  if (starts === undefined || widths === undefined || heights === undefined) return { reason: CUT_SHORT };
  if (!isAscending(starts, ends.count)) return { reason: BROKEN.reason };
  if (ends.references !== table.count) return { reason: DAMAGED };
  return new OldPictures(handle, table, layout, starts, { widths, heights });
}

/** The checksum of a part of the file; undefined when it ends too early. */
function sumUp(handle: number, from: number, to: number): number | undefined {
  const piece = new Uint8Array(PIECE);
  let sum = 0;
  for (let at = from; at < to; at += PIECE) {
    const bytes = piece.subarray(0, Math.min(PIECE, to - at));
    if (!readFully(handle, bytes, at)) return undefined;
    sum = crc32(bytes, sum);
  }
  return sum;
}
