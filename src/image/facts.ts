import type { PictureColour } from '../model/picture-colour.ts';
import type { FoundPicture } from './match/found.ts';
import type { Border } from './measure/border.ts';
import type { Composition } from './measure/composition.ts';
import type { PictureRights } from './rights/rights.ts';

/** What a decoded picture tells, without the picture. */
export interface ImageFacts {
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** As shown: after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  /** `jpeg`, `png`, `webp`, `gif`, `tiff` … */
  readonly format: string;
  readonly colour: PictureColour;
  /** Share of pure white (255, 255, 255) among the border pixels, 0..1. */
  readonly whiteBorder: number;
  /** What stands on a white background; absent when the background is not white. */
  readonly composition?: Composition;
  /** A border that was added; absent when there is none. */
  readonly border?: Border;
  /**
   * 256-bit perceptual hashes of the picture turned in the eight ways of a square, upright first; 64 hexadecimal digits each. A picture
   * with a frame (one colour along a side) has eight more: those of the part inside the frame.
   */
  readonly hashes: readonly string[];
  /** 0..100; below 50 the picture is too flat for its hash to prove anything. */
  readonly quality: number;
  /** What the file says of its rights; absent when it says nothing. */
  readonly rights?: PictureRights;
  /** References that it holds, whole or in part; absent when only hashes were made. */
  readonly matches?: readonly FoundPicture[];
}

/** What the hashes of a picture say, for its search. */
export type Hashed = Pick<ImageFacts, 'sha256' | 'hashes' | 'quality'>;
