import { readCopyWords } from '../../src/text/copy-words.ts';
import { gramRecipe } from '../../src/text/gram-recipe.ts';
import { isFault, openSegment, type Segment } from '../../src/text/segment.ts';
import { buildSegment, type SegmentText } from '../../src/text/segment-build.ts';

/* Small libraries for tests: texts of made-up words, and segments of them. */

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'zu'];

/** Text number `n`: 60 words, most of them its own, some from a small stock that all share. */
export function madeText(n: number, words = 60): string {
  let state = Math.imul(n + 1, 0x9e3779b1) ^ 0x5bd1e995;
  const below = (limit: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return (state ^ (state >>> 13)) >>> 0 ? ((state ^ (state >>> 13)) >>> 0) % limit : 0;
  };
  const word = (stock: boolean): string =>
    Array.from({ length: 3 }, () => SYLLABLES[below(stock ? 4 : SYLLABLES.length)] ?? '').join('');
  return Array.from({ length: words }, () => word(below(4) === 0)).join(' ');
}

/** A text for a segment. */
export function segmentText(key: number, source: string, owner: number = key): SegmentText {
  return { key, owner, source, words: readCopyWords(source) };
}

/** An opened segment of texts. */
export function segmentOf(texts: readonly SegmentText[]): Segment {
  return opened(buildSegment(texts));
}

/** Opens bytes that must be a good segment. */
export function opened(bytes: Uint8Array): Segment {
  const segment = openSegment(bytes, gramRecipe());
  if (isFault(segment)) throw new Error(segment.reason.en);
  return segment;
}
