import type { Pixels } from '../pixels.ts';
import { findPieces, type Piece } from './pieces.ts';

/*
 * What stands on a white background: how much of the picture the product takes, and whether lettering or a second picture stands beside it.
 * Only what is apart from the product is seen here; letters printed across it take a reader of text.
 */

/** What a picture on white holds. */
export interface Composition {
  /** How far the product reaches: the larger of its share of the width and its share of the height, 0..1. */
  readonly fill: number;
  /** Pieces of the size of letters that stand in lines apart from the product. */
  readonly letters: number;
  /** Rectangles with straight sides beside the product: pictures within the picture, badges. */
  readonly insets: number;
}

/** Least share of the border that is white where there is a white background at all. */
const WHITE_BACKGROUND = 0.7;

/** Height of letters, as a share of the longer side of the picture. */
const LETTER_HEIGHT = [0.012, 0.09] as const;

/** Letters that a line of text has at least; a label on a product has fewer that stand free. */
const LEAST_LETTERS = 4;

/** How much of a rectangle an inset fills, and its least side as a share of the picture's. */
const RECTANGLE = 0.97;
const LEAST_INSET = 0.08;

/** How much smaller than the product an inset is: two books side by side are two products. */
const MOST_OF_PRODUCT = 0.6;

/** Goods that are rectangles themselves come in sets of rectangles: blocks, tiles, notepads. More than so many are goods. */
const BLOCK = 0.93;
const MOST_INSETS = 2;

/** Measures a picture on white; undefined when its background is not white, or nothing stands on it. */
export function measureComposition(pixels: Pixels): Composition | undefined {
  const { width, height } = pixels;
  const { pieces, whiteBorder } = findPieces(pixels);
  const [product] = pieces;
  if (product === undefined || whiteBorder < WHITE_BACKGROUND) return undefined;
  const side = Math.max(width, height);
  const apart = pieces.slice(1).filter(({ enclosed }) => !enclosed);
  const insets = apart.filter((piece) => isInset(piece, side, product)).length;
  return {
    fill: fillOf(pieces, width, height),
    letters: countLetters(apart, side, product),
    insets: insets > MOST_INSETS ? 0 : insets,
  };
}

/** Everything that stands on the white counts: a pair of shoes, a set of screws. */
function fillOf(pieces: readonly Piece[], width: number, height: number): number {
  const left = Math.min(...pieces.map((piece) => piece.left));
  const right = Math.max(...pieces.map((piece) => piece.right));
  const top = Math.min(...pieces.map((piece) => piece.top));
  const bottom = Math.max(...pieces.map((piece) => piece.bottom));
  return Math.max((right - left + 1) / width, (bottom - top + 1) / height);
}

/** Pieces that stand in lines as letters do: of one height, on one line, close to each other. */
function countLetters(pieces: readonly Piece[], side: number, product: Piece): number {
  const small = pieces.filter((piece) => isLetterSized(piece, side) && piece.area * 10 < product.area);
  const left = small.sort((a, b) => a.left - b.left || a.top - b.top);
  const taken = new Set<Piece>();
  let letters = 0;
  for (const first of left) {
    if (taken.has(first)) continue;
    const line = [first];
    for (const piece of left) {
      const last = line.at(-1);
      if (last !== undefined && piece !== last && !taken.has(piece) && follows(last, piece)) line.push(piece);
    }
    if (line.length < LEAST_LETTERS) continue;
    for (const piece of line) taken.add(piece);
    letters += line.length;
  }
  return letters;
}

function isLetterSized(piece: Piece, side: number): boolean {
  const height = heightOf(piece);
  return height >= LETTER_HEIGHT[0] * side && height <= LETTER_HEIGHT[1] * side && widthOf(piece) <= height * 2;
}

/** Whether a piece may be the next letter: as high as the last one or half of it, on its line, nearer than a wide space. */
function follows(last: Piece, piece: Piece): boolean {
  const [height, other] = [heightOf(last), heightOf(piece)];
  const gap = piece.left - last.right;
  const overlap = Math.min(last.bottom, piece.bottom) - Math.max(last.top, piece.top) + 1;
  const alike = Math.min(height, other) / Math.max(height, other);
  return gap > 0 && gap <= height * 1.2 && alike >= 0.5 && overlap >= Math.min(height, other) * 0.7;
}

function isInset(piece: Piece, side: number, product: Piece): boolean {
  if (product.filled >= widthOf(product) * heightOf(product) * BLOCK) return false;
  const [width, height] = [widthOf(piece), heightOf(piece)];
  if (Math.min(width, height) < side * LEAST_INSET) return false;
  return piece.filled >= width * height * RECTANGLE && piece.area <= product.area * MOST_OF_PRODUCT;
}

function widthOf({ left, right }: Piece): number {
  return right - left + 1;
}

function heightOf({ top, bottom }: Piece): number {
  return bottom - top + 1;
}
