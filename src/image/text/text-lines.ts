import type { Pixels } from '../pixels.ts';
import type { TextBox } from './text-boxes.ts';

/*
 * Between a picture and the two networks that read text: what each wants as input, and what its output says. Both take colours in the order
 * blue, green, red, one plane after the other (PP-OCR v4).
 */

/** Height of the strip that a line is read from. */
export const LINE_HEIGHT = 48;

/** Longest strip, in pixels: some 80 letters. */
const MOST_WIDTH = 1280;
const LEAST_WIDTH = 24;

/** Mean and deviation of red, green and blue in the pictures that the finder was trained on, in its order of planes. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** Numbers in planes: three of `width` x `height`. */
export interface Planes {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Input of the network that finds lines; sides must be multiples of 32. */
export function finderInput({ data, width, height }: Pixels): Planes {
  const size = width * height;
  const planes = new Float32Array(3 * size);
  for (let plane = 0; plane < 3; plane++) {
    const [mean = 0, deviation = 1] = [MEAN[plane], DEVIATION[plane]];
    for (let i = 0; i < size; i++) planes[plane * size + i] = ((data[i * 3 + 2 - plane] ?? 0) / 255 - mean) / deviation;
  }
  return { data: planes, width, height };
}

/**
 * Input of the network that reads a line: its rectangle cut out of the picture, turned upright and scaled to 48 pixels of height.
 * @param scale pixels of the picture for one of the box's map, across and down.
 */
export function lineInput(picture: Pixels, box: TextBox, scale: readonly [x: number, y: number]): Planes {
  const width = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, (LINE_HEIGHT * box.width) / box.height)));
  const size = width * LINE_HEIGHT;
  const data = new Float32Array(3 * size);
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  for (let row = 0; row < LINE_HEIGHT; row++) {
    const across = ((row + 0.5) / LINE_HEIGHT - 0.5) * box.height;
    for (let column = 0; column < width; column++) {
      const along = ((column + 0.5) / width - 0.5) * box.width;
      const x = (box.x + along * cos - across * sin) * scale[0] - 0.5;
      const y = (box.y + along * sin + across * cos) * scale[1] - 0.5;
      sample(picture, x, y, data, row * width + column, size);
    }
  }
  return { data, width, height: LINE_HEIGHT };
}

/** Writes the colour between four pixels into three planes, -1..1; outside the picture the nearest pixel counts. */
function sample({ data, width, height }: Pixels, x: number, y: number, planes: Float32Array, at: number, size: number): void {
  const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const [fx, fy] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))];
  for (let plane = 0; plane < 3; plane++) {
    const channel = 2 - plane;
    const value = (column: number, row: number): number => data[(row * width + column) * 3 + channel] ?? 0;
    const above = value(left, top) * (1 - fx) + value(right, top) * fx;
    const below = value(left, bottom) * (1 - fx) + value(right, bottom) * fx;
    planes[plane * size + at] = (above * (1 - fy) + below * fy) / 127.5 - 1;
  }
}

/** What a line says. */
export interface ReadLine {
  readonly text: string;
  /** Mean probability of its letters, 0..1. */
  readonly score: number;
}

/**
 * The text of a line from the reader's output: for each step the probability of every letter, the first of them meaning none. Steps that
 * repeat the letter before them say nothing new (connectionist temporal classification, best path).
 * @param letters the letters in the order of the output, from its second number on.
 */
export function decodeLine(output: Float32Array, steps: number, letters: readonly string[]): ReadLine {
  const classes = output.length / steps;
  let text = '';
  let sum = 0;
  let count = 0;
  let before = 0;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    for (let i = 1; i < classes; i++) {
      if ((output[step * classes + i] ?? 0) > (output[step * classes + best] ?? 0)) best = i;
    }
    if (best !== 0 && best !== before) {
      text += letters[best - 1] ?? '';
      sum += output[step * classes + best] ?? 0;
      count++;
    }
    before = best;
  }
  return { text: text.trim(), score: count === 0 ? 0 : sum / count };
}

/** A piece of a line and where it stands. */
export interface PlacedLine extends ReadLine {
  readonly box: TextBox;
}

/** Widest space between pieces of one line, and between pieces of one word, as a share of their height. */
const WORD_GAP = 1.3;
const LETTER_GAP = 0.3;

/** Joins pieces that stand behind each other: pale letters over a photograph are found in pieces. Order is that of the first pieces. */
export function joinLines(pieces: readonly PlacedLine[]): ReadLine[] {
  const lines: PlacedLine[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.box.x - a.box.width / 2 - (b.box.x - b.box.width / 2))) {
    const line = lines.find((other) => gapBetween(other.at(-1), piece) !== undefined);
    if (line === undefined) lines.push([piece]);
    else line.push(piece);
  }
  const places = new Map(pieces.map((piece, at) => [piece, at]));
  const first = (line: readonly PlacedLine[]): number => Math.min(...line.map((piece) => places.get(piece) ?? 0));
  return lines.sort((a, b) => first(a) - first(b)).map(joined);
}

/** The space before a piece that goes on where another ends, in shares of their height; undefined when it does not. */
function gapBetween(before: PlacedLine | undefined, after: PlacedLine): number | undefined {
  if (before === undefined) return undefined;
  const [a, b] = [before.box, after.box];
  const height = (a.height + b.height) / 2;
  if (Math.abs(a.angle - b.angle) > 0.15 || Math.min(a.height, b.height) < 0.6 * height) return undefined;
  const [cos, sin] = [Math.cos(a.angle), Math.sin(a.angle)];
  const along = (b.x - a.x) * cos + (b.y - a.y) * sin;
  const across = (b.y - a.y) * cos - (b.x - a.x) * sin;
  const gap = (along - (a.width + b.width) / 2) / height;
  return Math.abs(across) <= 0.5 * height && gap > -0.8 && gap < WORD_GAP ? gap : undefined;
}

function joined(line: readonly PlacedLine[]): ReadLine {
  let text = '';
  let letters = 0;
  let score = 0;
  for (const [at, piece] of line.entries()) {
    const gap = gapBetween(line[at - 1], piece);
    text += `${gap === undefined || gap < LETTER_GAP ? '' : ' '}${piece.text}`;
    letters += piece.text.length;
    score += piece.score * piece.text.length;
  }
  return { text, score: letters === 0 ? 0 : score / letters };
}
