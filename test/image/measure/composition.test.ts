import { describe, expect, it } from 'vitest';
import { findBorder as findBorderWithin } from '../../../src/image/measure/border.ts';
import { measureComposition } from '../../../src/image/measure/composition.ts';
import { findFramed } from '../../../src/image/measure/frame.ts';
import { findPieces } from '../../../src/image/measure/pieces.ts';
import type { Box, Pixels } from '../../../src/image/pixels.ts';
import { draw, frame } from '../drawing.ts';

function findBorder(pixels: Pixels): ReturnType<typeof findBorderWithin> {
  return findBorderWithin(pixels, findFramed(pixels));
}

type Colour = readonly [number, number, number];
const DARK: Colour = [60, 70, 90];

function white(width: number, height: number): Pixels {
  return { data: new Uint8Array(width * height * 3).fill(255), width, height };
}

function fill({ data, width }: Pixels, box: Box, colour: Colour = DARK): void {
  for (let y = box.top; y < box.top + box.height; y++) {
    for (let x = box.left; x < box.left + box.width; x++) data.set(colour, (y * width + x) * 3);
  }
}

/** An oval as wide and high as the box. */
function fillOval({ data, width }: Pixels, box: Box, colour: Colour = DARK): void {
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const [dx, dy] = [(2 * x + 1) / box.width - 1, (2 * y + 1) / box.height - 1];
      if (dx * dx + dy * dy <= 1) data.set(colour, ((box.top + y) * width + box.left + x) * 3);
    }
  }
}

/** Letters as bars with a foot, as many as asked for. */
function write(pixels: Pixels, left: number, top: number, letters: number, height = 20): void {
  for (let i = 0; i < letters; i++) {
    const at = left + i * Math.round(height * 0.75);
    fill(pixels, { left: at, top, width: Math.round(height / 5), height });
    fill(pixels, { left: at, top: top + height - 3, width: Math.round(height / 2), height: 3 });
  }
}

function product(): Pixels {
  const pixels = white(600, 600);
  fillOval(pixels, { left: 100, top: 120, width: 400, height: 420 });
  return pixels;
}

describe('findPieces', () => {
  it('counts what does not touch, the largest first, and the white of the border', () => {
    const pixels = white(100, 80);
    fill(pixels, { left: 0, top: 10, width: 10, height: 10 });
    fill(pixels, { left: 10, top: 20, width: 10, height: 10 });
    fill(pixels, { left: 40, top: 10, width: 30, height: 40 });
    const { pieces, whiteBorder } = findPieces(pixels);
    expect(pieces.map(({ area }) => area)).toEqual([1200, 100, 100]);
    expect(whiteBorder).toBeCloseTo(1 - 10 / 356);
  });

  it('joins the arms of a fork, and fills the outline of a frame', () => {
    const pixels = white(60, 60);
    for (const left of [10, 20, 30]) fill(pixels, { left, top: 10, width: 4, height: 30 });
    fill(pixels, { left: 10, top: 40, width: 24, height: 4 });
    const { pieces } = findPieces(pixels);
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toMatchObject({ left: 10, top: 10, right: 33, bottom: 43, area: 3 * 120 + 96, filled: 24 * 34 });
  });

  it('knows what is printed on the product from what stands beside it', () => {
    const pixels = product();
    fill(pixels, { left: 200, top: 220, width: 200, height: 100 }, [255, 255, 255]);
    fill(pixels, { left: 250, top: 240, width: 40, height: 40 });
    fill(pixels, { left: 20, top: 20, width: 40, height: 40 });
    expect(findPieces(pixels).pieces.map(({ enclosed }) => enclosed)).toEqual([false, false, true]);
  });
});

describe('measureComposition', () => {
  it('measures how far the product reaches', () => {
    expect(measureComposition(product())?.fill).toBeCloseTo(0.7, 2);
  });

  it('measures nothing where the background is not white or nothing stands on it', () => {
    expect(measureComposition(draw(1, 300, 300))).toBeUndefined();
    expect(measureComposition(white(300, 300))).toBeUndefined();
  });

  it.each([12, 20, 40])('sees a line of text beside the product, %d pixels high', (height) => {
    const pixels = product();
    write(pixels, 30, 40, 8, height);
    expect(measureComposition(pixels)).toMatchObject({ letters: 8, insets: 0 });
  });

  it('takes a few small parts, and a set of screws, for no text', () => {
    const few = product();
    write(few, 30, 40, 3);
    const set = white(600, 600);
    for (let i = 0; i < 6; i++) fillOval(set, { left: 40 + i * 90, top: 250, width: 60, height: 90 });
    for (const pixels of [few, set]) expect(measureComposition(pixels)?.letters).toBe(0);
  });

  it('sees a picture within the picture, and the parts of a set as goods', () => {
    const inset = product();
    fill(inset, { left: 480, top: 20, width: 100, height: 90 });
    expect(measureComposition(inset)).toMatchObject({ insets: 1 });
    const blocks = product();
    for (let i = 0; i < 4; i++) fill(blocks, { left: 20 + i * 110, top: 20, width: 90, height: 60 });
    expect(measureComposition(blocks)).toMatchObject({ insets: 0 });
    const boxes = white(600, 600);
    fill(boxes, { left: 40, top: 100, width: 240, height: 400 });
    fill(boxes, { left: 320, top: 100, width: 220, height: 380 });
    expect(measureComposition(boxes)).toMatchObject({ insets: 0 });
  });
});

describe('findBorder', () => {
  it.each([
    [20, 20, '#cc2222'],
    [60, 0, '#000000'],
    [0, 12, '#303030'],
  ])('finds a border of %d and %d pixels', (top, left, colour) => {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    const found = findBorder(frame(draw(2, 400, 300), { x: left, y: top }, [r ?? 0, g ?? 0, b ?? 0]));
    expect(found?.colour).toBe(colour);
    expect(found?.width).toBeCloseTo(Math.max(top / (300 + 2 * top), left / (400 + 2 * left)), 2);
  });

  it('takes neither a white margin nor a plain background for one', () => {
    expect(findBorder(frame(draw(2, 400, 300), { x: 30, y: 30 }, [255, 255, 255]))).toBeUndefined();
    const grey = white(400, 400);
    fill(grey, { left: 0, top: 0, width: 400, height: 400 }, [180, 180, 180]);
    fillOval(grey, { left: 100, top: 60, width: 200, height: 280 });
    expect(findBorder(grey)).toBeUndefined();
    expect(findBorder(draw(3, 300, 300))).toBeUndefined();
  });
});
