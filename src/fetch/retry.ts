/*
 * How long to wait before asking again.
 */

/** The first pause; each further one is twice as long. */
const FIRST_MS = 500;
/** Longest pause that is chosen here. */
const LONGEST_MS = 20_000;

/**
 * The pause before the next attempt, milliseconds: a random part of a time that doubles, so that many who failed together do not all come
 * back together. What the site asks for counts where it is longer.
 * @param attempts how often it was tried, from 1.
 * @param random 0 to 1.
 */
export function pauseBefore(attempts: number, random: number, askedMs: number | undefined): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.max(Math.round(most / 2 + (most / 2) * random), askedMs ?? 0);
}

/** What `Retry-After` asks for, in milliseconds from now: seconds, or a date. Undefined for anything else. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]{3,9},? /.test(text) || text.length > 40) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
