import { describe, expect, it } from 'vitest';
import { findFramed } from '../../../src/image/measure/frame.ts';
import { cutPixels, measureWhiteBorder } from '../../../src/image/pixels.ts';
import { draw, frame } from '../drawing.ts';

const picture = draw(3, 200, 150);

describe('findFramed', () => {
  it.each([
    ['a white frame', { x: 20, y: 20 }, [255, 255, 255]],
    ['a red frame', { x: 8, y: 11 }, [200, 30, 40]],
    ['black bars above and below', { x: 0, y: 40 }, [0, 0, 0]],
    ['black bars left and right', { x: 40, y: 0 }, [0, 0, 0]],
  ] as const)('finds %s', (_, border, colour) => {
    const box = findFramed(frame(picture, border, colour));
    expect(box).toEqual({ left: border.x, top: border.y, width: 200, height: 150 });
  });

  it('finds bars of two colours around each other', () => {
    const box = findFramed(frame(frame(picture, { x: 0, y: 30 }, [0, 0, 0]), { x: 25, y: 25 }, [255, 255, 255]));
    expect(box).toEqual({ left: 25, top: 55, width: 200, height: 150 });
  });

  it('looks past the dust of compression', () => {
    const framed = frame(picture, { x: 30, y: 30 }, [250, 250, 250]);
    for (let i = 0; i < framed.data.length; i += 3 * 997) framed.data[i] = 243;
    expect(findFramed(framed)).toMatchObject({ left: 30, top: 30 });
  });

  it('finds none in a bare picture, a flat one and one without pixels', () => {
    expect(findFramed(picture)).toBeUndefined();
    expect(findFramed({ data: new Uint8Array(300).fill(9), width: 10, height: 10 })).toBeUndefined();
    expect(findFramed({ data: new Uint8Array(0), width: 0, height: 0 })).toBeUndefined();
  });

  it('cuts out what is inside', () => {
    const framed = frame(picture, { x: 20, y: 10 }, [9, 9, 9]);
    const { data, width, height } = cutPixels(framed, { left: 20, top: 10, width: 200, height: 150 });
    expect([width, height, Buffer.compare(data, picture.data)]).toEqual([200, 150, 0]);
  });
});

describe('measureWhiteBorder', () => {
  it('is 1 on pure white, 0 on nearly white', () => {
    expect(measureWhiteBorder(frame(picture, { x: 1, y: 1 }, [255, 255, 255]))).toBe(1);
    expect(measureWhiteBorder(frame(picture, { x: 1, y: 1 }, [254, 255, 255]))).toBe(0);
  });

  it('counts every border pixel once', () => {
    const framed = frame(picture, { x: 2, y: 2 }, [255, 255, 255]);
    framed.data[0] = 0;
    const border = 2 * 204 + 2 * 152;
    expect(measureWhiteBorder(framed)).toBeCloseTo((border - 1) / border, 10);
  });

  it.each([
    [1, 5],
    [5, 1],
    [1, 1],
    [2, 2],
  ])('works at %d x %d', (width, height) => {
    expect(measureWhiteBorder({ data: new Uint8Array(width * height * 3).fill(255), width, height })).toBe(1);
  });

  it('is 0 without pixels', () => {
    expect(measureWhiteBorder({ data: new Uint8Array(0), width: 0, height: 0 })).toBe(0);
  });
});
