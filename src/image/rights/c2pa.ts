import { startsWith } from './iptc.ts';
import { viewOf } from './tiff.ts';

/*
 * Content credentials (C2PA): whether a picture carries them, and whether they say that a machine made it. Nothing is verified: a
 * signature proves who signed, which is not what a seller must know.
 */

/** What content credentials tell. */
export interface ContentCredentials {
  /** Whether they name a trained model as the source of the picture or of a part of it. */
  readonly trained: boolean;
}

/** Longest store that is looked through, bytes. */
const MAX_STORE = 8 << 20;
/** Most boxes, chunks or segments that are passed on the way to it. */
const MAX_STEPS = 4_096;
const BMFF_UUID: Uint8Array = Uint8Array.from(Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'));
const PNG_HEAD: Uint8Array = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Looks for content credentials in the bytes of a JPEG, PNG, WebP, TIFF, AVIF or HEIC file; undefined when there are none. */
export function findContentCredentials(file: Uint8Array): ContentCredentials | undefined {
  const store = storeOf(file);
  if (store === undefined) return undefined;
  const text = Buffer.from(store.buffer, store.byteOffset, Math.min(store.length, MAX_STORE));
  if (!text.includes('jumb') || !text.includes('c2pa')) return undefined;
  return { trained: text.includes('rainedAlgorithmicMedia') };
}

function storeOf(file: Uint8Array): Uint8Array | undefined {
  if (file[0] === 0xff && file[1] === 0xd8) return inJpeg(file);
  if (startsWith(file, PNG_HEAD)) return inChunks(file, 8, false, 'caBX');
  if (nameAt(file, 0) === 'RIFF' && nameAt(file, 8) === 'WEBP') return inChunks(file, 12, true, 'C2PA');
  if (nameAt(file, 4) === 'ftyp') return inBoxes(file);
  const order = nameAt(file, 0);
  return order === 'II*\0' || order === 'MM\0*' ? inTiff(file) : undefined;
}

/** JPEG: APP11 segments that begin with `JP`; each repeats the head of its box, which is left out of all but the first. */
function inJpeg(file: Uint8Array): Uint8Array | undefined {
  const view = viewOf(file);
  const parts: Uint8Array[] = [];
  for (let at = 2, step = 0; at + 4 <= file.length && file[at] === 0xff && step < MAX_STEPS; step++) {
    const marker = file[at + 1] ?? 0;
    if (marker === 0xda || marker === 0xd9) break;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xeb && file[at + 4] === 0x4a && file[at + 5] === 0x50) {
      parts.push(file.subarray(at + (parts.length === 0 ? 12 : 20), Math.min(end, file.length)));
    }
    at = end;
  }
  return parts.length === 0 ? undefined : Buffer.concat(parts);
}

/** PNG and WebP: chunks with a name and a length. */
function inChunks(file: Uint8Array, start: number, isRiff: boolean, wanted: string): Uint8Array | undefined {
  const view = viewOf(file);
  for (let at = start, step = 0; at + 8 <= file.length && step < MAX_STEPS; step++) {
    const size = view.getUint32(isRiff ? at + 4 : at, isRiff);
    if (nameAt(file, isRiff ? at : at + 4) === wanted) return file.subarray(at + 8, at + 8 + size);
    at += isRiff ? 8 + size + (size % 2) : 12 + size;
  }
  return undefined;
}

/** AVIF and HEIC: a box of its own at the top. */
function inBoxes(file: Uint8Array): Uint8Array | undefined {
  const view = viewOf(file);
  for (let at = 0, step = 0; at + 8 <= file.length && step < MAX_STEPS; step++) {
    const short = view.getUint32(at);
    const size =
      short === 1 && at + 16 <= file.length ? Number(view.getBigUint64(at + 8)) : short === 0 ? file.length - at : short;
    if (nameAt(file, at + 4) === 'uuid' && startsWith(file.subarray(at + 8), BMFF_UUID))
      return file.subarray(at + 24, at + size);
    if (size < 8) return undefined;
    at += size;
  }
  return undefined;
}

/** TIFF: a tag of its own, whose bytes are the store. */
function inTiff(file: Uint8Array): Uint8Array | undefined {
  const view = viewOf(file);
  const little = file[0] === 0x49;
  const at = file.length < 8 ? file.length : view.getUint32(4, little);
  const count = at + 2 <= file.length ? view.getUint16(at, little) : 0;
  for (let i = 0, entry = at + 2; i < Math.min(count, MAX_STEPS) && entry + 12 <= file.length; i++, entry += 12) {
    if (view.getUint16(entry, little) !== 0xcd41) continue;
    const start = view.getUint32(entry + 8, little);
    return file.subarray(start, start + view.getUint32(entry + 4, little));
  }
  return undefined;
}

function nameAt(file: Uint8Array, at: number): string {
  return String.fromCharCode(...file.subarray(at, at + 4));
}
