import { describe, expect, it } from 'vitest';
import { placeAt } from '../../src/model/place.ts';
import { splitImages } from '../../src/readers/image-list.ts';

const split = (text: string) => splitImages({ text, place: placeAt(text, 3, 10) });

describe('splitImages', () => {
  it.each([
    ['a.jpg', ['a.jpg']],
    ['img/a.jpg|img/b.jpg', ['img/a.jpg', 'img/b.jpg']],
    ['img/a.jpg, img/b b.jpg ;c.jpg', ['img/a.jpg', 'img/b b.jpg', 'c.jpg']],
    ['https://c.example/1.jpg https://c.example/2.jpg', ['https://c.example/1.jpg', 'https://c.example/2.jpg']],
    ['https://c.example/1,TopRight,0.jpg, //c.example/2.jpg;', ['https://c.example/1,TopRight,0.jpg', '//c.example/2.jpg']],
    ['https://c.example/a;v=1.jpg\nhttps://c.example/b.jpg', ['https://c.example/a;v=1.jpg', 'https://c.example/b.jpg']],
    ['data:image/png;base64,iVBOR|w0KGgo', ['data:image/png;base64,iVBOR|w0KGgo']],
    [' | ;\n ', []],
  ])('%j', (text, expected) => {
    expect(split(text).map(({ src }) => src)).toEqual(expected);
  });

  it('gives every picture its own place', () => {
    expect(split('a.jpg| b.jpg\nc.jpg').map(({ place }) => place.runs.slice(0, 3))).toEqual([
      [0, 3, 10],
      [0, 3, 17],
      [0, 4, 1],
    ]);
  });

  it('stays linear and bounded on a hostile text', () => {
    expect(split(' '.repeat(1_000_000))).toEqual([]);
    expect(split('a|'.repeat(500_000))).toHaveLength(200);
  });
});
