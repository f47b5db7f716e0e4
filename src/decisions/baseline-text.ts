import { BASELINE_VERSION, type BaselineEntry } from './baseline.ts';
import { isDay } from './day.ts';

/*
 * The lines of a baseline -> entries, or everything that is wrong with them. A baseline that is half understood would let findings pass that
 * nobody accepted, or stop everybody's work: it is read whole or not at all.
 */

/** What is wrong with a line, in words; 1-based, in UTF-16 code units. */
export interface LineFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What is known of each fingerprint, or the faults of the text. */
export type BaselineRead =
  | { readonly entries: ReadonlyMap<string, BaselineEntry> }
  | { readonly faults: readonly [LineFault, ...LineFault[]] };

/** Faults that are told; a file that is something else has as many as lines. */
const MAX_FAULTS = 20;
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;
const TEXTS = ['rule', 'marketplace', 'listing', 'field', 'match'] as const;
const KEYS: ReadonlySet<string> = new Set(['fingerprint', ...TEXTS, 'since', 'reason']);

/** Reads the text of a baseline. Lines may stand in any order, and twice, as a merge leaves them: of two, the earlier day counts. */
export function readBaseline(text: string): BaselineRead {
  const entries = new Map<string, BaselineEntry>();
  const faults: LineFault[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  let known = false;
  for (let at = 0; at < end && faults.length < MAX_FAULTS; at++) {
    const line = lines[at] ?? '';
    const read = readLine(line, at === lines.length - 1);
    if (read === 'header') known = true;
    else if (typeof read === 'string') faults.push({ line: at + 1, column: 1, message: read });
    else if (known) keep(entries, read);
    // What follows is no baseline's either, unless only a merge came between.
    else return { faults: [{ line: at + 1, column: 1, message: FOREIGN }] };
  }
  const [first, ...more] = faults;
  if (first !== undefined) return { faults: [first, ...more] };
  return known ? { entries } : { faults: [{ line: 1, column: 1, message: FOREIGN }] };
}

function keep(entries: Map<string, BaselineEntry>, entry: BaselineEntry): void {
  const known = entries.get(entry.fingerprint);
  if (known === undefined || entry.since < known.since) entries.set(entry.fingerprint, entry);
}

/** What a line holds, or what is wrong with it. */
function readLine(line: string, unended: boolean): BaselineEntry | 'header' | string {
  if (CONFLICT.test(line)) return CONFLICTED;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return unended ? CUT : NO_JSON;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return NO_JSON;
  const has: Readonly<Record<string, unknown>> = { ...value };
  if (has.preclear === 'baseline') return has.version === BASELINE_VERSION ? 'header' : otherVersion(has.version);
  return entryIn(has);
}

function entryIn(has: Readonly<Record<string, unknown>>): BaselineEntry | string {
  const foreign = Object.keys(has).find((key) => !KEYS.has(key));
  if (foreign !== undefined) return `A baseline has no key "${foreign.slice(0, 100)}". ${MADE_BY}`;
  const { fingerprint, since, reason } = has;
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{16}$/.test(fingerprint))
    return missing('fingerprint', '16 digits 0-9 a-f');
  if (typeof since !== 'string' || !isDay(since)) return missing('since', 'a day such as 2026-11-22');
  if (reason !== undefined && typeof reason !== 'string') return missing('reason', 'text');
  const [rule, marketplace, listing, field, match] = TEXTS.map((key) => has[key]);
  if (typeof rule !== 'string') return missing('rule', 'the id of a rule');
  if (typeof marketplace !== 'string') return missing('marketplace', 'text');
  if (typeof listing !== 'string') return missing('listing', 'text');
  if (typeof field !== 'string') return missing('field', 'text');
  if (typeof match !== 'string') return missing('match', 'text');
  return { fingerprint, rule, marketplace, listing, field, match, since, ...(reason === undefined ? {} : { reason }) };
}

const MADE_BY = 'preclear baseline create writes these files; take it from git again, or create a new one.';
const CONFLICTED =
  'A merge left a conflict here. Keep the lines of both sides and delete the marks; with "preclear.baseline.jsonl merge=union" in .gitattributes git does that by itself.';
const CUT = `The last line is cut short. ${MADE_BY}`;
const NO_JSON = `Expected one JSON object in this line. ${MADE_BY}`;
const FOREIGN = `This is no baseline of preclear: its first line must be {"preclear":"baseline","version":${BASELINE_VERSION}}. ${MADE_BY}`;

function missing(key: string, expected: string): string {
  return `"${key}" must be ${expected}. ${MADE_BY}`;
}

function otherVersion(version: unknown): string {
  return `The baseline has version ${String(version).slice(0, 20)}, this preclear reads version ${BASELINE_VERSION}.`;
}
