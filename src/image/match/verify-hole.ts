import { BLOCK_STATES } from './verify-region.ts';

/*
 * The largest thing that stands in only one of two pictures. Two products before one backdrop, photographed or put there by a program, agree
 * everywhere but there: one large piece away from the border. A copier's writing and logos are smaller or in pieces, and a new background
 * reaches the border.
 */

/** One piece of a reference where the picture shows something else. */
export interface Hole {
  /** Share of the part of the reference that lies in the picture, 0..1. */
  readonly share: number;
  /** Share of the piece that lies along the border of what both pictures show, 0..1. */
  readonly atBorder: number;
}

const NO_HOLE: Hole = { share: 0, atBorder: 0 };

/**
 * Finds the largest piece of blocks that contradict, side by side.
 * @param states of the blocks, row by row.
 */
export function findHole(states: Uint8Array, columns: number, rows: number): Hole {
  const within = states.reduce((sum, state) => sum + Number(state !== BLOCK_STATES.outside), 0);
  const seen = new Uint8Array(states.length);
  let largest: readonly number[] = [];
  for (let at = 0; at < states.length; at++) {
    if (seen[at] === 1 || !isOther(states[at])) continue;
    const piece = pieceAt(at, states, columns, rows, seen);
    if (piece.length > largest.length) largest = piece;
  }
  if (largest.length === 0) return NO_HOLE;
  const isRim = (at: number): boolean => isAtBorder(at, states, columns, rows);
  return {
    share: largest.length / within,
    atBorder: largest.filter(isRim).length / largest.length,
  };
}

/** Whether a block shows something else than the reference. */
function isOther(state: number | undefined): boolean {
  return state === BLOCK_STATES.bad || state === BLOCK_STATES.covered;
}

function pieceAt(first: number, states: Uint8Array, columns: number, rows: number, seen: Uint8Array): number[] {
  const piece = [first];
  seen[first] = 1;
  for (let next = 0; next < piece.length; next++) {
    const at = piece[next] ?? 0;
    const x = at % columns;
    const around = [x > 0 ? at - 1 : at, x + 1 < columns ? at + 1 : at, at - columns, at + columns];
    for (const other of around) {
      if (other < 0 || other >= rows * columns || seen[other] === 1 || !isOther(states[other])) continue;
      seen[other] = 1;
      piece.push(other);
    }
  }
  return piece;
}

/** Whether a block has the border of the reference beside it, or a block that the picture does not show. */
function isAtBorder(at: number, states: Uint8Array, columns: number, rows: number): boolean {
  const x = at % columns;
  const y = (at - x) / columns;
  if (x === 0 || y === 0 || x === columns - 1 || y === rows - 1) return true;
  return [at - 1, at + 1, at - columns, at + columns].some((other) => states[other] === BLOCK_STATES.outside);
}
