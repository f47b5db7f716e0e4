import type { Problem } from '../model/problem.ts';
import { htmlText } from './html-text.ts';
import { type DecodeBytes, undoTransfer } from './transfer.ts';

/*
 * A MIME message -> the text of its parts, with the heads that matter, and the names of attachments that stay unread.
 */

/** What a mail says. */
export interface MailText {
  readonly text: string;
  readonly attachments: readonly string[];
  readonly problems: readonly Problem[];
}

interface Attached {
  readonly filename: string | null;
  readonly mimeType: string;
  readonly content: ArrayBuffer | Uint8Array | string;
}

/** Largest text attachment that is read. */
const MAX_ATTACHED = 1_000_000;
/** A mail in a mail in a mail is read; deeper ones are attachments. */
const MAX_DEPTH = 3;
/** Character sets that are tried when the one that a mail names makes no sense. */
const OTHER_SETS = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'] as const;
/** Parsing again costs time; larger mails are taken as they are. */
const MAX_RETRIED = 4_000_000;

/** Reads a mail; `decode` finds out the character set of bytes that no head describes. Broken mails are read as far as they go. */
export async function readMail(file: string, bytes: Uint8Array, decode: DecodeBytes, depth = 0): Promise<MailText> {
  const { default: PostalMime } = await import('postal-mime');
  const parse = (raw: Uint8Array) => PostalMime.parse(raw, { maxNestingDepth: 64, maxRfc822NestingDepth: MAX_DEPTH });
  let email: Awaited<ReturnType<typeof parse>>;
  try {
    email = await parse(await named(bytes, decode));
    if (damage(email) > 0 && bytes.length <= MAX_RETRIED) email = await bestOf(email, bytes, parse);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { text: await decode(bytes), attachments: [], problems: [broken(file, reason)] };
  }
  const problems: Problem[] = [];
  const body = await bodyOf(email, decode);
  if (body.trim() === '' && email.attachments.length === 0 && hasWords(bytes)) {
    problems.push(broken(file, 'no readable part'));
    return { text: await decode(bytes), attachments: [], problems };
  }
  const parts = [`${headOf(email)}\n\n${body}`];
  const attachments: string[] = [];
  for (const attached of email.attachments) {
    const text = depth >= MAX_DEPTH ? undefined : await attachedText(file, attached, decode, depth);
    if (text === undefined) attachments.push(attached.filename ?? attached.mimeType);
    else {
      parts.push(text.text);
      attachments.push(...text.attachments);
      problems.push(...text.problems);
    }
  }
  return { text: parts.join('\n\n'), attachments, problems };
}

/** Whether words stand below the head of a mail, of which its parts show none: a boundary that is named nowhere. */
function hasWords(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 256 * 1024)).toString('latin1');
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length;
  const below = start.slice(end);
  return /[^\s=-]{3,}\s+[^\s=-]{3,}/.test(below) || bytes.length > 256 * 1024;
}

interface Mailed {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly from?: { readonly name: string; readonly address?: string | undefined } | undefined;
  readonly to?: readonly { readonly name: string; readonly address?: string | undefined }[] | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

/** The head as lines, as a forwarded mail shows it. */
function headOf(email: Mailed): string {
  const person = (one: Mailed['from']): string =>
    one === undefined ? '' : `${one.name} <${one.address ?? ''}>`.replace(' <>', '');
  const date = email.headers.find(({ key }) => key === 'date')?.value;
  const lines = [
    ['From', person(email.from)],
    ['Subject', email.subject],
    ['Date', date],
    ['To', (email.to ?? []).slice(0, 20).map(person).join(', ')],
  ];
  return lines
    .flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [`${name}: ${value.replaceAll(/\s+/g, ' ').trim()}`],
    )
    .join('\n');
}

/** The text part; the HTML part where there is no other, or where the other only says that one should look at the HTML. */
async function bodyOf(email: Mailed, decode: DecodeBytes): Promise<string> {
  const plain = await undoTransfer(email.text ?? '', decode);
  if (email.html === undefined) return isHtml(plain) ? htmlText(plain) : plain;
  const seen = await htmlText(email.html);
  const stub = plain.trim().length < 400 && seen.length > plain.trim().length * 2;
  return plain.trim() === '' || stub || isHtml(plain) ? seen : plain;
}

function isHtml(text: string): boolean {
  return /^\s*(?:<!doctype html|<html|<body|<div|<table)[\s>]/i.test(text.slice(0, 2000));
}

/** Text attachments and mails are part of what was sent; everything else only has a name. */
async function attachedText(
  file: string,
  attached: Attached,
  decode: DecodeBytes,
  depth: number,
): Promise<MailText | undefined> {
  const { filename, mimeType, content } = attached;
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const name = (filename ?? '').toLowerCase();
  if (mimeType === 'message/rfc822' || name.endsWith('.eml')) return readMail(file, bytes, decode, depth + 1);
  if (bytes.length > MAX_ATTACHED) return undefined;
  const plain = mimeType === 'text/plain' || name.endsWith('.txt');
  const page = mimeType === 'text/html' || /\.html?$/.test(name);
  if (!plain && !page) return undefined;
  const text = await decode(bytes);
  return { text: page ? await htmlText(text) : text, attachments: [], problems: [] };
}

/** Bytes above 0x7F of a mail that names no character set: the whole mail as UTF-8. */
async function named(bytes: Uint8Array, decode: DecodeBytes): Promise<Uint8Array> {
  if (bytes.length > MAX_RETRIED || !bytes.some((byte) => byte > 0x7f)) return bytes;
  const head = Buffer.from(bytes.subarray(0, 64 * 1024)).toString('latin1');
  if (/charset\s*=\s*"?(?!us-ascii|unknown)[a-z]/i.test(head)) return bytes;
  const text = await decode(bytes);
  return Buffer.from(text.replaceAll(/charset\s*=\s*"?(?:us-ascii|unknown-8bit|unknown)"?/gi, 'charset=utf-8'));
}

/** How many characters came out broken: replacement characters, escape sequences of ISO-2022-JP. */
function damage(email: Mailed): number {
  const text = `${email.subject ?? ''}${email.text ?? ''}${email.html ?? ''}`;
  const escapes = text.split('\u001b$B').length + text.split('\u001b(J').length - 2;
  return text.split('\uFFFD').length - 1 + escapes;
}

/** The same mail with other character sets; the one that comes out best. */
async function bestOf<M extends Mailed>(email: M, bytes: Uint8Array, parse: (raw: Uint8Array) => Promise<M>): Promise<M> {
  const raw = Buffer.from(bytes).toString('latin1');
  let best = email;
  for (const set of ['iso-2022-jp', ...OTHER_SETS]) {
    const renamed = /charset\s*=/i.test(raw)
      ? raw.replaceAll(/charset\s*=\s*"?[\w.:-]+"?/gi, `charset=${set}`)
      : raw.replaceAll(/^(content-type:\s*text\/[a-z]+)/gim, `$1; charset=${set}`);
    const other = await parse(Buffer.from(renamed, 'latin1'));
    if (damage(other) < damage(best)) best = other;
    if (damage(best) === 0) break;
  }
  return best;
}

function broken(file: string, reason: string): Problem {
  return {
    file,
    reason: {
      en: `The mail is damaged (${reason}); it was read as plain text, so parts may be missing. Save it again as .eml, or paste its text into a .txt file.`,
      zh: `邮件已损坏（${reason}），已按纯文本读取，可能缺内容。请重新另存为 .eml，或把正文粘贴到 .txt 文件。`,
    },
  };
}
