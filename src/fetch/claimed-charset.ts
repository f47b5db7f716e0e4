import { isUtf8 } from 'node:buffer';
import type { Headers } from './headers.ts';

/*
 * The character set of a page by what is said of it. What is said is often wrong; the bytes have the last word where they can.
 */

/** The part of a page in which browsers look for a meta element. */
const HEAD_BYTES = 4096;
/** Sets in which any bytes are a text, so that nothing contradicts the claim. */
const ANY_BYTES = /^(?:iso-?8859-\d+|windows-?125\d|cp-?125\d|latin-?\d|(?:us-)?ascii)$/;

/** Bytes of GBK, Big5 or Shift_JIS that are good UTF-8 by chance: a word may be, a sentence is not. */
const CHANCE = 24;

/**
 * The claimed character set, lower case: of the header, else of the page itself. Undefined when nothing is claimed or the bytes refute it;
 * then they have to be looked at. The label may be one that nobody knows.
 */
export function claimedCharset(headers: Headers, body: Buffer): string | undefined {
  const claimed = labelIn(headers['content-type'] ?? '') ?? labelIn(metaOf(body));
  if (claimed === undefined) return undefined;
  const isUnicode = isUtf8(body);
  if (/^utf-?8$/.test(claimed)) return isUnicode ? 'utf-8' : undefined;
  const least = ANY_BYTES.test(claimed) ? 1 : CHANCE;
  if (isUnicode && !/^utf-?(?:16|32)/.test(claimed) && countHigh(body, least) >= least) return 'utf-8';
  return claimed;
}

/** Bytes beyond ASCII, counted no further than `enough`. */
function countHigh(body: Buffer, enough: number): number {
  let count = 0;
  for (const byte of body) if (byte >= 0x80 && ++count >= enough) break;
  return count;
}

function labelIn(text: string): string | undefined {
  return /charset\s{0,5}=\s{0,5}["']?([a-z0-9][a-z0-9_:.+-]{1,30})/i.exec(text)?.[1]?.toLowerCase();
}

function metaOf(body: Buffer): string {
  const head = body.subarray(0, HEAD_BYTES).toString('latin1');
  return /<meta\s[^>]{0,300}?charset\s{0,5}=[^>]{1,60}/i.exec(head)?.[0] ?? '';
}
