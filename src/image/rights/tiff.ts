/*
 * The tags of a TIFF structure, which is what EXIF is, inside every format. Reads only; offsets that lead nowhere are left out.
 */

/** One tag: its number, its type and how many values it has. */
export interface TiffTag {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Its bytes, in the order of the structure. */
  readonly value: Uint8Array;
}

/** One directory of tags. */
export interface TiffDirectory {
  readonly tags: readonly TiffTag[];
  /** Where the next directory stands; 0 when there is none. */
  readonly next: number;
  /** The directory's entries as they stand, 12 bytes each. */
  readonly entries: Uint8Array;
}

/** A TIFF structure, not yet read. */
export interface Tiff {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  /** Where the first directory stands. */
  readonly first: number;
}

/** Bytes that one value of a type takes. */
const SIZES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** Most tags that a directory is believed to have. */
const MAX_TAGS = 1_000;

/** Looks at the head of a structure; undefined when it is none (BigTIFF included). */
export function openTiff(bytes: Uint8Array): Tiff | undefined {
  const order = bytes[0] === 0x49 && bytes[1] === 0x49 ? true : bytes[0] === 0x4d && bytes[1] === 0x4d ? false : undefined;
  if (order === undefined || bytes.length < 8) return undefined;
  const view = viewOf(bytes);
  if (view.getUint16(2, order) !== 42) return undefined;
  return { bytes, littleEndian: order, first: view.getUint32(4, order) };
}

/** The directory at an offset; undefined when none can stand there. */
export function readDirectory({ bytes, littleEndian }: Tiff, at: number): TiffDirectory | undefined {
  if (at < 8 || at + 2 > bytes.length) return undefined;
  const view = viewOf(bytes);
  const count = view.getUint16(at, littleEndian);
  const end = at + 2 + count * 12;
  if (count > MAX_TAGS || end > bytes.length) return undefined;
  const tags: TiffTag[] = [];
  for (let entry = at + 2; entry < end; entry += 12) {
    const type = view.getUint16(entry + 2, littleEndian);
    const values = view.getUint32(entry + 4, littleEndian);
    const size = (SIZES[type] ?? 0) * values;
    const start = size <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian);
    if (size === 0 || start + size > bytes.length) continue;
    tags.push({ tag: view.getUint16(entry, littleEndian), type, count: values, value: bytes.subarray(start, start + size) });
  }
  const next = end + 4 <= bytes.length ? view.getUint32(end, littleEndian) : 0;
  return { tags, next, entries: bytes.subarray(at + 2, end) };
}

/** A tag that names an offset, such as that of the EXIF directory. */
export function offsetIn({ littleEndian }: Tiff, { tags }: TiffDirectory, wanted: number): number | undefined {
  const value = tags.find(({ tag }) => tag === wanted)?.value;
  return value?.length === 4 ? viewOf(value).getUint32(0, littleEndian) : undefined;
}

/** Bytes as numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
