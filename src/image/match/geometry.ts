/*
 * Maps from one plane to another: turns, scales, shears and shifts; and how well pairs of points fit them.
 */

/** x' = a x + b y + e, y' = c x + d y + f. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Pairs of points, parallel arrays. */
export interface PointPairs {
  count: number;
  readonly fromX: Float32Array;
  readonly fromY: Float32Array;
  readonly toX: Float32Array;
  readonly toY: Float32Array;
}

/** Room for pairs of points. */
export function makePairs(most: number): PointPairs {
  const array = (): Float32Array => new Float32Array(most);
  return { count: 0, fromX: array(), fromY: array(), toX: array(), toY: array() };
}

/** By how much a map enlarges lengths, on the mean. */
export function scaleOf({ a, b, c, d }: Affine): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** First `first`, then `second`. */
export function compose(second: Affine, first: Affine): Affine {
  return {
    a: second.a * first.a + second.b * first.c,
    b: second.a * first.b + second.b * first.d,
    c: second.c * first.a + second.d * first.c,
    d: second.c * first.b + second.d * first.d,
    e: second.a * first.e + second.b * first.f + second.e,
    f: second.c * first.e + second.d * first.f + second.f,
  };
}

/** The way back; undefined for a map that flattens everything to a line. */
export function invert({ a, b, c, d, e, f }: Affine): Affine | undefined {
  const determinant = a * d - b * c;
  if (!(Math.abs(determinant) > 1e-9)) return undefined;
  const [ia, ib, ic, id] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  return { a: ia, b: ib, c: ic, d: id, e: -(ia * e + ib * f), f: -(ic * e + id * f) };
}

/** The turn, scale and shift that fits pairs best (least squares); undefined for fewer than two different points. */
export function fitSimilarity(pairs: PointPairs): Affine | undefined {
  const m = measureMoments(pairs);
  const spread = m.xx + m.yy;
  if (pairs.count < 2 || !(spread > 1e-6)) return undefined;
  const a = (m.xu + m.yv) / spread;
  const c = (m.xv - m.yu) / spread;
  return { a, b: -c, c, d: a, e: m.u - a * m.x + c * m.y, f: m.v - c * m.x - a * m.y };
}

/**
 * The map that fits pairs best (least squares). Where the points lie on a line, or are few, it stays near the best turn and scale:
 * `stiffness` is the share of the points' spread with which it is held there.
 */
export function fitAffine(pairs: PointPairs, stiffness: number): Affine | undefined {
  const base = fitSimilarity(pairs);
  if (base === undefined || pairs.count < 3) return base;
  const m = measureMoments(pairs);
  const hold = (stiffness * (m.xx + m.yy)) / 2;
  const xx = m.xx + hold;
  const yy = m.yy + hold;
  const determinant = xx * yy - m.xy * m.xy;
  if (!(determinant > 1e-6)) return base;
  const solve = (u: number, v: number): [number, number] => [
    (u * yy - v * m.xy) / determinant,
    (v * xx - u * m.xy) / determinant,
  ];
  const [a, b] = solve(m.xu + hold * base.a, m.yu + hold * base.b);
  const [c, d] = solve(m.xv + hold * base.c, m.yv + hold * base.d);
  return { a, b, c, d, e: m.u - a * m.x - b * m.y, f: m.v - c * m.x - d * m.y };
}

/** Means of from (x, y) and to (u, v), and sums of products around the means. */
interface Moments {
  x: number;
  y: number;
  u: number;
  v: number;
  xx: number;
  yy: number;
  xy: number;
  xu: number;
  xv: number;
  yu: number;
  yv: number;
}

function measureMoments({ count, fromX, fromY, toX, toY }: PointPairs): Moments {
  const m = { x: 0, y: 0, u: 0, v: 0, xx: 0, yy: 0, xy: 0, xu: 0, xv: 0, yu: 0, yv: 0 };
  for (let i = 0; i < count; i++) {
    m.x += (fromX[i] ?? 0) / count;
    m.y += (fromY[i] ?? 0) / count;
    m.u += (toX[i] ?? 0) / count;
    m.v += (toY[i] ?? 0) / count;
  }
  for (let i = 0; i < count; i++) {
    const x = (fromX[i] ?? 0) - m.x;
    const y = (fromY[i] ?? 0) - m.y;
    const u = (toX[i] ?? 0) - m.u;
    const v = (toY[i] ?? 0) - m.v;
    m.xx += x * x;
    m.yy += y * y;
    m.xy += x * y;
    m.xu += x * u;
    m.xv += x * v;
    m.yu += y * u;
    m.yv += y * v;
  }
  return m;
}

/**
 * How unlike a picture's shape a map is: 1 for a turn and scale, 2 for a stretch to twice the width. Photographs that somebody copied are
 * seldom stretched by more than half.
 */
export function measureStretch({ a, b, c, d }: Affine): number {
  const sum = (a * a + b * b + c * c + d * d) / 2;
  const determinant = Math.abs(a * d - b * c);
  const root = Math.sqrt(Math.max(0, sum * sum - determinant * determinant));
  return Math.sqrt((sum + root) / Math.max(1e-9, sum - root));
}
