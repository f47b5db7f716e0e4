import { dayAfter, daysBetween } from '../model/day.ts';
import type { Bilingual } from '../model/text.ts';

/** How far ahead a decision may last, in days: longer than a year, so that it can end with a contract, and still be looked at again. */
export const LONGEST_DAYS = 400;

/** Why a decision may not last until a day (a real one); undefined when it may. The end of a sentence that names the day. */
export function tooFar(until: string, asOf: string): Bilingual | undefined {
  if (daysBetween(asOf, until) <= LONGEST_DAYS) return undefined;
  const latest = dayAfter(asOf, LONGEST_DAYS);
  return {
    en: `more than ${LONGEST_DAYS} days ahead; the latest day is ${latest}, so that somebody looks at it again`,
    zh: `超过 ${LONGEST_DAYS} 天；为便于到期复查，最晚可写 ${latest}`,
  };
}
