import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { WORDS } from '../image/features/describe.ts';
import type { IndexedFeatures } from '../image/features/feature-index.ts';
import { EnvironmentError } from '../model/errors.ts';
import { readFully, writeFully } from './file-bytes.ts';
import { PICTURES_FILE } from './picture-file.ts';
import { type NewPicture, type PictureRow, rowOf } from './picture-row.ts';
import type { TableRow } from './picture-table.ts';

/** Bytes of a feature: its description, its place, scale and angle. */
const FEATURE_BYTES = WORDS * 4 + 6;

/**
 * New pictures that wait on the disk until all of them are read. The file stands in the library's folder, without a name where the system
 * allows that, so that nothing is left when the program is stopped.
 */
export class PictureDraft {
  readonly #folder: string;
  #path: string | undefined;
  #handle: number | undefined;
  #end = 0;
  #features = new ArrayBuffer(0);
  #pixels = new Uint8Array(0);

  /** Nothing is written before the first picture. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Puts a picture aside; what is given is valid until the draft is closed.
   * @throws EnvironmentError when the disk takes no more.
   */
  add(picture: NewPicture): PictureRow {
    const { features, small } = picture.picture;
    const at = this.#end;
    try {
      this.#handle ??= this.#open();
      for (const part of [features.descriptors, features.x, features.y, features.scale, features.angle, small.data]) {
        writeFully(this.#handle, new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
        this.#end += part.byteLength;
      }
    } catch (cause) {
      const path = join(this.#folder, PICTURES_FILE);
      throw new EnvironmentError(
        { en: `The pictures of the library, ${path}, cannot be written.`, zh: `无法写入素材库的图片文件 ${path}。` },
        { cause },
      );
    }
    const { sha256, width, height, checksum, count } = rowOf(picture);
    return this.#rowAt(at, { sha256, width, height, checksum }, { count, width: features.width, height: features.height });
  }

  /** A row that holds nothing of the picture's arrays: they are let go. */
  #rowAt(at: number, row: TableRow, { count, width, height }: Pick<IndexedFeatures, 'count' | 'width' | 'height'>): PictureRow {
    return {
      ...row,
      count,
      features: () => this.#readFeatures(at, count, width, height),
      pixels: () => this.#readPixels(at + count * FEATURE_BYTES, row.width * row.height),
    };
  }

  /** Throws the pictures away. */
  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
    if (this.#path !== undefined) rmSync(this.#path, { force: true });
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `${PICTURES_FILE}.${process.pid}.new.tmp`);
    const handle = openSync(path, 'w+');
    try {
      rmSync(path);
    } catch {
      this.#path = path;
    }
    return handle;
  }

  #readFeatures(at: number, count: number, width: number, height: number): IndexedFeatures {
    const length = count * FEATURE_BYTES;
    if (this.#features.byteLength < length) this.#features = new ArrayBuffer(length);
    const buffer = this.#features;
    if (this.#handle === undefined || !readFully(this.#handle, new Uint8Array(buffer, 0, length), at)) {
      throw new Error('The pictures that were put aside cannot be read any more.');
    }
    const places = count * WORDS * 4;
    return {
      count,
      width,
      height,
      descriptors: new Uint32Array(buffer, 0, count * WORDS),
      x: new Uint16Array(buffer, places, count),
      y: new Uint16Array(buffer, places + 2 * count, count),
      scale: new Uint8Array(buffer, places + 4 * count, count),
      angle: new Uint8Array(buffer, places + 5 * count, count),
    };
  }

  #readPixels(at: number, length: number): Uint8Array | undefined {
    if (this.#pixels.length < length) this.#pixels = new Uint8Array(length);
    const pixels = this.#pixels.subarray(0, length);
    return this.#handle !== undefined && readFully(this.#handle, pixels, at) ? pixels : undefined;
  }
}
