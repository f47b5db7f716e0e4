import { describe, expect, it } from 'vitest';
import { buildFeatureIndex } from '../../../src/image/features/feature-index.ts';
import { encodeFeatureIndex, openFeatureIndex } from '../../../src/image/features/feature-index-file.ts';
import { isFeatureIndexFault } from '../../../src/image/features/feature-index-layout.ts';
import { type Features, findFeatures } from '../../../src/image/features/features.ts';
import { drawPlane } from '../planting.ts';

const references = [1, 2, 3].map((seed) => findFeatures(drawPlane(seed, 300, 240), 120));
const index = buildFeatureIndex(references);
const bytes = encode(references);

function encode(features: readonly Features[]): Uint8Array {
  const counts = features.map(({ count }) => count);
  const featuresOf = (reference: number): Features => features[reference] ?? findFeatures(NOTHING, 0);
  // A piece is valid only until the next one.
  const pieces = Array.from(encodeFeatureIndex({ counts, featuresOf }), (piece) => piece.slice());
  return new Uint8Array(Buffer.concat(pieces));
}

const NOTHING = { data: new Uint8Array(100 * 100), width: 100, height: 100 };

function faultOf(damaged: Uint8Array): string | undefined {
  const opened = openFeatureIndex(damaged);
  return isFeatureIndexFault(opened) ? opened.fault : undefined;
}

describe('a feature index as bytes', () => {
  it('is the same when it was written and opened', () => {
    expect(openFeatureIndex(bytes)).toEqual(index);
    const odd = new Uint8Array(bytes.length + 1);
    odd.set(bytes, 1);
    expect(openFeatureIndex(odd.subarray(1))).toEqual(index);
  });

  it('is the same for the same references', () => {
    const again = [1, 2, 3].map((seed) => findFeatures(drawPlane(seed, 300, 240), 120));
    expect(Buffer.compare(encode(again), bytes)).toBe(0);
  });

  it('holds no reference, or one without features', () => {
    const flat = findFeatures(NOTHING, 50);
    for (const few of [[], [flat], [flat, flat]]) {
      const small = buildFeatureIndex(few);
      expect(openFeatureIndex(encode(few))).toEqual(small);
    }
  });

  it('is refused when a byte was changed', () => {
    for (let at = 8; at < bytes.length - 4; at += 997) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(faultOf(damaged)).toBe('damaged');
    }
  });

  it('is refused when it is cut, foreign or of another version', () => {
    expect(faultOf(bytes.subarray(0, bytes.length - 4))).toBe('cut');
    expect(faultOf(bytes.subarray(0, 10))).toBe('cut');
    expect(faultOf(new Uint8Array(0))).toBe('cut');
    expect(faultOf(new Uint8Array(400).fill(7))).toBe('foreign');
    const newer = bytes.slice();
    newer[4] = 99;
    expect(faultOf(newer)).toBe('version');
  });
});
