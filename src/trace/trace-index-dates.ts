import { escapeUTF8 } from 'entities/escape';
import type { Bilingual } from '../model/text.ts';
import type { DateRow, TracedPage } from '../model/trace-report.ts';
import { escapeText } from '../reporters/compare-html-text.ts';
import { both } from './bilingual-html.ts';
import { KIND_NAMES, TYPE_NAMES } from './date-wording.ts';
import { tellLeadDays } from './trace-pretty.ts';
import { PHRASES } from './trace-wording.ts';

/*
 * The date table of the index.
 */

const HEADS: readonly Bilingual[] = [
  { en: 'Known how', zh: '来源类型' },
  { en: 'Date as written', zh: '原始日期' },
  { en: 'What', zh: '说明' },
  { en: 'Lead', zh: '先后' },
  { en: 'What it proves, and what it does not', zh: '能证明什么、不能证明什么' },
];

/** The dates of a page as a table. */
export function datesTable({ dates, lead }: TracedPage): string {
  const rows = dates.map((row, at) => dateRow(row, at === lead.ours || at === lead.theirs));
  const heads = HEADS.map((head) => `<th scope="col">${both(head)}</th>`).join('');
  return `<div class="scroll"><table class="dates"><colgroup><col class="a"><col class="b"><col class="c"><col class="d"><col></colgroup><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function dateRow(row: DateRow, decides: boolean): string {
  const side = both(PHRASES[row.side === 'ours' ? 'ours' : 'theirs']);
  const tag = `<span class="tag ${row.type}">${both(TYPE_NAMES[row.type])}</span><br>${side}`;
  const note = row.note === undefined ? '' : `<div class="note">${both(row.note)}</div>`;
  const what = `<b>${both(KIND_NAMES[row.kind])}</b>: ${escapeText(row.name)}<br>${both(row.about)}<br><span class="mono quiet">${escapeText(row.ref)}</span>`;
  const worth = `<div>${both(PROVES)}${both(row.proves)}</div><div class="not">${both(PROVES_NOT)}${both(row.provesNot)}</div>`;
  return `<tr class="${row.side}${row.counts ? '' : ' off'}"><td>${tag}</td><td><b>${escapeText(row.value)}</b>${rangeOf(row)}${note}</td><td>${what}</td><td${decides ? ' class="lead"' : ''}>${leadOf(row, decides)}</td><td>${worth}</td></tr>`;
}

/** What the value may mean, where it does not say so itself. */
function rangeOf({ from, to, value }: DateRow): string {
  if (from === undefined || to === undefined) return '';
  if (from === to) return from.slice(0, 19) === value.slice(0, 19) ? '' : `<div class="quiet mono">${escapeUTF8(from)}</div>`;
  return `<div class="quiet mono">${escapeUTF8(from.slice(0, 16))}Z …<br>${escapeUTF8(to.slice(0, 16))}Z</div>`;
}

function leadOf(row: DateRow, decides: boolean): string {
  const { leadDays, side, counts } = row;
  const says =
    leadDays === undefined ? '–' : both({ en: tellLeadDays(leadDays, side, 'en'), zh: tellLeadDays(leadDays, side, 'zh') });
  const mark = decides ? `<div>${both(DECIDES)}</div>` : counts ? '' : `<div class="quiet">${both(BESIDE)}</div>`;
  return says + mark;
}

const PROVES: Bilingual = { en: 'Proves: ', zh: '能证明：' };
const PROVES_NOT: Bilingual = { en: 'Does not prove: ', zh: '注意：' };
const DECIDES: Bilingual = { en: '← the comparison rests on this', zh: '← 先后判断以此为准' };
const BESIDE: Bilingual = { en: 'does not count', zh: '不计入先后判断' };
