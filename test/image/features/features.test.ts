import { describe, expect, it } from 'vitest';
import { type Features, findFeatures, mirrorFeatures, negateFeatures } from '../../../src/image/features/features.ts';
import { drawPlane, mirrorPlane } from '../planting.ts';

/** For each feature of `a` the bits by which the one of `b` at the same place and of the same size differs. */
function differences(a: Features, b: Features): number[] {
  const key = (f: Features, i: number): string => `${f.x[i]},${f.y[i]},${f.scale[i]}`;
  const places = new Map(Array.from({ length: b.count }, (_, i) => [key(b, i), i]));
  return Array.from({ length: a.count }, (_, i) => {
    const j = places.get(key(a, i));
    if (j === undefined) return [];
    let bits = 0;
    for (let w = 0; w < 8; w++) {
      const word = (a.descriptors[i * 8 + w] ?? 0) ^ (b.descriptors[j * 8 + w] ?? 0);
      bits += (word >>> 0).toString(2).replaceAll('0', '').length;
    }
    return [bits];
  }).flat();
}

describe('findFeatures', () => {
  const plane = drawPlane(1, 500, 400);
  const features = findFeatures(plane, 300);

  it('finds as many as are wanted, spread over the picture', () => {
    expect(features.count).toBe(300);
    const quarters = [0, 0, 0, 0];
    for (let i = 0; i < features.count; i++) {
      const quarter = ((features.x[i] ?? 0) > 2000 ? 1 : 0) + ((features.y[i] ?? 0) > 1600 ? 2 : 0);
      quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    }
    expect(Math.min(...quarters)).toBeGreaterThan(30);
  });

  it('finds the same again', () => {
    const again = findFeatures(plane, 300);
    expect([...again.descriptors]).toEqual([...features.descriptors]);
    expect([...again.x]).toEqual([...features.x]);
  });

  it('finds in a mirrored plane what mirroring its features gives', () => {
    const bits = differences(mirrorFeatures(features), findFeatures(mirrorPlane(plane), 300));
    expect(bits.length).toBeGreaterThan(270);
    expect(bits.filter((n) => n === 0).length).toBeGreaterThan(bits.length * 0.9);
  });

  it('finds in a negative what negating its features gives', () => {
    const negative = { ...plane, data: plane.data.map((value) => 255 - value) };
    const bits = differences(negateFeatures(features), findFeatures(negative, 300)).sort((a, b) => a - b);
    expect(bits.length).toBeGreaterThan(200);
    expect(bits[bits.length >> 1]).toBeLessThanOrEqual(8);
  });

  it('gives the features back when mirrored or negated twice', () => {
    expect([...mirrorFeatures(mirrorFeatures(features)).descriptors]).toEqual([...features.descriptors]);
    expect([...mirrorFeatures(mirrorFeatures(features)).angle]).toEqual([...features.angle]);
    expect([...negateFeatures(negateFeatures(features)).descriptors]).toEqual([...features.descriptors]);
  });

  it('finds nothing in a flat plane, or in one that is smaller than a patch', () => {
    expect(findFeatures({ data: new Uint8Array(300 * 200).fill(255), width: 300, height: 200 }, 300).count).toBe(0);
    expect(findFeatures({ data: new Uint8Array(20 * 20), width: 20, height: 20 }, 300).count).toBe(0);
    expect(findFeatures({ data: new Uint8Array(1), width: 1, height: 1 }, 300).count).toBe(0);
  });
});
