import { decoderOf } from '../readers/decoder.ts';

/*
 * A file's bytes as text and back, so that what is not edited stays the same byte for byte.
 */

/** A file's text with the way back to bytes. */
export interface EncodedText {
  readonly text: string;
  /** Bytes of a text in the file's character set, byte order mark first where the file has one. */
  encode(text: string): Buffer;
  /** Whether the character set has every character of a text. */
  holds(text: string): boolean;
}

const MARKS: readonly Buffer[] = [Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const WESTERN = /^(?:windows-?1252|cp-?1252|latin-?1|iso-?8859-?1|ansi|(?:us-)?ascii)$/i;

/** Opens a file's bytes; undefined when they cannot be written back as they are, because some mean nothing in the character set. */
export async function openEncoded(bytes: Buffer, encoding: string): Promise<EncodedText | undefined> {
  const decoder = await decoderOf(encoding);
  const encodeBare = await encoderOf(encoding);
  if (decoder === undefined || encodeBare === undefined) return undefined;
  const mark = MARKS.find((m) => bytes.subarray(0, m.length).equals(m)) ?? Buffer.alloc(0);
  const body = bytes.subarray(mark.length);
  const text = decoder.write(body).text + decoder.end().text;
  if (!encodeBare(text).equals(body)) return undefined;
  const strict = await decoderOf(encoding);
  return {
    text,
    encode: (edited) => Buffer.concat([mark, encodeBare(edited)]),
    holds: (edited) => (/^[ -~]*$/.test(edited) ? true : strict?.write(encodeBare(edited)).text === edited),
  };
}

async function encoderOf(encoding: string): Promise<((text: string) => Buffer) | undefined> {
  const name = encoding.trim().toLowerCase();
  if (name === 'utf-8' || name === 'utf8') return (text) => Buffer.from(text, 'utf8');
  if (name === 'utf-16le') return (text) => Buffer.from(text, 'utf16le');
  const { default: iconv } = await import('iconv-lite');
  const known = WESTERN.test(name) ? 'windows-1252' : name;
  return iconv.encodingExists(known) ? (text) => iconv.encode(text, known, { addBOM: false }) : undefined;
}
