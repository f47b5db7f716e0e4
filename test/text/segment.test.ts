import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GramReader } from '../../src/text/copy-grams.ts';
import { gramRecipe } from '../../src/text/gram-recipe.ts';
import { endEntry, firstEntry, isFault, openSegment, type Segment } from '../../src/text/segment.ts';
import { buildSegment, collect } from '../../src/text/segment-build.ts';
import { mergeSegments } from '../../src/text/segment-merge.ts';
import { madeText, opened, segmentOf, segmentText } from './made-texts.ts';

/** Every posting as `hash:key`, in the order of the segment. */
function postingsOf({ bits, directory, entries, keys }: Segment): string[] {
  const found: string[] = [];
  for (let bucket = 0; bucket < 2 ** bits; bucket++) {
    for (let i = directory[bucket] ?? 0; i < (directory[bucket + 1] ?? 0); i++) {
      const entry = entries[i] ?? 0;
      found.push(`${bucket * 2 ** (32 - bits) + (entry >>> bits)}:${keys[entry & (2 ** bits - 1)]}`);
    }
  }
  return found;
}

function keysWith(segment: Segment, hash: number): (number | undefined)[] {
  const first = firstEntry(segment, hash);
  const entries = segment.entries.subarray(first, endEntry(segment, hash, first));
  return [...entries].map((entry) => segment.keys[entry & (2 ** segment.bits - 1)]);
}

function faultOf(bytes: Uint8Array, recipe = gramRecipe()): string {
  const segment = openSegment(bytes, recipe);
  return isFault(segment) ? segment.fault : 'none';
}

const texts = (from: number, to: number): ReturnType<typeof segmentText>[] =>
  Array.from({ length: to - from }, (_, i) => segmentText(from + i, madeText(from + i), (from + i) % 7));

describe('segment', () => {
  it('finds every hash of every text, and nothing else', () => {
    const all = texts(1, 300);
    const segment = segmentOf(all);
    const expected = new Map<number, Set<number>>();
    const reader = new GramReader();
    for (const { key, words, source } of all) {
      reader.readForIndex(words, source);
      for (const hash of reader.hashes.slice(0, reader.count)) expected.set(hash, (expected.get(hash) ?? new Set()).add(key));
    }
    for (const [hash, keys] of expected) expect(keysWith(segment, hash)).toEqual([...keys]);
    expect(segment.postings).toBe([...expected.values()].reduce((sum, keys) => sum + keys.size, 0));
    expect(keysWith(segment, 12345)).toEqual([]);
  });

  it('keeps what it knows of every text', () => {
    const segment = segmentOf([segmentText(4, madeText(1), 9), segmentText(7, madeText(2, 20), 3)]);
    expect([...segment.keys]).toEqual([4, 7]);
    expect([...segment.owners]).toEqual([9, 3]);
    expect([...segment.lengths]).toEqual([60, 20]);
  });

  it('holds no texts, and texts without words', () => {
    expect(segmentOf([]).texts).toBe(0);
    expect(segmentOf([segmentText(1, ''), segmentText(2, '!!! ✨✨')]).postings).toBe(0);
  });

  it('holds one text a thousand times, and tells how many owners share it', () => {
    const segment = segmentOf(Array.from({ length: 1000 }, (_, i) => segmentText(i + 1, madeText(5), i % 4)));
    expect(segment.crowd).toBe(segment.postings / 1000);
    expect([...new Set(segment.crowdOwners)]).toEqual([4]);
  });

  it('counts the words that many texts have', () => {
    const segment = segmentOf(
      Array.from({ length: 50 }, (_, i) => segmentText(i + 1, `kettle kettle ${i % 10 === 0 ? 'copper' : ''} ${madeText(i)}`)),
    );
    const counts = new Map([...segment.wordIds].map((id, i) => [id, segment.wordTexts[i]]));
    expect(counts.get(segmentText(1, 'kettle').words.ids[0] ?? 0)).toBe(50);
    expect(counts.get(segmentText(1, 'copper').words.ids[0] ?? 0)).toBe(5);
  });
});

describe('merging segments', () => {
  it('gives what building from the texts that are left gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.func(fc.boolean()),
        (sizes, isRemoved) => {
          let next = 1;
          const parts = sizes.map((size) => {
            const part = texts(next, next + size);
            next += size;
            return part;
          });
          const removed = parts.map((part) => Uint8Array.from(part, ({ key }) => (isRemoved(key) ? 1 : 0)));
          const sources = parts.map((part, i) => ({ segment: segmentOf(part), removed: removed[i] }));
          const merged = opened(collect((sink) => mergeSegments(sources, sink)));
          const built = segmentOf(parts.flatMap((part, i) => part.filter((_, j) => removed[i]?.[j] === 0)));
          expect(postingsOf(merged)).toEqual(postingsOf(built));
          expect([merged.keys, merged.owners, merged.lengths]).toEqual([built.keys, built.owners, built.lengths]);
          expect([merged.crowdHashes, merged.crowdOwners]).toEqual([built.crowdHashes, built.crowdOwners]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('drops the doubles of no text', () => {
    const twice = segmentOf([segmentText(1, `${madeText(3)} ${madeText(3)}`), segmentText(2, madeText(3))]);
    expect(new Set(postingsOf(twice)).size).toBe(twice.postings);
  });
});

describe('a segment that cannot be used', () => {
  const bytes = buildSegment(texts(1, 20));

  it.each([
    ['an empty file', new Uint8Array(0), 'cut'],
    ['another file', new TextEncoder().encode('SQLite format 3\0 and so on'), 'foreign'],
    ['the start only', bytes.slice(0, 40), 'cut'],
    ['half of it', bytes.slice(0, bytes.length >> 1), 'cut'],
    ['all but one byte', bytes.slice(0, -1), 'cut'],
    ['more than there was', Uint8Array.of(...bytes, 0, 0, 0, 0), 'cut'],
  ])('%s', (_, broken, fault) => {
    expect(faultOf(broken)).toBe(fault);
  });

  it('of another version', () => {
    const other = bytes.slice();
    other[4] = 99;
    expect(faultOf(other)).toBe('version');
  });

  it('whose texts were split into words differently', () => {
    expect(faultOf(bytes, 1)).toBe('recipe');
  });

  it('with a changed byte, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(faultOf(changed)).not.toBe('none');
      }),
    );
  });

  it('and bytes from anywhere else never open', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(faultOf(noise)).not.toBe('none');
        const headed = Uint8Array.of(...bytes.slice(0, 8), ...noise, ...bytes.slice(-40));
        expect(faultOf(headed)).not.toBe('none');
      }),
    );
  });
});
