import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Bilingual } from '../model/text.ts';
import { explainNoPicture, recognisePicture } from './picture-format.ts';

/*
 * A picture file -> its bytes, or why it cannot be used. A file that cannot be used is an answer with a reason, never an exception.
 */

/** Largest file that is read, bytes. */
const MAX_BYTES = 50 * 1024 * 1024;

/** Why a picture could not be looked at. */
export interface PictureFault {
  readonly fault: Bilingual;
}

/** A file that holds a picture of a format that is decoded. */
export interface PictureFile {
  readonly bytes: Buffer;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
  /** The format as people write it: JPEG, PNG … */
  readonly format: string;
}

/** The content of a file (absolute path) that counts instead of that on the disk; undefined where the disk counts. */
export type BytesOf = (file: string) => Promise<Buffer> | undefined;

/** Reads a picture file. `file` is an absolute path. */
export async function readPictureFile(file: string, bytesOf?: BytesOf): Promise<PictureFile | PictureFault> {
  const bytes = await (bytesOf?.(file) ?? readBytes(file));
  if ('fault' in bytes) return bytes;
  const head = bytes.subarray(0, 512);
  const format = recognisePicture(head);
  if (format === undefined) return { fault: explainNoPicture(head) };
  if (format.decoded) return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), format: format.name };
  return {
    fault: {
      en: `The picture is a ${format.name} file, which preclear does not read; save it as JPEG or PNG.`,
      zh: `图片是 ${format.name} 格式，preclear 无法读取，请另存为 JPEG 或 PNG。`,
    },
  };
}

async function readBytes(file: string): Promise<Buffer | PictureFault> {
  try {
    // Asked before opening: opening a pipe would wait for a writer for ever.
    const found = await stat(file);
    if (!found.isFile())
      return { fault: { en: 'The path is a folder or a device, not a picture.', zh: '该路径是文件夹或设备，不是图片。' } };
    if (found.size === 0)
      return { fault: { en: 'The picture file is empty; export it again.', zh: '图片文件为空，请重新导出。' } };
    if (found.size > MAX_BYTES) return { fault: explainBytes(found.size) };
    return await readFile(file);
  } catch (error) {
    return { fault: explainUnreadable(error) };
  }
}

function explainBytes(size: number): Bilingual {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return {
    en: `The picture has ${megabytes} MB; at most 50 MB are read. Export it smaller.`,
    zh: `图片大小为 ${megabytes} MB，最多只读取 50 MB，请导出较小的图片。`,
  };
}

function explainUnreadable(error: unknown): Bilingual {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      en: 'The picture does not exist; check its path in the listing.',
      zh: '图片不存在，请检查 Listing 中的图片路径。',
    };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      en: 'The picture may not be read; check the permissions of the file.',
      zh: '没有读取该图片的权限，请检查文件权限。',
    };
  }
  return { en: `The picture cannot be read (${code}); check the disk.`, zh: `无法读取该图片（${code}），请检查磁盘。` };
}

/** Why a picture could not be decoded, from what the decoder said. */
export function explainDamage(error: unknown, name: string): Bilingual {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  if (/pixel limit/i.test(said)) {
    return {
      en: 'The picture has more than 100 million pixels; export it smaller.',
      zh: '图片超过 1 亿像素，请导出较小的图片。',
    };
  }
  return {
    en: `The picture is a damaged ${name} file (${said}); export or download it again.`,
    zh: `图片是已损坏的 ${name} 文件（${said}），请重新导出或下载。`,
  };
}
