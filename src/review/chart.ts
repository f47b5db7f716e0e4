import { max } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { escapeUTF8 } from 'entities/escape';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import type { Block, Series } from './review.ts';
import { grouped } from './words.ts';

/*
 * A trend as a drawing (SVG) that needs no script. Lines differ by dashes and marks as well as by colour; the numbers stand in a table below.
 */

type Chart = Extract<Block, { kind: 'chart' }>;

/** Small, because it is as wide as a phone or half a page, and letters must stay readable on both. */
const WIDTH = 480;
const HEIGHT = 230;
const LEFT = 48;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 30;
/** Labels below the drawing, and lines across it. */
const LABELS = 5;
const LINES = 4;
/** Up to so many weeks each has a mark; more of them would make a caterpillar. */
const MARKED = 14;

/** Draws a trend. The colours come from the page's style, by the class of the tone. */
export function drawChart({ id, caption, description, labels, series }: Chart, lang: Lang): string {
  const x = scalePoint<number>(
    labels.map((_, at) => at),
    [LEFT, WIDTH - RIGHT],
  );
  const most = max(series.flatMap(({ values }) => values.filter((value) => value !== null))) ?? 0;
  const y = scaleLinear([0, Math.max(1, most)], [HEIGHT - BOTTOM, TOP]).nice(LINES);
  const place = (at: number): number => round(x(at) ?? LEFT);
  const grid = y
    .ticks(LINES)
    .filter(Number.isInteger)
    .map((tick) => gridLine(tick, round(y(tick))));
  const step = Math.max(1, Math.ceil(labels.length / LABELS));
  const names = labels.flatMap((label, at) => ((labels.length - 1 - at) % step === 0 ? [weekLabel(label, place(at))] : []));
  const lines = series.map((one, at) => drawSeries(one, at, place, (value) => round(y(value)), labels.length));
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${escapeUTF8(caption[lang])}</title>
<desc id="${id}-desc">${escapeUTF8(description[lang])}</desc>
${[...grid, ...names, ...lines].join('\n')}
</svg>`;
}

function gridLine(tick: number, y: number): string {
  return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${grouped(tick)}</text>`;
}

/** `W47`, with the year at the first week of one. */
function weekLabel(label: string, x: number): string {
  const shown = label.replace(/^\d{4}-/, '');
  const anchor = x > WIDTH - RIGHT - 20 ? 'end' : x < LEFT + 20 ? 'start' : 'middle';
  return `<text x="${x}" y="${HEIGHT - 8}" text-anchor="${anchor}">${escapeUTF8(shown)}</text>`;
}

function drawSeries(
  { tone, values }: Series,
  number: number,
  x: (at: number) => number,
  y: (value: number) => number,
  weeks: number,
): string {
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => x(at))
    .y((value) => y(value ?? 0))(values);
  const marks = values.flatMap((value, at) => {
    // A week between two gaps has no line, and would not be seen.
    const alone = value !== null && values[at - 1] == null && values[at + 1] == null;
    return value !== null && (weeks <= MARKED || alone) ? [drawMark(number, x(at), y(value))] : [];
  });
  return `<g class="series tone-${tone} dash-${number % DASHES}"><path d="${path ?? ''}"/>${marks.join('')}</g>`;
}

/** How many kinds of dashes the style has. */
const DASHES = 3;

function drawMark(number: number, x: number, y: number): string {
  if (number % DASHES === 0) return `<circle cx="${x}" cy="${y}" r="3.5"/>`;
  if (number % DASHES === 1) return `<rect x="${x - 3.2}" y="${y - 3.2}" width="6.4" height="6.4"/>`;
  return `<path class="mark" d="M${x} ${y - 4.5}l4.5 8h-9z"/>`;
}

/** What each line means, with a piece of it and its newest number. */
export function drawLegend({ series }: Chart, lang: Lang): string {
  const items = series.map(({ name, tone, values }, at) => {
    const newest = values.findLast((value) => value !== null);
    const sample = `<svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true"><g class="series tone-${tone} dash-${at % DASHES}"><path d="M1 6H33"/>${drawMark(at, 17, 6)}</g></svg>`;
    return `<li>${sample} <bdi>${escapeUTF8(clip(name[lang], 60))}</bdi>${newest == null ? '' : ` <b>${grouped(newest)}</b>`}</li>`;
  });
  return `<ul class="legend">${items.join('')}</ul>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
