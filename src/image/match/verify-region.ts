/*
 * The part of a reference that a picture really shows: what a map lays into the picture, without the sides where other things stand there.
 */

/** What a block of the reference says; `covered` is flat in the reference and not in the picture. */
export const BLOCK_STATES = { outside: 0, flat: 1, good: 2, bad: 3, covered: 4 } as const;

/** A part of a picture in shares of its width and height. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The whole of a picture. */
export const WHOLE_REGION: Region = { left: 0, top: 0, right: 1, bottom: 1 };

/** Sides are cut in turn this often: what stands in a cut corner may have held up another side. */
const PASSES = 2;

/**
 * The region that is the same: a side is cut back to the first line with a block that agrees when a block before it disagrees. Flat
 * blocks decide nothing, so that the margins of a product on white belong to it.
 * @param states of the blocks, row by row.
 */
export function findRegion(states: Uint8Array, columns: number, rows: number): Region {
  if (!states.includes(BLOCK_STATES.good)) return WHOLE_REGION;
  const box = { left: 0, top: 0, right: columns, bottom: rows };
  const has = (state: number, x: number, y: number): boolean => states[y * columns + x] === state;
  const inRow = (y: number, state: number): boolean => some(box.left, box.right, (x) => has(state, x, y));
  const inColumn = (x: number, state: number): boolean => some(box.top, box.bottom, (y) => has(state, x, y));
  for (let pass = 0; pass < PASSES; pass++) {
    box.top += countCut(box.bottom - box.top, (i, state) => inRow(box.top + i, state));
    box.bottom -= countCut(box.bottom - box.top, (i, state) => inRow(box.bottom - 1 - i, state));
    box.left += countCut(box.right - box.left, (i, state) => inColumn(box.left + i, state));
    box.right -= countCut(box.right - box.left, (i, state) => inColumn(box.right - 1 - i, state));
  }
  return { left: box.left / columns, top: box.top / rows, right: box.right / columns, bottom: box.bottom / rows };
}

/** How many lines go from one side: those before the first that agrees, if one of them disagrees. */
function countCut(lines: number, holds: (line: number, state: number) => boolean): number {
  let disagrees = false;
  for (let line = 0; line < lines; line++) {
    if (holds(line, BLOCK_STATES.good)) return disagrees ? line : 0;
    disagrees ||= holds(line, BLOCK_STATES.bad);
  }
  return 0;
}

function some(from: number, to: number, test: (at: number) => boolean): boolean {
  for (let at = from; at < to; at++) if (test(at)) return true;
  return false;
}
