import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnLike, readLike } from '../../src/lexicon/look-alikes.ts';
import { compareDrawn, DRAWN, skeletonsOf } from '../../src/lexicon/skeleton.ts';
import { foldPlain } from '../../src/text/fold.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdefghilmnorsuvw'), minLength: 3, maxLength: 12 });

describe('skeletons', () => {
  it.each([
    ['nike', 'nlke', DRAWN.swapped],
    ['samsung', 'sarnsung', DRAWN.digraph],
    ['nike', 'niiike', DRAWN.repeated],
    ['adidas', '4did@s', DRAWN.leet],
    ['coach', 'соасн', DRAWN.foreign],
    ['nike', 'nike', 0],
  ])('of %s and %s are equal', (mark, text, how) => {
    expect(skeletonsOf(text)).toEqual(expect.arrayContaining(skeletonsOf(mark)));
    expect(compareDrawn(text, mark)?.how).toBe(how);
  });

  it('compare no two words that differ otherwise', () => {
    expect(compareDrawn('nikon', 'nike')).toBeUndefined();
    expect(compareDrawn('nike', 'nikee')).toBeUndefined();
    expect(compareDrawn('', 'nike')).toBeUndefined();
  });

  it('find every word with one letter drawn otherwise', () => {
    fc.assert(
      fc.property(
        word,
        fc.nat(),
        fc.constantFrom('0', '1', '3', '4', '5', '8', 'а', 'с', 'е', 'о', 'ѕ', 'і'),
        (mark, at, sign) => {
          const letters = readLike(sign) ?? drawnLike(sign) ?? '';
          const i = at % mark.length;
          fc.pre(letters.includes(mark[i] ?? '?'));
          const text = mark.slice(0, i) + sign + mark.slice(i + 1);
          expect(skeletonsOf(text).some((skeleton) => skeletonsOf(mark).includes(skeleton))).toBe(true);
          expect(compareDrawn(text, mark)).toBeDefined();
        },
      ),
    );
  });

  it('know look-alikes as folding leaves them', () => {
    for (const sign of 'аеосѕіɑɴɪᴋᴇꓠꮯօս') expect(drawnLike(foldPlain(sign))).toBeDefined();
  });

  it('take a made-up text in good time', () => {
    expect(compareDrawn('rn'.repeat(20), 'm'.repeat(20))).toBeDefined();
    expect(compareDrawn('l'.repeat(40), 'i'.repeat(39))).toBeDefined();
    expect(skeletonsOf('1'.repeat(41))).toEqual([]);
  });
});
