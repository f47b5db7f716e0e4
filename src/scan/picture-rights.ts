import type { Metadata } from 'sharp';
import type { PictureRights } from '../image/rights/rights.ts';

/** What a picture file says of its rights; undefined when it says nothing. Never throws: damaged metadata is no damaged picture. */
export async function readPictureRights(metadata: Metadata, file: Uint8Array): Promise<PictureRights | undefined> {
  const { format, exif, iptc, xmp, comments } = metadata;
  const { readRights } = await import('../image/rights/rights.ts');
  try {
    return await readRights({
      // A TIFF file is itself such a structure, and decoders hand none of its texts over.
      ...(format === 'tiff' ? { exif: file } : exif === undefined ? {} : { exif }),
      ...(iptc === undefined ? {} : { iptc }),
      ...(xmp === undefined ? {} : { xmp }),
      ...(comments === undefined ? {} : { texts: comments }),
      file,
    });
  } catch {
    return undefined;
  }
}
