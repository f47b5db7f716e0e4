import type { Hashed } from '../image/facts.ts';
import { hashQuickly, MIN_QUALITY } from '../image/hash/pdq.ts';
import { findFramed } from '../image/measure/frame.ts';
import type { Box, Pixels } from '../image/pixels.ts';

/**
 * The hashes of a picture: of the whole, and of the part within its margins, when that shows enough.
 * @param sha256 of its file.
 * @param inside that part, when it is known already.
 */
export function hashPicture(pixels: Pixels, sha256: string, inside: Box | undefined = findFramed(pixels)): Hashed {
  const whole = hashQuickly(pixels);
  const part = inside === undefined ? undefined : hashQuickly(pixels, inside);
  return {
    sha256,
    hashes: part === undefined || part.quality < MIN_QUALITY ? whole.hashes : [...whole.hashes, ...part.hashes],
    quality: whole.quality,
  };
}
