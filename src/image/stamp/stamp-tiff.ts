import { openTiff, readDirectory, type Tiff, viewOf } from '../rights/tiff.ts';

/** A tag to write: its number, its type (2 text, 1 bytes, 7 any) and its bytes. */
export interface NewTag {
  readonly tag: number;
  readonly type: 1 | 2 | 7;
  readonly value: Uint8Array;
}

/** A structure with nothing in it. */
const EMPTY: Uint8Array = Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0);

/** A text as a tag keeps it: with a zero behind it. */
export function textTag(tag: number, text: string): NewTag {
  return { tag, type: 2, value: Buffer.from(`${text}\0`) };
}

/**
 * Writes tags into the first directory of a TIFF structure. Everything that is there stays where it is, because other tags tell offsets: the
 * new directory and its values are put behind it. Undefined when the structure is damaged or BigTIFF.
 */
export function writeTags(bytes: Uint8Array = EMPTY, tags: readonly NewTag[]): Uint8Array | undefined {
  const tiff = openTiff(bytes);
  const old = tiff && readDirectory(tiff, tiff.first);
  if (tiff === undefined || old === undefined) return undefined;
  const at = bytes.length + (bytes.length % 2);
  const { littleEndian } = tiff;
  const entries = entriesOf(old.entries, tiff, tags);
  const head = new Uint8Array(2 + entries.length * 12 + 4);
  const view = viewOf(head);
  view.setUint16(0, entries.length, littleEndian);
  const values: Uint8Array[] = [];
  let next = at + head.length;
  for (const [i, entry] of entries.entries()) {
    const start = 2 + i * 12;
    if (entry.bytes !== undefined) {
      head.set(entry.bytes, start);
      continue;
    }
    const { tag, type, value } = entry.fresh;
    view.setUint16(start, tag, littleEndian);
    view.setUint16(start + 2, type, littleEndian);
    view.setUint32(start + 4, value.length, littleEndian);
    if (value.length <= 4) head.set(value, start + 8);
    else {
      view.setUint32(start + 8, next, littleEndian);
      values.push(value, new Uint8Array(value.length % 2));
      next += value.length + (value.length % 2);
    }
  }
  view.setUint32(head.length - 4, old.next, littleEndian);
  const whole = Buffer.concat([bytes, new Uint8Array(at - bytes.length), head, ...values]);
  viewOf(whole).setUint32(4, at, littleEndian);
  return whole;
}

type Entry =
  | { readonly tag: number; readonly bytes: Uint8Array; readonly fresh?: never }
  | { readonly tag: number; readonly bytes?: never; readonly fresh: NewTag };

/** Old entries but those that are written anew, and the new ones, by number. */
function entriesOf(old: Uint8Array, { littleEndian }: Tiff, tags: readonly NewTag[]): Entry[] {
  const view = viewOf(old);
  const kept: Entry[] = [];
  for (let at = 0; at + 12 <= old.length; at += 12) {
    const tag = view.getUint16(at, littleEndian);
    if (!tags.some((fresh) => fresh.tag === tag)) kept.push({ tag, bytes: old.subarray(at, at + 12) });
  }
  return [...kept, ...tags.map((fresh) => ({ tag: fresh.tag, fresh }))].sort((a, b) => a.tag - b.tag);
}
