import type { Pixels } from '../../src/image/pixels.ts';

/** Numbers 0..1 that a seed decides. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A drawing of overlapping ellipses in soft colours on a shaded ground: busy like a photograph, the same for the same seed at any size. */
export function draw(seed: number, width: number, height: number): Pixels {
  const next = seeded(seed * 7919 + 1);
  const shapes = Array.from({ length: 14 }, () => {
    const shape = { x: next(), y: next(), rx: 0.06 + next() * 0.25, ry: 0.06 + next() * 0.25 };
    return { ...shape, red: next() * 255, green: next() * 255, blue: next() * 255 };
  });
  const ground = { red: next() * 96, green: next() * 96, blue: next() * 96 };
  const data = new Uint8Array(width * height * 3);
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5) / width;
      const y = (row + 0.5) / height;
      let colour = ground;
      let light = x + y;
      let lift = 60;
      for (const shape of shapes) {
        const across = (x - shape.x) / shape.rx;
        const down = (y - shape.y) / shape.ry;
        const inside = across * across + down * down;
        if (inside >= 1) continue;
        colour = shape;
        light = 1 - inside * 0.4;
        lift = 0;
      }
      data[at++] = lift + colour.red * light;
      data[at++] = lift + colour.green * light;
      data[at++] = lift + colour.blue * light;
    }
  }
  return { data, width, height };
}

/** The picture turned by 90 degrees clockwise. */
export function rotate({ data, width, height }: Pixels): Pixels {
  return move({ data, width, height }, height, width, (x, y) => [y, height - 1 - x]);
}

/** The picture as a mirror shows it. */
export function mirror(pixels: Pixels): Pixels {
  return move(pixels, pixels.width, pixels.height, (x, y) => [pixels.width - 1 - x, y]);
}

/** The picture on a larger sheet of one colour. */
export function frame(pixels: Pixels, border: { x: number; y: number }, colour: readonly [number, number, number]): Pixels {
  const width = pixels.width + 2 * border.x;
  const height = pixels.height + 2 * border.y;
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at++) data[at] = colour[at % 3] ?? 0;
  for (let y = 0; y < pixels.height; y++) {
    const row = pixels.data.subarray(y * pixels.width * 3, (y + 1) * pixels.width * 3);
    data.set(row, ((y + border.y) * width + border.x) * 3);
  }
  return { data, width, height };
}

/** The mean of every 2 x 2 pixels. */
export function halve({ data, width, height }: Pixels): Pixels {
  const out = new Uint8Array((width >> 1) * (height >> 1) * 3);
  const at = (x: number, y: number, c: number): number => data[(y * width + x) * 3 + c] ?? 0;
  let to = 0;
  for (let y = 0; y + 1 < height; y += 2) {
    for (let x = 0; x + 1 < width; x += 2) {
      for (let c = 0; c < 3; c++) out[to++] = (at(x, y, c) + at(x + 1, y, c) + at(x, y + 1, c) + at(x + 1, y + 1, c)) / 4;
    }
  }
  return { data: out, width: width >> 1, height: height >> 1 };
}

function move(from: Pixels, width: number, height: number, source: (x: number, y: number) => [number, number]): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = source(x, y);
      const at = (fromY * from.width + fromX) * 3;
      data.set(from.data.subarray(at, at + 3), (y * width + x) * 3);
    }
  }
  return { data, width, height };
}
