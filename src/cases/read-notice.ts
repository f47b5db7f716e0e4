import type { ReadNotice } from '../model/case-notice.ts';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import { parseChain } from './choose-message.ts';
import { cleanText } from './clean-text.ts';
import { htmlText } from './html-text.ts';
import { readMail } from './mail.ts';
import { type DecodeBytes, undoTransfer } from './transfer.ts';
import type { Wordings } from './wordings.ts';

/*
 * The bytes of a notice -> what it says, and why. Comes in as a mail (.eml), a page, or text that somebody copied; goes out as facts with
 * evidence. Reads no file itself; what is unknown stays unknown.
 */

/** Largest file that is read: a mail with 25 MB of attachments is 35 MB. */
export const MAX_NOTICE_BYTES: number = 64 * 1024 * 1024;
/** Longest text that is looked at, in UTF-16 code units; a notice has some 3,000. */
const MAX_TEXT = 1_000_000;

/** Reads a notice. Throws UsageError for files that hold no text: PDF, Word, Outlook's .msg, pictures. */
export async function readNotice(
  file: string,
  bytes: Uint8Array,
  wordings: Wordings,
  decode: DecodeBytes,
): Promise<ReadNotice> {
  refuseBinary(file, bytes);
  const { text: whole, attachments, problems } = await textOf(file, bytes, decode);
  const clean = cleanText(whole);
  const text = clean.slice(0, MAX_TEXT);
  const cut = clean.length > MAX_TEXT ? [tooLong(file)] : [];
  const { others, ...parsed } = parseChain(text, wordings);
  const further = others.length > 0 ? [severalNotices(file, others)] : [];
  return { ...parsed, text, attachments, problems: [...problems, ...cut, ...further] };
}

async function textOf(
  file: string,
  bytes: Uint8Array,
  decode: DecodeBytes,
): Promise<{ readonly text: string; readonly attachments: readonly string[]; readonly problems: readonly Problem[] }> {
  const head = Buffer.from(bytes.subarray(0, 8192)).toString('latin1');
  if (isMail(file, head)) return readMail(file, bytes, decode);
  const text = await decode(bytes);
  const page = /\.(?:x?html?)$/i.test(file) || /^\s*(?:<!doctype html|<html|<head|<body)[\s>]/i.test(text.slice(0, 2000));
  if (page) return { text: await htmlText(text), attachments: [], problems: [] };
  return { text: await undoTransfer(text, decode), attachments: [], problems: [] };
}

/** A mail as it was sent: by its name, or by heads that only mails have. */
function isMail(file: string, head: string): boolean {
  const first = /^\ufeff?(?:From [^\n]*\n)?[A-Za-z-]{2,40}:[ \t]?/.test(head.replace(/^ï»¿/, ''));
  if (!first) return false;
  if (/\.(?:eml|mht|mhtml)$/i.test(file)) return true;
  const top = head.split(/\r?\n\r?\n/)[0] ?? '';
  return /^(?:mime-version|content-type|received|return-path|delivered-to|message-id|dkim-signature):/im.test(top);
}

/** The first bytes of files that hold no text, in hexadecimal digits. */
const BINARIES: readonly (readonly [RegExp, string])[] = [
  [/^25504446/, 'PDF'],
  [/^504b0304/, 'Word / ZIP'],
  [/^d0cf11e0/, 'Outlook .msg / Word'],
  [/^(?:89504e47|ffd8ff|47494638|49492a00|4d4d002a|52494646)/, 'image'],
];

function refuseBinary(file: string, bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const kind = BINARIES.find(([pattern]) => pattern.test(head))?.[1];
  if (kind === undefined) return;
  throw new UsageError({
    en: `${file} is no text (${kind}). Save the mail as .eml, or copy its text into a .txt file; from a PDF copy the text, from a picture type it.`,
    zh: `${file} 不是文本文件（${kind}）。请把邮件另存为 .eml，或把正文复制到 .txt 文件；PDF 请复制其中文字，图片请手动录入文字。`,
  });
}

function severalNotices(file: string, others: readonly string[]): Problem {
  const ids = others.slice(0, 10).join(', ');
  return {
    file,
    reason: {
      en: `The file holds another notice too (complaint ${ids}), and one only was read. Save the other as a file of its own: preclear case new FILE.`,
      zh: `该文件还包含另一封通知（投诉编号 ${ids}），本次只读取了其中一封。请把另一封单独存成文件，再运行 preclear case new 文件。`,
    },
  };
}

function tooLong(file: string): Problem {
  return {
    file,
    reason: {
      en: 'The text has more than a million characters; only the first million were read. Cut the notice out of it.',
      zh: '文本超过一百万个字符，只读取了前一百万个。请把通知正文单独存成文件。',
    },
  };
}
