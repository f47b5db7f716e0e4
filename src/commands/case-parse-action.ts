import { createReadStream } from 'node:fs';
import process from 'node:process';
import { MAX_NOTICE_BYTES, readNotice } from '../cases/read-notice.ts';
import { prepareWordings } from '../cases/wordings.ts';
import type { ReadNotice } from '../model/case-notice.ts';
import { explainDiskError } from '../model/disk-error.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import type { Lang } from '../model/text.ts';
import { decode, detectEncoding } from '../readers/encoding.ts';
import { jsonText } from '../reporters/json-text.ts';
import { loadNoticePacks } from '../rulepacks/notices.ts';
import type { CaseParseFlags } from './case-parse.ts';
import { showNotice } from './case-parse-shown.ts';
import { endWith } from './exit.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import { terminalLook } from './terminal.ts';

/** Bytes that tell the encoding. */
const HEAD = 65_536;

/** Reads a notice and writes what it says to standard output. */
export async function parseCase(file: string, flags: CaseParseFlags): Promise<void> {
  const lang = pickLang(flags.lang);
  const wordings = prepareWordings(await loadNoticePacks(flags.wordings));
  const read = await readNotice(file, await bytesOf(file, lang), wordings, decodeBytes);
  const format = flags.format ?? (process.stdout.isTTY === true ? 'pretty' : 'json');
  const text = format === 'json' ? jsonOf(read, flags.withText) : showNotice(file, read, { lang, ...terminalLook() });
  await streamOutput(process.stdout).write(text);
  for (const { reason } of read.problems) process.stderr.write(`preclear: ${clean(`${file}: ${reason[lang]}`)}\n`);
  if (read.problems.length > 0) endWith(3);
}

/** The facts, then why, then what is missing. */
function jsonOf({ notice, evidence, text, problems, attachments }: ReadNotice, withText: boolean): string {
  const rest = { evidence, attachments, problems: problems.map(({ reason }) => reason) };
  return `${jsonText({ ...notice, ...rest, ...(withText ? { text } : {}) }, 2)}\n`;
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

/** File names may hold characters that act on a terminal. */
function clean(text: string): string {
  return text.replaceAll(/\p{C}/gu, '?');
}
