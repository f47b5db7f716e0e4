import type { GramReader } from './copy-grams.ts';

/*
 * Wording that several owners have: nobody can say who had it first, and a shopper's page is full of it. Counted by owners and not by
 * texts, because one shop has the same warranty under five hundred listings.
 */

/** Owners from which on a gram is common wording. Two are a seller and whoever copied from him. */
const COMMON_OWNERS = 3;
/** Share of a passage's known grams that may be common. From here on the common parts are cut out. */
const MOST_COMMON = 1 / 3;

/** Words between two common grams, and between one and the end of a passage, that are taken for common too. */
const LONGEST_GAP = 3;
const LONGEST_EDGE = 6;

/** In how many owners' texts of the library a gram stands; 0 when in none. */
export type OwnersOf = (gram: number) => number;

/**
 * Sets `bit` in `marks` (parallel to the words) for the grams of `[from, to)` that several owners have, where they are a third of the
 * grams that the library knows; fewer are left alone.
 * @param grams of the same words, read for a query.
 */
export function markCommon(
  grams: GramReader,
  ownersOf: OwnersOf,
  from: number,
  to: number,
  marks: Uint8Array,
  bit: number,
): void {
  const { known, common } = knownGrams(grams, ownersOf, from, to);
  if (common === 0 || common / known.length < MOST_COMMON) return;
  // The index keeps one gram of a few, so the words between two common grams are common unless a gram between them is not.
  let filled = from;
  let wasCommon = true;
  for (const { start, end, isCommon } of known) {
    const reaches = wasCommon && isCommon && start - filled <= (filled === from ? LONGEST_EDGE : LONGEST_GAP);
    for (let at = reaches ? filled : start; isCommon && at < end; at++) marks[at] = (marks[at] ?? 0) | bit;
    filled = Math.max(filled, end);
    wasCommon = isCommon;
  }
  if (wasCommon && to - filled <= LONGEST_EDGE) for (let at = filled; at < to; at++) marks[at] = (marks[at] ?? 0) | bit;
}

interface KnownGram {
  readonly start: number;
  readonly end: number;
  readonly isCommon: boolean;
}

/** The grams within `[from, to)` that the library knows, and how many of them are common. */
function knownGrams(
  { hashes, starts, ends, gramCount }: GramReader,
  ownersOf: OwnersOf,
  from: number,
  to: number,
): { readonly known: readonly KnownGram[]; readonly common: number } {
  const known: KnownGram[] = [];
  let common = 0;
  for (let i = firstFrom(starts, gramCount, from); i < gramCount && (starts[i] ?? 0) < to; i++) {
    const end = ends[i] ?? 0;
    if (end > to) continue;
    const owners = ownersOf(hashes[i] ?? 0);
    if (owners === 0) continue;
    const isCommon = owners >= COMMON_OWNERS;
    if (isCommon) common++;
    known.push({ start: starts[i] ?? 0, end, isCommon });
  }
  return { known, common };
}

/** The first gram that starts at the word or behind it; grams ascend. */
function firstFrom(starts: Uint32Array, count: number, word: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
