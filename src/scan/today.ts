import process from 'node:process';
import { isDay } from '../model/day.ts';
import { UsageError } from '../model/errors.ts';

/** The day on which listings are judged: `PRECLEAR_AS_OF`, so that a run can be repeated, else today where the seller is. */
export function today(): string {
  const given = process.env.PRECLEAR_AS_OF;
  if (given === undefined || given === '') {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  }
  if (!isDay(given)) {
    throw new UsageError({
      en: `PRECLEAR_AS_OF is "${given}"; it must be a day such as 2026-11-22.`,
      zh: `PRECLEAR_AS_OF 写的是“${given}”；应为日期，例如 2026-11-22。`,
    });
  }
  return given;
}

/** When something is written down, ISO 8601 in UTC: now, or noon of the day that `PRECLEAR_AS_OF` names, so that a run can be repeated. */
export function now(): string {
  const given = process.env.PRECLEAR_AS_OF ?? '';
  return given === '' ? new Date().toISOString() : `${today()}T12:00:00.000Z`;
}
