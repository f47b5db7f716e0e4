import { hash } from 'node:crypto';
import type { VersionField, VersionImage } from './history.ts';
import { isPictureText, type Listing } from './listing.ts';
import { compareTexts } from './order.ts';

/** What a listing says, of its texts and pictures alone. */
export interface ListingContent {
  /** By name and index; line ends are `\n`. */
  readonly fields: readonly VersionField[];
  /** By slot. */
  readonly images: readonly VersionImage[];
}

/**
 * What a listing says, in an order that does not depend on the file's columns. Text that was read in pictures is left out: the pictures
 * stand for it, and not every scan reads it.
 * @param pictures SHA-256 of the bytes of local pictures by slot, hexadecimal.
 */
export function contentOf(listing: Pick<Listing, 'fields' | 'images'>, pictures: ReadonlyMap<string, string>): ListingContent {
  const fields = listing.fields
    .filter(({ name }) => !isPictureText(name))
    .map(({ name, index, text }) => ({
      name,
      ...(index === undefined ? {} : { index }),
      text: text.replaceAll(/\r\n?/g, '\n'),
    }))
    .sort((a, b) => compareTexts(a.name, b.name) || (a.index ?? 0) - (b.index ?? 0));
  const images = listing.images
    .map(({ slot, src }) => {
      const sha256 = pictures.get(slot);
      return { slot, src, ...(sha256 === undefined ? {} : { sha256: sha256.toLowerCase() }) };
    })
    .sort((a, b) => compareTexts(a.slot, b.slot));
  return { fields, images };
}

/**
 * SHA-256 over what a listing says, hexadecimal: the same as long as no text and no picture of it changes, wherever its file lies.
 * @param pictures SHA-256 of the bytes of local pictures by slot, hexadecimal.
 */
export function contentHash(listing: Pick<Listing, 'fields' | 'images'>, pictures: ReadonlyMap<string, string>): string {
  return hashOfContent(contentOf(listing, pictures));
}

/** `contentHash` of what was already brought into order. */
export function hashOfContent({ fields, images }: ListingContent): string {
  const text = JSON.stringify([
    fields.map(({ name, index, text: said }) => [name, index ?? null, said]),
    images.map(({ slot, src, sha256 }) => [slot, src, sha256 ?? null]),
  ]);
  return hash('sha256', text, 'hex');
}
