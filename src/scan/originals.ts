import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { PictureRights } from '../image/rights/rights.ts';
import { hashFile } from '../ledger/file-hash.ts';
import type { Bilingual } from '../model/text.ts';
import { readPictureRights } from './picture-rights.ts';

/** What an original picture file proves. */
export interface Original {
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly rights?: PictureRights;
}

/** Largest file whose metadata is looked at byte by byte. */
const MAX_BYTES = 200 * 1024 * 1024;
const MAX_PIXELS = 1_000_000_000;

/** Reads what a picture file proves, without decoding the picture; why it cannot, when it cannot. `path` is absolute. */
export async function readOriginal(path: string): Promise<Original | { readonly fault: Bilingual }> {
  const sha256 = hashFile(path);
  if (sha256 === undefined) return { fault: UNREADABLE };
  const { size } = statSync(path);
  const { default: sharp } = await import('sharp');
  try {
    const metadata = await sharp(path, { limitInputPixels: MAX_PIXELS }).metadata();
    const rights = await readPictureRights(metadata, size > MAX_BYTES ? new Uint8Array() : await readFile(path));
    return { sha256, bytes: size, width: metadata.width, height: metadata.height, ...(rights === undefined ? {} : { rights }) };
  } catch {
    return { fault: DAMAGED };
  }
}

const UNREADABLE: Bilingual = {
  en: 'The file cannot be read, or has more than 1 GB.',
  zh: '文件无法读取，或超过 1 GB。',
};
const DAMAGED: Bilingual = {
  en: 'The file is no picture that preclear reads, or a damaged one.',
  zh: '该文件不是 preclear 能读取的图片，或已损坏。',
};
