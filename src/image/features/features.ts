import type { Plane } from '../plane.ts';
import { describePatch, measureDirection, mirrorWords, negateWords, WORDS } from './describe.ts';
import { addCorners, type Corners, makeCorners } from './features-corners.ts';
import { buildPyramid, STEP } from './features-pyramid.ts';
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

let corners: Corners | undefined;

/**
 * The features of a plane, at most `most`, spread over it. Sides of 8,191 pixels at most; the cost grows with the plane, so that
 * it should be scaled first (`REFERENCE_SIDE`, `QUERY_SIDE`).
 */
export function findFeatures(plane: Plane, most: number): Features {
  const levels = buildPyramid(plane);
  corners ??= makeCorners();
  corners.count = 0;
  // The coarse levels first: they are small, and a picture with too many corners must not lose them.
  for (const level of levels.toReversed()) addCorners(level, corners);
  const chosen = spreadCorners(corners, plane.width, plane.height, most);
  const features = makeFeatures(chosen.length, plane.width, plane.height);
  for (let i = 0; i < chosen.length; i++) {
    const corner = chosen[i] ?? 0;
    const level = levels[corners.level[corner] ?? 0];
    if (level === undefined) continue;
    const { width, soft, number } = level;
    const x = corners.x[corner] ?? 0;
    const y = corners.y[corner] ?? 0;
    const at = y * width + x;
    const direction = measureDirection(soft, width, at);
    describePatch(soft, width, at, direction, features.descriptors, features.unsure, i * WORDS);
    features.x[i] = Math.round(((x + 0.5) * FRACTION * plane.width) / width);
    features.y[i] = Math.round(((y + 0.5) * FRACTION * plane.height) / level.height);
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
