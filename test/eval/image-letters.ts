/*
 * Writing on pictures as SVG paths: strokes, not a font, so that every machine draws the same pixels.
 */

/** Letters as strokes on a grid of 4 x 6: the points of a stroke are pairs of digits, x and y; a space begins another stroke. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '062046 1434',
  B: '00063645443303 0030414233',
  C: '4130100105163645',
  D: '00063645413000',
  E: '40000646 0333',
  F: '400006 0333',
  G: '41301001051636454323',
  H: '0006 4046 0343',
  I: '1030 2026 1636',
  J: '4045361605',
  K: '0006 400346',
  L: '000646',
  M: '0600234046',
  N: '06004640',
  O: '103041453616050110',
  P: '06003041423303',
  Q: '103041453616050110 3446',
  R: '06003041423303 2346',
  S: '413010010213334445361605',
  T: '0040 2026',
  U: '000516364540',
  V: '002640',
  W: '0016233640',
  X: '0046 4006',
  Y: '002340 2326',
  Z: '00400646',
  0: '103041453616050110 4105',
  1: '112026 1636',
  2: '01103041420646',
  3: '004023334445361605',
  4: '36300444',
  5: '4000033344453606',
  6: '30100105163645443303',
  7: '004016',
  8: '103041423344453616050413020110 1333',
  9: '1636454130100102133343',
};

/** Width of a letter with the gap after it, in heights. */
export const ADVANCE = 0.9;

/** How a line of letters looks. */
export interface Lettering {
  /** Left end and top, pixels. */
  readonly x: number;
  readonly y: number;
  /** Height of a letter, pixels. */
  readonly size: number;
  readonly colour: string;
  /** Width of the strokes, in heights; 0.15 if absent. */
  readonly weight?: number;
  /** 0..1; 1 if absent. */
  readonly opacity?: number;
  /** Turn about the left end, degrees. */
  readonly angle?: number;
}

/** One line of capitals and digits as an SVG element; other characters leave a gap. */
export function drawLetters(text: string, { x, y, size, colour, weight = 0.15, opacity = 1, angle = 0 }: Lettering): string {
  const unit = size / 6;
  const at = (value: number): string => value.toFixed(2);
  const strokes = [...text].flatMap((letter, place) =>
    (GLYPHS[letter] ?? '').split(' ').flatMap((stroke) => {
      const points = stroke.match(/../g) ?? [];
      return points.map((point, i) => {
        const across = place * size * ADVANCE + Number(point[0]) * unit;
        return `${i === 0 ? 'M' : 'L'}${at(across)} ${at(Number(point[1]) * unit)}`;
      });
    }),
  );
  const place = `translate(${at(x)} ${at(y)}) rotate(${at(angle)})`;
  const pen = `stroke="${colour}" stroke-width="${at(weight * size)}" stroke-linecap="round" stroke-linejoin="round"`;
  return `<path transform="${place}" d="${strokes.join('')}" fill="none" opacity="${at(opacity)}" ${pen}/>`;
}
