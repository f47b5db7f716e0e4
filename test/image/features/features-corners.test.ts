import { expect, it } from 'vitest';
import { holdsNine } from '../../../src/image/features/features-corners.ts';

/** The circle of a set, walked from each of its places. */
function walksNine(set: number): boolean {
  const circle = Array.from({ length: 16 }, (_, place) => ((set >> place) & 1) === 1);
  return circle.some((_, first) => Array.from({ length: 9 }, (_, k) => circle[(first + k) % 16]).every(Boolean));
}

it('knows every set of places that holds nine in a row', () => {
  const sets = Array.from({ length: 1 << 16 }, (_, set) => set);
  expect(sets.filter(holdsNine)).toEqual(sets.filter(walksNine));
});
