import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceOf, HASH_WORDS, isHash, measureDistance, packHash } from '../../../src/image/hash/hamming.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

/** Digit by digit, the slow way. */
function count(a: string, b: string): number {
  const bits = [...a].map((digit, i) => (Number.parseInt(digit, 16) ^ Number.parseInt(b[i] ?? '0', 16)).toString(2));
  return [...bits.join('')].filter((bit) => bit === '1').length;
}

describe('distances', () => {
  it('count the bits that differ', () => {
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        expect(distanceOf(a, b)).toBe(count(a, b));
      }),
    );
  });

  it('span 0 to 256', () => {
    expect(distanceOf('f'.repeat(64), 'F'.repeat(64))).toBe(0);
    expect(distanceOf('0'.repeat(64), 'f'.repeat(64))).toBe(256);
  });

  it('are exact up to the limit and above it beyond', () => {
    fc.assert(
      fc.property(hash, hash, fc.integer({ min: 0, max: 256 }), (a, b, limit) => {
        const words = new Uint32Array(2 * HASH_WORDS);
        packHash(a, words, 0);
        packHash(b, words, HASH_WORDS);
        const distance = measureDistance(words, 0, words, HASH_WORDS, limit);
        const expected = count(a, b);
        if (expected <= limit) expect(distance).toBe(expected);
        else expect(distance).toBeGreaterThan(limit);
      }),
    );
  });
});

describe('isHash', () => {
  it.each([
    ['a'.repeat(64), true],
    ['A1'.repeat(32), true],
    ['a'.repeat(63), false],
    ['g'.repeat(64), false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isHash(text)).toBe(expected);
  });
});
