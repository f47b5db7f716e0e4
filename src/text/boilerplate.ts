import type { ReferenceText } from '../model/reference.ts';
import { type Alignment, bounds, cutOut } from './passages.ts';
import type { Grams } from './winnow.ts';

/*
 * Sentences that everybody writes and nobody owns: warranties, size charts, "colour may differ". A gram is common when it stands in a
 * stock text (a reference of role `boilerplate`) or in the texts of several owners. A passage made of such grams proves no copying.
 */

/** Share of a passage's known grams that may be common. From here on the common parts are cut out. */
const MOST_COMMON = 1 / 3;

/** What the library knows about a gram. */
export interface CommonGrams {
  /** Hashes of common grams. */
  readonly common: ReadonlySet<number>;
  /** Whether the gram stands anywhere in the library. */
  isKnown(hash: number): boolean;
}

/** True for texts that show what is common, and that nobody can be accused of copying. */
export function isBoilerplate(reference: ReferenceText): boolean {
  return reference.role === 'boilerplate';
}

/**
 * What of a passage is somebody's own wording: the whole when fewer than a third of its grams are common, else what stands between
 * the common sentences. May be empty.
 */
export function withoutCommon(alignment: Alignment, grams: Grams, library: CommonGrams): Alignment[] {
  if (library.common.size === 0) return [alignment];
  const [start, end] = bounds(alignment).here;
  const holes: [number, number][] = [];
  let known = 0;
  let common = 0;
  for (let i = start; i < Math.min(end, grams.count); i++) {
    const gramEnd = grams.ends[i] ?? 0;
    if (gramEnd > end) break;
    const hash = grams.hashes[i] ?? 0;
    if (library.common.has(hash)) {
      known++;
      common++;
      addHole(holes, i, gramEnd);
    } else if (library.isKnown(hash)) known++;
  }
  if (common === 0 || common / known < MOST_COMMON) return [alignment];
  return cutOut(alignment, grams.weights, holes);
}

function addHole(holes: [number, number][], start: number, end: number): void {
  const last = holes.at(-1);
  if (last !== undefined && start <= last[1]) last[1] = end;
  else holes.push([start, end]);
}
