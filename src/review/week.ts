import { dayAfter, daysBetween } from '../model/day.ts';
import { UsageError } from '../model/errors.ts';

/*
 * Weeks as ISO 8601 counts them: Monday to Sunday, week 1 holds the year's first Thursday. A week begins and ends at midnight where the seller
 * is (the time zone of the machine, `TZ`), because that is the night between two of the seller's working weeks; reports name the zone.
 */

/** A week of a review. */
export interface Week {
  /** `2026-W47`. */
  readonly id: string;
  /** Monday and Sunday, `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  /** `[from, to)` in UTC, ISO 8601 with milliseconds. */
  readonly from: string;
  readonly to: string;
  /** Name of the time zone whose midnights these are. */
  readonly zone: string;
}

const DAY = 24 * 60 * 60 * 1000;
const THURSDAY = 3;

/** The week in which a day lies. @param zone name of a time zone, such as `Asia/Shanghai`. */
export function weekOfDay(day: string, zone: string): Week {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const first = dayAfter(day, -weekday);
  const thursday = dayAfter(first, THURSDAY);
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  const next = dayAfter(first, 7);
  return {
    id: `${year}-W${String(number).padStart(2, '0')}`,
    first,
    last: dayAfter(first, 6),
    from: midnight(first, zone),
    to: midnight(next, zone),
    zone,
  };
}

/** The week so many weeks before another. */
export function weekBefore({ first, zone }: Week, weeks = 1): Week {
  return weekOfDay(dayAfter(first, -7 * weeks), zone);
}

/**
 * Understands `2026-W47`, `this` and `last`.
 * @param asOf the day on which it is asked.
 * @throws UsageError for anything else, and for a week that its year does not have.
 */
export function parseWeek(text: string, asOf: string, zone: string): Week {
  if (text === 'this') return weekOfDay(asOf, zone);
  if (text === 'last') return weekBefore(weekOfDay(asOf, zone));
  const [, year = '', number = ''] = /^(\d{4})-?W(\d{2})$/i.exec(text) ?? [];
  if (year !== '') {
    // 4 January lies in week 1 of every year.
    const week = weekBefore(weekOfDay(`${year}-01-04`, zone), 1 - Number(number));
    if (week.id === `${year}-W${number}`) return week;
  }
  throw new UsageError({
    en: `"${text}" is no week; write it as 2026-W47, or "last" or "this".`,
    zh: `“${text}”不是有效的周；请写成 2026-W47，或写 last（上周）、this（本周）。`,
  });
}

/** The day on which a moment lies. @param at ISO 8601. */
export function dayIn(at: string, zone: string): string {
  return localParts(Date.parse(at), zone).slice(0, 10);
}

/** The name of the machine's time zone. */
export function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The moment at which a day begins in a time zone; where clocks are put forward at midnight, the first moment of that day. */
function midnight(day: string, zone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  let at = wanted - offsetAt(wanted, zone);
  // The offset may be another one at the moment that was found.
  at = wanted - offsetAt(at, zone);
  return new Date(dayIn(new Date(at).toISOString(), zone) < day ? at + DAY / 24 : at).toISOString();
}

/** How far the clock of a zone is ahead of UTC, in milliseconds. */
function offsetAt(time: number, zone: string): number {
  return Date.parse(`${localParts(time, zone)}Z`) - Math.floor(time / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DDTHH:MM:SS` on the clock of a zone. */
function localParts(time: number, zone: string): string {
  const format = formats.get(zone) ?? makeFormat(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

function makeFormat(zone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  return new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
}
