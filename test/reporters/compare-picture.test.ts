import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { describeTransform, type PictureComparison, type PictureTransform } from '../../src/model/picture-comparison.ts';
import { comparePictureHtml, comparePicturePretty, picturePairLine } from '../../src/reporters/compare-picture.ts';
import { pictureSheet } from '../../src/reporters/picture-sheet.ts';

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const UPRIGHT: PictureTransform = { mirrored: false, negative: false, degrees: 0, shown: 1, taken: 1 };

const COPY: PictureComparison = {
  a: { file: 'mine/main.jpg', width: 1600, height: 1200, preview: PIXEL },
  b: { file: 'theirs/<img src=x onerror=alert(1)>.jpg', width: 800, height: 1000, preview: PIXEL },
  relation: {
    stage: 'geometry',
    tier: 'copy',
    original: 'b',
    inliers: 41,
    a: [
      [0.1, 0.2],
      [0.9, 0.2],
      [0.9, 0.8],
      [0.1, 0.8],
    ],
    b: [
      [1, 0],
      [0, 0],
      [0, 1],
      [1, 1],
    ],
    transform: { mirrored: true, negative: false, degrees: -15.04, shown: 0.62, taken: 0.4812 },
  },
};
const NOTHING: PictureComparison = { a: COPY.a, b: COPY.b };

describe('describeTransform', () => {
  it.each([
    [UPRIGHT, 'unchanged in position', '位置和方向未变'],
    [{ ...UPRIGHT, degrees: 180 }, 'turned by 180°', '旋转 180°'],
    [{ ...UPRIGHT, degrees: -15.2, mirrored: true }, 'mirrored, turned counterclockwise by 15°', '左右镜像、逆时针旋转 15°'],
    [
      { ...UPRIGHT, negative: true, shown: 0.62 },
      'colours inverted, cropped to 62% of the original',
      '颜色反转、裁剪后保留原图的 62%',
    ],
    [{ ...UPRIGHT, taken: 0.003 }, 'it takes 1% of this picture', '占本图面积的 1%'],
    [{ ...UPRIGHT, degrees: 1.2, shown: 0.99, taken: 0.95 }, 'unchanged in position', '位置和方向未变'],
  ])('says in words what was done: %j', (transform, en, zh) => {
    expect(describeTransform(transform)).toEqual({ en, zh });
  });
});

describe('the comparison of two pictures', () => {
  it('is told in a few lines', () => {
    expect(comparePicturePretty(COPY, { lang: 'en', color: false })).toBe(
      [
        'The same picture: seen from B as the original: mirrored, turned counterclockwise by 15°, cropped to 62% of the original, it takes 48% of this picture',
        '  the same details in the same arrangement; 41 details lie where they must',
        '  mine/main.jpg  1600 × 1200 pixels',
        '  theirs/<img src=x onerror=alert(1)>.jpg  800 × 1000 pixels',
        '',
      ].join('\n'),
    );
    expect(comparePicturePretty(NOTHING, { lang: 'zh', color: false })).toContain('未发现相同内容。');
  });

  it('is a line of JSON with a fixed shape', () => {
    const line = picturePairLine({ a: 'a.jpg', b: 'b.jpg', match: COPY.relation }, 'en');
    const validate = new Ajv({ strict: true, allErrors: true }).compile(SHAPE);
    expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
    expect(line).toContain('"transform":{"mirrored":true,"negative":false,"degrees":-15,"shown":0.62,"taken":0.481}');
    expect(picturePairLine({ a: 'a', b: 'b', match: undefined }, 'en')).toBe('{"a":"a","b":"b","match":null}\n');
    expect(picturePairLine({ a: 'a', b: 'b', error: { en: 'damaged', zh: '损坏' } }, 'zh')).toBe(
      '{"a":"a","b":"b","error":"损坏"}\n',
    );
  });

  it('is a page that names files as text, and loads nothing', () => {
    for (const lang of ['en', 'zh'] as const) {
      const page = comparePictureHtml(COPY, lang);
      expect(page).not.toContain('<img src=x');
      expect(page).toContain("default-src 'none'");
      expect(page.match(/(?:href|src)="(?!data:)/g)).toBeNull();
    }
  });
});

describe('pictureSheet', () => {
  it('draws the region into both pictures, corner by corner', () => {
    const sheet = pictureSheet(COPY, 'en');
    // 560 x 420 in a half of 560 x 460.
    expect(sheet).toContain('<polygon points="76,168 524,168 524,420 76,420"');
    // 368 x 460, in the middle of its half; mirrored, so that the first corner is the right one.
    expect(sheet).toContain('<polygon points="1064,64 696,64 696,524 1064,524"');
    expect(sheet.match(/<circle/g)).toHaveLength(8);
    expect(sheet).toContain('&lt;img');
  });

  it('draws no region where there is none, and survives pictures without a size', () => {
    const empty = { file: 'x', width: 0, height: 0, preview: PIXEL };
    expect(pictureSheet({ a: empty, b: empty }, 'zh')).not.toContain('polygon');
    expect(pictureSheet({ ...COPY, a: empty, b: empty }, 'zh')).not.toMatch(/NaN|Infinity/);
  });
});

const POINT = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 };
const QUAD = { type: 'array', items: POINT, minItems: 4, maxItems: 4 };
const SHAPE = {
  type: 'object',
  required: ['a', 'b', 'match'],
  additionalProperties: false,
  properties: {
    a: { type: 'string' },
    b: { type: 'string' },
    match: {
      type: 'object',
      required: ['stage', 'tier', 'original', 'a', 'b', 'transform'],
      additionalProperties: false,
      properties: {
        stage: { enum: ['exact', 'hash', 'geometry'] },
        tier: { enum: ['copy', 'related'] },
        original: { enum: ['a', 'b'] },
        distance: { type: 'integer' },
        inliers: { type: 'integer' },
        a: QUAD,
        b: QUAD,
        transform: {
          type: 'object',
          required: ['mirrored', 'negative', 'degrees', 'shown', 'taken'],
          additionalProperties: false,
          properties: {
            mirrored: { type: 'boolean' },
            negative: { type: 'boolean' },
            degrees: { type: 'number' },
            shown: { type: 'number' },
            taken: { type: 'number' },
          },
        },
      },
    },
  },
};
