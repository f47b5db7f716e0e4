import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../../../src/image/facts.ts';
import { buildImageIndex, searchImage } from '../../../src/image/hash/image-index.ts';
import { hashPixels } from '../../../src/image/hash/pdq.ts';
import type { ReferenceImage } from '../../../src/model/reference.ts';
import { draw, mirror, rotate, seeded } from '../drawing.ts';

const HASH = '5a'.repeat(32);

function reference(id: string, changes: Partial<ReferenceImage> = {}): ReferenceImage {
  return {
    kind: 'image',
    id,
    owner: 'Lumora',
    role: 'competitor',
    capturedAt: '2026-09-01',
    label: `${id}.jpg`,
    sha256: id.padEnd(64, '0'),
    hash: HASH,
    quality: 100,
    width: 1000,
    height: 1000,
    ...changes,
  };
}

function facts(changes: Partial<ImageFacts> = {}): ImageFacts {
  const base = {
    sha256: 'e'.repeat(64),
    bytes: 1,
    width: 1000,
    height: 1000,
    format: 'jpeg',
    colour: 'srgb',
    whiteBorder: 1,
  } as const;
  return { ...base, hashes: [HASH], quality: 100, ...changes };
}

/** The hash with its first `bits` bits the other way round. */
function flip(hash: string, bits: number): string {
  const digits = [...hash].map((digit) => Number.parseInt(digit, 16));
  for (let bit = 0; bit < bits; bit++) digits[bit >> 2] = (digits[bit >> 2] ?? 0) ^ (8 >> (bit & 3));
  return digits.map((digit) => digit.toString(16)).join('');
}

describe('searchImage', () => {
  it('puts the same file first, then the nearest', () => {
    const index = buildImageIndex([
      reference('far', { hash: flip(HASH, 30) }),
      reference('near', { hash: flip(HASH, 4) }),
      reference('same', { sha256: 'E'.repeat(64), quality: 0 }),
      reference('other', { hash: flip(HASH, 32) }),
    ]);
    const hits = searchImage(index, facts(), 31);
    expect(hits.map((hit) => [hit.reference.id, hit.stage, hit.distance])).toEqual([
      ['same', 'exact', 0],
      ['near', 'hash', 4],
      ['far', 'hash', 30],
    ]);
  });

  it('names a reference once, as the same file when it is', () => {
    const index = buildImageIndex([reference('a', { sha256: 'e'.repeat(64) })]);
    expect(searchImage(index, facts({ hashes: [HASH, HASH] }), 40)).toHaveLength(1);
    expect(searchImage(index, facts(), 40)[0]).toMatchObject({ stage: 'exact', transform: 'upright' });
  });

  it('includes the limit and keeps the order of the library among equals', () => {
    const index = buildImageIndex(['b', 'a', 'c'].map((id) => reference(id, { hash: flip(HASH, 31) })));
    expect(searchImage(index, facts(), 31).map((hit) => hit.reference.id)).toEqual(['b', 'a', 'c']);
    expect(searchImage(index, facts(), 30)).toEqual([]);
  });

  it('trusts no flat picture and no flat or broken reference', () => {
    const flat = buildImageIndex([reference('flat', { quality: 49 }), reference('broken', { hash: 'xyz' })]);
    expect(searchImage(flat, facts(), 256)).toEqual([]);
    const index = buildImageIndex([reference('good', { quality: 50 })]);
    expect(searchImage(index, facts({ quality: 49 }), 256)).toEqual([]);
    expect(searchImage(index, facts({ quality: 50 }), 0)).toHaveLength(1);
  });

  it('says how the reference must be turned to give the picture', () => {
    const original = draw(9, 512, 512);
    const index = buildImageIndex([reference('original', { hash: hashPixels(original).hashes[0] ?? '' })]);
    const search = (pixels: typeof original) => searchImage(index, facts(hashPixels(pixels)), 40)[0]?.transform;
    expect(search(original)).toBe('upright');
    expect(search(mirror(original))).toBe('mirrored');
    expect(search(rotate(original))).toBe('rotated-90');
    expect(search(rotate(rotate(rotate(original))))).toBe('rotated-270');
    expect(search(rotate(mirror(original)))).toBe('mirrored-rotated-90');
  });

  it('knows the negative of a picture', () => {
    const original = draw(9, 512, 512);
    const index = buildImageIndex([reference('original', { hash: hashPixels(original).hashes[0] ?? '' })]);
    const negative = { ...original, data: original.data.map((value) => 255 - value) };
    for (const [pixels, isNegative] of [
      [original, false],
      [negative, true],
    ] as const) {
      expect(searchImage(index, facts(hashPixels(pixels)), 31)[0]).toMatchObject({ transform: 'upright', isNegative });
    }
    expect(searchImage(index, facts(hashPixels(mirror(negative))), 31)[0]).toMatchObject({
      transform: 'mirrored',
      isNegative: true,
    });
  });

  it('says when it lies inside a frame', () => {
    const index = buildImageIndex([reference('original')]);
    const others = Array.from({ length: 8 }, () => flip(HASH, 128));
    expect(searchImage(index, facts({ hashes: [...others, HASH] }), 31)[0]?.transform).toBe('framed');
    const mirrored = [...others, ...others.slice(0, 4), HASH];
    expect(searchImage(index, facts({ hashes: mirrored }), 31)[0]?.transform).toBe('framed-mirrored');
  });

  it('compares what lies inside the frames, each reference once', () => {
    const index = buildImageIndex([
      reference('inner', { hash: flip(HASH, 100), innerHash: flip(HASH, 9) }),
      reference('both', { hash: flip(HASH, 4), innerHash: flip(HASH, 20) }),
      reference('broken', { hash: flip(HASH, 100), innerHash: 'xyz' }),
    ]);
    expect(searchImage(index, facts(), 31).map((hit) => [hit.reference.id, hit.distance, hit.transform])).toEqual([
      ['both', 4, 'upright'],
      ['inner', 9, 'framed'],
    ]);
  });

  it('finds the planted one among thousands', () => {
    const next = seeded(4);
    const digits = () => Array.from({ length: 64 }, () => Math.floor(next() * 16).toString(16)).join('');
    const many = Array.from({ length: 5000 }, (_, i) => reference(`r${i}`, { hash: digits() }));
    const index = buildImageIndex([...many, reference('planted', { hash: flip(HASH, 20) })]);
    expect(searchImage(index, facts(), 40).map((hit) => hit.reference.id)).toEqual(['planted']);
  });

  it('is empty for an empty library', () => {
    expect(searchImage(buildImageIndex([]), facts(), 256)).toEqual([]);
  });
});
