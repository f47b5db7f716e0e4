import type { Finding } from '../model/finding.ts';
import { keyOf, type Listing } from '../model/listing.ts';

/*
 * A baseline holds the findings that were there when a team took up the check: they are known and do not fail. One line a finding, without
 * line or row, in the order of fingerprints, so that two branches which both add some seldom touch the same place of the file.
 */

/** The name under which a baseline is found, beside the configuration. */
export const BASELINE_NAME = 'preclear.baseline.jsonl';
/** The layout that is written; others are refused. */
export const BASELINE_VERSION = 1;

/** A finding that is known. Only the fingerprint decides; the rest is for people, and tells which scan must find it again. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly marketplace: string;
  readonly listing: string;
  readonly field: string;
  /** What was found, cut, without control characters. */
  readonly match: string;
  /** The day on which it was added, `YYYY-MM-DD`. */
  readonly since: string;
  /** Why it was added to a baseline that was there already. */
  readonly reason?: string;
}

/** Longest match that is kept, in characters; enough to see what is meant. */
const MAX_MATCH = 80;

/** The entry of a finding in a listing. */
export function entryOf(finding: Finding, named: Pick<Listing, 'id' | 'key'>, since: string, reason?: string): BaselineEntry {
  const { fingerprint, rule, marketplace, field, match } = finding;
  return {
    fingerprint,
    rule,
    marketplace,
    listing: keyOf(named),
    field,
    match: shorten(match),
    since,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** What a person needs to know a text again: one line, cut, nothing that acts. */
export function shorten(text: string): string {
  const shown = [...text.slice(0, MAX_MATCH * 4)].map((sign) => (/\s/.test(sign) ? ' ' : /\p{C}/u.test(sign) ? '?' : sign));
  const line = shown.join('');
  return shown.length > MAX_MATCH || text.length > MAX_MATCH * 4 ? `${shown.slice(0, MAX_MATCH).join('')}…` : line;
}

/** The file that holds these entries; the same entries in any order give the same bytes. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const sorted = [...entries].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return [{ preclear: 'baseline', version: BASELINE_VERSION }, ...sorted].map((line) => `${JSON.stringify(line)}\n`).join('');
}
