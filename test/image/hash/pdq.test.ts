import { describe, expect, it } from 'vitest';
import { distanceOf, isHash } from '../../../src/image/hash/hamming.ts';
import { hashPixels, hashQuickly, MIN_QUALITY, TURNS, turnFrequencies } from '../../../src/image/hash/pdq.ts';
import { cutPixels, type Pixels } from '../../../src/image/pixels.ts';
import { draw, halve, mirror, rotate, seeded } from '../drawing.ts';

function pattern(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set([(x * x + y * 7) % 256, Math.floor((x * y) / 8) % 256, (y * y + x * 3) % 256], (y * width + x) * 3);
    }
  }
  return { data, width, height };
}

function flat(level: number): Pixels {
  return { data: new Uint8Array(600 * 400 * 3).fill(level), width: 600, height: 400 };
}

const turned = (pixels: Pixels): Record<(typeof TURNS)[number], Pixels> => {
  const quarter = rotate(pixels);
  const mirrored = mirror(pixels);
  const mirroredQuarter = rotate(mirrored);
  return {
    upright: pixels,
    'rotated-90': quarter,
    'rotated-180': rotate(quarter),
    'rotated-270': rotate(rotate(quarter)),
    mirrored,
    'mirrored-rotated-90': mirroredQuarter,
    'mirrored-rotated-180': rotate(mirroredQuarter),
    'mirrored-rotated-270': rotate(rotate(mirroredQuarter)),
  };
};

describe('hashPixels', () => {
  // Made by a C++ program that carries out the float operations of the reference in their order.
  it.each([
    [512, 512, 'f2fe3fecffc8ffe0ffe4ffe8fc88f5c0fffcf988dc808880e6c0c88080000000'],
    [1274, 1580, 'cd889fbf87efc816ddc8d9908ab28d8dad997a2c85c98172c95891b3b4608ced'],
    [400, 533, '24fc27f0ffe06ff43f74fff4ffe07f74fea0fb60ff74599090009b2040000000'],
    [64, 64, '52aa9588a954d23534ab4d759a1564ab1b6aaed5c935626b81d21f65fc8b3766'],
    [100, 37, 'a5d46ae914b6257cca81b6ab4d5eb255aca1974a2596536de4da07756e89a196'],
    [300, 2000, 'ffdc8040ffc50ec0fffe0060fbaceeb9ff5ea0c0eff52380ffd00040ffe00000'],
  ])('equals the reference bit for bit at %d x %d', (width, height, expected) => {
    const { hashes, quality } = hashPixels(pattern(width, height));
    expect(hashes[0]).toBe(expected);
    expect(quality).toBe(100);
  });

  it('gives eight hashes, each with half of the bits set', () => {
    const { hashes } = hashPixels(draw(1, 500, 400));
    expect(hashes).toHaveLength(TURNS.length);
    for (const hash of hashes) {
      expect(isHash(hash)).toBe(true);
      expect(distanceOf(hash, '0'.repeat(64))).toBe(128);
    }
  });

  it.each([1, 2, 3])('knows the picture however it is turned: drawing %d', (seed) => {
    const picture = draw(seed, 512, 512);
    const { hashes } = hashPixels(picture);
    for (const [i, pixels] of Object.values(turned(picture)).entries()) {
      const expected = hashPixels(pixels).hashes[0] ?? '';
      const distances = hashes.map((hash) => distanceOf(hash, expected));
      expect(distances[i]).toBeLessThanOrEqual(28);
      expect(Math.min(...distances.filter((_, other) => other !== i))).toBeGreaterThan(60);
    }
  });

  it('finds flat pictures too flat, drawings not', () => {
    for (const level of [0, 128, 255]) expect(hashPixels(flat(level)).quality).toBe(0);
    for (const seed of [1, 2, 3, 4]) expect(hashPixels(draw(seed, 300, 300)).quality).toBeGreaterThanOrEqual(MIN_QUALITY);
  });

  it.each([
    [4, 400],
    [400, 4],
    [1, 1],
    [0, 0],
  ])('proves nothing of a picture of %d x %d', (width, height) => {
    const { hashes, quality } = hashPixels({ data: new Uint8Array(width * height * 3).fill(7), width, height });
    expect(quality).toBe(0);
    expect(new Set(hashes)).toEqual(new Set(['0'.repeat(64)]));
  });

  it('keeps the hash when the picture shrinks, darkens or gets noise', () => {
    for (const seed of [5, 6, 7]) {
      const picture = draw(seed, 520, 400);
      const hash = hashPixels(picture).hashes[0] ?? '';
      const next = seeded(seed);
      const noisy = { ...picture, data: picture.data.map((v) => Math.max(0, Math.min(255, v + next() * 30 - 15))) };
      const dark = { ...picture, data: picture.data.map((v) => v * 0.7) };
      for (const edit of [halve(picture), noisy, dark]) {
        expect(distanceOf(hash, hashPixels(edit).hashes[0] ?? '')).toBeLessThanOrEqual(31);
      }
    }
  });

  it('tells different drawings apart', () => {
    const hashes = Array.from({ length: 12 }, (_, seed) => hashPixels(draw(seed + 20, 256, 256)).hashes[0] ?? '');
    const distances = hashes.flatMap((a, i) => hashes.slice(i + 1).map((b) => distanceOf(a, b)));
    expect(Math.min(...distances)).toBeGreaterThan(60);
  });
});

/**
 * Hashes of one photograph laid in eight ways, as the tests of ThreatExchange state them (github.com/facebook/ThreatExchange,
 * pdq/python/pdqhashing/tests/pdq_test.py, read 2026-11-22), by which of our turns gives them; theirs turn the other way round.
 */
const PUBLISHED: Readonly<Record<(typeof TURNS)[number], string>> = {
  upright: 'd8f8f0cce0f4a84f0e370a22028f67f0b36e2ed596623e1d33e6b39c4e9c9b22',
  'rotated-90': 'a5f0a457248995e8c9065c275aaa54d8b61ba4bdf8fcfc0387c32f8b0bfc4f05',
  'rotated-180': '2dadda64b5a142e5d362209057da895ae63b8c7fc277b4b766b319361f893188',
  'rotated-270': '38a50efd71c83f429013d68d0ffffc52e34e0e15ada952a9d29684214aa9e5af',
  mirrored: '0dad259bb1a1bd18d362576556da32a1e63b7380c2374b4866b3c6c91b89ce77',
  'mirrored-rotated-90': '69f05aa8a4996a17c146a2da5aaaab07b61b5b60f8fc07fc83c3d0740bfcb0fa',
  'mirrored-rotated-180': 'd8f80f31e0f417b00e37f5dd028f980fb36ed12a9662c1e233e64c634e9c64dd',
  'mirrored-rotated-270': 'f0a5e10271dcc0bd9c5309720fff018de34ef1e8ada9a956d2967ade1ea91a50',
};

describe('turning a hash', () => {
  /** 1 for a set bit, -1 for another: all that a hash keeps of its frequencies. */
  const signsOf = (hash: string): Float32Array => {
    return Float32Array.from({ length: 256 }, (_, i) => {
      const digit = Number.parseInt(hash[63 - (i >> 2)] ?? '0', 16);
      return (digit >> (i & 3)) & 1 ? 1 : -1;
    });
  };

  it.each(TURNS.map((name, turn) => ({ name, turn })))(
    'gives the published hash of the file that is $name',
    ({ name, turn }) => {
      const found = TURNS.map((_, other) => {
        const turned = turnFrequencies(signsOf(PUBLISHED.upright), other);
        return turned.filter((sign, i) => sign !== signsOf(PUBLISHED[name])[i]).length;
      });
      expect(found[turn]).toBeLessThanOrEqual(18);
      expect(Math.min(...found.filter((_, other) => other !== turn))).toBeGreaterThan(100);
    },
  );
});

describe('hashQuickly', () => {
  it.each([
    [1274, 1580],
    [512, 512],
    [513, 90],
    [400, 533],
    [300, 200],
    [129, 127],
    [64, 64],
    [37, 100],
    [5, 5],
    [4, 9],
  ])('lies within 2 bits of the exact hash at %d x %d', (width, height) => {
    for (const picture of [draw(1, width, height), pattern(width, height)]) {
      const [fast, exact] = [hashQuickly(picture), hashPixels(picture)];
      for (const [turn, hash] of fast.hashes.entries())
        expect(distanceOf(hash, exact.hashes[turn] ?? '')).toBeLessThanOrEqual(2);
      expect(Math.abs(fast.quality - exact.quality)).toBeLessThanOrEqual(1);
    }
  });

  it('hashes a part as if it were cut out', () => {
    const picture = draw(3, 720, 600);
    for (const box of [
      { left: 30, top: 20, width: 640, height: 520 },
      { left: 360, top: 0, width: 360, height: 333 },
    ]) {
      expect(hashQuickly(picture, box)).toEqual(hashQuickly(cutPixels(picture, box)));
    }
  });
});
