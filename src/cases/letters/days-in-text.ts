import { plainDay } from './row.ts';

/** A day that a text names; `day` is absent where day and month cannot be told apart. */
export interface NamedDay {
  readonly day?: string;
  readonly text: string;
  readonly at: number;
}

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jänner'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'märz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
];
const NAMES = MONTHS.flat()
  .sort((a, b) => b.length - a.length)
  .join('|');
const FORMS: readonly (readonly [RegExp, (m: readonly string[]) => string | undefined])[] = [
  [/\b(\d{4})-(\d{2})-(\d{2})(?!\d)/gu, ([, y, m, d]) => isoOf(y, m, d)],
  [/(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/gu, ([, y, m, d]) => isoOf(y, m, d)],
  [/\b(\d{4})\/(\d{1,2})\/(\d{1,2})(?!\d)/gu, ([, y, m, d]) => isoOf(y, m, d)],
  [/\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/gu, ([, d, m, y]) => isoOf(y, m, d)],
  [
    new RegExp(`\\b(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s(${NAMES})\\.?,?\\s(\\d{4})`, 'giu'),
    ([, d, m, y]) => isoOf(y, monthOf(m), d),
  ],
  [new RegExp(`\\b(${NAMES})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})`, 'giu'), ([, m, d, y]) => isoOf(y, monthOf(m), d)],
  [/\b(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/gu, ([, a, b, y]) => americanOrNot(a, b, y)],
];

/** The days that a text names, in its order; those of English, German, Japanese and Chinese. */
export function daysIn(text: string): NamedDay[] {
  const found: NamedDay[] = [];
  for (const [form, read] of FORMS) {
    for (const match of text.matchAll(form)) {
      if (found.some(({ at, text: other }) => match.index < at + other.length && at < match.index + match[0].length)) continue;
      const day = read(match);
      found.push({ ...(day === undefined ? {} : { day }), text: match[0], at: match.index });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function isoOf(year = '', month = '', day = ''): string | undefined {
  return plainDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function monthOf(name = ''): string {
  return String(MONTHS.findIndex((names) => names.includes(name.toLowerCase())) + 1);
}

/** 03/04/2026 is March in America and April elsewhere; nobody guesses. */
function americanOrNot(a = '', b = '', year = ''): string | undefined {
  if (Number(a) > 12) return isoOf(year, b, a);
  if (Number(b) > 12) return isoOf(year, a, b);
  return a === b ? isoOf(year, a, b) : undefined;
}
