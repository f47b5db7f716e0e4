import { REFERENCE_ROLES } from '../model/evidence.ts';
import type { Reference } from '../model/reference.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * Whether a value is an entry of the library. By hand and not by a schema: the library is read at the start of every scan, and a
 * schema library alone takes longer to load than a thousand entries.
 */

/** What is wrong with a value, and at which property. */
export interface EntryFault {
  /** Absent when the value as a whole is meant. */
  readonly key?: string;
  readonly reason: Bilingual;
}

type Values = Readonly<Record<string, unknown>>;
type Check = readonly [key: string, holds: (value: unknown) => boolean, expected: Bilingual];

const SOME_TEXT: Bilingual = { en: 'a text that is not empty', zh: '非空文本' };
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/;

const COMMON: readonly Check[] = [
  ['id', isText, SOME_TEXT],
  ['owner', isText, SOME_TEXT],
  ['role', isRole, { en: `one of ${REFERENCE_ROLES.join(', ')}`, zh: `以下之一：${REFERENCE_ROLES.join('、')}` }],
  ['url', (value) => value === undefined || isText(value), { en: 'an address, or nothing at all', zh: '网址，或者省略' }],
  ['capturedAt', isDay, { en: 'a day such as 2026-11-22', zh: '形如 2026-11-22 的日期' }],
  ['label', (value) => typeof value === 'string', { en: 'a text', zh: '文本' }],
];

const TEXT: readonly Check[] = [
  ...COMMON,
  ['fields', areFields, { en: 'a list of {"name": …, "text": …}', zh: '由 {"name": …, "text": …} 组成的列表' }],
];

const IMAGE: readonly Check[] = [
  ...COMMON,
  ['sha256', (value) => isHex(value), { en: '64 hexadecimal digits', zh: '64 位十六进制数' }],
  ['hash', (value) => isHex(value), { en: '64 hexadecimal digits', zh: '64 位十六进制数' }],
  [
    'innerHash',
    (value) => value === undefined || isHex(value),
    { en: '64 hexadecimal digits, or nothing at all', zh: '64 位十六进制数，或者省略' },
  ],
  ['quality', (value) => isNumber(value) && value <= 100, { en: 'a number from 0 to 100', zh: '0 到 100 的数' }],
  ['width', isNumber, { en: 'a number of pixels', zh: '像素数' }],
  ['height', isNumber, { en: 'a number of pixels', zh: '像素数' }],
];

/** What keeps a value from being an entry of the library; undefined when it is one. */
export function findEntryFault(value: unknown): EntryFault | undefined {
  if (!isObject(value)) {
    return {
      reason: {
        en: 'The line holds no entry; expected {"id": …, "kind": …, "owner": …}.',
        zh: '该行不是一条记录，应为 {"id": …, "kind": …, "owner": …}。',
      },
    };
  }
  const { kind } = value;
  if (kind !== 'text' && kind !== 'image') return fault('kind', kind, { en: '"text" or "image"', zh: '"text" 或 "image"' });
  for (const [key, holds, expected] of kind === 'text' ? TEXT : IMAGE) {
    if (!holds(value[key])) return fault(key, value[key], expected);
  }
  return undefined;
}

/** True for an entry of the library. */
export function isReference(value: unknown): value is Reference {
  return findEntryFault(value) === undefined;
}

function fault(key: string, value: unknown, expected: Bilingual): EntryFault {
  const shown = value === undefined ? undefined : JSON.stringify(value).slice(0, 40);
  return {
    key,
    reason: {
      en: `${shown === undefined ? `"${key}" is missing` : `"${key}" is ${shown}`}; expected ${expected.en}. The entry is not used: mend the line or remove it.`,
      zh: `${shown === undefined ? `缺少 "${key}"` : `"${key}" 的值为 ${shown}`}，应为${expected.zh}。该条记录未使用，请修正或删除该行。`,
    },
  };
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isRole(value: unknown): boolean {
  return REFERENCE_ROLES.some((role) => role === value);
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && DAY.test(value);
}

function isHex(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function holdsText({ name, text }: Values): boolean {
  return isText(name) && typeof text === 'string';
}

function areFields(value: unknown): boolean {
  return Array.isArray(value) && value.every((field) => isObject(field) && holdsText(field));
}
