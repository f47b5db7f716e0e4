import { type HashHit, makeQueryPicture, matchPicture, type PictureMatch } from '../image/match/match.ts';
import type { Plane } from '../image/plane.ts';
import type { StoredPictures } from '../references/picture-file.ts';

/** What a library says of a picture, in numbers: whoever asked knows which reference has which. */
export interface MatchedPicture {
  readonly matches: readonly PictureMatch[];
  /** A reference that it had to be compared with, and whose pixels are damaged. */
  readonly lost?: number;
}

/**
 * Looks for a picture among those of a library by its features.
 * @param plane its brightness, at most 800 wide and high (`QUERY_SIDE`).
 * @param hits what its hashes found.
 */
export function matchPlane(stored: StoredPictures, plane: Plane, hits: readonly HashHit[]): MatchedPicture {
  let lost: number | undefined;
  const planeOf = (reference: number): Plane | undefined => {
    const small = stored.planeOf(reference);
    if (small === undefined) lost ??= reference;
    return small;
  };
  const matches = matchPicture(makeQueryPicture(plane), { index: stored.index, planeOf }, hits);
  return { matches, ...(lost === undefined ? {} : { lost }) };
}
