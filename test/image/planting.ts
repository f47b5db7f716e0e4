import type { Plane } from '../../src/image/plane.ts';
import { scalePlane, toPlane } from '../../src/image/plane.ts';
import { draw, seeded } from './drawing.ts';

/** Brightness of a drawing with enough corners to be recognised by: ellipses, and small tiles over them. */
export function drawPlane(seed: number, width: number, height: number): Plane {
  const plane = toPlane(draw(seed, width, height));
  const next = seeded(seed * 31 + 7);
  const longest = Math.max(width, height);
  for (let tile = 0; tile < 160; tile++) {
    const [x, y, w, h] = [next() * width, next() * height, (0.01 + next() * 0.05) * longest, (0.01 + next() * 0.05) * longest];
    const lift = next() * 160 - 80;
    for (let row = Math.floor(y); row < Math.min(height, y + h); row++) {
      for (let column = Math.floor(x); column < Math.min(width, x + w); column++) {
        const at = row * width + column;
        plane.data[at] = Math.max(0, Math.min(255, (plane.data[at] ?? 0) + lift));
      }
    }
  }
  return plane;
}

/** The plane mirrored, left and right exchanged. */
export function mirrorPlane({ data, width, height }: Plane): Plane {
  return { data: data.map((_, i) => data[i - (i % width) + width - 1 - (i % width)] ?? 0), width, height };
}

/** A part of the plane. */
export function cropPlane({ data, width }: Plane, left: number, top: number, w: number, h: number): Plane {
  return {
    data: Uint8Array.from({ length: w * h }, (_, i) => data[(top + Math.floor(i / w)) * width + left + (i % w)] ?? 0),
    width: w,
    height: h,
  };
}

/** The plane turned clockwise by any angle about its middle, on a grey sheet of the same size. */
export function turnPlane({ data, width, height }: Plane, degrees: number): Plane {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const out = new Uint8Array(width * height).fill(128);
  for (let i = 0; i < out.length; i++) {
    const [x, y] = [(i % width) - (width - 1) / 2, Math.floor(i / width) - (height - 1) / 2];
    const fromX = cos * x + sin * y + (width - 1) / 2;
    const fromY = cos * y - sin * x + (height - 1) / 2;
    const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
    if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
    const at = top * width + left;
    const [right, below] = [fromX - left, fromY - top];
    const above = (data[at] ?? 0) * (1 - right) + (data[at + 1] ?? 0) * right;
    out[i] = above * (1 - below) + ((data[at + width] ?? 0) * (1 - right) + (data[at + width + 1] ?? 0) * right) * below;
  }
  return { data: out, width, height };
}

/** One plane laid into another, scaled. */
export function layInto(sheet: Plane, plane: Plane, left: number, top: number, width: number): Plane {
  const small = scalePlane(plane, width, Math.round((plane.height * width) / plane.width));
  const data = sheet.data.slice();
  for (let y = 0; y < small.height; y++) {
    data.set(small.data.subarray(y * width, (y + 1) * width), (top + y) * sheet.width + left);
  }
  return { ...sheet, data };
}
