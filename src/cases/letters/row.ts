import type { WorldRecord } from '../../model/case-record.ts';
import { daysBetween, hoursBetween, isDay } from '../../model/day.ts';

/*
 * A row of records that a sentence can be told from: typed values with the records they come from.
 */

/** A name that has a translation among the words of the templates; where there is none, `else` stands in English and `zh` in Chinese. */
export interface Word {
  readonly id: string;
  readonly else: string;
  readonly zh?: string;
}

/** What a slot holds. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'count'; readonly n: number }
  | { readonly kind: 'share'; readonly n: number; readonly of: number }
  /** `whole`: these are the listings that the notices name, not one less. */
  | { readonly kind: 'list'; readonly items: readonly (string | Word)[]; readonly whole: boolean }
  | { readonly kind: 'span'; readonly hours?: number; readonly days: number };

/**
 * Something a letter tells, by a name that stays the same from letter to letter. `count:…` may grow, `set:…` may gain members, `at:…` was
 * true on its day, all others must stay as they were told.
 */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Something of the whole catalogue that more than one query counts. */
export type CountFact = 'sign-offs' | 'licences';

/** How much of the catalogue has something on a day, so that two sentences that say the same are known to. */
export function countFact(what: CountFact, day: string, n: number, of: number): Fact {
  return { name: `at:${what}.${plainDay(day) ?? day}`, value: `${n}/${of}` };
}

/** What one sentence is told from. A slot that is absent has no record. */
export interface Row {
  readonly refs: readonly string[];
  readonly slots: Readonly<Record<string, Value | undefined>>;
  readonly facts: readonly Fact[];
  /** Files of the records that prove a slot, where not all of them do. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /** Gaps beside those of slots: ids of words. */
  readonly gaps?: readonly string[];
  /** Which listings the row is of; empty: no certain ones. */
  readonly items?: readonly string[];
  /** The prevention step that it tells of. */
  readonly step?: string;
  /** Where the row has a section of its own: what the section is about. */
  readonly about?: string;
}

/** Narrows rows to some listings and prevention steps. */
export interface Scope {
  readonly items?: ReadonlySet<string>;
  readonly steps?: ReadonlySet<string>;
}

/** Longest value of a record that a letter quotes, in UTF-16 code units. */
const LONGEST = 300;

/** A text as recorded, on one line and of bounded length; undefined when nothing is left. */
export function textOf(text: string | undefined): Value | undefined {
  const clean = cleanText(text);
  return clean === undefined ? undefined : { kind: 'text', text: clean };
}

/** One line without control characters, cut to a bounded length; undefined when nothing is left. */
export function cleanText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = text
    .slice(0, LONGEST * 4)
    .replaceAll(/\p{C}/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length > LONGEST ? `${[...line.slice(0, LONGEST)].slice(0, -1).join('')}…` : line;
}

/** A word by its id, with the text that stands where it has no translation. */
export function wordOf(id: string, other: string, zh?: string): Value {
  return { kind: 'word', word: { id, else: other, ...(zh === undefined ? {} : { zh }) } };
}

/** A day of a time or day; undefined for what is neither. */
export function dayOf(at: string | undefined): Value | undefined {
  const day = plainDay(at);
  return day === undefined ? undefined : { kind: 'day', day };
}

/** `YYYY-MM-DD` of a time or day; undefined for what is neither. */
export function plainDay(at: string | undefined): string | undefined {
  if (at === undefined || !/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(at)) return undefined;
  const day = at.slice(0, 10);
  return isDay(day) ? day : undefined;
}

/** A number of things; undefined where there is none to count. */
export function countOf(n: number | undefined): Value | undefined {
  return n === undefined || !Number.isSafeInteger(n) || n < 0 ? undefined : { kind: 'count', n };
}

/** A part of a whole; undefined when either is nothing, or the whole less than its part: nobody boasts of none. */
export function shareOf(n: number, of: number): Value | undefined {
  return Number.isSafeInteger(n) && Number.isSafeInteger(of) && n > 0 && n <= of ? { kind: 'share', n, of } : undefined;
}

/** A list of texts, each once; undefined when it is empty. */
export function listOf(items: Iterable<string | Word>, whole = false): Value | undefined {
  const texts: (string | Word)[] = [];
  const seen = new Set<string>();
  for (const item of items) {
    const clean = typeof item === 'string' ? cleanText(item) : item;
    const key = typeof clean === 'string' ? clean : clean?.id;
    if (clean === undefined || key === undefined || seen.has(key)) continue;
    seen.add(key);
    texts.push(clean);
  }
  return texts.length === 0 ? undefined : { kind: 'list', items: texts, whole };
}

/** Days after which nobody is told how quick it was. */
const LONGEST_SPAN = 7;

/** The time between two moments; undefined when the second is earlier or a week later, or one is unknown. Hours only where their clocks can be compared. */
export function spanOf(from: string | undefined, to: string | undefined): Value | undefined {
  const [a, b] = [plainDay(from), plainDay(to)];
  if (from === undefined || to === undefined || a === undefined || b === undefined) return undefined;
  const days = daysBetween(a, b);
  if (days < 0 || days > LONGEST_SPAN) return undefined;
  const hours = hoursBetween(from, to);
  if (hours === undefined) return { kind: 'span', days };
  return hours < 0 ? undefined : { kind: 'span', days, hours: Math.max(1, Math.ceil(hours)) };
}

/** The refs of records, each once. */
export function refsOf(records: readonly WorldRecord[]): string[] {
  return [...new Set(records.map(({ ref }) => ref))];
}

/** Groups by a key, in the order in which keys first come. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return [...groups.values()];
}
