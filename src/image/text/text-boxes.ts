/*
 * A map of how likely each pixel belongs to lettering -> rectangles around lines of text, turned as the lines are. The steps are those of
 * differentiable binarisation (Liao et al., AAAI 2020), whose network draws lines thinner than they are: threshold, connected pieces,
 * smallest rectangle, then wider again.
 */

/** A map of probabilities 0..1, row after row. */
export interface TextMap {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** A line of text: a rectangle turned by `angle`. All in pixels of the map. */
export interface TextBox {
  /** Middle. */
  readonly x: number;
  readonly y: number;
  /** Along the line. */
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise as pictures are drawn, from -π/4 to π/4 for lines, below -π/4 for letters that stand in a column. */
  readonly angle: number;
  /** Mean probability, 0..1. */
  readonly score: number;
}

/** Pixels above this are lettering. */
const THRESHOLD = 0.3;

/** Least mean probability of a line. */
const LEAST_SCORE = 0.6;

/** How much a rectangle grows: its area times this by its perimeter, on every side. */
const GROWTH = 1.6;

/** Least height of a line in the map; below it letters cannot be told. */
const LEAST_HEIGHT = 4;

/** Lines of one picture; a page of print is no product picture. */
const MOST = 80;

/** The lines of text that a map shows, from top to bottom. */
export function findTextBoxes(map: TextMap): TextBox[] {
  const seen = new Uint8Array(map.data.length);
  const stack = new Int32Array(map.data.length);
  const boxes: TextBox[] = [];
  for (let cell = 0; cell < map.data.length; cell++) {
    if (seen[cell] === 1 || (map.data[cell] ?? 0) <= THRESHOLD) continue;
    const count = gather(map, seen, stack, cell);
    const box = count < LEAST_HEIGHT ? undefined : boxAround(map, stack.subarray(0, count));
    if (box !== undefined) boxes.push(box);
  }
  const best = boxes.sort((a, b) => b.width * b.height - a.width * a.height).slice(0, MOST);
  return best.sort((a, b) => a.y - b.y || a.x - b.x);
}

/** Collects the cells of a piece into `stack` and returns how many there are. */
function gather({ data, width, height }: TextMap, seen: Uint8Array, stack: Int32Array, seed: number): number {
  let count = 1;
  stack[0] = seed;
  seen[seed] = 1;
  for (let next = 0; next < count; next++) {
    const cell = stack[next] ?? 0;
    const x = cell % width;
    const y = (cell - x) / width;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const other = ny * width + nx;
        if (seen[other] === 1 || (data[other] ?? 0) <= THRESHOLD) continue;
        seen[other] = 1;
        stack[count++] = other;
      }
    }
  }
  return count;
}

function boxAround({ data, width }: TextMap, cells: Int32Array): TextBox | undefined {
  let score = 0;
  for (const cell of cells) score += data[cell] ?? 0;
  score /= cells.length;
  const rectangle = smallestRectangle(hullOf(cells, width));
  const [long, short] = [rectangle.width, rectangle.height];
  const grown = (long * short * GROWTH) / (2 * (long + short));
  if (score < LEAST_SCORE || short + 2 * grown < LEAST_HEIGHT) return undefined;
  return { ...rectangle, width: long + 2 * grown, height: short + 2 * grown, score };
}

/** Corners of the convex hull of cells, as x and y in turn; a cell counts with its four corners. */
function hullOf(cells: Int32Array, width: number): number[] {
  const rows = new Map<number, [first: number, last: number]>();
  for (const cell of cells) {
    const x = cell % width;
    const y = (cell - x) / width;
    const row = rows.get(y);
    if (row === undefined) rows.set(y, [x, x]);
    else if (x < row[0]) row[0] = x;
    else if (x > row[1]) row[1] = x;
  }
  const points = [...rows].flatMap(([y, [first, last]]): [number, number][] => [
    [first, y],
    [first, y + 1],
    [last + 1, y],
    [last + 1, y + 1],
  ]);
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...chain(points), ...chain(points.reverse())].flat();
}

/** One half of the hull of sorted points (Andrew's monotone chain), without its last point. */
function chain(points: readonly [number, number][]): [number, number][] {
  const half: [number, number][] = [];
  for (const point of points) {
    while (half.length > 1 && turn(half.at(-2) ?? point, half.at(-1) ?? point, point) <= 0) half.pop();
    half.push(point);
  }
  half.pop();
  return half;
}

function turn(a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

type Rectangle = Omit<TextBox, 'score'>;

/** The rectangle of least area around a hull: one of its sides lies along a side of the hull. */
function smallestRectangle(hull: readonly number[]): Rectangle {
  let best: Rectangle = { x: 0, y: 0, width: 0, height: 0, angle: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < hull.length; i += 2) {
    const j = (i + 2) % hull.length;
    const angle = Math.atan2((hull[j + 1] ?? 0) - (hull[i + 1] ?? 0), (hull[j] ?? 0) - (hull[i] ?? 0));
    const rectangle = rectangleAlong(hull, angle);
    const area = rectangle.width * rectangle.height;
    if (area >= least) continue;
    least = area;
    best = rectangle;
  }
  return upright(best);
}

function rectangleAlong(hull: readonly number[], angle: number): Rectangle {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [1e9, -1e9, 1e9, -1e9];
  for (let i = 0; i < hull.length; i += 2) {
    const [x, y] = [hull[i] ?? 0, hull[i + 1] ?? 0];
    const [along, across] = [x * cos + y * sin, y * cos - x * sin];
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const [along, across] = [(left + right) / 2, (top + bottom) / 2];
  return { x: along * cos - across * sin, y: along * sin + across * cos, width: right - left, height: bottom - top, angle };
}

/** How much higher than wide a box is whose letters stand one below the other, or that was turned by a quarter. */
const COLUMN = 1.5;

/** The same rectangle with its angle between -π/4 and π/4; one much higher than wide is read along its height, upwards. */
function upright(box: Rectangle): Rectangle {
  let { width, height, angle } = box;
  while (angle > Math.PI / 4 || angle <= -Math.PI / 4) {
    angle += angle > 0 ? -Math.PI / 2 : Math.PI / 2;
    [width, height] = [height, width];
  }
  if (height < width * COLUMN) return { ...box, width, height, angle };
  return { ...box, width: height, height: width, angle: angle - Math.PI / 2 };
}
