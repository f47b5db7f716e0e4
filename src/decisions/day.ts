import type { Bilingual } from '../model/text.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How far ahead a decision may last, in days: longer than a year, so that it can end with a contract, and still be looked at again. */
export const LONGEST_DAYS = 400;

/** Whether a text is a day that there is, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = timeOf(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY);
}

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(timeOf(day) + days * DAY).toISOString().slice(0, 10);
}

/** Why a decision may not last until a day (a real one); undefined when it may. The end of a sentence that names the day. */
export function tooFar(until: string, asOf: string): Bilingual | undefined {
  if (daysBetween(asOf, until) <= LONGEST_DAYS) return undefined;
  const latest = dayAfter(asOf, LONGEST_DAYS);
  return {
    en: `more than ${LONGEST_DAYS} days ahead; the latest day is ${latest}, so that somebody looks at it again`,
    zh: `超过 ${LONGEST_DAYS} 天；为便于到期复查，最晚可写 ${latest}`,
  };
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
