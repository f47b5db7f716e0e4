import { createReadStream } from 'node:fs';
import process from 'node:process';
import { MAX_NOTICE_BYTES, readNotice } from '../../cases/read-notice.ts';
import type { Wordings } from '../../cases/wordings.ts';
import type { ReadNotice } from '../../model/case-notice.ts';
import { explainDiskError } from '../../model/disk-error.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Lang } from '../../model/text.ts';
import { decode, detectEncoding } from '../../readers/encoding.ts';

/** Bytes that tell the encoding. */
const HEAD = 65_536;

/** Reads a notice from a file, or from standard input when it is called `-`. Throws UsageError for what is no notice. */
export async function readNoticeFile(
  file: string,
  wordings: Wordings,
  lang: Lang,
): Promise<{ readonly read: ReadNotice; readonly bytes: Uint8Array }> {
  const bytes = await bytesOf(file, lang);
  return { read: await readNotice(file, bytes, wordings, decodeBytes), bytes };
}

async function bytesOf(file: string, lang: Lang): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) {
      if (!Buffer.isBuffer(chunk)) continue;
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_NOTICE_BYTES) throw tooLarge(file);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const known = explainDiskError(error);
    const cause = known === undefined ? error : new Error(known[lang]);
    throw new EnvironmentError({ en: `Cannot read ${file}.`, zh: `无法读取 ${file}。` }, { cause });
  }
  if (length === 0) {
    throw new UsageError({
      en: `${file} is empty. Save the notice with its text, and name that file.`,
      zh: `${file} 是空文件。请先把通知连同正文保存下来，再指定该文件。`,
    });
  }
  return Buffer.concat(chunks, length);
}

async function decodeBytes(bytes: Uint8Array): Promise<string> {
  const parts: string[] = [];
  for await (const part of decode(inOne(bytes), await detectEncoding(bytes.subarray(0, HEAD)))) parts.push(part);
  return parts.join('');
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function tooLarge(file: string): UsageError {
  const limit = MAX_NOTICE_BYTES / 1024 / 1024;
  return new UsageError({
    en: `${file} has more than ${limit} MB; that is no notice. Save the mail without its attachments.`,
    zh: `${file} 超过 ${limit} MB，不像是通知邮件。请去掉附件后重新保存。`,
  });
}
