import type { FeatureIndex } from '../features/feature-index.ts';
import { type Features, mirrorFeatures, negateFeatures } from '../features/features.ts';
import type { Plane } from '../plane.ts';
import { type FeatureGrid, makeGrid } from './feature-grid.ts';
import { type Affine, compose, measureStretch, scaleOf } from './geometry.ts';
import { type Agreement, compareBlocks, type Halves, halveSmallPlane } from './verify-blocks.ts';
import type { Alignment } from './verify-guided.ts';
import type { Hole } from './verify-hole.ts';

/*
 * Whether a reference that was laid over a picture is a copy of it. Two photographs of one shoot, of one model or of one shape have many
 * features in common; a copy has more: nearly all of them, at the exact places, and what lies between them is the same too.
 */

/** A picture as it is, mirrored, as a negative, or both. */
export interface View {
  readonly features: Features;
  readonly grid: FeatureGrid;
  readonly isMirrored: boolean;
  readonly isNegative: boolean;
}

/** Makes a view of a picture's features. */
export function makeView(plain: Features, isMirrored: boolean, isNegative: boolean): View {
  const turned = isMirrored ? mirrorFeatures(plain) : plain;
  const features = isNegative ? negateFeatures(turned) : turned;
  return { features, grid: makeGrid(features), isMirrored, isNegative };
}

/** How a reference lies in a picture, and what speaks for a copy. */
export interface Verdict {
  readonly reference: number;
  readonly view: View;
  readonly alignment: Alignment;
  /** From the reference's plane to the picture's, mirroring included. */
  readonly map: Affine;
  readonly agreement: Agreement;
  /** The reference in small, as it was compared, and from there to the picture's plane. */
  readonly small: Plane;
  readonly fromSmall: Affine;
  /** The evidence in one number; see `isCopy`. */
  readonly score: number;
}

/** Fewest pairs, and least share of the features, for looking closer. */
const LEAST_INLIERS = 8;
const LEAST_DENSITY = 0.06;

/** A map that stretches more than this is an accident: copiers stretch a picture to fit a frame, not to a ribbon. */
const MOST_STRETCH = 2.2;

/**
 * Where most blocks contradict, so many of the features must be there for a copy: a retoucher's favourite head on another body is not the
 * photograph, a product cut out and laid on another ground is.
 */
const LEAST_AGREEMENT = 0.5;
const DENSE = 0.25;

/**
 * One large piece, away from the border, stands in only one of the two: another product before the same backdrop, unless more of the features
 * are there than a backdrop explains. A copier's writing and stickers are smaller or in pieces; of a single reference nothing tells a sticker
 * on the product from another product in a template.
 */
const BACKDROP_HOLE = 0.3;
const MOST_AT_BORDER = 0.15;
const MORE_THAN_BACKDROP = 0.4;

/** Pixels of the picture a pixel of the small plane must have; with fewer, both are compared at half the size. */
const LEAST_DETAIL = 1.3;

/** The score from which a reference is a copy, and from which it is worth a look. Fitted on one half of the development pictures. */
const COPY_SCORE = 1.5;
/** The score from which a reference is shown as related. */
export const RELATED_SCORE = -1.5;

/**
 * Judges an alignment; undefined when it is too weak to look closer.
 * @param planeOf gives the small plane of a reference, see `makeSmallPlane`; without one there is no verdict.
 * @param detail pixels of the picture as it came for a pixel of `halves[0]`: 0.5 when it was enlarged twofold.
 */
export function judge(
  index: FeatureIndex,
  reference: number,
  view: View,
  alignment: Alignment,
  halves: Halves,
  detail: number,
  planeOf: (reference: number) => Plane | undefined,
): Verdict | undefined {
  if (alignment.inliers < LEAST_INLIERS || alignment.density < LEAST_DENSITY) return undefined;
  if (measureStretch(alignment.map) > MOST_STRETCH) return undefined;
  let small = planeOf(reference);
  if (small === undefined) return undefined;
  const map = view.isMirrored ? compose(mirrorIn(view.features.width), alignment.map) : alignment.map;
  const width = index.widths[reference] ?? 0;
  const height = index.heights[reference] ?? 0;
  const mapOf = (plane: Plane): Affine => compose(map, scaling(width / plane.width, height / plane.height));
  if (scaleOf(mapOf(small)) * detail < LEAST_DETAIL) small = halveSmallPlane(small);
  const fromSmall = mapOf(small);
  const agreement = compareBlocks(small, halves, fromSmall, view.isNegative);
  return { reference, view, alignment, map, agreement, small, fromSmall, score: scoreEvidence(alignment, agreement) };
}

function mirrorIn(width: number): Affine {
  return { a: -1, b: 0, c: 0, d: 1, e: width, f: 0 };
}

function scaling(x: number, y: number): Affine {
  return { a: x, b: 0, c: 0, d: y, e: 0, f: 0 };
}

/** Whether the evidence is enough for a copy. */
export function isCopy({ score, alignment, agreement }: Verdict): boolean {
  if (score < COPY_SCORE || showsOther(alignment, agreement.hole)) return false;
  return agreement.good >= LEAST_AGREEMENT * agreement.seen || alignment.density >= DENSE;
}

function showsOther({ density }: Alignment, { share, atBorder }: Hole): boolean {
  return share >= BACKDROP_HOLE && atBorder <= MOST_AT_BORDER && density < MORE_THAN_BACKDROP;
}

/** Fewer blocks than this prove nothing; their shares are of so many. */
const LEAST_BLOCKS = 12;

/** Bits in which pairs of like shapes differ on the mean, and in which those of a good copy do less. */
const FAR = 40;
const NEARER = 25;

/** What an inlier misses its place by on the mean when it lies there by chance: the mean distance of a disc's points from its middle. */
const CHANCE_MISS = 0.67;

/**
 * Sum of weights of evidence, as logistic regression fitted them to copies and to nearest other pictures: how much is the same between the
 * features counts as much as how alike, how many and how exactly placed they are.
 */
function scoreEvidence({ map, inliers, density, distance, miss }: Alignment, { seen, good, same }: Agreement): number {
  const blocks = Math.max(LEAST_BLOCKS, seen);
  return (
    -13.8 +
    (4.5 * same) / blocks +
    (1.3 * good) / blocks +
    1.4 * Math.min(0.5, density) +
    4.1 * ((FAR - distance) / NEARER) +
    2.5 * Math.log(inliers / LEAST_INLIERS) +
    7.2 * (CHANCE_MISS - miss) +
    1.9 * Math.log(blocks / LEAST_BLOCKS) -
    1.9 * Math.log(measureStretch(map))
  );
}
