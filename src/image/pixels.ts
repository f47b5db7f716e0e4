/** A decoded picture: 8-bit sRGB, three bytes a pixel, row after row, no padding. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in its pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Share of pure white (255, 255, 255) among the outermost pixels, 0..1; 0 for a picture without pixels. */
export function measureWhiteBorder({ data, width, height }: Pixels): number {
  const isWhite = (x: number, y: number): number => {
    const at = (y * width + x) * 3;
    return data[at] === 255 && data[at + 1] === 255 && data[at + 2] === 255 ? 1 : 0;
  };
  let white = 0;
  let seen = 0;
  for (let y = 0; y < height; y++) {
    // Top and bottom rows whole, between them the two ends; a picture one pixel wide has one end.
    const step = y === 0 || y === height - 1 || width < 2 ? 1 : width - 1;
    for (let x = 0; x < width; x += step) {
      white += isWhite(x, y);
      seen++;
    }
  }
  return seen === 0 ? 0 : white / seen;
}

/** The pixels of one part, as a picture of their own. The box must lie inside. */
export function cutPixels(pixels: Pixels, { left, top, width, height }: Box): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * pixels.width + left) * 3;
    data.set(pixels.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { data, width, height };
}
