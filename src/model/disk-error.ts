import type { Bilingual } from './text.ts';

/** The code of what the disk answered, such as `EACCES`; of any other error its message. */
export function diskErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 300);
}

/** Why the disk refused a file and what to do, for the reasons that people meet; undefined for every other error. */
export function explainDiskError(error: unknown): Bilingual | undefined {
  return CAUSES.get(diskErrorCode(error));
}

const FORBIDDEN: Bilingual = {
  en: 'Reading this file is not allowed. Give this user the right to read it.',
  zh: '没有读取该文件的权限，请为当前用户授予读取权限。',
};

const CAUSES: ReadonlyMap<string, Bilingual> = new Map([
  [
    'EISDIR',
    {
      en: 'This is a folder, not a file. Name the files in it, or the folder itself.',
      zh: '这是文件夹，不是文件。请指定其中的文件，或直接指定该文件夹。',
    },
  ],
  ['EACCES', FORBIDDEN],
  ['EPERM', FORBIDDEN],
  [
    'ENOENT',
    {
      en: 'The file vanished before it was read, or it is a link that leads nowhere. Run the scan again.',
      zh: '文件在读取之前被删除或移动了，或者是已失效的链接，请重新运行扫描。',
    },
  ],
  [
    'ELOOP',
    {
      en: 'This is a link that leads back to itself, so there is no file to read. Remove it.',
      zh: '这是指向自身的链接，没有可读取的文件，请删除该链接。',
    },
  ],
  [
    'EIO',
    {
      en: 'The disk failed while the file was read. What stands before was checked; copy the file from its source again.',
      zh: '读取文件时磁盘出错。前面的内容已检查，请从来源重新复制该文件。',
    },
  ],
]);
