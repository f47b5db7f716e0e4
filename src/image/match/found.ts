import type { PictureTransform, Point, Quad } from '../../model/picture-comparison.ts';
import type { ReferenceImage } from '../../model/reference.ts';
import type { ImageHit, Transform } from '../hash/image-index.ts';
import { TURNS, type Turn } from '../hash/pdq.ts';
import type { PictureMatch } from './match.ts';

/** A reference that a picture holds, whole or in part. */
export interface FoundPicture {
  readonly reference: ReferenceImage;
  /** The same file; alike as a whole; the same details in the same arrangement. */
  readonly stage: 'exact' | 'hash' | 'geometry';
  /** `related`: much is alike, but too little to be sure; a person decides. */
  readonly tier: 'copy' | 'related';
  /** Bits of 256 in which the hashes differ; absent when they were not near enough to be compared. */
  readonly distance?: number;
  /** Features that lie where the transform says; absent when they were not compared. */
  readonly inliers?: number;
  /** The region in the picture, and the same in the reference. */
  readonly here: Quad;
  readonly there: Quad;
  readonly transform: PictureTransform;
}

const WHOLE: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** What geometry found of a reference. */
export function foundByGeometry(match: PictureMatch, reference: ReferenceImage): FoundPicture {
  const { stage, tier, distance, inliers, here, there, transform } = match;
  return {
    reference,
    stage,
    tier,
    ...(distance === undefined ? {} : { distance }),
    ...(inliers === 0 ? {} : { inliers }),
    here,
    there,
    transform,
  };
}

/** What a hash alone tells: the whole of the one is the whole of the other, margins aside. */
export function foundByHash({ reference, stage, distance, transform, isNegative }: ImageHit): FoundPicture {
  const turn = turnOf(transform);
  const quarters = TURNS.indexOf(turn) % 4;
  const mirrored = turn.startsWith('mirrored');
  const framed = transform.startsWith('framed') ? { framed: true as const } : {};
  // A corner goes where the turn takes it; mirroring comes first and exchanges left and right.
  const corner = (at: number): Point => WHOLE[((mirrored ? 5 - at : at) + quarters) % 4] ?? [0, 0];
  return {
    reference,
    stage,
    tier: 'copy',
    distance,
    here: [corner(0), corner(1), corner(2), corner(3)],
    there: WHOLE,
    transform: { mirrored, negative: isNegative, degrees: quarters === 3 ? -90 : quarters * 90, shown: 1, taken: 1, ...framed },
  };
}

/** How the reference is turned, its margins aside. */
export function turnOf(transform: Transform): Turn {
  const bare = transform.replace(/^framed-?/, '');
  return TURNS.find((turn) => turn === bare) ?? 'upright';
}
