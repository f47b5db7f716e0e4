import type { Severity } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import type { Action, Cell, Column, Figure, Review } from './review.ts';
import { change, grouped } from './words.ts';

/*
 * Pieces of a review as harmless text: what hides, moves or colours is shown as marks, and nothing is longer than its place.
 */

/** Longest cell, in columns. */
const LONGEST = 240;

/** What a cell says. Marks and widths of others' words are made harmless. */
export function cellText(cell: Cell, { kind }: Pick<Column, 'kind'>, lang: Lang): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return grouped(cell);
  if (typeof cell === 'object') return clip(cell[lang], LONGEST);
  const severity = kind === 'severity' ? severityOf(cell) : undefined;
  return severity === undefined ? clip(cell, LONGEST) : SEVERITY_NAMES[severity][lang];
}

/** The severity that a cell names. */
export function severityOf(cell: Cell): Severity | undefined {
  return cell === 'error' || cell === 'warning' || cell === 'note' ? cell : undefined;
}

/** A figure's number, with what it is of: `97 of 120`, `2.5 days`. */
export function figureText({ value, of, unit }: Figure, lang: Lang): string {
  const number = grouped(value);
  if (of !== undefined) return lang === 'zh' ? `${number} / ${grouped(of)}` : `${number} of ${grouped(of)}`;
  return unit === undefined ? number : `${number} ${unit[lang]}`;
}

/** How a figure differs from before, in words; empty when nothing was before. */
export function changeText({ value, before }: Figure, lang: Lang): string {
  if (before === undefined) return '';
  const difference = Math.round((value - before) * 10) / 10;
  if (difference === 0) return lang === 'zh' ? '与之前持平' : 'as before';
  return lang === 'zh' ? `较之前 ${change(difference)}` : `${change(difference)} from ${grouped(before)}`;
}

/** Whether a figure went the right way. */
export function wentWell({ value, before, better }: Figure): boolean | undefined {
  if (before === undefined || better === undefined || value === before) return undefined;
  return better === 'less' ? value < before : value > before;
}

/** `Review of week 2026-W47`. */
export function titleOf({ week }: Review, lang: Lang): string {
  return lang === 'zh' ? `账户安全周报 ${week.id}` : `Weekly account-health review ${week.id}`;
}

/** The days of the week, its zone, and whether it is over. */
export function spanOf({ week, asOf }: Review, lang: Lang): string {
  const { first, last, zone, over } = week;
  if (lang === 'zh') return `${first}（周一）至 ${last}（周日），时区 ${zone}${over ? '' : `；本周未结束，数据截至 ${asOf}`}`;
  return `Monday ${first} to Sunday ${last}, ${zone}${over ? '' : `; not over yet, as of ${asOf}`}`;
}

/** What the urgencies of the agenda are called. */
export const URGENCIES: Readonly<Record<Action['urgency'], Readonly<Record<Lang, string>>>> = {
  now: { en: 'now', zh: '立即' },
  soon: { en: 'soon', zh: '尽快' },
  plan: { en: 'plan', zh: '计划' },
};

/** Who does something: a name, or that nobody is named. */
export function ownerOf({ who }: Action, lang: Lang): string {
  return who === undefined ? (lang === 'zh' ? '未指定负责人' : 'no owner yet') : clip(who, 60);
}

/** The columns in which some row says something, with their places. */
export function usedColumns(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): readonly { readonly column: Column; readonly at: number }[] {
  return columns.map((column, at) => ({ column, at })).filter(({ at }) => rows.some((row) => (row[at] ?? null) !== null));
}
