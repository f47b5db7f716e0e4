/* Which segments to merge: few enough to search fast, and no text written anew too often. */

/** A segment as the store lists it. */
export interface SegmentRow {
  readonly name: string;
  /** Keys of the texts in it lie between these two. */
  readonly first: number;
  readonly last: number;
  readonly texts: number;
  readonly bytes: number;
}

/** A segment with how many of its texts were removed. */
export interface CountedSegment extends SegmentRow {
  readonly removed: number;
}

/** So many segments may stand beside each other before the last ones are merged. */
const MOST_SEGMENTS = 4;
/** A segment joins those behind it when it is at most so many times as large as all of them. */
const FACTOR = 4;
/** Texts of a merged segment: its index takes some 700 MB of memory while it is made. */
const MOST_TEXTS = 1 << 20;
/** Share of removed texts from which on a segment is written anew. */
const MOST_REMOVED = 0.25;

/** Segments `[from, to)` that should become one; undefined when all is well. */
export function planMerge(segments: readonly CountedSegment[]): { readonly from: number; readonly to: number } | undefined {
  const worn = segments.findIndex(({ texts, removed }) => removed > texts * MOST_REMOVED);
  if (worn >= 0) return { from: worn, to: worn + 1 };
  if (segments.length <= MOST_SEGMENTS) return undefined;
  // From the last one, which is the newest and most often the smallest, backwards.
  for (let to = segments.length; to > 1; to--) {
    let from = to - 1;
    let sum = segments[from]?.texts ?? 0;
    for (; from > 0; from--) {
      const next = segments[from - 1]?.texts ?? 0;
      if (next > sum * FACTOR || next + sum > MOST_TEXTS) break;
      sum += next;
    }
    if (to - from > 1) return { from, to };
  }
  return undefined;
}
