import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/text/tokens.ts';
import { GRAM_WEIGHT, type Grams, makeGrams, readGrams, winnow } from '../../src/text/winnow.ts';

const word = fc.constantFrom('belt', 'run', 'bag', 'soft', 'pocket', '防', '水', '包', '5', '+', 'été');
const words = fc.array(word, { maxLength: 60 });

function gramsOf(text: string): Grams {
  const grams = makeGrams();
  readGrams(tokenize(text), grams);
  return grams;
}

function hashesOf(text: string): number[] {
  const grams = gramsOf(text);
  return [...grams.hashes.subarray(0, grams.count)];
}

describe('readGrams', () => {
  it('takes five words, or eight characters of a script without spaces', () => {
    expect(hashesOf('one two three four')).toEqual([]);
    expect(hashesOf('one two three four five')).toHaveLength(1);
    expect(hashesOf('一二三四五六七')).toEqual([]);
    expect(hashesOf('一二三四五六七八九')).toHaveLength(2);
  });

  it('takes the shortest run that is heavy enough where scripts mix', () => {
    const grams = gramsOf('蓝牙 headset bluetooth 5 耳机 with long battery life');
    for (let i = 0; i < grams.count; i++) {
      const weights = [...grams.weights.subarray(i, grams.ends[i])];
      const sum = weights.reduce((a, b) => a + b, 0);
      expect(sum).toBeGreaterThanOrEqual(GRAM_WEIGHT);
      expect(sum - (weights.at(-1) ?? 0)).toBeLessThan(GRAM_WEIGHT);
    }
  });

  it('gives a passage the same grams wherever it stands', () => {
    fc.assert(
      fc.property(words, words, words, (before, passage, after) => {
        const alone = hashesOf(passage.join(' '));
        const inside = hashesOf([...before, ...passage, ...after].join(' '));
        expect(inside.slice(before.length, before.length + alone.length)).toEqual(alone);
      }),
    );
  });

  it('tells the order of the words', () => {
    expect(hashesOf('one two three four five')).not.toEqual(hashesOf('two one three four five'));
  });

  it('reads a long text after a short one and a short one after it', () => {
    const grams = makeGrams();
    const long = tokenize(Array.from({ length: 3000 }, (_, i) => `w${i}`).join(' '));
    readGrams(tokenize('a b c d e'), grams);
    const first = grams.hashes[0];
    readGrams(long, grams);
    expect(grams.count).toBe(2996);
    readGrams(tokenize('a b c d e'), grams);
    expect([grams.count, grams.hashes[0], grams.weight]).toEqual([1, first, 40]);
  });
});

describe('winnow', () => {
  const hashes = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 80 }).map((values) => Int32Array.from(values));

  it('keeps one of every window of grams, and the least of it', () => {
    fc.assert(
      fc.property(hashes, fc.integer({ min: 1, max: 9 }), (all, window) => {
        const kept = winnow(all, all.length, window);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        for (let start = 0; start + window <= all.length; start++) {
          const inWindow = kept.filter((k) => k >= start && k < start + window).map((k) => all[k]);
          expect(inWindow).toContain(Math.min(...all.subarray(start, start + window)));
        }
      }),
    );
  });

  it('leaves no gap above the window', () => {
    fc.assert(
      fc.property(hashes, fc.integer({ min: 1, max: 9 }), (all, window) => {
        const kept = winnow(all, all.length, window);
        expect(kept.length > 0).toBe(all.length > 0);
        kept.forEach((k, at) => {
          expect(k - (kept[at - 1] ?? Math.max(-1, k - window))).toBeLessThanOrEqual(window);
        });
      }),
    );
  });

  it('shares a fingerprint between texts with window + 4 equal words in a row', () => {
    const plain = fc.constantFrom('belt', 'run', 'bag', 'soft', 'pocket', 'zip', 'red');
    const text = fc.array(plain, { maxLength: 20 });
    fc.assert(
      fc.property(
        text,
        text,
        fc.integer({ min: 1, max: 6 }),
        fc.infiniteStream(plain),
        text,
        text,
        (a, b, window, stream, c, d) => {
          const common = [...stream.take(window + 4)];
          const fingerprints = (parts: string[]): Set<number> => {
            const all = hashesOf(parts.join(' '));
            return new Set(winnow(Int32Array.from(all), all.length, window).map((k) => all[k] ?? 0));
          };
          const one = fingerprints([...a, ...common, ...b]);
          const other = fingerprints([...c, ...common, ...d]);
          expect([...one].some((hash) => other.has(hash))).toBe(true);
        },
      ),
    );
  });

  it('keeps everything with a window of one', () => {
    expect(winnow(Int32Array.from([3, 1, 1, 2]), 4, 1)).toEqual([0, 1, 2, 3]);
  });
});
