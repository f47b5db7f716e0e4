import type { ReferenceRole, ReferenceSource } from './evidence.ts';

/** A text of somebody else's, field by field. */
export interface ReferenceText extends ReferenceSource {
  readonly kind: 'text';
  readonly fields: readonly { readonly name: string; readonly text: string }[];
}

/** A picture of somebody else's; the picture itself is not kept, its hashes are. */
export interface ReferenceImage extends ReferenceSource {
  readonly kind: 'image';
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  /** Perceptual hash, 64 hexadecimal digits. */
  readonly hash: string;
  /** The same of the part inside its frame or margins of one colour, if there is one: copies often get other margins. */
  readonly innerHash?: string;
  /** 0..100; below 50 the picture is too flat for its hash to prove anything. */
  readonly quality: number;
  readonly width: number;
  readonly height: number;
}

/** One entry of the reference library. */
export type Reference = ReferenceText | ReferenceImage;

/** A text in one piece, as it is indexed and compared: its fields as written, joined by line breaks. Spans of passages count in it. */
export function sourceText({ fields }: Pick<ReferenceText, 'fields'>): string {
  return fields.map(({ text }) => text).join('\n');
}

/** Whether texts of a role are searched: sentences that everybody writes accuse nobody, and nobody looks for them. */
export function isIndexed(role: ReferenceRole): boolean {
  return role !== 'boilerplate';
}
