import type { Plane } from '../plane.ts';
import { mirrorWords, negateWords, WORDS } from './describe.ts';
import type { Corners } from './features-corners.ts';
import { PLAIN_STEPS } from './features-plain.ts';
import { type LevelSize, STEP } from './features-pyramid.ts';
import { openSimdSteps } from './features-simd.ts';
import { spreadCorners } from './features-spread.ts';

/*
 * What a picture is recognised by when it is cropped, turned or pasted into another one: some hundred places with the look of their
 * surroundings. Plane in, parallel arrays out; no object for a place.
 */

/** Longest side of a reference's plane whose features go into the library. */
export const REFERENCE_SIDE = 512;
/** Features of a reference. */
export const REFERENCE_FEATURES = 300;
/** Longest side of the plane of a picture that is searched for. */
export const QUERY_SIDE = 800;
/** Features of a picture that is searched for. */
export const QUERY_FEATURES = 1200;

/** Positions are in 1/8 pixel. */
export const FRACTION = 8;
/** Angles are in 1/256 turn. */
export const FULL_TURN = 256;

/** Places of a picture with the look of their surroundings; parallel arrays. */
export interface Features {
  readonly count: number;
  /** Of the plane, in pixels. */
  readonly width: number;
  readonly height: number;
  /** In 1/8 pixel of the plane. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  /** The patch is larger than the smallest by 1.25 to the power of this. */
  readonly scale: Uint8Array;
  /** Where the patch is brightest, in 1/256 turn from right towards down. */
  readonly angle: Uint8Array;
  /** Eight words each. */
  readonly descriptors: Uint32Array;
  /** Bits of the descriptors that may come out otherwise when the picture changes a little; eight words each. */
  readonly unsure: Uint32Array;
}

/** What is done for every pixel of a plane and of a patch. */
export interface FeatureSteps {
  /** Builds the levels of a plane, about which the other steps are until the next call. */
  build(plane: Plane): readonly LevelSize[];
  /** The corners of all levels, the coarse ones first; valid until the next call. */
  corners(): Corners;
  /** Writes the look of the patch around a pixel of a level as feature `i`, and returns its direction, in radians. */
  describe(level: number, x: number, y: number, features: Features, i: number): number;
}

/**
 * The features of a plane, at most `most`, spread over it. Sides of 8,191 pixels at most; the cost grows with the plane, so that
 * it should be scaled first (`REFERENCE_SIDE`, `QUERY_SIDE`).
 * @param steps how it is done, with the same result: with SIMD where it can be.
 */
export function findFeatures(plane: Plane, most: number, steps: FeatureSteps = openSimdSteps(plane) ?? PLAIN_STEPS): Features {
  const levels = steps.build(plane);
  const corners = steps.corners();
  const chosen = spreadCorners(corners, plane.width, plane.height, most);
  const features = makeFeatures(chosen.length, plane.width, plane.height);
  for (let i = 0; i < chosen.length; i++) {
    const corner = chosen[i] ?? 0;
    const number = corners.level[corner] ?? 0;
    const { width, height } = levels[number] ?? plane;
    const x = corners.x[corner] ?? 0;
    const y = corners.y[corner] ?? 0;
    const direction = steps.describe(number, x, y, features, i);
    features.x[i] = Math.round(((x + 0.5) * FRACTION * plane.width) / width);
    features.y[i] = Math.round(((y + 0.5) * FRACTION * plane.height) / height);
    features.scale[i] = number;
    features.angle[i] = Math.round((direction * FULL_TURN) / (2 * Math.PI));
  }
  return features;
}

/** Features of zeros. */
export function makeFeatures(count: number, width: number, height: number): Features {
  return {
    count,
    width,
    height,
    x: new Uint16Array(count),
    y: new Uint16Array(count),
    scale: new Uint8Array(count),
    angle: new Uint8Array(count),
    descriptors: new Uint32Array(count * WORDS),
    unsure: new Uint32Array(count * WORDS),
  };
}

/** What `findFeatures` would find in the mirrored plane (left and right exchanged). */
export function mirrorFeatures(features: Features): Features {
  const out = makeFeatures(features.count, features.width, features.height);
  out.y.set(features.y);
  out.scale.set(features.scale);
  for (let i = 0; i < features.count; i++) {
    out.x[i] = features.width * FRACTION - (features.x[i] ?? 0);
    out.angle[i] = FULL_TURN / 2 - (features.angle[i] ?? 0);
  }
  mirrorWords(features.descriptors, out.descriptors, features.count);
  mirrorWords(features.unsure, out.unsure, features.count);
  return out;
}

/** What `findFeatures` would find in the negative of the plane. */
export function negateFeatures(features: Features): Features {
  const out = makeFeatures(features.count, features.width, features.height);
  out.x.set(features.x);
  out.y.set(features.y);
  out.scale.set(features.scale);
  for (let i = 0; i < features.count; i++) out.angle[i] = (features.angle[i] ?? 0) + FULL_TURN / 2;
  negateWords(features.descriptors, out.descriptors, features.count);
  // An unsure bit is unsure in the negative too.
  for (let i = 0; i < features.unsure.length; i++) out.unsure[i] = features.unsure[i ^ 4] ?? 0;
  return out;
}

export { STEP };
