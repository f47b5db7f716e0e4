import { describe, expect, it } from 'vitest';
import { findHole } from '../../../src/image/match/verify-hole.ts';

/** `+` agrees, `-` does not, `.` is flat, `#` is flat in the reference only, a space lies outside. */
function holeOf(...lines: readonly string[]): ReturnType<typeof findHole> {
  const [first = ''] = lines;
  const states = Uint8Array.from(lines.join(''), (sign) => [' ', '.', '+', '-', '#'].indexOf(sign));
  return findHole(states, first.length, lines.length);
}

describe('findHole', () => {
  it('finds none where nothing contradicts', () => {
    expect(holeOf('+++', '+.+', '   ')).toMatchObject({ share: 0, atBorder: 0 });
    expect(holeOf('   ', '   ')).toMatchObject({ share: 0, atBorder: 0 });
  });

  it('measures another thing before the same backdrop', () => {
    expect(holeOf('+++++', '+--.+', '+-#++', '+++++')).toMatchObject({ share: 0.2, atBorder: 0 });
  });

  it('takes the largest of several pieces; corners do not join them', () => {
    expect(holeOf('-+++', '+--+', '+-++', '++++')).toMatchObject({ share: 3 / 16, atBorder: 0 });
  });

  it('tells how much of a piece lies along the border', () => {
    expect(holeOf('----', '-++-', '-++-', '----')).toMatchObject({ share: 0.75, atBorder: 1 });
    expect(holeOf('+-+', '+-+', '+-+').atBorder).toBeCloseTo(2 / 3);
  });

  it('counts only what lies in the picture', () => {
    expect(holeOf('      ', ' ++++ ', ' +--+ ', ' ++++ ', '      ')).toMatchObject({ share: 2 / 12, atBorder: 0 });
  });

  it('takes the edge of what the picture shows for a border', () => {
    expect(holeOf('     ', '+---+', '+---+', '+++++')).toMatchObject({ share: 0.4, atBorder: 0.5 });
  });
});
