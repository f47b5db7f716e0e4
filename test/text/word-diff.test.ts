import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, type WordChange } from '../../src/text/word-diff.ts';

const ids = (text: string): Int32Array => Int32Array.from(text.split(' ').filter(Boolean), (word) => Number.parseInt(word, 36));

/** What stands between the changes, on one side. */
function kept(words: Int32Array, changes: readonly WordChange[], side: 'here' | 'there'): number[] {
  return [...words].filter((_, at) => !changes.some((change) => change[side][0] <= at && at < change[side][1]));
}

/** Longest common subsequence by the plain recursion over a table of its own. */
function longestCommon(a: Int32Array, b: Int32Array): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const [above, left, corner] = [table[i - 1]?.[j] ?? 0, table[i]?.[j - 1] ?? 0, table[i - 1]?.[j - 1] ?? 0];
      const row = table[i];
      if (row !== undefined) row[j] = a[i - 1] === b[j - 1] ? corner + 1 : Math.max(above, left);
    }
  }
  return table[a.length]?.[b.length] ?? 0;
}

const words = (maxLength: number, variety: number): fc.Arbitrary<Int32Array> =>
  fc.array(fc.integer({ min: 0, max: variety }), { maxLength }).map((list) => Int32Array.from(list));

describe('diffWords', () => {
  it.each([
    ['the same', 'a b c', 'a b c', []],
    ['a changed word', 'a b c d', 'a x c d', [{ here: [1, 2], there: [1, 2] }]],
    ['a word put in', 'a b', 'a x b', [{ here: [1, 1], there: [1, 2] }]],
    ['a word left out at the end', 'a b c', 'a b', [{ here: [2, 3], there: [2, 2] }]],
    ['nothing in common', 'a b', 'c', [{ here: [0, 2], there: [0, 1] }]],
    ['nothing against something', '', 'a', [{ here: [0, 0], there: [0, 1] }]],
    ['nothing against nothing', '', '', []],
  ])('finds %s', (_, here, there, expected) => {
    expect(diffWords(ids(here), ids(there))).toEqual(expected);
  });

  it('leaves equal words between the changes, and as many as there can be', () => {
    fc.assert(
      fc.property(words(40, 6), words(40, 6), (here, there) => {
        const changes = diffWords(here, there);
        const same = kept(here, changes, 'here');
        expect(kept(there, changes, 'there')).toEqual(same);
        expect(same.length).toBe(longestCommon(here, there));
      }),
    );
  });

  it('finds single changes in passages far beyond the table', () => {
    const here = Int32Array.from({ length: 20_000 }, (_, at) => at);
    const there = here.slice();
    for (const at of [0, 777, 778, 12_345, 19_999]) there[at] = -1 - at;
    expect(diffWords(here, there).map((change) => change.here)).toEqual([
      [0, 1],
      [777, 779],
      [12_345, 12_346],
      [19_999, 20_000],
    ]);
  });

  it('stays valid where long stretches have no word of their own', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 2 })), (stream) => {
        const here = Int32Array.from([...stream.take(700)]);
        const there = Int32Array.from([...stream.take(650)]);
        const changes = diffWords(here, there);
        expect(kept(there, changes, 'there')).toEqual(kept(here, changes, 'here'));
      }),
      { numRuns: 5 },
    );
  });
});
