import { startsWith } from '../rights/iptc.ts';
import { viewOf } from '../rights/tiff.ts';
import type { PictureFile } from './stamp-file.ts';

const EXIF_HEAD: Uint8Array = Buffer.from('Exif\0\0', 'latin1');
/** Bits of the extended header that say what follows. */
const HAS_XMP = 0x04;
const HAS_EXIF = 0x08;
const HAS_ALPHA = 0x10;

interface Chunk {
  readonly name: string;
  readonly value: Uint8Array;
  /** With its name, length and padding. */
  readonly whole: Uint8Array;
}

/** Opens a WebP: its chunks, and how to put them together again. Undefined when they are damaged. */
export function openWebp(file: Uint8Array): PictureFile | undefined {
  const chunks = readChunks(file);
  const extended = chunks && (chunks.find(({ name }) => name === 'VP8X')?.value ?? extendedOf(chunks));
  if (chunks === undefined || extended === undefined) return undefined;
  const partOf = (wanted: string): Uint8Array | undefined => chunks.find(({ name }) => name === wanted)?.value;
  const exif = partOf('EXIF');
  const xmp = partOf('XMP ');
  return {
    parts: {
      ...(exif === undefined ? {} : { exif: startsWith(exif, EXIF_HEAD) ? exif.subarray(EXIF_HEAD.length) : exif }),
      ...(xmp === undefined ? {} : { xmp }),
    },
    holds: ['exif', 'xmp'],
    write({ exif: newExif, xmp: newXmp }) {
      const head = Uint8Array.from(extended);
      head[0] = (head[0] ?? 0) | (newExif === undefined ? 0 : HAS_EXIF) | (newXmp === undefined ? 0 : HAS_XMP);
      const kept = chunks.filter(({ name }) => !['VP8X', 'EXIF', 'XMP '].includes(name)).map(({ whole }) => whole);
      const made = [
        ...(newExif === undefined ? [] : [chunkBytes('EXIF', newExif)]),
        ...(newXmp === undefined ? [] : [chunkBytes('XMP ', newXmp)]),
      ];
      const body = Buffer.concat([Buffer.from('WEBP'), chunkBytes('VP8X', head), ...kept, ...made]);
      const size = Buffer.alloc(4);
      size.writeUInt32LE(body.length);
      return Buffer.concat([Buffer.from('RIFF'), size, body]);
    },
  };
}

function readChunks(file: Uint8Array): Chunk[] | undefined {
  const view = viewOf(file);
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size;
    if (end > file.length) return undefined;
    const name = String.fromCharCode(...file.subarray(at, at + 4));
    const value = file.subarray(at + 8, end);
    // The last chunk of careless writers lacks its padding.
    chunks.push({ name, value, whole: Buffer.concat([file.subarray(at, end), new Uint8Array(size % 2)]) });
    at = end + (size % 2);
  }
  return chunks.length === 0 ? undefined : chunks;
}

/** The extended header that a simple file lacks: size and transparency, told by the picture data. */
function extendedOf(chunks: readonly Chunk[]): Uint8Array | undefined {
  const data = chunks.find(({ name }) => name === 'VP8 ' || name === 'VP8L');
  if (data === undefined || data.value.length < 10) return undefined;
  const view = viewOf(data.value);
  const lossless = data.name === 'VP8L';
  const bits = lossless ? view.getUint32(1, true) : 0;
  const width = lossless ? bits & 0x3fff : (view.getUint16(6, true) & 0x3fff) - 1;
  const height = lossless ? (bits >>> 14) & 0x3fff : (view.getUint16(8, true) & 0x3fff) - 1;
  const alpha = lossless && ((bits >>> 28) & 1) === 1 ? HAS_ALPHA : 0;
  return Uint8Array.of(alpha, 0, 0, 0, width & 255, width >> 8, 0, height & 255, height >> 8, 0);
}

function chunkBytes(name: string, value: Uint8Array): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(value.length);
  return Buffer.concat([Buffer.from(name), size, value, new Uint8Array(value.length % 2)]);
}
