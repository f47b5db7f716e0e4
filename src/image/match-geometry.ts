import { type Affine, invert, measureStretch } from './geometry.ts';
import { type Region, WHOLE_REGION } from './verify-region.ts';

/** A point of a picture, 0..1 from left to right and from top to bottom. */
export interface QuadPoint {
  readonly x: number;
  readonly y: number;
}

/** Four corners, in the order in which the upright rectangle has them: left top, right top, right bottom, left bottom. */
export type Quad = readonly [QuadPoint, QuadPoint, QuadPoint, QuadPoint];

/** What was done to a reference to give what the picture shows. */
export interface MatchTransform {
  readonly mirrored: boolean;
  readonly negative: boolean;
  /** Clockwise, after mirroring; -180 to 180. */
  readonly degrees: number;
  /** Side of the reference, whole, as a share of the picture's: the root of the ratio of the areas. */
  readonly scale: number;
  /** 1 when the proportions are kept, 2 when one side is twice as long as it should be. */
  readonly stretch: number;
  /** Share of the reference's area that the picture shows, 0..1. */
  readonly shown: number;
  /** Share of the picture's area that it takes, 0..1. */
  readonly taken: number;
}

/** Where a reference lies in a picture. */
export interface MatchGeometry {
  /** The region in the picture. */
  readonly here: Quad;
  /** The same region in the reference. */
  readonly there: Quad;
  readonly transform: MatchTransform;
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
  const shape = clip(corners(reference, region).map(apply(map)), picture);
  const back = invert(map);
  const seen = back === undefined ? [] : shape.map(apply(back));
  const there = boxOf(seen, reference);
  const here = there.map((p) => apply(map)({ x: p.x * reference.width, y: p.y * reference.height }));
  const turned = isMirrored ? { a: -map.a, c: -map.c, b: map.b, d: map.d } : map;
  const degrees = (Math.atan2(turned.c - turned.b, turned.a + turned.d) * 180) / Math.PI;
  const areaHere = picture.width * picture.height;
  const determinant = Math.abs(map.a * map.d - map.b * map.c);
  const area = areaOf(shape);
  return {
    here: toQuad(here.map((p) => ({ x: clamp(p.x / picture.width), y: clamp(p.y / picture.height) }))),
    there: toQuad(there),
    transform: {
      mirrored: isMirrored,
      negative: isNegative,
      degrees: round(degrees),
      scale: round(Math.sqrt((determinant * reference.width * reference.height) / areaHere)),
      stretch: round(measureStretch(map)),
      shown: round(clamp(area / Math.max(1e-9, determinant * reference.width * reference.height))),
      taken: round(clamp(area / areaHere)),
    },
  };
}

function apply({ a, b, c, d, e, f }: Affine): (point: QuadPoint) => QuadPoint {
  return ({ x, y }) => ({ x: a * x + b * y + e, y: c * x + d * y + f });
}

function corners({ width, height }: Size, { left, top, right, bottom }: Region): QuadPoint[] {
  const [x, y, x2, y2] = [left * width, top * height, right * width, bottom * height];
  return [
    { x, y },
    { x: x2, y },
    { x: x2, y: y2 },
    { x, y: y2 },
  ];
}

/** The box around points of a reference, 0..1. */
function boxOf(points: readonly QuadPoint[], { width, height }: Size): QuadPoint[] {
  const xs = points.map((p) => clamp(p.x / width));
  const ys = points.map((p) => clamp(p.y / height));
  const [left, right] = points.length === 0 ? [0, 1] : [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = points.length === 0 ? [0, 1] : [Math.min(...ys), Math.max(...ys)];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

function toQuad(points: readonly QuadPoint[]): Quad {
  const [one, two, three, four] = points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
  const zero = { x: 0, y: 0 };
  return [one ?? zero, two ?? zero, three ?? zero, four ?? zero];
}

/** The part of a convex shape that lies in a rectangle (Sutherland and Hodgman). */
function clip(shape: readonly QuadPoint[], { width, height }: Size): QuadPoint[] {
  const sides: ((p: QuadPoint) => number)[] = [(p) => p.x, (p) => width - p.x, (p) => p.y, (p) => height - p.y];
  let points = [...shape];
  for (const depth of sides) {
    points = points.flatMap((to, i) => {
      const from = points.at(i - 1) ?? to;
      const [before, after] = [depth(from), depth(to)];
      const share = before / (before - after);
      const crossing = { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
      return before >= 0 === after >= 0 ? (after >= 0 ? [to] : []) : after >= 0 ? [crossing, to] : [crossing];
    });
  }
  return points;
}

function areaOf(points: readonly QuadPoint[]): number {
  let sum = 0;
  for (const [i, p] of points.entries()) {
    const next = points[(i + 1) % points.length] ?? p;
    sum += p.x * next.y - next.x * p.y;
  }
  return Math.abs(sum) / 2;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
