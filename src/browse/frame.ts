import type { Lang } from '../model/text.ts';
import { widthOf } from '../reporters/cells.ts';
import type { Piece, Screen, ScreenLine, ScreenSize } from '../tui/screen.ts';
import { cutLine, piece } from './lines.ts';
import type { KeyHint } from './wording.ts';

/** The parts of a screen, from the top. */
export interface Frame {
  readonly head: readonly ScreenLine[];
  /** The whole body; what does not fit is left out below. */
  readonly body: readonly ScreenLine[];
  /** A question or a message, above the keys. */
  readonly notices: readonly ScreenLine[];
  readonly keys: readonly KeyHint[];
  readonly lang: Lang;
}

/** Lines that the keys may take. */
const KEY_LINES = 2;

/** Lines that are left for the body. */
export function bodyRows({ head, notices, keys, lang }: Omit<Frame, 'body'>, size: ScreenSize): number {
  // The line of notices is always there, so that nothing jumps when one comes.
  return Math.max(1, size.rows - head.length - Math.max(1, notices.length) - keyLines(keys, lang, size.columns).length);
}

/** Puts a screen together: head at the top, keys at the bottom, the body between them. */
export function layOut(frame: Frame, size: ScreenSize): Screen {
  const room = bodyRows(frame, size);
  const body = frame.body.slice(0, room);
  const blank: ScreenLine[] = Array.from({ length: room - body.length }, () => []);
  const foot = [...(frame.notices.length === 0 ? [[]] : frame.notices), ...keyLines(frame.keys, frame.lang, size.columns)];
  const lines = [...frame.head, ...body, ...blank, ...foot].slice(0, size.rows);
  return { lines: lines.map((line) => cutLine(line, size.columns)) };
}

/** Columns between two keys. */
const GAP = 2;

/** As many keys as fit, the first ones of the list first. */
export function keyLines(keys: readonly KeyHint[], lang: Lang, width: number): ScreenLine[] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  for (const { keys: name, does } of keys) {
    const wide = widthOf(name) + 1 + widthOf(does[lang]);
    if (line.length > 0 && used + GAP + wide > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    const gap = line.length === 0 ? 0 : GAP;
    line.push({ text: ' '.repeat(gap), look: 'plain' }, { text: name, look: 'bold' }, piece(` ${does[lang]}`, width, 'dim'));
    used += gap + wide;
  }
  lines.push(line);
  return lines.slice(0, KEY_LINES);
}
