import { gramRecipe } from './gram-recipe.ts';
import type { Segment } from './segment.ts';
import { bitsFor, type CommonWords, type SegmentTexts, SegmentWriter, type Sink } from './segment-writer.ts';
import { COMMON_SHARE } from './word-counts.ts';

/*
 * Several segments -> one, without the texts that were removed, as if it had been built from the texts that are left. The hashes are in order in each of
 * them, so all are read from one end to the other once.
 */

/** A segment and what was removed from it. */
export interface MergeSource {
  readonly segment: Segment;
  /** 1 for the number of a text that was removed; absent when none was. */
  readonly removed?: Uint8Array | undefined;
}

/**
 * Writes the merged segment.
 * @param sources with ascending keys: every key of the second is larger than all of the first.
 * @returns its length in bytes.
 */
export function mergeSegments(sources: readonly MergeSource[], sink: Sink): number {
  const { texts, numbers } = numberTexts(sources);
  const postings = sources.reduce((sum, { segment }) => sum + segment.postings, 0);
  const writer = new SegmentWriter(bitsFor(postings, texts.keys.length), texts.owners, sink);
  const readers = sources.map(({ segment }, i) => new PostingReader(segment, numbers[i] ?? new Uint32Array(0)));
  let room = 1 << 16;
  let hashes = new Uint32Array(room);
  let found = new Uint32Array(room);
  for (let slice = 0; slice < 2 ** writer.sliceBits; slice++) {
    const end = (slice + 1) * 2 ** (32 - writer.sliceBits);
    const needed = readers.reduce((sum, reader) => sum + reader.countBelow(end), 0);
    if (needed > room) {
      room = needed * 2;
      hashes = new Uint32Array(room);
      found = new Uint32Array(room);
    }
    let count = 0;
    for (const reader of readers) count = reader.readBelow(end, hashes, found, count);
    writer.addSlice(slice, hashes, found, count);
  }
  return writer.finish(texts, mergeWords(sources, texts.keys.length), gramRecipe());
}

/** Stands for a text that was removed. */
const GONE = 0xffffffff;

function numberTexts(sources: readonly MergeSource[]): { texts: SegmentTexts; numbers: Uint32Array[] } {
  const left = sources.reduce((sum, source) => sum + countLeft(source), 0);
  const texts = { keys: new Uint32Array(left), owners: new Uint32Array(left), lengths: new Uint32Array(left) };
  let next = 0;
  const numbers = sources.map(({ segment, removed }) => {
    const own = new Uint32Array(segment.texts);
    for (let text = 0; text < segment.texts; text++) {
      if (removed !== undefined && removed[text] === 1) {
        own[text] = GONE;
        continue;
      }
      texts.keys[next] = segment.keys[text] ?? 0;
      texts.owners[next] = segment.owners[text] ?? 0;
      texts.lengths[next] = segment.lengths[text] ?? 0;
      own[text] = next++;
    }
    return own;
  });
  return { texts, numbers };
}

function countLeft({ segment, removed }: MergeSource): number {
  if (removed === undefined) return segment.texts;
  let left = 0;
  for (let text = 0; text < segment.texts; text++) if (removed[text] !== 1) left++;
  return left;
}

/** Reads the postings of a segment in the order of their hashes. */
class PostingReader {
  readonly #segment: Segment;
  readonly #numbers: Uint32Array;
  #bucket = 0;
  #at = 0;

  constructor(segment: Segment, numbers: Uint32Array) {
    this.#segment = segment;
    this.#numbers = numbers;
  }

  /** At most so many postings are left with a hash below `end`. */
  countBelow(end: number): number {
    const { bits, directory, postings } = this.#segment;
    const bucket = Math.ceil(end / 2 ** (32 - bits));
    return (directory[Math.min(bucket, 2 ** bits)] ?? postings) - this.#at;
  }

  /** Writes the postings with a hash below `end` from place `count` on; returns the place behind them. */
  readBelow(end: number, hashes: Uint32Array, texts: Uint32Array, count: number): number {
    const { bits, directory, entries } = this.#segment;
    const numbers = this.#numbers;
    const buckets = 2 ** bits;
    const rest = 32 - bits;
    const mask = buckets - 1;
    let at = count;
    let i = this.#at;
    let bucket = this.#bucket;
    for (; bucket < buckets; bucket++) {
      const high = bucket * 2 ** rest;
      if (high >= end) break;
      const last = directory[bucket + 1] ?? 0;
      for (; i < last; i++) {
        const entry = entries[i] ?? 0;
        const hash = high + (entry >>> bits);
        // A slice may end inside a bucket; the next call goes on there.
        if (hash >= end) {
          this.#at = i;
          this.#bucket = bucket;
          return at;
        }
        const text = numbers[entry & mask] ?? GONE;
        if (text === GONE) continue;
        hashes[at] = hash;
        texts[at++] = text;
      }
    }
    this.#at = i;
    this.#bucket = bucket;
    return at;
  }
}

/** The counts added up. They count removed texts too, and not a word where it is rare: near enough to tell what is common. */
function mergeWords(sources: readonly MergeSource[], texts: number): CommonWords {
  const sums = new Map<number, number>();
  for (const { segment } of sources) {
    for (const [i, id] of segment.wordIds.entries()) sums.set(id, (sums.get(id) ?? 0) + (segment.wordTexts[i] ?? 0));
  }
  const common = [...sums].filter(([, count]) => count * COMMON_SHARE >= texts).sort(([a], [b]) => a - b);
  return {
    ids: Int32Array.from(common, ([id]) => id),
    texts: Uint32Array.from(common, ([, count]) => Math.min(count, texts)),
  };
}
