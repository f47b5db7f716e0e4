import type { Lang } from '../model/text.ts';
import { clip, widthOf, wrap } from '../reporters/cells.ts';
import { createPaint, type Paint } from '../reporters/style.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import type { Action, Block, Figure, Review, ReviewSection, Series } from './review.ts';
import { cellText, changeText, figureText, ownerOf, severityOf, spanOf, titleOf, URGENCIES, wentWell } from './shown.ts';
import { grouped } from './words.ts';

/*
 * The review for a terminal: what each section comes to, the most important rows, the agenda.
 */

/** How the text is printed. */
export interface TerminalOptions {
  readonly lang: Lang;
  readonly color: boolean;
  readonly width: number;
}

/** Rows of a table and items of the agenda. */
const MOST_ROWS = 3;
const MOST_ACTIONS = 12;
const MOST_EVIDENCE = 5;
/** Weeks of a trend. */
const MOST_WEEKS = 26;

interface Look {
  readonly lang: Lang;
  readonly width: number;
  readonly paint: Paint;
}

/** The review as text, with colours or without. */
export function reviewText(review: Review, { lang, color, width }: TerminalOptions): string {
  const look: Look = { lang, width, paint: createPaint(color) };
  const [first, ...rest] = review.sections;
  const lines = [
    look.paint('bold', titleOf(review, lang)),
    look.paint('dim', spanOf(review, lang)),
    ...(first === undefined ? [] : leadLines(first, review, look)),
    ...rest.flatMap((section) => sectionLines(section, look)),
  ];
  return `${lines.join('\n')}\n`;
}

function leadLines({ summary, blocks }: ReviewSection, { quiet }: Review, look: Look): string[] {
  const said = wrap(summary[look.lang], look.width).map((line) => look.paint(quiet ? 'added' : 'bold', line));
  return ['', ...said, ...blocks.flatMap((block) => blockLines(block, look))];
}

function sectionLines({ title, summary, blocks }: ReviewSection, look: Look): string[] {
  const [head, dash] = [title[look.lang], look.lang === 'zh' ? '：' : ': '];
  const [first = '', ...more] = wrap(`${head}${dash}${summary[look.lang]}`, look.width);
  const shown = first.startsWith(head) ? look.paint('bold', head) + first.slice(head.length) : first;
  // Of findings with their evidence the first few; the page has them all.
  const evidence = blocks.filter(({ kind }) => kind === 'evidence').slice(MOST_EVIDENCE);
  const told = blocks.filter((block) => !evidence.includes(block));
  return ['', shown, ...more, ...told.flatMap((block) => blockLines(block, look))];
}

function blockLines(block: Block, look: Look): string[] {
  switch (block.kind) {
    case 'text':
      return wrap(block.text[look.lang], look.width - 2).map(
        (line) => `  ${look.paint(block.tone === 'bad' ? 'warning' : 'dim', line)}`,
      );
    case 'figures':
      return figureLines(block.figures, look);
    case 'table':
      return tableLines(block, look);
    case 'chart':
      return block.series.map((series) => seriesLine(series, look));
    case 'evidence': {
      const { severity, listing, message } = block.evidence;
      const level = look.paint(severity, SEVERITY_NAMES[severity][look.lang]);
      const room = Math.max(20, look.width - widthOf(SEVERITY_NAMES[severity][look.lang]) - 4);
      return [`  ${level} ${clip(`${clip(listing, 40)}  ${message[look.lang]}`, room)}`];
    }
    case 'agenda':
      return agendaLines(block.actions, look);
  }
}

function figureLines(figures: readonly Figure[], { lang, paint }: Look): string[] {
  const names = figures.map(({ name }) => name[lang]);
  const widest = Math.max(...names.map(widthOf));
  return figures.map((figure, at) => {
    const name = names[at] ?? '';
    const well = wentWell(figure);
    const value = figureText(figure, lang);
    const changed = paint(well === undefined ? 'dim' : well ? 'added' : 'error', changeText(figure, lang));
    return `  ${name}${' '.repeat(widest - widthOf(name) + 2)}${paint('bold', value)}  ${changed}`.trimEnd();
  });
}

function tableLines({ columns, rows, more }: Extract<Block, { kind: 'table' }>, look: Look): string[] {
  const { lang, paint, width } = look;
  const lines = rows.slice(0, MOST_ROWS).map((row) => {
    const cells = columns.map((column, at) => {
      const cell = row[at] ?? null;
      const text = clip(cellText(cell, column, lang), Math.max(12, Math.floor(width / 2.5)));
      const severity = column.kind === 'severity' ? severityOf(cell) : undefined;
      // A bare number says nothing without its column.
      return { severity, text: column.kind === 'number' && text !== '' ? `${column.name[lang]} ${text}` : text };
    });
    const [first, ...others] = cells.filter(({ text }) => text !== '');
    const tail = clip(others.map(({ text }) => text).join('  '), Math.max(20, width - widthOf(first?.text ?? '') - 4));
    const head = first?.severity === undefined ? (first?.text ?? '') : paint(first.severity, first.text);
    return `  ${head}  ${tail}`.trimEnd();
  });
  const left = rows.length - lines.length + more;
  return left > 0 ? [...lines, `  ${paint('dim', lang === 'zh' ? `……另有 ${left} 项` : `… and ${left} more`)}`] : lines;
}

const BARS = '▁▂▃▄▅▆▇█';

/** A trend as bars of the newest weeks; a week of which nothing is known is a space. */
function seriesLine({ name, values, tone }: Series, { lang, paint }: Look): string {
  const shown = values.slice(-MOST_WEEKS);
  const most = Math.max(1, ...shown.map((value) => value ?? 0));
  const bars = shown.map((value) => (value === null ? ' ' : (BARS[Math.round((value / most) * (BARS.length - 1))] ?? ' ')));
  const newest = shown.findLast((value) => value !== null);
  const colour = tone === 'good' ? 'added' : tone;
  const label = clip(name[lang], 20);
  return `  ${label}${' '.repeat(Math.max(1, 20 - widthOf(label)))}${paint(colour, bars.join(''))}  ${newest == null ? '' : grouped(newest)}`.trimEnd();
}

function agendaLines(actions: readonly Action[], look: Look): string[] {
  const { lang, paint, width } = look;
  const lines = actions.slice(0, MOST_ACTIONS).flatMap((action) => {
    const { urgency, what, due } = action;
    const who = `${ownerOf(action, lang)}${due === undefined ? '' : ` · ${clip(due, 20)}`}`;
    const tone = urgency === 'now' ? 'error' : urgency === 'soon' ? 'warning' : 'note';
    const label = URGENCIES[urgency][lang];
    const [first = '', ...more] = wrap(lang === 'zh' ? `${what[lang]}（${who}）` : `${what[lang]} (${who})`, width - 9);
    const pad = ' '.repeat(Math.max(1, 6 - widthOf(label)));
    return [`  ${paint(tone, label)}${pad}${first}`, ...more.map((line) => `        ${line}`)];
  });
  const left = actions.length - Math.min(actions.length, MOST_ACTIONS);
  return left > 0 ? [...lines, `  ${paint('dim', lang === 'zh' ? `……另有 ${left} 项` : `… and ${left} more`)}`] : lines;
}
