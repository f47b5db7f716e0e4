import { viewOf } from './tiff.ts';

/*
 * The caption record of IPTC (IIM), as JPEG keeps it among Photoshop's resources, and TIFF by itself.
 */

/** One data set of IIM: `2:80` is record 2, number 80. */
export interface IptcSet {
  readonly record: number;
  readonly number: number;
  readonly value: Uint8Array;
}

/** One resource of Photoshop's. */
export interface Resource {
  readonly id: number;
  /** Its name with the length before it, padded to an even length. */
  readonly name: Uint8Array;
  readonly value: Uint8Array;
}

/** The resource that holds IIM. */
export const IPTC_RESOURCE: number = 0x0404;
/** The resource that holds the MD5 of it. */
export const IPTC_DIGEST: number = 0x0425;

/** What begins Photoshop's segment of a JPEG. */
export const PHOTOSHOP: Uint8Array = Buffer.from('Photoshop 3.0\0', 'latin1');
/** Most data sets that are read. */
const MAX_SETS = 2_000;

/** Photoshop's resources, with or without their head; stops where they are damaged. */
export function readResources(bytes: Uint8Array): Resource[] {
  const view = viewOf(bytes);
  const found: Resource[] = [];
  let at = startsWith(bytes, PHOTOSHOP) ? PHOTOSHOP.length : 0;
  while (at + 12 <= bytes.length && view.getUint32(at) === 0x3842494d) {
    const nameEnd = at + 6 + even((bytes[at + 6] ?? 0) + 1);
    if (nameEnd + 4 > bytes.length) break;
    const size = view.getUint32(nameEnd);
    const start = nameEnd + 4;
    if (start + size > bytes.length) break;
    found.push({
      id: view.getUint16(at + 4),
      name: bytes.subarray(at + 6, nameEnd),
      value: bytes.subarray(start, start + size),
    });
    at = start + even(size);
  }
  return found;
}

/** The data sets of IIM, from Photoshop's resources or by themselves; stops where they are damaged. */
export function readIptc(bytes: Uint8Array): IptcSet[] {
  const record = bytes[0] === 0x1c ? bytes : readResources(bytes).find(({ id }) => id === IPTC_RESOURCE)?.value;
  if (record === undefined) return [];
  const view = viewOf(record);
  const found: IptcSet[] = [];
  for (let at = 0; at + 5 <= record.length && record[at] === 0x1c && found.length < MAX_SETS; ) {
    const size = view.getUint16(at + 3);
    // Sizes from 32,768 on are written in another way; no rights are that long.
    if (size > 0x7fff || at + 5 + size > record.length) break;
    found.push({ record: record[at + 1] ?? 0, number: record[at + 2] ?? 0, value: record.subarray(at + 5, at + 5 + size) });
    at += 5 + size;
  }
  return found;
}

/** Whether bytes begin with others. */
export function startsWith(bytes: Uint8Array, head: Uint8Array): boolean {
  return bytes.length >= head.length && head.every((byte, i) => bytes[i] === byte);
}

/** The next even number. */
export function even(size: number): number {
  return size + (size % 2);
}
