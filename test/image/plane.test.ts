import { describe, expect, it } from 'vitest';
import { fitPlane, scalePlane, toPlane } from '../../src/image/plane.ts';
import { draw } from './drawing.ts';

describe('planes', () => {
  it('are as bright as television shows the picture', () => {
    const pixels = { data: Uint8Array.of(255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255), width: 5, height: 1 };
    expect([...toPlane(pixels).data]).toEqual([255, 0, 77, 149, 29]);
  });

  it('keep their mean brightness when scaled', () => {
    const plane = toPlane(draw(4, 200, 150));
    const mean = (data: Uint8Array): number => data.reduce((sum, value) => sum + value, 0) / data.length;
    for (const [width, height] of [
      [100, 75],
      [63, 50],
      [400, 300],
      [7, 5],
    ] as const) {
      const scaled = scalePlane(plane, width, height);
      expect(scaled.data.length).toBe(width * height);
      expect(Math.abs(mean(scaled.data) - mean(plane.data))).toBeLessThan(1.5);
    }
  });

  it('stay flat when they are flat, and as they are when they fit', () => {
    const flat = { data: new Uint8Array(90 * 60).fill(77), width: 90, height: 60 };
    expect(new Set(scalePlane(flat, 37, 41).data)).toEqual(new Set([77]));
    expect(fitPlane(flat, 90)).toBe(flat);
    expect(fitPlane(flat, 45)).toMatchObject({ width: 45, height: 30 });
    expect(fitPlane({ data: new Uint8Array(900), width: 900, height: 1 }, 100)).toMatchObject({ width: 100, height: 1 });
  });
});
