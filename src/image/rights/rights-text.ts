/** Longest text of a field that is kept, in UTF-16 code units; a copyright notice is a line or two. */
const MAX_TEXT = 400;

/**
 * The text that bytes of a picture's metadata hold. The formats leave the character set open: UTF-8 where it is valid; GB 18030 where the
 * bytes above ASCII come in pairs, as Chinese programs write them; else Latin-1.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    if (!/^(?:[\0-\x7f]|[\xa1-\xfe]{2})*$/.test(latin.slice(0, MAX_TEXT * 4))) return latin;
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A text as a report can show it: on one line, without control characters, cut to some 400; empty when nothing is left. */
export function cleanText(text: string): string {
  const line = text
    .slice(0, MAX_TEXT * 4)
    .replace(/\0.*$/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length <= MAX_TEXT ? line : `${[...line.slice(0, MAX_TEXT)].slice(0, -1).join('')}…`;
}
