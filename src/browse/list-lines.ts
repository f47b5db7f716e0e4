import { fieldName } from '../model/field-names.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip, widthOf } from '../reporters/cells.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import type { Piece, ScreenLine } from '../tui/screen.ts';
import type { FindingRow, Grouping, ListEntry } from './finding-row.ts';
import { piece } from './lines.ts';
import { speak } from './wording.ts';

/** What the lines of the list are made of. */
export interface ListLook {
  readonly lang: Lang;
  readonly width: number;
  readonly grouping: Grouping;
}

/** Columns of the severity, the widest name of a language. */
const MARK_WIDTH = { en: 9, zh: 7 } as const;

/** One line of the list: a heading, or a finding with its severity, listing, field and what was found. */
export function listLine(entry: ListEntry, row: FindingRow | undefined, chosen: boolean, look: ListLook): ScreenLine {
  if (typeof entry !== 'number') return [headingOf(entry, look)];
  return row === undefined ? [] : findingLine(row, chosen, look);
}

function headingOf({ heading, count }: Exclude<ListEntry, number>, { lang, width, grouping }: ListLook): Piece {
  const severity = grouping === 'severity' ? SEVERITIES.find((one) => one === heading) : undefined;
  const name = severity === undefined ? heading : SEVERITY_NAMES[severity][lang];
  const tail = ` · ${count}`;
  return { text: clip(name, Math.max(4, width - tail.length)) + tail, look: severity ?? 'bold' };
}

function findingLine(row: FindingRow, chosen: boolean, { lang, width, grouping }: ListLook): ScreenLine {
  const settled = row.state !== 'open';
  const mark = padded(markOf(row, lang), MARK_WIDTH[lang]);
  const [listing, rule, field] = columnsOf(width);
  const text = [
    grouping === 'listing' ? '' : cell(row.listing, listing),
    grouping === 'rule' ? '' : cell(row.rule, rule),
    cell(fieldName(row.field, row.index)[lang], field),
    row.match,
  ].join('');
  const pointer = chosen ? '▸ ' : '  ';
  const room = width - pointer.length - widthOf(mark);
  if (chosen)
    return [
      { text: pointer + mark, look: 'chosen' },
      { text: padded(clip(text, room), room), look: 'chosen' },
    ];
  return [
    { text: pointer, look: 'plain' },
    { text: mark, look: settled ? 'dim' : row.severity },
    piece(text, room, settled ? 'dim' : 'plain'),
  ];
}

/** Columns of listing, rule and field; what has no room is left out, because the finding's page tells it. */
function columnsOf(width: number): readonly [listing: number, rule: number, field: number] {
  if (width >= 110) return [24, 34, 20];
  if (width >= 76) return [15, 25, 13];
  return width >= 50 ? [13, 19, 0] : [13, 0, 0];
}

/** A text in a column of its own. */
function cell(text: string, width: number): string {
  return width === 0 ? '' : padded(clip(text, width - 2), width);
}

/** The severity, or that it does not count any more; `?` where a person must decide. */
function markOf({ state, severity, review }: FindingRow, lang: Lang): string {
  if (state === 'baselined') return speak(lang, 'known');
  if (state !== 'open') return speak(lang, 'accepted');
  return nameOf(severity, lang) + (review ? '?' : '');
}

function nameOf(severity: Severity, lang: Lang): string {
  return SEVERITY_NAMES[severity][lang];
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
