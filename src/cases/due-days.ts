import { dayAfter, hasZone, isDay } from '../model/day.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * Counts last days. Working days are Monday to Friday: which days are public holidays differs by country and year, and a day that is counted
 * too many would let a deadline pass, so holidays are left out and the count says so.
 */

/** A period and the day or time from which it runs. */
export interface Counting {
  /** Day or ISO time. */
  readonly from: string;
  readonly days?: number;
  readonly hours?: number;
  readonly unit: 'calendar' | 'working';
}

/** A last day and how it was counted. */
export interface DueDay {
  readonly due: string;
  readonly basis: Bilingual;
}

const DAY = 86_400_000;
/** A longer period is a mistake of the notice or of reading it. */
const MAX_DAYS = 3660;

/** The last day of a period; undefined when nothing is counted or the day it runs from is none. The day it runs from does not count. */
export function dueDay({ from, days, hours, unit }: Counting): DueDay | undefined {
  const start = from.slice(0, 10);
  if (!isDay(start)) return undefined;
  if (hours !== undefined) return hours > 0 && hours <= MAX_DAYS * 24 ? dueAfterHours(from, hours) : undefined;
  if (days === undefined || !Number.isInteger(days) || days < 0 || days > MAX_DAYS) return undefined;
  const due = unit === 'working' ? addWorkingDays(start, days) : dayAfter(start, days);
  return { due, basis: unit === 'working' ? workingBasis(days, start) : calendarBasis(days, start) };
}

/** A day so many days from Monday to Friday later. */
export function addWorkingDays(day: string, days: number): string {
  let time = Date.parse(`${day}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    time += DAY;
    const weekday = new Date(time).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * Without the time of day, or without its zone, the period is taken to run from the day's beginning: the earlier end is the safe one, and it is
 * the same on every computer.
 */
function dueAfterHours(from: string, hours: number): DueDay {
  const timed = hasZone(from) && Number.isFinite(Date.parse(from));
  const day = from.slice(0, 10);
  const end = Date.parse(timed ? from : `${day}T00:00:00Z`) + hours * 3_600_000;
  const shown = `${new Date(end).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const basis = timed
    ? { en: `${hours} hours from ${from}, until ${shown}`, zh: `自 ${from} 起 ${hours} 小时，至 ${shown}` }
    : {
        en: `${hours} hours from the beginning of ${day} (no time of day with its zone is known), until ${shown}`,
        zh: `自 ${day} 零点起 ${hours} 小时（没有带时区的时刻），至 ${shown}`,
      };
  return { due: new Date(end - 1).toISOString().slice(0, 10), basis };
}

function calendarBasis(days: number, start: string): Bilingual {
  return {
    en: `${days} calendar days from ${start}, that day not counted`,
    zh: `自 ${start} 次日起 ${days} 个自然日`,
  };
}

function workingBasis(days: number, start: string): Bilingual {
  return {
    en: `${days} working days (Monday to Friday) from ${start}, that day not counted; public holidays are not known and not left out`,
    zh: `自 ${start} 次日起 ${days} 个工作日（周一至周五），未扣除法定节假日`,
  };
}
