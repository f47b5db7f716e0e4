import { STEP } from '../features/features.ts';

/** Levels more than a pyramid has, so that any difference of two is in the table. */
const MOST = 32;

const SCALES: Float64Array = Float64Array.from({ length: 2 * MOST + 1 }, (_, i) => STEP ** (i - MOST));

/** By how much a level is smaller than one that many levels below it: 1.25 to the power of a whole number from -32 to 32. */
export function scaleOfLevels(levels: number): number {
  return SCALES[levels + MOST] ?? STEP ** levels;
}
