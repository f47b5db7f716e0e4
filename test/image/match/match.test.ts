import { describe, expect, it } from 'vitest';
import { buildFeatureIndex } from '../../../src/image/features/feature-index.ts';
import { TURNS } from '../../../src/image/hash/pdq.ts';
import {
  makeQueryPicture,
  makeReferencePicture,
  matchPicture,
  type PictureLibrary,
  type PictureMatch,
} from '../../../src/image/match/match.ts';
import { type Plane, scalePlane } from '../../../src/image/plane.ts';
import type { Quad } from '../../../src/model/picture-comparison.ts';
import { cropPlane, drawPlane, layInto, mirrorPlane, turnPlane } from '../planting.ts';

const planes = Array.from({ length: 12 }, (_, seed) => drawPlane(seed, 640, 480));

function libraryOf(references: readonly Plane[]): PictureLibrary {
  const pictures = references.map(makeReferencePicture);
  return {
    index: buildFeatureIndex(pictures.map((picture) => picture.features)),
    planeOf: (reference) => pictures[reference]?.small,
  };
}

const library = libraryOf(planes);

function find(plane: Plane): PictureMatch[] {
  return matchPicture(makeQueryPicture(plane), library);
}

/** The largest distance of two corners, as a share of the picture's sides. */
function apart(a: Quad | undefined, b: Quad): number {
  return a === undefined ? 9 : Math.max(...a.map(([x, y], i) => Math.hypot(x - (b[i]?.[0] ?? 9), y - (b[i]?.[1] ?? 9))));
}

const WHOLE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

describe('matchPicture', () => {
  it('finds a picture in itself, whole', () => {
    const [match, ...others] = find(planes[3] ?? drawPlane(3, 640, 480));
    expect(match).toMatchObject({ reference: 3, tier: 'copy', stage: 'geometry' });
    expect(others.filter((other) => other.tier === 'copy')).toEqual([]);
    expect(apart(match?.here, WHOLE)).toBeLessThan(0.01);
    expect(match?.transform).toMatchObject({ mirrored: false, negative: false });
    expect(match?.transform.shown).toBeGreaterThan(0.98);
  });

  it('finds a crop and tells which part it is', () => {
    const [match] = find(cropPlane(planes[5] ?? drawPlane(5, 640, 480), 160, 120, 320, 240));
    expect(match).toMatchObject({ reference: 5, tier: 'copy' });
    const part = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ] as const;
    expect(apart(match?.there, part)).toBeLessThan(0.015);
    expect(match?.transform.shown).toBeCloseTo(0.25, 1);
  });

  it('finds a turned picture and tells by how much', () => {
    const [match] = find(turnPlane(planes[2] ?? drawPlane(2, 640, 480), 20));
    expect(match).toMatchObject({ reference: 2, tier: 'copy' });
    expect(match?.transform.degrees).toBeCloseTo(20, 0);
    // Neither enlarged nor made smaller: it takes as much as it shows.
    expect((match?.transform.taken ?? 9) / (match?.transform.shown ?? 1)).toBeCloseTo(1, 1);
  });

  it('finds a mirrored crop', () => {
    const crop = cropPlane(planes[7] ?? drawPlane(7, 640, 480), 100, 60, 400, 330);
    const [match] = find(mirrorPlane(crop));
    expect(match).toMatchObject({ reference: 7, tier: 'copy' });
    expect(match?.transform.mirrored).toBe(true);
    expect(Math.abs(match?.transform.degrees ?? 99)).toBeLessThan(1);
    // The left top of the region in the reference is the right top here.
    expect(match?.here[0][0]).toBeGreaterThan(0.98);
    expect(match?.there[0][0]).toBeCloseTo(100 / 640, 1);
  });

  it('finds two pictures pasted into a third, each at its place', () => {
    const sheet = layInto(
      layInto(drawPlane(99, 900, 700), planes[1] ?? drawPlane(1, 1, 1), 30, 40, 400),
      planes[9] ?? drawPlane(9, 1, 1),
      480,
      300,
      380,
    );
    const copies = find(sheet).filter((match) => match.tier === 'copy');
    expect(copies.map((match) => match.reference).sort((a, b) => a - b)).toEqual([1, 9]);
    const first = copies.find((match) => match.reference === 1);
    const place = [
      [30 / 900, 40 / 700],
      [430 / 900, 40 / 700],
      [430 / 900, 340 / 700],
      [30 / 900, 340 / 700],
    ] as const;
    expect(apart(first?.here, place)).toBeLessThan(0.012);
  });

  it('finds no copy in other pictures', () => {
    for (let seed = 100; seed < 104; seed++) {
      expect(find(drawPlane(seed, 640, 480)).filter((match) => match.tier === 'copy')).toEqual([]);
    }
  });

  it('does not take two things on one background for copies', () => {
    const ground = drawPlane(50, 640, 480);
    // More than a third of the picture; a smaller one may be a sticker.
    const one = layInto(ground, drawPlane(51, 340, 340), 150, 70, 340);
    const two = layInto(ground, drawPlane(52, 340, 340), 150, 70, 340);
    const matches = matchPicture(makeQueryPicture(two), libraryOf([one, ...planes]));
    expect(matches.filter((match) => match.tier === 'copy')).toEqual([]);
    expect(matches.map((match) => [match.reference, match.tier])).toContainEqual([0, 'related']);
  });

  it("takes what two references share for a template, and what is one's own for a copy", () => {
    const template = drawPlane(60, 640, 480);
    const lay = (thing: number): Plane => layInto(template, drawPlane(thing, 160, 160), 240, 160, 160);
    const tiers = (plane: Plane, ...references: readonly Plane[]): string[] => {
      const matches = matchPicture(makeQueryPicture(plane), libraryOf([...references, ...planes]));
      return matches.map(({ reference, tier }) => `${reference} ${tier}`).sort();
    };
    // A twelfth of the picture: with one reference alone nobody can tell the thing from something that a copier stuck on.
    expect(tiers(lay(63), lay(61))).toEqual(['0 copy']);
    expect(tiers(lay(63), lay(61), lay(62))).toEqual(['0 related', '1 related']);
    const stuckOn = layInto(lay(61), drawPlane(64, 110, 110), 40, 30, 110);
    expect(tiers(stuckOn, lay(61), lay(62))).toEqual(['0 copy', '1 related']);
  });

  it('finds an edited picture in a library that has it twice', () => {
    const own = drawPlane(65, 640, 480);
    const again = { ...own, data: own.data.map((value) => Math.min(255, value * 1.1)) };
    const stuckOn = layInto(own, drawPlane(66, 150, 150), 240, 160, 150);
    const matches = matchPicture(makeQueryPicture(stuckOn), libraryOf([own, again, ...planes]));
    expect(matches.filter(({ tier }) => tier === 'copy').map(({ reference }) => reference)).toHaveLength(2);
  });

  it('finds nothing in a flat picture', () => {
    expect(find({ data: new Uint8Array(400 * 300).fill(250), width: 400, height: 300 })).toEqual([]);
  });

  it('believes a hash, and shows where the reference lies', () => {
    const [reference] = planes;
    const query = makeQueryPicture(mirrorPlane(reference ?? drawPlane(0, 640, 480)));
    const [match] = matchPicture(query, library, [
      { reference: 0, stage: 'hash', distance: 8, turn: 'mirrored', isNegative: false },
    ]);
    expect(match).toMatchObject({ reference: 0, stage: 'hash', tier: 'copy', distance: 8 });
    expect(match?.inliers).toBeGreaterThan(50);
  });

  it('places a hash of each turn without features', () => {
    const flat = { data: new Uint8Array(200 * 100).fill(200), width: 200, height: 100 };
    const blank = libraryOf([flat]);
    for (const turn of TURNS) {
      const [match] = matchPicture(makeQueryPicture(flat), blank, [
        { reference: 0, stage: 'hash', distance: 0, turn, isNegative: false },
      ]);
      expect(match).toMatchObject({ tier: 'copy', inliers: 0 });
      expect(match?.transform.mirrored).toBe(turn.startsWith('mirrored'));
      const quarters = TURNS.indexOf(turn) % 4;
      const degrees = match?.transform.degrees ?? 0;
      expect(((degrees % 360) + 360) % 360).toBeCloseTo(quarters * 90, 0);
    }
  });

  it('looks at a hash that is only near, and believes its own eyes', () => {
    const near = { reference: 4, stage: 'hash', distance: 52, turn: 'upright', isNegative: true } as const;
    const negative = scalePlane(planes[4] ?? drawPlane(4, 640, 480), 640, 480);
    const query = makeQueryPicture({ ...negative, data: negative.data.map((value) => 255 - value) });
    expect(matchPicture(query, library)).toEqual([]);
    const [match] = matchPicture(query, library, [near]);
    expect(match).toMatchObject({ reference: 4, stage: 'geometry', tier: 'copy', distance: 52 });
    expect(match?.transform.negative).toBe(true);
    expect(matchPicture(makeQueryPicture(drawPlane(70, 640, 480)), library, [near])).toEqual([]);
  });
});
