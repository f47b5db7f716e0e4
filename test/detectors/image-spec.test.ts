import { describe, expect, it } from 'vitest';
import { detectImageSpec } from '../../src/detectors/image-spec.ts';
import type { ImageFacts } from '../../src/image/facts.ts';
import type { ImageSpecRule } from '../../src/model/rule.ts';
import { flip, look, makeFacts, makeResources, makeRule } from './image-fixture.ts';

const MB = 1024 * 1024;
const CLEAN = { noLettering: true, noInsets: true, noBorder: true } as const;
const ON_WHITE = { fill: 0.9, letters: 0, insets: 0 } as const;

function find(when: ImageSpecRule['when'], facts: Partial<ImageFacts>, changes: Partial<ImageSpecRule> = {}) {
  const detect = detectImageSpec([makeRule<ImageSpecRule>('image-spec', when, changes)], makeResources({}));
  return look(detect, [{ src: 'a.jpg', facts: makeFacts(facts) }, { src: 'missing.jpg' }]);
}

const slots = (...args: Parameters<typeof find>): unknown[] => {
  const [draft] = find(...args);
  return [draft?.slots.limit, draft?.slots.actual];
};

describe('detectImageSpec', () => {
  it.each<[string, ImageSpecRule['when'], Partial<ImageFacts>]>([
    ['the longest side', { minLongestSide: 1000, maxLongestSide: 10_000 }, { width: 1000, height: 10 }],
    ['the file size', { maxBytes: 10 * MB }, { bytes: 10 * MB }],
    ['the format', { formats: ['jpg', 'TIF'] }, { format: 'tiff' }],
    ['a white border', { minWhiteBorder: 0.98 }, { whiteBorder: 0.98 }],
    ['the share of the frame', { minFill: 0.85 }, { composition: { fill: 0.85, letters: 0, insets: 0 } }],
    ['a clean picture', CLEAN, { composition: { fill: 0.5, letters: 0, insets: 0 } }],
    ['a scene, which is not measured', { ...CLEAN, minFill: 0.85 }, { whiteBorder: 0 }],
    ['the colours', { colours: ['srgb', 'grey'] }, { colour: 'grey' }],
    ['nothing', {}, { width: 1, height: 1, bytes: 1e9, whiteBorder: 0 }],
  ])('accepts what meets %s', (_, when, facts) => {
    expect(find(when, facts)).toEqual([]);
  });

  it.each<[ImageSpecRule['when'], Partial<ImageFacts>, string, string]>([
    [{ minLongestSide: 1000 }, { width: 999, height: 700 }, '1000 px', '999 px'],
    [{ maxLongestSide: 10_000 }, { width: 700, height: 10_001 }, '10000 px', '10001 px'],
    [{ maxBytes: 10 * MB }, { bytes: 12.4 * MB }, '10 MB', '12 MB'],
    [{ maxBytes: 10 * MB }, { bytes: 10.25 * MB }, '10.0 MB', '10.3 MB'],
    [{ maxBytes: 10 * MB }, { bytes: 10 * MB + 1 }, '10485760 bytes', '10485761 bytes'],
    [{ maxBytes: 1_000_000 }, { bytes: 9_000_000 }, '1000000 bytes', '9000000 bytes'],
    [{ formats: ['jpeg', 'jpg', 'png'] }, { format: 'webp' }, 'JPEG, PNG', 'WebP'],
    [{ minWhiteBorder: 1 }, { whiteBorder: 0.4238 }, '100%', '42.3%'],
    [{ minWhiteBorder: 1 }, { whiteBorder: 0.99999 }, '100%', '99.9%'],
    [{ minWhiteBorder: 0.98 }, { whiteBorder: 0.97999 }, '98%', '97.9%'],
    [{ minFill: 0.85 }, { composition: { ...ON_WHITE, fill: 0.613 } }, '85%', '61.3%'],
    [CLEAN, { composition: { ...ON_WHITE, letters: 14 } }, 'no text', 'about 14 letters beside the product'],
    [
      CLEAN,
      { composition: { ...ON_WHITE, insets: 1 } },
      'no picture within the picture',
      '1 smaller picture beside the product',
    ],
    [CLEAN, { border: { width: 0.02, colour: '#d02020' } }, 'no border', 'a border of 2% of the side, #d02020'],
    [{ colours: ['srgb'] }, { colour: 'cmyk' }, 'sRGB', 'CMYK'],
  ])('tells limit and actual: %j', (when, facts, limit, actual) => {
    expect(slots(when, facts)).toMatchObject([{ en: limit }, { en: actual }]);
    const [draft] = find(when, facts);
    expect(draft?.evidence).toEqual({ kind: 'field', limit, actual });
  });

  it('speaks Chinese', () => {
    const when = { minLongestSide: 1000, formats: ['jpeg', 'png'] };
    expect(slots(when, { width: 500, height: 400, format: 'webp' })).toEqual([
      { en: '1000 px; JPEG, PNG', zh: '1000 像素；JPEG、PNG' },
      { en: '500 px; WebP', zh: '500 像素；WebP' },
    ]);
  });

  describe('pictures that a listing shows twice', () => {
    const twice = (first: Partial<ImageFacts>, second: Partial<ImageFacts>) => {
      const detect = detectImageSpec([makeRule<ImageSpecRule>('image-spec', { minDifference: 8 })], makeResources({}));
      return look(detect, [
        { src: 'a.jpg', facts: makeFacts(first) },
        { src: 'not-found.jpg' },
        { src: 'b.jpg', facts: makeFacts(second) },
      ]);
    };

    it('are told at the later one, with what it equals', () => {
      expect(twice({}, {})).toMatchObject([
        { target: { image: 2 }, slots: { actual: { en: 'the same file as the main picture' } } },
      ]);
      expect(twice({}, { sha256: 'f'.repeat(64), hashes: [flip(3)] })).toMatchObject([
        {
          slots: {
            actual: { en: 'the same as the main picture: 3 of 256 bits differ', zh: '与主图相同：256 位中仅 3 位不同' },
          },
        },
      ]);
    });

    it('are not told where they differ, or are too flat to say', () => {
      expect(twice({}, { sha256: 'f'.repeat(64), hashes: [flip(8)] })).toEqual([]);
      expect(twice({ quality: 10 }, { sha256: 'f'.repeat(64), quality: 10 })).toEqual([]);
    });
  });

  it('keeps to the slots and marketplaces of the rule', () => {
    const small = { width: 10, height: 10 };
    expect(find({ minLongestSide: 500 }, small, { scope: ['image.main'] })).toHaveLength(1);
    expect(find({ minLongestSide: 500 }, small, { scope: ['image.other'] })).toEqual([]);
    expect(find({ minLongestSide: 500 }, small, { marketplaces: ['ebay.*'] })).toEqual([]);
  });
});
