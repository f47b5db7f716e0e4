import type { Plane } from '../image/plane.ts';
import { EnvironmentError } from '../model/errors.ts';
import { openPicture, planeJpeg } from './picture-decode.ts';
import { explainDamage, type PictureFault, readPictureFile } from './picture-file.ts';

/** A small version of a picture for a report, as a `data:` address. */
export interface SmallPicture {
  readonly data: string;
  readonly width: number;
  readonly height: number;
  /** Of the file, hexadecimal. */
  readonly sha256?: string;
}

/** Longest side, pixels: enough to see what is alike, and some 20 KB. */
const LONGEST = 360;

/** A small version of a picture file (absolute path), or why there is none. */
export async function makeSmall(file: string): Promise<SmallPicture | PictureFault> {
  const read = await readPictureFile(file);
  if ('fault' in read) return read;
  try {
    const picture = await openPicture(read.bytes);
    const data = await picture.alone(() => picture.preview(LONGEST));
    return { data, width: picture.width, height: picture.height, sha256: read.sha256 };
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    return { fault: explainDamage(error, read.format) };
  }
}

/** A small version of what a library keeps of a picture: its brightness. */
export async function drawPlane(plane: Plane): Promise<SmallPicture> {
  const { width, height } = plane;
  return { data: `data:image/jpeg;base64,${(await planeJpeg(plane)).toString('base64')}`, width, height };
}
