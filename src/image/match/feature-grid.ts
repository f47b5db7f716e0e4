import { type Features, FRACTION } from '../features/features.ts';

/** Side of a cell of the grid in which features are looked up, in pixels. */
export const CELL = 24;

/** The features of a view by where they are. */
export interface FeatureGrid {
  readonly view: Features;
  readonly columns: number;
  readonly rows: number;
  /** First place of each cell in `order`, and the number of features behind the last. */
  readonly starts: Uint32Array;
  readonly order: Uint16Array;
  /** Of the features in that order, so that a search reads one after another: in pixels, and as in `Features`. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly scale: Uint8Array;
  readonly angle: Uint8Array;
}

/** Sorts the features of a view into a grid. */
export function makeGrid(view: Features): FeatureGrid {
  const columns = Math.floor(view.width / CELL) + 1;
  const rows = Math.floor(view.height / CELL) + 1;
  const starts = new Uint32Array(columns * rows + 1);
  const cells = new Uint32Array(view.count);
  for (let q = 0; q < view.count; q++) {
    const cell = cellAt(view.y[q] ?? 0, rows) * columns + cellAt(view.x[q] ?? 0, columns);
    cells[q] = cell;
    starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
  }
  for (let cell = 1; cell < starts.length; cell++) starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
  const next = starts.slice();
  const order = new Uint16Array(view.count);
  const x = new Float32Array(view.count);
  const y = new Float32Array(view.count);
  const scale = new Uint8Array(view.count);
  const angle = new Uint8Array(view.count);
  for (let q = 0; q < view.count; q++) {
    const at = next[cells[q] ?? 0] ?? 0;
    order[at] = q;
    x[at] = (view.x[q] ?? 0) / FRACTION;
    y[at] = (view.y[q] ?? 0) / FRACTION;
    scale[at] = view.scale[q] ?? 0;
    angle[at] = view.angle[q] ?? 0;
    next[cells[q] ?? 0] = at + 1;
  }
  return { view, columns, rows, starts, order, x, y, scale, angle };
}

function cellAt(position: number, cells: number): number {
  return Math.min(cells - 1, Math.floor(position / FRACTION / CELL));
}
