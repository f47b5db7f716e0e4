import type { Severity } from '../model/rule.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import type { Column } from './review.ts';

/*
 * Words that several sections and formats use.
 */

/** Names of severities as headings. */
export const LEVELS: Readonly<Record<Severity, Bilingual>> = {
  error: { en: 'Errors', zh: '错误' },
  warning: { en: 'Warnings', zh: '警告' },
  note: { en: 'Notes', zh: '提示' },
};

/** `1 error`, `2 errors`; `1 个错误`. */
const NOUNS = {
  error: { one: 'error', other: 'errors', zh: '个错误' },
  warning: { one: 'warning', other: 'warnings', zh: '个警告' },
  note: { one: 'note', other: 'notes', zh: '条提示' },
  finding: { one: 'finding', other: 'findings', zh: '个问题' },
  listing: { one: 'listing', other: 'listings', zh: '个 Listing' },
  run: { one: 'scan', other: 'scans', zh: '次扫描' },
  day: { one: 'day', other: 'days', zh: '天' },
  hour: { one: 'hour', other: 'hours', zh: '小时' },
  week: { one: 'week', other: 'weeks', zh: '周' },
  record: { one: 'record', other: 'records', zh: '条记录' },
  entry: { one: 'entry', other: 'entries', zh: '条放行' },
  item: { one: 'item', other: 'items', zh: '项' },
  case: { one: 'case', other: 'cases', zh: '个案件' },
  'closed case': { one: 'closed case', other: 'closed cases', zh: '个已结案件' },
  measure: { one: 'measure', other: 'measures', zh: '项预防措施' },
  row: { one: 'row', other: 'rows', zh: '行' },
} as const;

/** `1,204 findings`, `1,204 个问题`. */
export function count(lang: Lang, number: number, noun: keyof typeof NOUNS): string {
  const { one, other, zh } = NOUNS[noun];
  const shown = grouped(number);
  return lang === 'zh' ? `${shown} ${zh}` : `${shown} ${number === 1 ? one : other}`;
}

/** `1,204`; at most one digit behind the point. */
export function grouped(number: number): string {
  const [whole = '', part] = String(Math.round(Math.abs(number) * 10) / 10).split('.');
  const sign = number < 0 ? '−' : '';
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${part === undefined ? '' : `.${part}`}`;
}

/** What became of a number: `+3`, `−2`, `±0`. */
export function change(number: number): string {
  return number > 0 ? `+${grouped(number)}` : number < 0 ? grouped(number) : '±0';
}

/** The things of a list that are not nothing: `2 errors, 1 warning`; empty when there are none. */
export function listed(lang: Lang, pairs: readonly (readonly [number, keyof typeof NOUNS])[]): string {
  return pairs
    .filter(([number]) => number > 0)
    .map(([number, noun]) => count(lang, number, noun))
    .join(lang === 'zh' ? '、' : ', ');
}

type ColumnName =
  | 'severity'
  | 'listing'
  | 'marketplace'
  | 'title'
  | 'what'
  | 'field'
  | 'rule'
  | 'since'
  | 'until'
  | 'days'
  | 'who'
  | 'count';

/** The columns that many tables have. */
export const COLUMNS: Readonly<Record<ColumnName, Column>> = {
  severity: { id: 'severity', name: { en: 'Level', zh: '级别' }, kind: 'severity' },
  listing: { id: 'listing', name: { en: 'Listing', zh: 'Listing' }, kind: 'text' },
  marketplace: { id: 'marketplace', name: { en: 'Marketplace', zh: '站点' }, kind: 'text' },
  title: { id: 'title', name: { en: 'Title', zh: '标题' }, kind: 'text' },
  what: { id: 'what', name: { en: 'What is wrong', zh: '问题' }, kind: 'text' },
  field: { id: 'field', name: { en: 'Field', zh: '字段' }, kind: 'text' },
  rule: { id: 'rule', name: { en: 'Rule', zh: '规则' }, kind: 'text' },
  since: { id: 'since', name: { en: 'Since', zh: '首次发现' }, kind: 'day' },
  until: { id: 'until', name: { en: 'Last day', zh: '截止日' }, kind: 'day' },
  days: { id: 'days', name: { en: 'Days left', zh: '剩余天数' }, kind: 'number' },
  who: { id: 'who', name: { en: 'Who', zh: '负责人' }, kind: 'text' },
  count: { id: 'count', name: { en: 'Count', zh: '数量' }, kind: 'number' },
};

/** Longest word of others that a review keeps, in UTF-16 units. */
const LONGEST = 300;

/** A text of others, cut. */
export function short(text: string, longest: number = LONGEST): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return `${text.slice(0, end)}…`;
}

/** Both languages of a text, cut. */
export function shortBoth({ en, zh }: Bilingual, longest: number = 2 * LONGEST): Bilingual {
  return { en: short(en, longest), zh: short(zh, longest) };
}
