import type { Bilingual } from './text.ts';

/*
 * What is wrong with a file that preclear wrote itself, as the end of a sentence about the file.
 */

/** The file ends too early. */
export const CUT_SHORT: Bilingual = { en: 'is cut short', zh: '不完整（文件被截断）' };

/** Its bytes are not those that were written. */
export const DAMAGED: Bilingual = { en: 'is damaged (its checksum differs)', zh: '已损坏（校验和不符）' };

/** It has another layout. */
export function otherVersion(version: number, readable: number): Bilingual {
  return {
    en: `has version ${version}, this preclear reads version ${readable}`,
    zh: `的格式版本为 ${version}，当前 preclear 只支持版本 ${readable}`,
  };
}
