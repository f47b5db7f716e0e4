import { crc32, inflateSync } from 'node:zlib';
import { decodeText } from '../rights/rights-text.ts';
import { viewOf } from '../rights/tiff.ts';
import type { PictureFile } from './stamp-file.ts';

const XMP = 'XML:com.adobe.xmp';
/** Longest text that is unpacked, bytes. */
const MAX_TEXT = 4 << 20;
const HEAD = 8;

interface Chunk {
  readonly name: string;
  readonly value: Uint8Array;
  readonly whole: Uint8Array;
}

/** Opens a PNG: its chunks, and how to put them together again. Undefined when they are damaged. */
export function openPng(file: Uint8Array): PictureFile | undefined {
  const read = readChunks(file);
  if (read === undefined) return undefined;
  const { chunks, rest } = read;
  const texts = chunks.flatMap((chunk) => readText(chunk) ?? []);
  const exif = chunks.find(({ name }) => name === 'eXIf')?.value;
  const xmp = texts.find(({ keyword }) => keyword === XMP)?.text;
  return {
    parts: {
      ...(exif === undefined ? {} : { exif }),
      ...(xmp === undefined ? {} : { xmp: Buffer.from(xmp) }),
      texts: texts.filter(({ keyword }) => keyword !== XMP),
    },
    holds: ['exif', 'xmp'],
    write({ exif: newExif, xmp: newXmp }) {
      const made = [
        ...(newExif === undefined ? [] : [chunkBytes('eXIf', newExif)]),
        ...(newXmp === undefined ? [] : [chunkBytes('iTXt', Buffer.concat([Buffer.from(`${XMP}\0\0\0\0\0`), newXmp]))]),
      ];
      const kept = chunks.filter((chunk) => chunk.name !== 'eXIf' && readText(chunk)?.keyword !== XMP);
      const [first, ...others] = kept.map(({ whole }) => whole);
      return Buffer.concat([file.subarray(0, HEAD), first ?? new Uint8Array(), ...made, ...others, rest]);
    },
  };
}

/** The chunks up to the end of the picture, and what stands behind it. */
function readChunks(file: Uint8Array): { readonly chunks: Chunk[]; readonly rest: Uint8Array } | undefined {
  const view = viewOf(file);
  const chunks: Chunk[] = [];
  for (let at = HEAD; at + 12 <= file.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > file.length) return undefined;
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8));
    chunks.push({ name, value: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    if (name === 'IEND') return { chunks, rest: file.subarray(end) };
    at = end;
  }
  return undefined;
}

/** A text of PNG with its keyword; undefined for other chunks and for texts that cannot be unpacked. */
function readText({ name, value }: Chunk): { readonly keyword: string; readonly text: string } | undefined {
  if (name !== 'tEXt' && name !== 'iTXt' && name !== 'zTXt') return undefined;
  const zero = value.indexOf(0);
  if (zero < 1 || zero > 79) return undefined;
  const keyword = String.fromCharCode(...value.subarray(0, zero));
  if (name === 'tEXt') return { keyword, text: decodeText(value.subarray(zero + 1)) };
  if (name === 'zTXt') return unpack(keyword, value.subarray(zero + 2));
  const language = value.indexOf(0, zero + 3);
  const start = language < 0 ? -1 : value.indexOf(0, language + 1) + 1;
  if (start <= 0) return undefined;
  const body = value.subarray(start);
  return value[zero + 1] === 1 ? unpack(keyword, body) : { keyword, text: decodeText(body) };
}

function unpack(keyword: string, packed: Uint8Array): { readonly keyword: string; readonly text: string } | undefined {
  try {
    return { keyword, text: decodeText(inflateSync(packed, { maxOutputLength: MAX_TEXT })) };
  } catch {
    return undefined;
  }
}

function chunkBytes(name: string, value: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name), value]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
