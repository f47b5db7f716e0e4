import type { Bilingual } from './text.ts';

/** A point in shares of a picture's width and height, from its top left corner. */
export type Point = readonly [x: number, y: number];

/**
 * A region: the corners of a rectangle in one picture, in turn, each where it lies in this one. Corners of two regions that belong together
 * have the same place in the list. They may lie a little outside of 0..1.
 */
export type Quad = readonly [Point, Point, Point, Point];

/** What was done to a picture to make another of it. */
export interface PictureTransform {
  readonly mirrored: boolean;
  /** Colours turned into their opposites. */
  readonly negative: boolean;
  /** Clockwise, over -180 up to 180. */
  readonly degrees: number;
  /** Share of the original that the copy shows, 0..1. */
  readonly shown: number;
  /** Share of the copy's area that the original takes, 0..1. */
  readonly taken: number;
  /** The two have other frames, bars or margins, which the hash was made without. */
  readonly framed?: true;
}

/** How one picture was found in another. */
export interface PictureRelation {
  /** The same file; alike as a whole; the same details in the same arrangement. */
  readonly stage: 'exact' | 'hash' | 'geometry';
  /** `related`: the same scene, backdrop or goods, or too little in common to be sure; a person decides. */
  readonly tier: 'copy' | 'related';
  /** Which of the two the transform starts from: the whole, or what looks like it. It proves nothing about who was first. */
  readonly original: 'a' | 'b';
  /** Bits of 256 in which the hashes differ, where they were near enough to be compared. */
  readonly distance?: number;
  /** Details that lie where the transform says. */
  readonly inliers?: number;
  readonly a: Quad;
  readonly b: Quad;
  readonly transform: PictureTransform;
}

/** One of two pictures that were compared. */
export interface ComparedPicture {
  /** As the person wrote it. */
  readonly file: string;
  /** As shown: after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  /** A small version as a `data:` address, for reports. */
  readonly preview: string;
}

/** Two pictures, and what one has of the other. */
export interface PictureComparison {
  readonly a: ComparedPicture;
  readonly b: ComparedPicture;
  /** Absent when they have nothing in common. */
  readonly relation?: PictureRelation;
}

/** Least turn, and least part left out, that are worth a word. */
const TURN = 2;
const MOST_SHOWN = 0.97;
const MOST_TAKEN = 0.9;

/** What was done to the original, in words: `mirrored, cropped to 62% of the original, a quarter of this picture`. */
export function describeTransform({ mirrored, negative, degrees, shown, taken, framed }: PictureTransform): Bilingual {
  const parts: Bilingual[] = [];
  if (framed) parts.push({ en: 'with other margins', zh: '边框或留白不同' });
  const turn = Math.round(degrees);
  if (mirrored) parts.push({ en: 'mirrored', zh: '左右镜像' });
  if (Math.abs(degrees) >= TURN) {
    const side = turn < 0 ? { en: 'counterclockwise', zh: '逆时针' } : { en: 'clockwise', zh: '顺时针' };
    parts.push(
      Math.abs(turn) === 180
        ? { en: 'turned by 180°', zh: '旋转 180°' }
        : { en: `turned ${side.en} by ${Math.abs(turn)}°`, zh: `${side.zh}旋转 ${Math.abs(turn)}°` },
    );
  }
  if (negative) parts.push({ en: 'colours inverted', zh: '颜色反转' });
  if (shown < MOST_SHOWN)
    parts.push({ en: `cropped to ${percent(shown)} of the original`, zh: `裁剪后保留原图的 ${percent(shown)}` });
  if (taken < MOST_TAKEN)
    parts.push({ en: `it takes ${percent(taken)} of this picture`, zh: `占本图面积的 ${percent(taken)}` });
  if (parts.length === 0) return { en: 'unchanged in position', zh: '位置和方向未变' };
  return { en: parts.map(({ en }) => en).join(', '), zh: parts.map(({ zh }) => zh).join('、') };
}

/** Whole percent; what is not everything is not called so, what is not nothing neither. */
function percent(share: number): string {
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))}%`;
}
