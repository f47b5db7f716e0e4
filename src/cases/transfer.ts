/*
 * Mails whose parts were cut out of their envelope: bodies that are still quoted-printable or base64 because the head that says so is gone.
 */

/** Bytes -> text, the character set found out. */
export type DecodeBytes = (bytes: Uint8Array) => Promise<string>;

/** Undoes a transfer encoding that nobody announced; the text itself when there is none. */
export async function undoTransfer(text: string, decode: DecodeBytes): Promise<string> {
  const body = text.trim();
  if (isBase64(body)) return decode(Buffer.from(body.replaceAll(/\s/g, ''), 'base64'));
  if (isQuotedPrintable(body)) return decode(quotedBytes(text));
  return text;
}

/** Four long lines of nothing but base64. */
function isBase64(text: string): boolean {
  if (text.length < 240 || text.length > 4_000_000) return false;
  const lines = text.split('\n', 2000).map((line) => line.trim());
  return (
    lines.length > 3 &&
    lines.every((line, i) => /^[A-Za-z0-9+/]+={0,2}$/.test(line) && (line.length >= 60 || i === lines.length - 1))
  );
}

function isQuotedPrintable(text: string): boolean {
  const head = text.slice(0, 100_000);
  const escapes = head.match(/=[0-9A-F]{2}/g)?.length ?? 0;
  const soft = head.match(/=\r?\n/g)?.length ?? 0;
  return !/[^\0-\x7f]/.test(head) && (escapes >= 12 || (escapes >= 2 && soft >= 2) || soft >= 5);
}

function quotedBytes(text: string): Uint8Array {
  const joined = text.replaceAll(/=[ \t]*\r?\n/g, '');
  const latin = joined.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin, 'latin1');
}
