/*
 * A date as somebody wrote it -> the time that it may mean. A day without a zone has begun somewhere on earth up to 14 hours before it does in
 * Greenwich, and ends up to 12 hours later: whoever claims to have been first must not win by a time zone.
 */

/** From the first to the last instant that a date may mean, milliseconds since 1970. */
export interface Moment {
  readonly from: number;
  readonly to: number;
}

/** Why a text is no date: nobody can read it, or there is no such day. */
export type NoMoment = 'unreadable' | 'impossible';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** One day, milliseconds. */
export const DAY: number = 24 * HOUR;
/** Zones go from 14 hours east to 12 hours west. */
const EAST = 14 * HOUR;
const WEST = 12 * HOUR;

const ISO =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s{0,2}(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?$/i;
/** RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const HTTP = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads a date: ISO 8601 (a month, a day, a time with or without its zone), HTTP, or a camera's. */
export function readMoment(written: string): Moment | NoMoment {
  const value = written.trim().slice(0, 80);
  const http = HTTP.exec(value);
  if (http !== null) {
    const [, day = '', month = '', year = '', hour = '', minute = '', second = ''] = http;
    return instant([Number(year), MONTHS.indexOf(month) + 1, Number(day), Number(hour), Number(minute), Number(second)], 'Z');
  }
  const iso = ISO.exec(value.replace(/^(\d{4}):(\d{2}):(\d{2})\b/, '$1-$2-$3'));
  if (iso === null) return 'unreadable';
  const [, year, month, day, hour, minute, second, zone] = iso;
  const [y, m] = [Number(year), Number(month)];
  if (day === undefined)
    return m < 1 || m > 12 ? 'impossible' : spread(utc(y, m, 1), m === 12 ? utc(y + 1, 1, 1) : utc(y, m + 1, 1));
  const parts = [y, m, Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
  if (hour === undefined) {
    const start = timeOf(parts);
    return start === undefined ? 'impossible' : spread(start, start + DAY);
  }
  return instant(parts, zone);
}

type Parts = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

function instant(parts: Parts, zone: string | undefined): Moment | NoMoment {
  const time = timeOf(parts);
  if (time === undefined) return 'impossible';
  if (zone === undefined) return { from: time - EAST, to: time + WEST };
  const offset = offsetOf(zone);
  return offset === undefined ? 'impossible' : { from: time - offset, to: time - offset };
}

/** A stretch of local time whose zone nobody tells. */
function spread(start: number, end: number): Moment {
  return { from: start - EAST, to: end + WEST };
}

/** As if in Greenwich; undefined for a day or time that there is not. A leap second counts as the one before. */
function timeOf([year, month, day, hour, minute, second]: Parts): number | undefined {
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  const start = utc(year, month, day);
  const date = new Date(start);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) return undefined;
  return start + hour * HOUR + minute * MINUTE + Math.min(second, 59) * 1000;
}

/** Years below 100 are those years, and not 1900 and some. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** Milliseconds east of Greenwich; undefined where there is no such zone. */
function offsetOf(zone: string): number | undefined {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const [, sign, hours = '', minutes = ''] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const [h, m] = [Number(hours), Number(minutes)];
  if (sign === undefined || m > 59 || h * HOUR + m * MINUTE > (sign === '+' ? EAST : WEST)) return undefined;
  return (sign === '-' ? -1 : 1) * (h * HOUR + m * MINUTE);
}

/**
 * Whole days, at least, by which one moment is before another; negative when it is behind it, by so many at least; 0 when the two overlap or lie less
 * than a day apart.
 */
export function daysBetween(first: Moment, second: Moment): number {
  if (first.to <= second.from) return Math.floor((second.from - first.to) / DAY);
  // Never a negative zero, which JSON would not tell.
  if (second.to <= first.from) return 0 - Math.floor((first.from - second.to) / DAY);
  return 0;
}
