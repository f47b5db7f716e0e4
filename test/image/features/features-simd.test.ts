import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Features, findFeatures } from '../../../src/image/features/features.ts';
import { PLAIN_STEPS } from '../../../src/image/features/features-plain.ts';
import { openSimdSteps } from '../../../src/image/features/features-simd.ts';
import { type Plane, toPlane } from '../../../src/image/plane.ts';
import { draw } from '../drawing.ts';
import { drawPlane } from '../planting.ts';

function withSimd(plane: Plane, most: number): Features {
  const steps = openSimdSteps(plane);
  if (steps === undefined) throw new Error('no SIMD here');
  return findFeatures(plane, most, steps);
}

/** All that features are, as text: comparing arrays of numbers one by one takes long. */
function textOf({ count, width, height, ...arrays }: Features): string {
  const parts = [arrays.x, arrays.y, arrays.scale, arrays.angle, arrays.descriptors, arrays.unsure];
  return [count, width, height, ...parts.map(({ buffer }) => Buffer.from(buffer).toString('base64'))].join(' ');
}

function expectSame(plane: Plane, most: number): void {
  expect(textOf(withSimd(plane, most))).toBe(textOf(findFeatures(plane, most, PLAIN_STEPS)));
}

/** Pixels from a seed: noise of some strength, with some of them black or white. */
function makeNoise(seed: number, width: number, height: number, strength: number, extremes: number): Plane {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  const data = Uint8Array.from({ length: width * height }, () =>
    next() < extremes ? (next() < 0.5 ? 0 : 255) : 128 + (next() - 0.5) * strength,
  );
  return { data, width, height };
}

describe('features with SIMD', () => {
  it('are those without, in pictures', () => {
    for (let seed = 0; seed < 4; seed++) {
      expectSame(toPlane(draw(seed, 400 + 37 * seed, 300 + 11 * seed)), 1200);
      expectSame(drawPlane(seed, 640 - 50 * seed, 480), 300);
    }
  });

  it('are those without, whatever the pixels and the size', () => {
    const side = fc.integer({ min: 1, max: 150 });
    const parts = fc.tuple(fc.nat(), side, side, fc.integer({ min: 0, max: 255 }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(parts, ([seed, width, height, strength, extremes]) =>
        expectSame(makeNoise(seed, width, height, strength, extremes), 200),
      ),
    );
  });

  it('are those without where there are more corners than are kept, and in the pictures after that', () => {
    const large = makeNoise(5, 1000, 900, 255, 0.5);
    const small = drawPlane(3, 320, 240);
    expectSame(small, 300);
    expectSame(large, 1200);
    expectSame(small, 300);
  });

  it('are left to the other way where a plane is too large', () => {
    expect(openSimdSteps({ width: 4096, height: 1024 })).toBeDefined();
    expect(openSimdSteps({ width: 4097, height: 1024 })).toBeUndefined();
    expect(openSimdSteps({ width: 8193, height: 2 })).toBeUndefined();
  });
});

describe('features-wasm.ts', () => {
  it('holds what features.wat says', async () => {
    const built = execFileSync(process.execPath, ['.scripts/build-wasm.mjs', '--print', 'features'], { encoding: 'utf8' });
    expect(await readFile('src/image/features/features-wasm.ts', 'utf8')).toBe(built);
  });
});
