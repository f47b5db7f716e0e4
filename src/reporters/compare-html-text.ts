import { escapeUTF8 } from 'entities/escape';
import type { ComparedPassage, ComparedText, PassageSide } from '../model/comparison.ts';
import type { Lang } from '../model/text.ts';
import { COLOURS } from './compare-html-style.ts';
import { CLASS_NAMES, grouped, tell } from './compare-wording.ts';

/** Longer texts are shown around their passages only: a browser takes seconds for millions of characters. */
const WHOLE = 400_000;
/** Characters of such a text that are kept on either side of a passage. */
const AROUND = 2000;

/** Which of the two texts a column shows. */
export type Column = 'a' | 'b';

/** A text with its passages marked, as HTML. @param other the file that numbers lead to. */
export function columnHtml(
  text: ComparedText,
  passages: readonly ComparedPassage[],
  { column, other, lang }: { readonly column: Column; readonly other: string; readonly lang: Lang },
): string {
  const parts: string[] = [];
  const begun = new Set<number>();
  const gap = gapWriter(text, lang);
  let at = 0;
  for (const piece of piecesOf(passages.map((passage) => passage[column]))) {
    parts.push(gap(at, piece.start));
    at = piece.end;
    const [first = 0] = piece.passages;
    const passage = passages[first];
    if (passage === undefined) continue;
    const starting = piece.passages.filter((number) => !begun.has(number));
    const badges = starting.map((number) =>
      badge(number, passages[number]?.class ?? 'verbatim', { column, other, lang, named: number !== first }),
    );
    for (const number of starting) begun.add(number);
    const id = starting.includes(first) ? ` id="${column}${first + 1}"` : '';
    const to = column === 'a' ? 'b' : 'a';
    const data = ` data-from="${column}${first + 1}" data-to="${to}${first + 1}"`;
    const body = markedText(text.text, passage[column], piece.start, piece.end);
    parts.push(`<span class="p ${passage.class} k${first % COLOURS}"${id}${data}>${badges.join('')}${body}</span>`);
  }
  parts.push(gap(at, text.text.length));
  return parts.join('');
}

/** A stretch of a text that the same passages cover. */
interface Piece {
  readonly start: number;
  readonly end: number;
  /** Numbers of the passages from 0, ascending. */
  readonly passages: readonly number[];
}

/** The stretches that passages cover, in the order of the text. Passages may overlap. */
function piecesOf(sides: readonly PassageSide[]): Piece[] {
  const edges = [...new Set(sides.flatMap(({ shown }) => shown))].sort((x, y) => x - y);
  const order = sides.map((_, number) => number).sort((x, y) => start(sides, x) - start(sides, y) || x - y);
  const pieces: Piece[] = [];
  let open: number[] = [];
  let next = 0;
  for (const [at, from] of edges.entries()) {
    open = open.filter((number) => (sides[number]?.shown[1] ?? 0) > from);
    while (next < order.length && start(sides, order[next] ?? 0) <= from) open.push(order[next++] ?? 0);
    const to = edges[at + 1];
    if (to !== undefined && open.length > 0) pieces.push({ start: from, end: to, passages: [...open].sort((x, y) => x - y) });
  }
  return pieces;
}

function start(sides: readonly PassageSide[], number: number): number {
  return sides[number]?.shown[0] ?? 0;
}

function badge(
  number: number,
  kind: ComparedPassage['class'],
  {
    column,
    other,
    lang,
    named,
  }: { readonly column: Column; readonly other: string; readonly lang: Lang; readonly named: boolean },
): string {
  const name = tell(lang, 'jump', { number: number + 1, kind: CLASS_NAMES[kind][lang], file: other });
  const to = column === 'a' ? 'b' : 'a';
  const text = escapeUTF8(name);
  // The number of a passage that begins within another one is its only place to be led to.
  const id = named ? ` id="${column}${number + 1}"` : '';
  return `<a class="n k${number % COLOURS}"${id} href="#${to}${number + 1}" title="${text}" aria-label="${text}">${number + 1}</a>`;
}

/** A stretch of a passage with its marked words. */
function markedText(text: string, { marks }: PassageSide, from: number, to: number): string {
  const parts: string[] = [];
  let at = from;
  for (const { span, mark } of marks) {
    const [first, last] = [Math.max(span[0], at), Math.min(span[1], to)];
    if (first >= last) continue;
    parts.push(escapeText(text.slice(at, first)), `<b class="${mark}">${escapeText(text.slice(first, last))}</b>`);
    at = last;
  }
  parts.push(escapeText(text.slice(at, to)));
  return parts.join('');
}

/** Writes what stands between passages; of a very long text only what is near them. */
function gapWriter({ text }: ComparedText, lang: Lang): (from: number, to: number) => string {
  if (text.length <= WHOLE) return (from, to) => escapeText(text.slice(from, to));
  return (from, to) => {
    const left = from === 0 ? 0 : Math.min(AROUND, to - from);
    const right = to === text.length ? 0 : Math.min(AROUND, to - from - left);
    const missing = to - from - left - right;
    if (missing <= 0) return escapeText(text.slice(from, to));
    const note = `<span class="cut">${tell(lang, 'omitted', { count: grouped(missing) })}</span>`;
    return escapeText(text.slice(from, from + left)) + note + escapeText(text.slice(to - right, to));
  };
}

/** A text of others: what hides in it or turns the reading direction is shown as a mark. */
export function escapeText(text: string): string {
  return escapeUTF8(text).replace(HIDING, markOf);
}

/** What must not stay as it is: control and invisible characters but line ends, tabs and the joiners of emoji. */
const HIDING =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F](?=\u200D\p{Extended_Pictographic}))\p{Cf}|[^\P{Cc}\n\t]|[\u034F\u115F\u1160\u3164\uFFA0]/gu;

function markOf(character: string): string {
  if (character === '\r') return '';
  const point = character.codePointAt(0) ?? 0;
  return `<span class="u">U+${point.toString(16).toUpperCase().padStart(4, '0')}</span>`;
}
