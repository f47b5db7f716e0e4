import type { ComparedPassage, ComparedText, Comparison, PassageSide, WordMark } from '../model/comparison.ts';
import type { Lang } from '../model/text.ts';
import { visible, wrap } from './cells.ts';
import { CLASS_NAMES, countPassages, grouped, percentOf, tell } from './compare-wording.ts';
import { createPaint, type Paint } from './style.ts';
import { countOf } from './wording.ts';

/** How the comparison of two texts is printed. */
export interface ComparePrettyOptions {
  readonly lang: Lang;
  readonly color: boolean;
  readonly width: number;
}

/** Passages that are printed in full. */
const MAX_PASSAGES = 50;
/** Lines of one side of a passage. */
const MAX_LINES = 12;
const INDENT = '    ';

/** What stands around marked words; colours alone tell nothing on paper, in a log, or to everybody. */
const BRACKETS: Readonly<Record<WordMark, readonly [string, string]>> = {
  changed: ['[', ']'],
  moved: ['‹', '›'],
  disguised: ['«', '»'],
};

/** The comparison of two texts for a terminal: every passage with both its sides, then how much of each text is covered. */
export function comparePretty(comparison: Comparison, options: ComparePrettyOptions): string {
  const { passages, a, b } = comparison;
  const { lang } = options;
  const paint = createPaint(options.color);
  const shown = passages.slice(0, MAX_PASSAGES);
  const blocks = shown.map((passage, at) => passageBlock(passage, at + 1, comparison, options, paint));
  const more = passages.length - shown.length;
  if (more > 0) blocks.push(`${tell(lang, 'morePassages', { count: grouped(more) })}\n`);
  const marked = shown.some((passage) => passage.a.marks.length + passage.b.marks.length > 0);
  if (marked) blocks.push(`${paint('dim', tell(lang, 'legendTerminal'))}\n`);
  return `${blocks.map((block) => `${block}\n`).join('')}${closing(comparison, lang, paint)}${coverage(a, lang)}${coverage(b, lang)}`;
}

function passageBlock(
  passage: ComparedPassage,
  number: number,
  { a, b }: Comparison,
  options: ComparePrettyOptions,
  paint: Paint,
): string {
  const { lang } = options;
  const words = countOf(lang, passage.a.words, 'word');
  const equal = tell(lang, 'equal', { equal: passage.equal, words });
  const kind = CLASS_NAMES[passage.class][lang];
  const tone = passage.class === 'verbatim' ? 'error' : 'warning';
  const head = `${paint('bold', String(number))}  ${paint(tone, kind)}  ${passage.class === 'verbatim' ? words : equal}\n`;
  return head + sideBlock(a, passage.a, options, paint) + sideBlock(b, passage.b, options, paint);
}

function sideBlock(text: ComparedText, side: PassageSide, options: ComparePrettyOptions, paint: Paint): string {
  const { line, column } = side.place;
  const lines = wrap(bracketed(text.text, side), Math.max(20, options.width - INDENT.length), MAX_LINES);
  const place = paint('dim', `${visible(text.file)}:${line}:${column}`);
  return `  ${place}\n${lines.map((shown) => `${INDENT}${shown}\n`).join('')}`;
}

/** The passage on one line, its marked words in brackets. No longer than what can be printed, so that a whole book costs nothing. */
function bracketed(text: string, { shown: [start, end], marks }: PassageSide): string {
  const last = Math.min(end, start + MAX_LINES * 400);
  const parts: string[] = [];
  let at = start;
  for (const { span, mark } of marks) {
    if (span[0] >= last) break;
    const [open, close] = BRACKETS[mark];
    parts.push(text.slice(at, span[0]), open, text.slice(span[0], Math.min(span[1], last)), close);
    at = span[1];
  }
  if (at < last) parts.push(text.slice(at, last));
  return parts.join('').replace(/\s+/g, ' ') + (last < end ? ' …' : '');
}

function closing({ passages, a, b }: Comparison, lang: Lang, paint: Paint): string {
  if (a.words === 0 || b.words === 0) return `${tell(lang, 'nothingToCompare')}\n`;
  if (passages.length === 0) return `${tell(lang, 'nothing')}\n`;
  return `${paint('bold', tell(lang, 'found', { passages: countPassages(lang, passages.length) }))}\n`;
}

function coverage({ file, words, coverage: share }: ComparedText, lang: Lang): string {
  const slots = {
    file: visible(file),
    percent: percentOf(share),
    covered: grouped(Math.round(share * words)),
    words: countOf(lang, words, 'word'),
  };
  return `  ${tell(lang, 'coverage', slots)}\n`;
}
