import { describe, expect, it } from 'vitest';
import { findRegion, WHOLE_REGION } from '../../../src/image/match/verify-region.ts';

/** `+` agrees, `-` does not, `.` is flat, a space lies outside. */
function regionOf(...lines: readonly string[]): ReturnType<typeof findRegion> {
  const [first = ''] = lines;
  const states = Uint8Array.from(lines.join(''), (sign) => [' ', '.', '+', '-'].indexOf(sign));
  return findRegion(states, first.length, lines.length);
}

describe('findRegion', () => {
  it('is the whole where everything agrees, and where nothing does', () => {
    expect(regionOf('+++', '+++')).toEqual(WHOLE_REGION);
    expect(regionOf('---', '-.-')).toEqual(WHOLE_REGION);
  });

  it('keeps flat margins, as products on white have', () => {
    expect(regionOf('.....', '..+..', '.+++.', '.....')).toEqual(WHOLE_REGION);
  });

  it('cuts sides where other things stand', () => {
    expect(regionOf('----', '-++.', '-++-', '-.-.')).toEqual({ left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 });
    expect(regionOf('++--', '++.-', '+++-', '++--')).toEqual({ left: 0, top: 0, right: 0.75, bottom: 1 });
  });

  it('forgives single blocks inside, such as writing over the picture', () => {
    expect(regionOf('+++', '+-+', '+++')).toEqual(WHOLE_REGION);
  });
});
