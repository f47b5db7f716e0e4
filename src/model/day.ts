/*
 * Days of the calendar as texts, `YYYY-MM-DD`: compared as they stand, counted here, with no time of day and no time zone.
 */

const DAY = 24 * 60 * 60 * 1000;

/** Whether a text is a day that there is, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = timeOf(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days from one day to another; negative when the other is earlier, NaN when one is no day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY);
}

/** The day so many days after another, which has to be a day. */
export function dayAfter(day: string, days: number): string {
  return new Date(timeOf(day) + days * DAY).toISOString().slice(0, 10);
}

/**
 * Hours between two moments, ISO 8601; negative when the second is earlier. Undefined unless both have a time of day, and both or neither of them
 * tells its zone: a clock whose place nobody knows is compared with such a clock only, and never with that of this computer.
 */
export function hoursBetween(from: string, to: string): number | undefined {
  if (!from.includes('T') || !to.includes('T') || hasZone(from) !== hasZone(to)) return undefined;
  const [start, end] = [from, to].map((moment) => Date.parse(hasZone(moment) ? moment : `${moment}Z`));
  const hours = ((end ?? Number.NaN) - (start ?? Number.NaN)) / (DAY / 24);
  return Number.isNaN(hours) ? undefined : hours;
}

/** Whether a moment, ISO 8601, tells its time and the zone of its clock. */
export function hasZone(moment: string): boolean {
  return /T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(moment);
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
