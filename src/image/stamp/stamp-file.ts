import type { MetadataParts } from '../rights/rights.ts';

/** A picture file, opened to read and to write its metadata; the compressed picture is never touched. */
export interface PictureFile {
  readonly parts: MetadataParts;
  /** Which metadata the format has a place for. */
  readonly holds: readonly ('exif' | 'iptc' | 'xmp')[];
  /** The file with these parts instead of its own; those that are absent are left away. Undefined when they are too long for the format. */
  write(parts: Pick<MetadataParts, 'exif' | 'iptc' | 'xmp'>): Uint8Array | undefined;
}
