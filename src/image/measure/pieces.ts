import type { Pixels } from '../pixels.ts';

/*
 * What stands on a white background, piece by piece. A picture is read row by row as runs of pixels darker than white; runs that touch a run
 * of the row above belong to one piece.
 */

/** A connected piece, in pixels; `right` and `bottom` belong to it. */
export interface Piece {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Pixels of its own. */
  readonly area: number;
  /** Pixels between the first and the last of its own in each row: a frame with a white middle is as full as a square. */
  readonly filled: number;
  /** Whether the largest piece stands on all four sides of its middle: it is printed on the product, or seen through it. */
  readonly enclosed: boolean;
}

/** What stands on white. */
export interface Pieces {
  /** The largest first, dust left out. */
  readonly pieces: readonly Piece[];
  /** Share of the outermost pixels that are white, 0..1. */
  readonly whiteBorder: number;
}

/** Values below this are no white: compression moves white by a few steps. */
const WHITE = 246;

/** Pieces smaller than this share of the picture are dust. */
const DUST = 0.00002;

/** Finds the pieces of a picture. Its cost grows with the pixels: scale large pictures down to some 800 first. */
export function findPieces(pixels: Pixels): Pieces {
  const runs = findRuns(pixels);
  const root = joinRuns(runs);
  const found = measure(runs, root, Math.max(2, pixels.width * pixels.height * DUST));
  const [largest] = found;
  const pieces = found.map((shape) => ({
    ...shape,
    enclosed: largest !== undefined && shape !== largest && isEnclosed(runs, root, shape, largest.root),
  }));
  return { pieces, whiteBorder: 1 - shareOfEdge(runs, pixels) };
}

/** Runs of dark pixels, row by row; `rows[y]` is the first of row y. */
interface Runs {
  readonly start: Int32Array;
  /** The last pixel of the run. */
  readonly end: Int32Array;
  readonly rows: Int32Array;
  readonly count: number;
}

function findRuns({ data, width, height }: Pixels): Runs {
  const most = Math.ceil(width / 2) * height;
  const start = new Int32Array(most);
  const end = new Int32Array(most);
  const rows = new Int32Array(height + 1);
  let count = 0;
  for (let y = 0, at = 0; y < height; y++) {
    let open = -1;
    for (let x = 0; x < width; x++, at += 3) {
      const isDark = (data[at] ?? 0) < WHITE || (data[at + 1] ?? 0) < WHITE || (data[at + 2] ?? 0) < WHITE;
      if (isDark === open >= 0) continue;
      if (isDark) open = x;
      else {
        start[count] = open;
        end[count++] = x - 1;
        open = -1;
      }
    }
    if (open >= 0) {
      start[count] = open;
      end[count++] = width - 1;
    }
    rows[y + 1] = count;
  }
  return { start, end, rows, count };
}

/** For each run the first run of its piece. Runs touch when they share a column; corners alone do not join letters. */
function joinRuns({ start, end, rows, count }: Runs): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, run) => run);
  const find = (run: number): number => {
    let at = run;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? 0] ?? 0;
      at = parent[at] ?? 0;
    }
    return at;
  };
  for (let y = 1; y + 1 < rows.length; y++) {
    let above = rows[y - 1] ?? 0;
    const last = rows[y] ?? 0;
    for (let run = last; run < (rows[y + 1] ?? 0); run++) {
      while (above < last && (end[above] ?? 0) < (start[run] ?? 0)) above++;
      for (let other = above; other < last && (start[other] ?? 0) <= (end[run] ?? 0); other++) {
        const [a, b] = [find(other), find(run)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  for (let run = 0; run < count; run++) parent[run] = find(run);
  return parent;
}

interface Shape extends Omit<Piece, 'enclosed'> {
  /** Its first run. */
  readonly root: number;
}

type Growing = { -readonly [K in keyof Shape]: Shape[K] } & { row: number; first: number; last: number };

/** The pieces, the largest first. */
function measure({ start, end, rows, count }: Runs, root: Int32Array, least: number): Shape[] {
  const pieces = new Map<number, Growing>();
  for (let y = 0; y + 1 < rows.length; y++) {
    for (let run = rows[y] ?? 0; run < Math.min(count, rows[y + 1] ?? 0); run++) {
      const [first, last, key] = [start[run] ?? 0, end[run] ?? 0, root[run] ?? 0];
      const piece = pieces.get(key);
      if (piece === undefined) pieces.set(key, begin(key, y, first, last));
      else grow(piece, y, first, last);
    }
  }
  return [...pieces.values()]
    .filter(({ area }) => area >= least)
    .map(({ row, first, last, ...piece }) => ({ ...piece, filled: piece.filled + last - first + 1 }))
    .sort((a, b) => b.area - a.area || a.root - b.root);
}

function begin(root: number, y: number, first: number, last: number): Growing {
  return { root, left: first, top: y, right: last, bottom: y, area: last - first + 1, filled: 0, row: y, first, last };
}

function grow(piece: Growing, y: number, first: number, last: number): void {
  if (piece.row !== y) {
    piece.filled += piece.last - piece.first + 1;
    piece.row = y;
    piece.first = first;
  }
  piece.last = last;
  piece.left = Math.min(piece.left, first);
  piece.right = Math.max(piece.right, last);
  piece.bottom = y;
  piece.area += last - first + 1;
}

const LEFT = 1;
const RIGHT = 2;
const ABOVE = 4;
const BELOW = 8;

/** Whether runs of a piece stand to the left, to the right, above and below the middle of a shape. */
function isEnclosed({ start, end, rows }: Runs, root: Int32Array, shape: Shape, piece: number): boolean {
  const [x, middle] = [(shape.left + shape.right) >> 1, (shape.top + shape.bottom) >> 1];
  let sides = 0;
  for (let y = 0; y + 1 < rows.length; y++) {
    for (let run = rows[y] ?? 0; run < (rows[y + 1] ?? 0); run++) {
      if (root[run] === piece) sides |= sideOf(start[run] ?? 0, end[run] ?? 0, x, y - middle);
    }
  }
  return sides === (LEFT | RIGHT | ABOVE | BELOW);
}

/** Where a run stands as seen from a point in column `x`, `down` rows above it. */
function sideOf(first: number, last: number, x: number, down: number): number {
  if (down === 0) return last < x ? LEFT : first > x ? RIGHT : 0;
  if (first > x || last < x) return 0;
  return down < 0 ? ABOVE : BELOW;
}

/** Share of the outermost pixels that are dark. */
function shareOfEdge({ start, end, rows }: Runs, { width, height }: Pixels): number {
  let dark = 0;
  for (let y = 0; y < height; y++) {
    const isEnd = y === 0 || y === height - 1;
    for (let run = rows[y] ?? 0; run < (rows[y + 1] ?? 0); run++) {
      if (isEnd) dark += (end[run] ?? 0) - (start[run] ?? 0) + 1;
      else dark += (start[run] === 0 ? 1 : 0) + (end[run] === width - 1 && width > 1 ? 1 : 0);
    }
  }
  const edge = height < 2 || width < 2 ? width * height : 2 * (width + height) - 4;
  return edge === 0 ? 0 : dark / edge;
}
