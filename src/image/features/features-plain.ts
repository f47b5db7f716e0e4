import type { Plane } from '../plane.ts';
import { describePatch, measureDirection, WORDS } from './describe.ts';
import type { FeatureSteps, Features } from './features.ts';
import { addCorners, type Corners, makeCorners } from './features-corners.ts';
import { buildPyramid, type Level } from './features-pyramid.ts';

/*
 * The steps of feature extraction without SIMD: for machines that have none, and what the other way is compared with.
 */

let levels: readonly Level[] = [];
let corners: Corners | undefined;

/** The steps without SIMD. */
export const PLAIN_STEPS: FeatureSteps = {
  build: (plane: Plane) => {
    levels = buildPyramid(plane);
    return levels;
  },
  corners: () => {
    corners ??= makeCorners();
    corners.count = 0;
    // The coarse levels first: they are small, and a picture with too many corners must not lose them.
    for (const [number, level] of [...levels.entries()].toReversed()) addCorners(level, number, corners);
    return corners;
  },
  describe: (number: number, x: number, y: number, features: Features, i: number) => {
    const level = levels[number];
    if (level === undefined) return 0;
    const at = y * level.width + x;
    const direction = measureDirection(level.soft, level.width, at);
    describePatch(level.soft, level.width, at, direction, features.descriptors, features.unsure, i * WORDS);
    return direction;
  },
};
