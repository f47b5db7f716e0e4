import { readFileSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { diskErrorCode, explainDiskError } from '../../model/disk-error.ts';
import type { Bilingual } from '../../model/text.ts';
import { decode, detectEncoding } from '../../readers/encoding.ts';
import { isPage, maskPage, pageLanguage } from '../../readers/page-text.ts';
import { lookAt } from '../../scan/look-at.ts';

/** Longest text that is compared, in characters: some three million words, far beyond any listing, page or manual. */
export const MAX_CHARACTERS: number = 16 << 20;
/** No encoding takes more bytes for so many characters. */
const MAX_BYTES = 4 * MAX_CHARACTERS;
/** Bytes that tell the encoding. */
const HEAD = 65_536;

/** A text or page that was read. */
export interface ReadText {
  /** The file as decoded, without its byte order mark. */
  readonly raw: string;
  /** The same with everything blanked out that the reader of a page does not see; of a text file the text itself. */
  readonly seen: string;
  readonly page: boolean;
  /** 1 when a byte order mark stands before the text, else 0. */
  readonly mark: number;
  /** The language that a page names for itself. */
  readonly language?: string;
}

/** Why a file could not be compared. */
export interface Unread {
  readonly reason: Bilingual;
}

/** Reads a text or page. Whatever is wrong with the file is a reason, never an exception. */
export async function readCompared(path: string): Promise<ReadText | Unread> {
  const seen = lookAt(path);
  if (seen === undefined) return { reason: MISSING };
  if (seen instanceof Error) return { reason: unreadable(seen) };
  if (seen.isDirectory()) return { reason: FOLDER };
  if (!seen.isFile() && !seen.isFIFO()) return { reason: DEVICE };
  try {
    const bytes = await readBytes(path, seen);
    return bytes === undefined ? { reason: TOO_LONG } : await readText(path, bytes);
  } catch (error) {
    return { reason: unreadable(error) };
  }
}

/** The bytes of a file or pipe; undefined when there are too many. */
async function readBytes(path: string, stats: Stats): Promise<Buffer | undefined> {
  if (stats.size > MAX_BYTES) return undefined;
  if (stats.isFile()) return readFileSync(path);
  const handle = await open(path);
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop closes the pipe.
  for await (const chunk of handle.createReadStream()) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
  }
  return Buffer.concat(chunks, length);
}

async function readText(path: string, bytes: Buffer): Promise<ReadText | Unread> {
  const head = bytes.subarray(0, HEAD);
  const parts: string[] = [];
  const encoding = await detectEncoding(head);
  for await (const part of decode(inOne(bytes), encoding)) parts.push(part);
  const raw = parts.join('');
  if (raw.length > MAX_CHARACTERS) return { reason: TOO_LONG };
  if (isBinary(raw, encoding)) return { reason: BINARY };
  const mark = hasMark(head) ? 1 : 0;
  if (!isPage(path, raw)) return { raw, seen: raw, page: false, mark };
  const language = pageLanguage(raw);
  return { raw, seen: await maskPage(raw), page: true, mark, ...(language === undefined ? {} : { language }) };
}

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function hasMark(head: Buffer): boolean {
  const two = head.length > 1 ? head.readUInt16BE(0) : 0;
  return two === 0xfeff || two === 0xfffe || (two === 0xefbb && head[2] === 0xbf);
}

/** Control characters that a text in a code page may have by damage; a picture or archive read as one has five times as many. */
const MOST_ODD = 0.02;
/** In Unicode what does not belong there was written as such: texts taken out of old documents are full of it. */
const MOST_ODD_UNICODE = 0.3;

/** Whether something is no text, by the control and broken characters at its start. */
function isBinary(text: string, encoding: string): boolean {
  const start = text.slice(0, HEAD);
  if (start.startsWith('%PDF-')) return true;
  const odd = start.match(/[^\P{Cc}\t\n\v\f\r]|\uFFFD/gu)?.length ?? 0;
  return odd > start.length * (encoding.startsWith('utf') ? MOST_ODD_UNICODE : MOST_ODD);
}

function unreadable(error: unknown): Bilingual {
  const known = explainDiskError(error);
  if (known !== undefined) return known;
  const code = diskErrorCode(error);
  return { en: `The file cannot be read (${code}).`, zh: `无法读取该文件（${code}）。` };
}

/** Said of a path where no file is. */
export const MISSING: Bilingual = {
  en: 'There is no such file. Check the path.',
  zh: '找不到该文件，请检查路径。',
};
const FOLDER: Bilingual = {
  en: 'This is a folder; expected a text or HTML file. Name a file in it.',
  zh: '这是文件夹，需要文本文件或 HTML 文件。请指定其中的某个文件。',
};
const DEVICE: Bilingual = {
  en: 'This is a device or socket; expected a text or HTML file.',
  zh: '这是设备或套接字，需要文本文件或 HTML 文件。',
};
const TOO_LONG: Bilingual = {
  en: `The text is longer than ${MAX_CHARACTERS / 1_048_576} million characters, the most that is compared. Split it, or keep the part in question.`,
  zh: `文本超过 ${MAX_CHARACTERS / 1_048_576} 百万字符，超出可比对的上限。请拆分文件，或只保留需要比对的部分。`,
};
const BINARY: Bilingual = {
  en: 'The file holds no text: it looks like a picture, an archive or an office document. Expected a text or HTML file; save the text as such.',
  zh: '文件内容不是文本，可能是图片、压缩包或 Office 文档。需要文本文件或 HTML 文件，请把文字另存为这类文件。',
};
