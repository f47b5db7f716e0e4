/*
 * Text of an XML element -> characters. Only the five entities of XML itself and numbers are replaced; whatever else a document declares
 * stays as it is written, so no declaration can make a text grow.
 */

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes a text cut out of the document: `&amp;` is `&`, `&brand;` stays `&brand;`. CDATA sections are taken as they are. */
export function decodeText(text: string): string {
  if (!text.includes('&') && !text.includes('<')) return text.trim();
  const plain = text.replace(
    /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[^>]*>|&(#?\w{1,8});/g,
    (whole, cdata?: string, name?: string) => {
      if (cdata !== undefined) return cdata;
      return name === undefined ? ' ' : entity(name, whole);
    },
  );
  return plain.replace(/\s+/g, ' ').trim();
}

function entity(name: string, whole: string): string {
  if (!name.startsWith('#')) return PREDEFINED[name] ?? whole;
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const valid = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return valid ? String.fromCodePoint(point) : whole;
}

/** Whether a text names an entity that XML does not define. */
export function hasStrangeEntity(text: string): boolean {
  return /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)\w+;/i.test(text);
}

/** Bytes of a record as text, for searching: one unit a byte. `decodeBytes` makes characters of what was found. */
export function bytesAsText(bytes: Buffer): string {
  return bytes.toString('latin1');
}

/** A piece of `bytesAsText` as characters. Bytes that are no UTF-8 are taken as Latin-1, which older files are written in. */
export function decodeBytes(piece: string, encoding: XmlEncoding): string {
  if (encoding === 'latin1' || !/[\x80-\xff]/.test(piece)) return piece;
  const text = Buffer.from(piece, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? piece : text;
}

/** Character sets of XML that are read: UTF-8, which ASCII is part of, and Latin-1. */
export type XmlEncoding = 'utf8' | 'latin1';
