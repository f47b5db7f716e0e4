import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { Bilingual } from '../model/text.ts';
import { openPicture } from './picture-decode.ts';
import { explainDamage, type PictureFault, readPictureFile } from './picture-file.ts';

/*
 * A picture file of the shop -> a small JPEG of it. It is decoded and encoded anew: what comes out are pixels and nothing else, whatever
 * went in.
 */

/** A small version of a picture. */
export interface PicturePreview {
  readonly jpeg: Buffer;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
}

/**
 * A small version of a picture file. A file that is not there, is damaged or lies outside of the folder, behind a link too, is an answer
 * with a reason.
 * @param file absolute path.
 * @param folder absolute path of the folder that must hold it.
 */
export async function previewPicture(file: string, folder: string, longest: number): Promise<PicturePreview | PictureFault> {
  const outside = outsideFault(file, folder);
  if (outside !== undefined) return { fault: outside };
  const read = await readPictureFile(file);
  if ('fault' in read) return read;
  try {
    const picture = await openPicture(read.bytes);
    return { jpeg: await picture.alone(() => picture.jpeg(longest)), sha256: read.sha256 };
  } catch (error) {
    return { fault: explainDamage(error, read.format) };
  }
}

/** Why a file that is there may not be shown: it lies outside of a folder once links are followed. Undefined for one that is not there. */
export function outsideFault(file: string, folder: string): Bilingual | undefined {
  try {
    return realpathSync(file).startsWith(realpathSync(folder).replace(/[\\/]*$/, sep)) ? undefined : OUTSIDE;
  } catch {
    return undefined;
  }
}

const OUTSIDE: Bilingual = {
  en: 'The picture lies outside of the shop’s folder, so it is not shown here.',
  zh: '图片位于店铺文件夹之外，因此不在此显示。',
};
