import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HASH_WORDS } from '../../../src/image/hash/hamming.ts';
import { openHashScan, PlainHashScan } from '../../../src/image/hash/hash-scan.ts';
import { createShared, isSimdHere, SimdHashScan } from '../../../src/image/hash/hash-scan-simd.ts';
import { seeded } from '../drawing.ts';

function randomWords(seed: number, count: number): Uint32Array {
  const next = seeded(seed);
  return Uint32Array.from({ length: count * HASH_WORDS }, () => next() * 2 ** 32);
}

/** Copies of the queries among random hashes, each with some bits changed, some of them negative. */
function planted(seed: number, count: number, queries: Uint32Array): Uint32Array {
  const next = seeded(seed + 1);
  const words = randomWords(seed, count);
  const asked = queries.length / HASH_WORDS;
  for (let hash = 0; hash < count; hash++) {
    if (next() < 0.6) continue;
    const query = Math.floor(next() * asked) * HASH_WORDS;
    const flip = next() < 0.4 ? 0xffffffff : 0;
    const own = words.subarray(hash * HASH_WORDS, (hash + 1) * HASH_WORDS);
    for (let word = 0; word < HASH_WORDS; word++) own[word] = (queries[query + word] ?? 0) ^ flip;
    for (let bits = Math.floor(next() * 70); bits > 0; bits--) {
      const bit = Math.floor(next() * 256);
      own[bit >> 5] = (own[bit >> 5] ?? 0) ^ (1 << (bit & 31));
    }
  }
  return words;
}

function openSimd(words: Uint32Array): SimdHashScan {
  const scan = new SimdHashScan(createShared(words.length / HASH_WORDS));
  scan.write(0, words);
  return scan;
}

describe('scanning hashes', () => {
  it('is possible with SIMD on the machines that test this', () => {
    expect(isSimdHere()).toBe(true);
  });

  it('gives the same with SIMD and without', () => {
    const [seed, count, asked, limit] = [
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 1, max: 19 }),
      fc.integer({ min: 0, max: 256 }),
    ];
    fc.assert(
      fc.property(seed, count, asked, fc.oneof(fc.integer({ min: 0, max: 63 }), limit), (seed, count, asked, limit) => {
        const queries = randomWords(seed + 2, asked);
        const words = planted(seed, count, queries);
        expect(openSimd(words).scan(queries, limit)).toEqual(new PlainHashScan(words).scan(queries, limit));
      }),
      { numRuns: 60 },
    );
  });

  it('finds hashes of all zeros and all ones, and no hash after the last', () => {
    const words = new Uint32Array(5 * HASH_WORDS);
    words.fill(0xffffffff, 2 * HASH_WORDS, 3 * HASH_WORDS);
    const hits = openSimd(words).scan(new Uint32Array(HASH_WORDS), 0);
    expect(hits.map(({ hash, isNegative, distance }) => [hash, isNegative, distance])).toEqual([
      [0, false, 0],
      [1, false, 0],
      [2, true, 0],
      [3, false, 0],
      [4, false, 0],
    ]);
  });

  it('loses no hit where every hash is one', () => {
    const count = 3000;
    const queries = new Uint32Array(3 * HASH_WORDS);
    const hits = openHashScan(new Uint32Array(count * HASH_WORDS)).scan(queries, 31);
    expect(hits).toHaveLength(count * 3);
    expect(hits.at(-1)).toEqual({ hash: count - 1, query: 2, distance: 0, isNegative: false });
  });

  it('lets several scans read one table, and no more than it was made for', () => {
    const words = randomWords(5, 1000);
    const shared = createShared(1000, 2);
    const first = new SimdHashScan(shared);
    first.write(0, words.subarray(0, 512 * HASH_WORDS));
    first.write(512, words.subarray(512 * HASH_WORDS));
    const second = new SimdHashScan(shared);
    expect(() => new SimdHashScan(shared)).toThrow(RangeError);
    for (const [hash, scan] of [
      [700, first],
      [30, second],
      [999, first],
    ] as const) {
      const hits = scan.scan(words.slice(hash * HASH_WORDS, (hash + 1) * HASH_WORDS), 20);
      expect(hits).toEqual([{ hash, query: 0, distance: 0, isNegative: false }]);
    }
  });
});

describe('hamming-wasm.ts', () => {
  it('holds what hamming.wat says', async () => {
    const built = execFileSync(process.execPath, ['.scripts/build-wasm.mjs', '--print', 'hamming'], { encoding: 'utf8' });
    expect(await readFile('src/image/hash/hamming-wasm.ts', 'utf8')).toBe(built);
  });
});
