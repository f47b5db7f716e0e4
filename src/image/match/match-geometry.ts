import type { PictureTransform, Point, Quad } from '../../model/picture-comparison.ts';
import { type Affine, invert } from './geometry.ts';
import { type Region, WHOLE_REGION } from './verify-region.ts';

/** Where a reference lies in a picture. */
export interface MatchGeometry {
  /** The region in the picture. */
  readonly here: Quad;
  /** The same region in the reference. */
  readonly there: Quad;
  readonly transform: PictureTransform;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Puts a map from a reference's plane to a picture's into words and regions.
 * @param region the part of the reference that counts.
 */
export function describeMatch(
  map: Affine,
  reference: Size,
  picture: Size,
  { isMirrored, isNegative }: { readonly isMirrored: boolean; readonly isNegative: boolean },
  region: Region = WHOLE_REGION,
): MatchGeometry {
  const toPicture = apply(map);
  const shape = clip(corners(reference, region).map(toPicture), picture);
  const back = invert(map);
  const seen = back === undefined ? [] : shape.map(apply(back));
  const there = boxOf(seen, reference);
  const here = mapQuad(there, ([x, y]) => toPicture([x * reference.width, y * reference.height]));
  const turned = isMirrored ? { a: -map.a, c: -map.c, b: map.b, d: map.d } : map;
  const degrees = (Math.atan2(turned.c - turned.b, turned.a + turned.d) * 180) / Math.PI;
  const areaHere = picture.width * picture.height;
  const determinant = Math.abs(map.a * map.d - map.b * map.c);
  const area = areaOf(shape);
  return {
    here: mapQuad(here, ([x, y]) => [round(clamp(x / picture.width)), round(clamp(y / picture.height))]),
    there: mapQuad(there, ([x, y]) => [round(x), round(y)]),
    transform: {
      mirrored: isMirrored,
      negative: isNegative,
      degrees: round(degrees),
      shown: round(clamp(area / Math.max(1e-9, determinant * reference.width * reference.height))),
      taken: round(clamp(area / areaHere)),
    },
  };
}

function apply({ a, b, c, d, e, f }: Affine): (point: Point) => Point {
  return ([x, y]) => [a * x + b * y + e, c * x + d * y + f];
}

function corners({ width, height }: Size, { left, top, right, bottom }: Region): Quad {
  return makeBox(left * width, top * height, right * width, bottom * height);
}

function makeBox(left: number, top: number, right: number, bottom: number): Quad {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** The box around points of a reference, 0..1. */
function boxOf(points: readonly Point[], { width, height }: Size): Quad {
  if (points.length === 0) return makeBox(0, 0, 1, 1);
  const xs = points.map(([x]) => clamp(x / width));
  const ys = points.map(([, y]) => clamp(y / height));
  return makeBox(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

function mapQuad([one, two, three, four]: Quad, move: (point: Point) => Point): Quad {
  return [move(one), move(two), move(three), move(four)];
}

/** The part of a convex shape that lies in a rectangle (Sutherland and Hodgman). */
function clip(shape: readonly Point[], { width, height }: Size): Point[] {
  const sides: ((p: Point) => number)[] = [([x]) => x, ([x]) => width - x, ([, y]) => y, ([, y]) => height - y];
  let points = [...shape];
  for (const depth of sides) {
    points = points.flatMap((to, i) => {
      const from = points.at(i - 1) ?? to;
      const [before, after] = [depth(from), depth(to)];
      const share = before / (before - after);
      const crossing: Point = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
      return before >= 0 === after >= 0 ? (after >= 0 ? [to] : []) : after >= 0 ? [crossing, to] : [crossing];
    });
  }
  return points;
}

function areaOf(points: readonly Point[]): number {
  let sum = 0;
  for (const [i, from] of points.entries()) {
    const to = points[(i + 1) % points.length] ?? from;
    sum += from[0] * to[1] - to[0] * from[1];
  }
  return Math.abs(sum) / 2;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
