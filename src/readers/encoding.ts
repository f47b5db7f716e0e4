import type { Problem } from '../model/problem.ts';
import type { Input } from './contract.ts';
import { type Decoder, decoderOf, isUtf8 } from './decoder.ts';
import { LineCounter } from './line-counter.ts';

/*
 * Bytes -> text, for every reader. Sellers' files come as UTF-8 with or without byte order mark, as UTF-16 out of Excel, and in the
 * code page of the machine they were saved on: GBK, Big5, Shift_JIS, EUC-KR, Windows-1251, Windows-1252.
 */

/** Bytes around the first non-ASCII one that the statistics look at; they cost about half a millisecond a kilobyte. */
const SAMPLE_BYTES = 16_384;
/** Code pages that the statistics tell well; what they say beyond these is wrong more often than `windows-1252`. */
const CODE_PAGES: ReadonlySet<string> = new Set(['GB18030', 'Big5', 'Shift_JIS', 'EUC-JP', 'EUC-KR']);

/** The character set of a file, from its first bytes (64 KiB do): a label that `decode` knows. */
export async function detectEncoding(head: Uint8Array): Promise<string> {
  return markOf(head) ?? nulPattern(head) ?? (isUtf8(head) ? 'utf-8' : await codePage(head));
}

/**
 * Decodes a stream piece by piece; a character cut by the edge of a chunk is put together, a byte order mark dropped.
 * Bytes that mean nothing become U+FFFD; `onInvalid` hears of the first. An unknown label throws a RangeError.
 */
export async function* decode(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: string,
  onInvalid?: (line: number, column: number) => void,
): AsyncIterable<string> {
  const decoder = await decoderOf(encoding);
  if (decoder === undefined) throw new RangeError(`unknown character set ${encoding}`);
  const counter = onInvalid === undefined ? undefined : new LineCounter();
  let told = false;
  for await (const chunk of chunksOf(bytes, decoder)) {
    if (counter !== undefined && !told) {
      if (chunk.invalid >= 0) {
        told = true;
        const { line, column } = counter.after(chunk.text.slice(0, chunk.invalid));
        onInvalid?.(line, column);
      } else counter.advance(chunk.text);
    }
    if (chunk.text !== '') yield chunk.text;
  }
}

/**
 * Decodes the file of a reader: `options.encoding` if it is given, else what the head tells.
 * An unknown character set and the first invalid byte are added to `problems`; after the former nothing is read.
 */
export async function* decodeInput(input: Input, problems: Problem[]): AsyncIterable<string> {
  const wanted = input.options.encoding;
  if (wanted !== undefined && (await decoderOf(wanted)) === undefined) {
    problems.push(unknownEncoding(input.file, wanted));
    return;
  }
  const encoding = wanted ?? (await detectEncoding(input.head));
  const bytes = input.bytes === undefined ? input.open() : [input.bytes];
  yield* decode(bytes, encoding, (line, column) => problems.push(invalidBytes(input.file, line, column, encoding)));
}

/** The whole text of a file for readers that need it at once; undefined, and a problem, when it is longer than `maxCharacters`. */
export async function readText(input: Input, problems: Problem[], maxCharacters: number): Promise<string | undefined> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of decodeInput(input, problems)) {
    length += part.length;
    if (length > maxCharacters) {
      problems.push(tooLong(input.file, maxCharacters));
      return undefined;
    }
    parts.push(part);
  }
  return parts.join('');
}

async function* chunksOf(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  decoder: Decoder,
): AsyncIterable<{ readonly text: string; readonly invalid: number }> {
  for await (const chunk of bytes) yield decoder.write(chunk);
  yield decoder.end();
}

function markOf(head: Uint8Array): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: the delimiters, digits and Latin letters have their zero byte always on the same side. */
function nulPattern(head: Uint8Array): string | undefined {
  const counts: [number, number] = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) counts[i % 2 === 0 ? 0 : 1]++;
  const [even, odd] = counts;
  const least = Math.max(1, head.length / 80);
  if (odd >= least && even * 10 <= odd) return 'utf-16le';
  if (even >= least && odd * 10 <= even) return 'utf-16be';
  return undefined;
}

async function codePage(head: Uint8Array): Promise<string> {
  const first = Math.max(
    0,
    head.findIndex((byte) => byte >= 0x80),
  );
  const from = Math.max(0, first - 256);
  const sample = head.subarray(from, from + SAMPLE_BYTES);
  const { analyse } = await import('chardet');
  const guesses = analyse(sample);
  const best = guesses[0];
  if (best !== undefined && CODE_PAGES.has(best.name)) return best.name.toLowerCase();
  if (best?.name === 'windows-1251' && mostlyHigh(sample)) return 'windows-1251';
  return 'windows-1252';
}

/** Whether most letters lie beyond ASCII, as in Cyrillic text and never in Western European text. */
function mostlyHigh(sample: Uint8Array): boolean {
  let high = 0;
  let letters = 0;
  for (const byte of sample) {
    if (byte >= 0xc0) high++;
    else if ((byte | 32) >= 97 && (byte | 32) <= 122) letters++;
  }
  return high > letters / 2;
}

function unknownEncoding(file: string, encoding: string): Problem {
  return {
    file,
    reason: {
      en: `The configuration gives the character set "${encoding}", which is unknown; the file was not read. Write one such as utf-8, gbk, big5, shift_jis, utf-16le or windows-1252, or leave encoding out.`,
      zh: `配置里写的字符编码“${encoding}”无法识别，文件没有读取。请改成 utf-8、gbk、big5、shift_jis、utf-16le、windows-1252 之一，或者删掉 encoding 让程序自动判断。`,
    },
  };
}

function invalidBytes(file: string, line: number, column: number, encoding: string): Problem {
  return {
    file,
    line,
    column,
    reason: {
      en: `Here stand bytes that are no ${encoding} text; they were read as "�", here and further down. Save the file as UTF-8, or name its character set with encoding: in the configuration.`,
      zh: `这里的字节不是有效的 ${encoding} 文本，此处及后面的无效字节都按“�”读取。请把文件另存为 UTF-8，或在配置里用 encoding: 指明字符编码。`,
    },
  };
}

function tooLong(file: string, maxCharacters: number): Problem {
  const size = `${Math.round(maxCharacters / 1_048_576)}`;
  return {
    file,
    reason: {
      en: `The file holds more than ${size} million characters, the most that this format is read up to; it was not read. Split it, or save the listings as JSON Lines or CSV, which are read piece by piece.`,
      zh: `文件超过 ${size} 百万字符，这种格式最多读这么多，文件没有读取。请拆成几个文件，或改存为 JSON Lines 或 CSV（这两种可以边读边处理）。`,
    },
  };
}
