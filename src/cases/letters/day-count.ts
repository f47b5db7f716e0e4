import { plainDay } from './row.ts';

/** Whole days from one moment's day to another's, negative when it is earlier; undefined where one is unknown. */
export function daysBetween(from: string | undefined, to: string | undefined): number | undefined {
  const [a, b] = [plainDay(from), plainDay(to)];
  if (a === undefined || b === undefined) return undefined;
  return Math.round((Date.parse(b) - Date.parse(a)) / DAY);
}

const DAY = 86_400_000;
