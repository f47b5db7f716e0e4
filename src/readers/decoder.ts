/** What a decoder made of a chunk: the text, and where in it the first invalid bytes stand (-1: nowhere). */
export interface DecodedChunk {
  readonly text: string;
  readonly invalid: number;
}

/** Decodes chunk after chunk. */
export interface Decoder {
  write(chunk: Uint8Array): DecodedChunk;
  end(): DecodedChunk;
}

/** Node's own decoder leaves 0x80..0x9F of this code page as control characters (nodejs/node#56542); iconv-lite reads them right. */
const WESTERN = /^(?:windows-?1252|cp-?1252|latin-?1|iso-?8859-?1|ansi|(?:us-)?ascii)$/i;
const REPLACEMENT = '\uFFFD';

/** A decoder for a character set, by any of its usual names; undefined for an unknown one. */
export async function decoderOf(encoding: string): Promise<Decoder | undefined> {
  const name = encoding.trim();
  if (!WESTERN.test(name)) {
    const native = nativeDecoder(name);
    if (native !== undefined) return native;
  }
  const { default: iconv } = await import('iconv-lite');
  const known = WESTERN.test(name) ? 'windows-1252' : name;
  if (!iconv.encodingExists(known)) return undefined;
  const decoder = iconv.getDecoder(known);
  return {
    write: (chunk) => withReplacement(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    end: () => withReplacement(decoder.end() ?? ''),
  };
}

/**
 * Whether bytes are UTF-8: without fault, a character cut at the end aside, or with no more faults than good sequences, so that they
 * are damage. In GBK about every tenth pair of bytes happens to be a good sequence, in Western European text hardly any.
 */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    let good = 0;
    let bad = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 0xfffd) bad++;
      else if (unit >= 0x80) good++;
    }
    return good >= bad;
  }
}

function nativeDecoder(name: string): Decoder | undefined {
  const decoder = openNative(name);
  if (decoder === undefined) return undefined;
  if (decoder.encoding !== 'utf-8') {
    return {
      write: (chunk) => withReplacement(decoder.decode(chunk, { stream: true })),
      end: () => withReplacement(decoder.decode()),
    };
  }
  let held: Uint8Array = new Uint8Array(0);
  let atStart = true;
  return {
    write: (chunk) => {
      const text = decoder.decode(chunk, { stream: true });
      const invalid = text.includes(REPLACEMENT) ? firstInvalid(text, Buffer.concat([held, chunk]), atStart) : -1;
      held = cutTail(chunk.length >= 4 ? chunk : Buffer.concat([held, chunk]));
      if (text !== '') atStart = false;
      return { text, invalid };
    },
    end: () => withReplacement(decoder.decode()),
  };
}

function openNative(name: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}

function withReplacement(text: string): DecodedChunk {
  return { text, invalid: text.indexOf(REPLACEMENT) };
}

/** The first U+FFFD that stands for broken bytes and not for itself. */
function firstInvalid(text: string, bytes: Buffer, atStart: boolean): number {
  let at = atStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let from = 0;
  for (let i = text.indexOf(REPLACEMENT); i !== -1; i = text.indexOf(REPLACEMENT, from)) {
    at += Buffer.byteLength(text.slice(from, i));
    if (bytes[at] !== 0xef || bytes[at + 1] !== 0xbf || bytes[at + 2] !== 0xbd) return i;
    at += 3;
    from = i + 1;
  }
  return -1;
}

/** The bytes of a character that the end of the chunk has cut; the decoder holds them back. */
function cutTail(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return width > back ? bytes.slice(bytes.length - back) : new Uint8Array(0);
    }
  }
  return new Uint8Array(0);
}
