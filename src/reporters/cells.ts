import { createRequire } from 'node:module';
import { isIgnorable } from '../text/units.ts';

/*
 * Text of others -> what a terminal may show. Nothing that came from a listing reaches the terminal except through here:
 * control, bidi and zero-width characters become marks that can be seen, so a listing can neither hide a word nor paint the screen.
 */

/** One character as shown. */
export interface Cell {
  /** Offsets `[start, end)` in the text that was given. */
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  /** Columns that it takes. */
  readonly width: number;
}

/** Longest cluster that is shown whole; a letter under a tower of accents is longer. */
const MAX_CLUSTER = 16;
let segmenter: Intl.Segmenter | undefined;

/**
 * Texts of letters, dashes, quotation marks, arrows and `…`, which take one column, and of Han, Kana and full-width signs, which take two. None
 * of them joins another. The tables for the rest are slow to load.
 */
const COMMON =
  /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u0391-\u03C9\u0410-\u044F\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u23CE\u3001-\u3029\u3041-\u3096\u30A1-\u30FA\u3400-\u4DBF\u4E00-\u9FFF\uFF01-\uFF5E]*$/;
/** Common signs from here on take two columns. */
const WIDE = '\u2E80';

/** The characters of `text` as shown, in order. Takes time in proportion to `to - from`. */
export function cellsOf(text: string, from = 0, to: number = text.length): Cell[] {
  const cells: Cell[] = [];
  const part = text.slice(from, to);
  if (COMMON.test(part)) {
    for (let i = 0; i < part.length; i++) {
      const shown = part.charAt(i);
      cells.push({ start: from + i, end: from + i + 1, shown, width: shown < WIDE ? 1 : 2 });
    }
    return cells;
  }
  let size = PIECE;
  for (let at = 0; at < part.length; ) {
    const next = addClusters(cells, { text: part, at, size, from });
    // One cluster that fills a piece, a letter under a tower of accents, gets a larger one.
    size = next === at ? size * 2 : PIECE;
    at = next;
  }
  return cells;
}

/** Units that are given to the segmenter at once: its time grows with the square of the length. */
const PIECE = 512;

interface Piece {
  readonly text: string;
  readonly at: number;
  readonly size: number;
  /** Offset of the text in the one that was given. */
  readonly from: number;
}

/** Adds the clusters of a piece and tells where the next piece begins: at the last cluster, which may not be whole. */
function addClusters(cells: Cell[], { text, at, size, from }: Piece): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const last = at + size >= text.length;
  // Half of a pair would be a cluster of its own and end the one before.
  const end = at + size - (/[\uD800-\uDBFF]/.test(text.charAt(at + size - 1)) ? 1 : 0);
  let held: { readonly segment: string; readonly index: number } | undefined;
  for (const one of segmenter.segment(last ? text.slice(at) : text.slice(at, end))) {
    if (held !== undefined) addCluster(cells, held.segment, from + at + held.index);
    held = one;
  }
  if (held === undefined) return text.length;
  if (!last) return at + held.index;
  addCluster(cells, held.segment, from + at + held.index);
  return text.length;
}

/** A text as it may be printed: everything that hides, moves or colours is shown as a mark. */
export function visible(text: string): string {
  return COMMON.test(text)
    ? text
    : cellsOf(text)
        .map((cell) => cell.shown)
        .join('');
}

/** A text as it may be printed, cut to a number of columns with `…` at the end. */
export function clip(text: string, width: number): string {
  if (text.length <= width && COMMON.test(text) && commonWidth(text) <= width) return text;
  // A cell has at least one unit, and nothing shown is narrower than a column but accents, which are bounded.
  // A common sign that is cut off behind it needs no more than itself to be known.
  const most = COMMON.test(text.slice(0, width + 1)) ? width + 1 : width * MAX_CLUSTER;
  const cells = cellsOf(text, 0, Math.min(text.length, most));
  let used = 0;
  for (const [at, cell] of cells.entries()) {
    if (used + cell.width > width - 1 && !(at === cells.length - 1 && cell.end === text.length && used + cell.width <= width)) {
      return `${cells
        .slice(0, at)
        .map((c) => c.shown)
        .join('')
        .trimEnd()}…`;
    }
    used += cell.width;
  }
  return cells.map((cell) => cell.shown).join('');
}

/** Columns that a text takes as printed by `visible`. */
export function widthOf(text: string): number {
  return COMMON.test(text) ? commonWidth(text) : cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);
}

/** Columns of a common text. */
function commonWidth(text: string): number {
  let width = text.length;
  for (let i = 0; i < text.length; i++) if (text.charAt(i) >= WIDE) width++;
  return width;
}

/** Lines of at most `width` columns; breaks at spaces, or between wide characters, which need none. Not longer than `maxLines`. */
export function wrap(text: string, width: number, maxLines = 12): string[] {
  const lines: string[] = [];
  let line: Cell[] = [];
  let used = 0;
  for (const cell of cellsOf(text, 0, Math.min(text.length, width * maxLines * 2))) {
    if (used + cell.width > width) {
      const at = breakOf(line, cell);
      lines.push(join(line.slice(0, at)));
      line = line.slice(at);
      while (line[0]?.shown === ' ') line.shift();
      used = line.reduce((sum, c) => sum + c.width, 0);
    }
    if (line.length === 0 && cell.shown === ' ') continue;
    line.push(cell);
    used += cell.width;
  }
  if (line.length > 0) lines.push(join(line));
  if (lines.length <= maxLines) return lines.length === 0 ? [''] : lines;
  return [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1] ?? ''}…`];
}

/** Signs that may not begin a line in Chinese typesetting. */
const NO_START = /^[，。、；：？！）》」』”’,.;:?!)]$/;

function breakOf(line: readonly Cell[], next: Cell): number {
  if (next.shown === ' ') return line.length;
  for (let at = line.length; at > 0; at--) {
    const before = line[at - 1];
    const after = line[at] ?? next;
    if (before === undefined) break;
    if (before.shown === ' ') return at;
    if ((before.width === 2 || after.width === 2) && !NO_START.test(after.shown)) return at;
  }
  return line.length;
}

function join(cells: readonly Cell[]): string {
  return cells
    .map((cell) => cell.shown)
    .join('')
    .trimEnd();
}

const load = createRequire(import.meta.url);
let stringWidth: ((text: string) => number) | undefined;

/** Columns of any text. The package that knows is loaded when one is met that needs it: that takes longer than most reports. */
function measure(text: string): number {
  stringWidth ??= loadStringWidth();
  return stringWidth(text);
}

function loadStringWidth(): (text: string) => number {
  const loaded: unknown = load('string-width');
  if (typeof loaded !== 'object' || loaded === null || !('default' in loaded) || typeof loaded.default !== 'function')
    throw new TypeError('string-width has changed');
  // As its documentation says.
  return loaded.default as (text: string) => number;
}

function addCluster(cells: Cell[], cluster: string, start: number): void {
  if (cluster === '\r\n') {
    cells.push({ start, end: start + 2, shown: '⏎', width: 1 });
    return;
  }
  if (cluster.length === 1 && COMMON.test(cluster)) {
    cells.push({ start, end: start + 1, shown: cluster, width: cluster < WIDE ? 1 : 2 });
    return;
  }
  const emoji = cluster.length > 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(cluster);
  const harmless = emoji
    ? !/[^\p{Emoji}\p{Emoji_Modifier}\u200D\uFE0F\u20E3\u{E0020}-\u{E007F}]/u.test(cluster)
    : !mustMark(cluster);
  if (harmless && cluster.length <= MAX_CLUSTER) {
    cells.push({ start, end: start + cluster.length, shown: cluster, width: measure(cluster) });
    return;
  }
  addPoints(cells, cluster, start);
}

/** Point by point; accents beyond a few are counted, not shown. */
function addPoints(cells: Cell[], cluster: string, start: number): void {
  let at = start;
  let accents = 0;
  for (const character of cluster) {
    const end = at + character.length;
    if (/^\p{M}$/u.test(character) && !mustMark(character) && ++accents > 4) {
      cells.push({ start: at, end: start + cluster.length, shown: '<…>', width: 3 });
      return;
    }
    const marked = mustMark(character);
    const shown = marked ? markOf(character) : character;
    cells.push({ start: at, end, shown, width: marked ? shown.length : measure(shown) });
    at = end;
  }
}

function mustMark(text: string): boolean {
  for (const character of text) if (isIgnorable(character) || /^[\p{C}\p{Zl}\p{Zp}]$/u.test(character)) return true;
  return false;
}

function markOf(character: string): string {
  if (character === '\n' || character === '\r') return '⏎';
  if (character === '\t') return '⇥';
  const point = character.codePointAt(0) ?? 0;
  return `<U+${point.toString(16).toUpperCase().padStart(4, '0')}>`;
}
