import type { Finding, FindingState } from '../model/finding.ts';
import type { ListingOutcome } from '../model/report.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';

/** A finding as the list knows it; everything else is fetched when it is shown. */
export interface FindingRow {
  /** Number of the listing's outcome, and of the finding in it. */
  readonly outcome: number;
  readonly nth: number;
  readonly severity: Severity;
  readonly review: boolean;
  readonly rule: string;
  readonly listing: string;
  readonly field: string;
  readonly index: number | null;
  /** What was found, cut. */
  readonly match: string;
  readonly fingerprint: string;
  /** Changes when somebody accepts it. */
  state: FindingState;
}

/** Longest part of a match that the list keeps, in UTF-16 code units. */
const KEPT_MATCH = 120;

/** The rows of a listing's findings. @param outcome number of the outcome. */
export function rowsOf({ listing, findings }: ListingOutcome, outcome: number): FindingRow[] {
  return findings.map((finding, nth) => rowOf(finding, listing.id, outcome, nth));
}

function rowOf(finding: Finding, listing: string, outcome: number, nth: number): FindingRow {
  const { severity, review, rule, field, index, match, fingerprint, state } = finding;
  const kept = match.length > KEPT_MATCH ? match.slice(0, KEPT_MATCH) : match;
  return { outcome, nth, severity, review, rule, listing, field, index, match: kept, fingerprint, state };
}

/** Which rows the list shows. */
export interface RowFilter {
  /** `open`: those that count, and what was accepted just now; `settled`: those that do not. */
  readonly states: 'open' | 'settled' | 'all';
  readonly severities: ReadonlySet<Severity>;
  /** Only findings that a person must decide. */
  readonly reviewOnly: boolean;
  /** Words that all stand in the listing's id, the rule, the field or the match. */
  readonly search: string;
}

/** By what rows are grouped, with a heading before each group. */
export const GROUPINGS = ['severity', 'listing', 'rule', 'none'] as const;
/** One of `GROUPINGS`. */
export type Grouping = (typeof GROUPINGS)[number];

/** In which order rows stand, inside of groups; `file` is the order of the report. */
export const ORDERS = ['file', 'severity', 'listing', 'rule'] as const;
/** One of `ORDERS`. */
export type Order = (typeof ORDERS)[number];

/** A line of the list: a row by its number, or the heading of a group. */
export type ListEntry = number | { readonly heading: string; readonly count: number };

/** What the list shows, in order. */
export function arrange(
  rows: readonly FindingRow[],
  filter: RowFilter,
  { grouping, order, fresh }: { readonly grouping: Grouping; readonly order: Order; readonly fresh: ReadonlySet<string> },
): ListEntry[] {
  const shown: number[] = [];
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  for (const [at, row] of rows.entries()) if (passes(row, filter, words, fresh)) shown.push(at);
  const keys = [grouping, order].filter((key) => key !== 'none' && key !== 'file');
  const row = (at: number): FindingRow | undefined => rows[at];
  if (keys.length > 0) shown.sort((a, b) => compare(row(a), row(b), keys) || a - b);
  return grouping === 'none' ? shown : withHeadings(shown, (at) => keyOf(row(at), grouping));
}

function passes(row: FindingRow, filter: RowFilter, words: readonly string[], fresh: ReadonlySet<string>): boolean {
  if (!filter.severities.has(row.severity) || (filter.reviewOnly && !row.review)) return false;
  const settled = row.state !== 'open' && !fresh.has(row.fingerprint);
  if (filter.states !== 'all' && settled !== (filter.states === 'settled')) return false;
  if (words.length === 0) return true;
  const text = `${row.listing}\n${row.rule}\n${row.field}\n${row.match}\n${row.fingerprint}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

type Key = 'severity' | 'listing' | 'rule';

function compare(a: FindingRow | undefined, b: FindingRow | undefined, keys: readonly string[]): number {
  for (const key of keys) {
    if (key === 'severity') {
      const weight = weightOf(a) - weightOf(b);
      if (weight !== 0) return weight;
    } else {
      const [left, right] = [keyOf(a, key), keyOf(b, key)];
      if (left !== right) return left < right ? -1 : 1;
    }
  }
  return 0;
}

function weightOf(row: FindingRow | undefined): number {
  return row === undefined ? SEVERITIES.length : SEVERITIES.indexOf(row.severity);
}

function keyOf(row: FindingRow | undefined, key: string): string {
  if (row === undefined) return '';
  return row[key === 'listing' || key === 'rule' ? (key satisfies Key) : 'severity'];
}

function withHeadings(shown: readonly number[], groupOf: (at: number) => string): ListEntry[] {
  const entries: ListEntry[] = [];
  for (let first = 0; first < shown.length; ) {
    const heading = groupOf(shown[first] ?? 0);
    let next = first;
    while (next < shown.length && groupOf(shown[next] ?? 0) === heading) next++;
    entries.push({ heading, count: next - first });
    for (let at = first; at < next; at++) entries.push(shown[at] ?? 0);
    first = next;
  }
  return entries;
}
