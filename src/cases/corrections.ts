import {
  INFRINGEMENT_PLACES,
  INFRINGEMENT_TYPES,
  IP_KINDS,
  NOTICE_KINDS,
  NOTICE_PATHS,
  type NoticeDeadline,
  type NoticeParse,
  ORIGINS,
  PLATFORMS,
  REQUESTS,
} from '../model/case-notice.ts';
import { isDay } from '../model/day.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * What a person sets right in a parse: the name of a field and its value as they typed it -> the parse with it. Lists are split at commas.
 */

type Setter = (parse: NoticeParse, value: string) => NoticeParse | Bilingual;

/** A parse with one field set; else what the value should have looked like. An empty value or `unknown` takes the value away. */
export function correct(parse: NoticeParse, field: string, value: string): NoticeParse | Bilingual {
  const set = Object.hasOwn(SETTERS, field) ? SETTERS[field] : undefined;
  if (set !== undefined) return set(parse, value.trim());
  const names = CORRECTABLE_FIELDS.join(', ');
  return {
    en: `There is no field "${field}" to set. Fields: ${names}.`,
    zh: `没有可设置的字段“${field}”。可用字段：${names}。`,
  };
}

/** Whether a correction was refused. */
export function isRefusal(outcome: NoticeParse | Bilingual): outcome is Bilingual {
  return !('schema' in outcome);
}

function oneOf<K extends keyof NoticeParse>(field: K, allowed: readonly (NoticeParse[K] & string)[]): Setter {
  return (parse, value) => {
    const found = allowed.find((one) => one === (value === '' ? 'unknown' : value));
    return found === undefined ? notOneOf(value, allowed) : { ...parse, [field]: found };
  };
}

function manyOf(field: 'where' | 'requested' | 'paths', allowed: readonly string[]): Setter {
  return (parse, value) => {
    const values = listOf(value);
    const wrong = values.find((one) => !allowed.includes(one));
    return wrong === undefined ? { ...parse, [field]: values } : notOneOf(wrong, allowed);
  };
}

function texts(field: 'complaintIds' | 'assertedTerms' | 'attachmentTypes' | 'copyrightedWorkUrls'): Setter {
  return (parse, value) => ({ ...parse, [field]: listOf(value) });
}

function textOrNull(field: 'marketplace' | 'language' | 'subject'): Setter {
  return (parse, value) => ({ ...parse, [field]: isNone(value) ? null : value });
}

function yesNo(field: 'accountLevel' | 'fundsHeld'): Setter {
  return (parse, value) => {
    const said = isNone(value) ? null : YES_NO.get(value.toLowerCase());
    if (said !== undefined) return { ...parse, [field]: said };
    return { en: `"${value}" is neither yes, no nor unknown.`, zh: `“${value}”应为 yes、no 或 unknown。` };
  };
}

function owner(part: 'name' | 'email' | 'phone'): Setter {
  return (parse, value) => {
    const { [part]: _, ...rest } = parse.rightsOwner ?? {};
    const now = isNone(value) ? rest : { ...rest, [part]: value };
    return { ...parse, rightsOwner: Object.keys(now).length === 0 ? null : now };
  };
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['是', true],
  ['no', false],
  ['false', false],
  ['否', false],
]);

const SETTERS: Readonly<Record<string, Setter>> = {
  platform: oneOf('platform', PLATFORMS),
  marketplace: textOrNull('marketplace'),
  language: textOrNull('language'),
  subject: textOrNull('subject'),
  noticeKind: oneOf('noticeKind', NOTICE_KINDS),
  origin: oneOf('origin', ORIGINS),
  infringementType: oneOf('infringementType', INFRINGEMENT_TYPES),
  where: manyOf('where', INFRINGEMENT_PLACES),
  requested: manyOf('requested', REQUESTS),
  paths: manyOf('paths', NOTICE_PATHS),
  items: setItems,
  complaintIds: texts('complaintIds'),
  assertedTerms: texts('assertedTerms'),
  attachmentTypes: texts('attachmentTypes'),
  copyrightedWorkUrls: texts('copyrightedWorkUrls'),
  ipNumbers: setIpNumbers,
  deadline: setDeadline,
  accountLevel: yesNo('accountLevel'),
  fundsHeld: yesNo('fundsHeld'),
  'rightsOwner.name': owner('name'),
  'rightsOwner.email': owner('email'),
  'rightsOwner.phone': owner('phone'),
};

/** Names of the fields that a person can set. */
export const CORRECTABLE_FIELDS: readonly string[] = Object.keys(SETTERS);

/** What was known of an item stays with it. */
function setItems(parse: NoticeParse, value: string): NoticeParse {
  const known = new Map(parse.items.map((item) => [item.id, item]));
  return { ...parse, items: [...new Set(listOf(value))].map((id) => known.get(id) ?? { id }) };
}

function setIpNumbers(parse: NoticeParse, value: string): NoticeParse | Bilingual {
  const numbers = listOf(value).map((one) => {
    const [, kind = 'unknown', number = ''] = /^(?:([a-z_]+):)?(.+)$/.exec(one) ?? [];
    return { kind: IP_KINDS.find((known) => known === kind), number: number.trim() };
  });
  const ipNumbers = numbers.flatMap(({ kind, number }) => (kind === undefined ? [] : [{ kind, number }]));
  return ipNumbers.length === numbers.length ? { ...parse, ipNumbers } : notOneOf(value, IP_KINDS);
}

/** `7 working days`, `14 days`, `72 hours`, `7w`, `72h`, a day, or none. What follows when it ends stays as it was read. */
function setDeadline(parse: NoticeParse, value: string): NoticeParse | Bilingual {
  const consequence = parse.deadline?.consequence ?? null;
  if (isNone(value)) return { ...parse, deadline: null };
  if (isDay(value)) return { ...parse, deadline: { unit: 'calendar', date: value, consequence } };
  const [, number = '', unit = ''] =
    /^(\d{1,4})\s*(w|working(?: days?)?|个?工作日|d|days?|calendar(?: days?)?|个?自然日|天|h|hours?|小时)$/i.exec(value) ?? [];
  const amount = Number(number);
  if (amount === 0) return NO_PERIOD(value);
  const deadline: NoticeDeadline = /^(?:h|小)/i.test(unit)
    ? { hours: amount, days: Math.floor(amount / 24), unit: 'calendar', consequence }
    : { days: amount, unit: /工作|^w/i.test(unit) ? 'working' : 'calendar', consequence };
  return { ...parse, deadline };
}

function listOf(value: string): string[] {
  return isNone(value)
    ? []
    : value
        .split(/[,，;；]/)
        .map((one) => one.trim())
        .filter((one) => one !== '');
}

function isNone(value: string): boolean {
  return value === '' || /^(?:unknown|none|未知|无)$/i.test(value);
}

function notOneOf(value: string, allowed: readonly string[]): Bilingual {
  return {
    en: `"${value}" is none of: ${allowed.join(', ')}.`,
    zh: `“${value}”不在允许的值之中：${allowed.join('、')}。`,
  };
}

const NO_PERIOD = (value: string): Bilingual => ({
  en: `"${value}" is no period; write 7 working days, 14 days, 72 hours, a day such as 2026-12-01, or none.`,
  zh: `“${value}”不是有效期限，请写成 7 working days（7 个工作日）、14 days、72 hours、2026-12-01 这样的日期，或 none。`,
});
