import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../../src/image/pixels.ts';
import { findTextBoxes, type TextBox, type TextMap } from '../../../src/image/text/text-boxes.ts';
import { decodeLine, finderInput, joinLines, LINE_HEIGHT, lineInput } from '../../../src/image/text/text-lines.ts';

type Bar = Omit<TextBox, 'score'>;

/** A map on which bars are as certain as they can be. */
function mapOf(width: number, height: number, bars: readonly Bar[], value = 0.95): TextMap {
  const data = new Float32Array(width * height);
  for (const bar of bars) {
    const [cos, sin] = [Math.cos(bar.angle), Math.sin(bar.angle)];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [dx, dy] = [x + 0.5 - bar.x, y + 0.5 - bar.y];
        const [along, across] = [dx * cos + dy * sin, dy * cos - dx * sin];
        if (Math.abs(along) <= bar.width / 2 && Math.abs(across) <= bar.height / 2) data[y * width + x] = value;
      }
    }
  }
  return { data, width, height };
}

describe('findTextBoxes', () => {
  it.each([0, 0.3, -0.4, 0.7])('finds a line turned by %d, and makes it as high as its letters', (angle) => {
    const [box, ...others] = findTextBoxes(mapOf(300, 300, [{ x: 150, y: 140, width: 160, height: 16, angle }]));
    expect(others).toEqual([]);
    expect(box?.angle).toBeCloseTo(angle, 1);
    expect(box?.x).toBeCloseTo(150, -0.5);
    expect(box?.y).toBeCloseTo(140, -0.5);
    expect(box?.width).toBeGreaterThan(165);
    expect(box?.height).toBeGreaterThan(30);
    expect(box?.height).toBeLessThan(46);
  });

  it('reads a column from below upwards, as turned lines are', () => {
    const [box] = findTextBoxes(mapOf(200, 300, [{ x: 100, y: 150, width: 20, height: 200, angle: 0 }]));
    expect(box?.angle).toBeCloseTo(-Math.PI / 2);
    expect(box?.width).toBeGreaterThan(200);
  });

  it('gives lines from top to bottom, and neither specks nor what is uncertain', () => {
    const lines = [220, 40, 130].map((y) => ({ x: 150, y, width: 120, height: 14, angle: 0 }));
    const speck = { x: 280, y: 280, width: 1.5, height: 1.5, angle: 0 };
    expect(findTextBoxes(mapOf(300, 300, [...lines, speck])).map(({ y }) => Math.round(y))).toEqual([40, 130, 220]);
    expect(findTextBoxes(mapOf(300, 300, lines, 0.45))).toEqual([]);
    expect(findTextBoxes({ data: new Float32Array(0), width: 0, height: 0 })).toEqual([]);
  });
});

/** Red grows to the right, green downwards, blue is 40. */
function ramp(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([x, y, 40], (y * width + x) * 3);
  }
  return { data, width, height };
}

describe('the inputs of the networks', () => {
  it('are planes of blue, green, red', () => {
    const { data } = finderInput(ramp(64, 32));
    expect(data).toHaveLength(3 * 64 * 32);
    expect(data[0]).toBeCloseTo((40 / 255 - 0.485) / 0.229);
    expect(data[2 * 64 * 32 + 10]).toBeCloseTo((10 / 255 - 0.406) / 0.225);
  });

  it('cut a line out, upright and 48 pixels high, wherever it points', () => {
    const box = { x: 100, y: 60, width: 80, height: 20, angle: 0, score: 1 };
    const flat = lineInput(ramp(200, 120), box, [1, 1]);
    expect([flat.width, flat.height]).toEqual([192, LINE_HEIGHT]);
    const red = (line: typeof flat, x: number, y: number): number =>
      ((line.data[2 * line.width * line.height + y * line.width + x] ?? 0) + 1) * 127.5;
    expect(red(flat, 0, 24)).toBeCloseTo(60, -0.3);
    expect(red(flat, 191, 24)).toBeCloseTo(139, -0.3);
    const up = lineInput(ramp(200, 120), { ...box, angle: -Math.PI / 2 }, [1, 1]);
    expect(red(up, 0, 24)).toBeCloseTo(100, -0.3);
    const doubled = lineInput(ramp(200, 120), { ...box, x: 50, y: 30, width: 40, height: 10 }, [2, 2]);
    expect(red(doubled, 0, 24)).toBeCloseTo(60, -0.3);
  });

  it('stay within bounds for a line as long as a page', () => {
    expect(lineInput(ramp(50, 50), { x: 25, y: 25, width: 9000, height: 4, angle: 0, score: 1 }, [1, 1]).width).toBe(1280);
  });
});

describe('decodeLine', () => {
  const letters = ['a', 'b', ' '];
  const steps = (...best: number[]): Float32Array =>
    Float32Array.from(best.flatMap((letter) => [0, 1, 2, 3].map((i) => (i === letter ? 0.9 : 0.02))));

  it('drops what repeats without a pause, and pauses', () => {
    expect(decodeLine(steps(0, 1, 1, 0, 1, 2, 2, 3, 0), 9, letters)).toEqual({ text: 'aab', score: expect.closeTo(0.9) });
  });

  it('gives nothing for a line of pauses', () => {
    expect(decodeLine(steps(0, 0), 2, letters)).toEqual({ text: '', score: 0 });
  });
});

describe('joinLines', () => {
  const piece = (text: string, x: number, y: number, width: number, angle = 0) => ({
    text,
    score: 0.9,
    box: { x, y, width, height: 20, angle, score: 1 },
  });

  it('joins words of one line and parts of one word, and leaves other lines apart', () => {
    const pieces = [piece('Images', 160, 41, 70), piece('Getty', 85, 40, 60), piece('alamy', 120, 90, 60)];
    expect(joinLines(pieces).map(({ text }) => text)).toEqual(['Getty Images', 'alamy']);
    expect(joinLines([piece('shutt', 50, 40, 50), piece('erstock', 112, 40, 70)]).map(({ text }) => text)).toEqual([
      'shutterstock',
    ]);
  });

  it('joins along a slant', () => {
    const angle = -0.5;
    const at = (along: number): [number, number] => [200 + along * Math.cos(angle), 200 + along * Math.sin(angle)];
    expect(joinLines([piece('Adobe', ...at(0), 60, angle), piece('Stock', ...at(70), 60, angle)])).toEqual([
      { text: 'Adobe Stock', score: expect.closeTo(0.9) },
    ]);
  });
});
