import { COPY_FLAG } from './copy-flags.ts';

/*
 * Two passages as word ids -> the words that differ. What is found is a common subsequence, as long as a bounded cost allows: it marks
 * for a reader what was changed in a copy, and is no measure of likeness.
 */

/** A place where two passages differ: words `[start, end)` of each; one of the two is empty where words were only added. */
export interface WordChange {
  readonly here: readonly [start: number, end: number];
  readonly there: readonly [start: number, end: number];
}

/** Cells of the table that one stretch is compared in: 256 by 256 words. Longer stretches are cut at words that both have once. */
const MAX_CELLS = 65_536;
/** Words that may be looked at again for every word of the two passages, when stretches are cut once more. */
const MAX_PASSES = 24;

let lengths = new Uint16Array(1024);

/**
 * The places where two passages differ, ascending on both sides; none when they are equal. Words between two changes are equal one by one.
 * Takes time in proportion to the words; where that does not suffice, a long stretch counts as changed as a whole.
 */
export function diffWords(here: Int32Array, there: Int32Array): WordChange[] {
  return changesOf(pairWords(here, there), here.length, there.length);
}

/** For every word of `here` its equal in `there`, ascending, or -1. */
function pairWords(here: Int32Array, there: Int32Array): Int32Array {
  const partner = new Int32Array(here.length).fill(-1);
  const open: Stretch[] = [{ from: 0, to: here.length, otherFrom: 0, otherTo: there.length }];
  let budget = MAX_PASSES * (here.length + there.length);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const stretch = trimEqual(here, there, next, partner);
    const [rows, columns] = [stretch.to - stretch.from, stretch.otherTo - stretch.otherFrom];
    if (rows === 0 || columns === 0) continue;
    if (rows * columns <= MAX_CELLS) pairInTable(here, there, stretch, partner);
    else {
      budget -= rows + columns;
      if (budget >= 0) open.push(...cutAtAnchors(here, there, stretch));
    }
  }
  return partner;
}

/** A stretch of both passages that is still to be compared. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** Pairs the equal words at both ends of a stretch; gives what is left. */
function trimEqual(here: Int32Array, there: Int32Array, stretch: Stretch, partner: Int32Array): Stretch {
  let { from, to, otherFrom, otherTo } = stretch;
  while (from < to && otherFrom < otherTo && here[from] === there[otherFrom]) partner[from++] = otherFrom++;
  while (from < to && otherFrom < otherTo && here[to - 1] === there[otherTo - 1]) partner[--to] = --otherTo;
  return { from, to, otherFrom, otherTo };
}

/** Pairs a longest common subsequence of a small stretch. */
function pairInTable(
  here: Int32Array,
  there: Int32Array,
  { from, to, otherFrom, otherTo }: Stretch,
  partner: Int32Array,
): void {
  const width = otherTo - otherFrom + 1;
  const size = (to - from + 1) * width;
  if (lengths.length < size) lengths = new Uint16Array(size);
  lengths.fill(0, size - width, size);
  for (let i = to - 1; i >= from; i--) {
    const row = (i - from) * width;
    lengths[row + width - 1] = 0;
    for (let j = otherTo - 1; j >= otherFrom; j--) {
      const at = row + j - otherFrom;
      const down = lengths[at + width] ?? 0;
      const right = lengths[at + 1] ?? 0;
      lengths[at] = here[i] === there[j] ? (lengths[at + width + 1] ?? 0) + 1 : Math.max(down, right);
    }
  }
  for (let i = from, j = otherFrom; i < to && j < otherTo; ) {
    const at = (i - from) * width + j - otherFrom;
    if (here[i] === there[j]) partner[i++] = j++;
    else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) i++;
    else j++;
  }
}

/** The stretches before, between and from words on that both sides have exactly once, in the same order; none when there is no such word. */
function cutAtAnchors(here: Int32Array, there: Int32Array, stretch: Stretch): Stretch[] {
  const anchors = longestRising(sharedOnce(here, there, stretch));
  if (anchors.length === 0) return [];
  let { from, otherFrom } = stretch;
  const parts: Stretch[] = [];
  for (const [i, j] of anchors) {
    parts.push({ from, to: i, otherFrom, otherTo: j });
    [from, otherFrom] = [i, j];
  }
  // The part behind an anchor begins with it, so that it is paired as an equal word at the edge.
  parts.push({ from, to: stretch.to, otherFrom, otherTo: stretch.otherTo });
  return parts;
}

/** Places of the words that stand once on each side, in the order of `here`. */
function sharedOnce(here: Int32Array, there: Int32Array, stretch: Stretch): [number, number][] {
  const places = new Map<number, { count: number; other: number; otherCount: number }>();
  for (let i = stretch.from; i < stretch.to; i++) {
    const id = here[i] ?? 0;
    const known = places.get(id);
    if (known === undefined) places.set(id, { count: 1, other: -1, otherCount: 0 });
    else known.count++;
  }
  for (let j = stretch.otherFrom; j < stretch.otherTo; j++) {
    const known = places.get(there[j] ?? 0);
    if (known === undefined) continue;
    known.other = j;
    known.otherCount++;
  }
  const once: [number, number][] = [];
  for (let i = stretch.from; i < stretch.to; i++) {
    const known = places.get(here[i] ?? 0);
    if (known?.count === 1 && known.otherCount === 1) once.push([i, known.other]);
  }
  return once;
}

/** The longest part of the pairs whose second places rise as well (patience sorting). */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length);
  for (const [at, [, place]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[at] = tails[low - 1] ?? -1;
    tails[low] = at;
  }
  const rising: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}

function changesOf(partner: Int32Array, length: number, otherLength: number): WordChange[] {
  const changes: WordChange[] = [];
  let [i, j] = [0, 0];
  for (let at = 0; at <= length; at++) {
    const other = at === length ? otherLength : (partner[at] ?? -1);
    if (other === -1) continue;
    if (at > i || other > j) changes.push({ here: [i, at], there: [j, other] });
    [i, j] = [at + 1, other + 1];
  }
  return changes;
}

/** A passage as the marking of moved words needs it; both arrays are of one length. */
export interface DiffedWords {
  readonly ids: Int32Array;
  /** Bits of `COPY_FLAG`. */
  readonly flags: Uint8Array;
}

/** Which words of two passages are only in another place: 1 for a word of a change that stands in a change of the other side too. */
export interface MovedWords {
  readonly here: Uint8Array;
  readonly there: Uint8Array;
}

/** Tells apart, among the words of the changes, those that are moved and those that are new. Function words are never called moved. */
export function movedWords(here: DiffedWords, there: DiffedWords, changes: readonly WordChange[]): MovedWords {
  const moved = { here: new Uint8Array(here.ids.length), there: new Uint8Array(there.ids.length) };
  const waiting = new Map<number, number[]>();
  for (const change of changes) {
    for (let i = change.here[0]; i < change.here[1]; i++) {
      if (((here.flags[i] ?? 0) & COPY_FLAG.function) !== 0) continue;
      const places = waiting.get(here.ids[i] ?? 0);
      if (places === undefined) waiting.set(here.ids[i] ?? 0, [i]);
      else places.push(i);
    }
  }
  for (const change of changes) {
    for (let j = change.there[0]; j < change.there[1]; j++) {
      const i = waiting.get(there.ids[j] ?? 0)?.pop();
      if (i === undefined) continue;
      moved.here[i] = 1;
      moved.there[j] = 1;
    }
  }
  return moved;
}
