import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/*
 * Values as the database keeps them. Texts come from listings that anybody may have written: each is cut, and holds nothing that a database
 * could refuse.
 */

/** Longest name by which something is looked up; an index takes no more than 2700 bytes. */
const MAX_NAME = 300;
/** Most bytes of a packed value when unpacked; listings are bounded far below. */
const MAX_UNPACKED = 256 * 1024 * 1024;

/** JSON, packed: about a third. */
export function pack(value: unknown): Uint8Array {
  return deflateRawSync(JSON.stringify(value), { level: 4 });
}

/** The JSON that was packed. */
export function unpack(bytes: Uint8Array): string {
  return inflateRawSync(bytes, { maxOutputLength: MAX_UNPACKED }).toString('utf8');
}

/** Numbers in ascending order, packed by their distances. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const number of numbers) {
    let step = number - before;
    before = number;
    for (; step >= 128; step = Math.floor(step / 128)) bytes.push((step % 128) + 128);
    bytes.push(step);
  }
  return deflateRawSync(Uint8Array.from(bytes), { level: 4 });
}

/** The numbers that were packed. */
export function unpackNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let before = 0;
  let step = 0;
  let weight = 1;
  for (const byte of inflateRawSync(bytes, { maxOutputLength: MAX_UNPACKED })) {
    step += (byte % 128) * weight;
    weight *= 128;
    if (byte >= 128) continue;
    before += step;
    numbers.push(before);
    step = 0;
    weight = 1;
  }
  return numbers;
}

/** A text that every database takes: no NUL, no half characters, cut. */
export function storable(text: string, most: number): string {
  // Cut first: a title may have a megabyte. The cut may halve a character, which then is replaced.
  return text.slice(0, most).replaceAll(/[\0\p{Cs}]/gu, '\uFFFD');
}

/** A name by which something is looked up; a longer one keeps its beginning and a hash of the whole. */
export function storableName(name: string): string {
  if (name.length <= MAX_NAME) return storable(name, MAX_NAME);
  return `${storable(name, MAX_NAME - 20)}…${hash('sha256', name, 'hex').slice(0, 16)}`;
}

/** A text in which words are looked for, and words that are looked for. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
