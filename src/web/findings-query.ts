import { EPISODE_STATES, type EpisodeQuery, type EpisodeState, TRIAGE_STATES, type TriageState } from '../model/history.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';

/*
 * What the address of the list says -> which findings are asked for, and back. What an address does not say rightly is left out.
 */

/** Findings on one page of the list. */
export const PAGE_SIZE = 50;

/** In which order findings are listed. */
export const SORTS = ['severity', 'newest', 'listing', 'rule'] as const;
/** In which order findings are listed. */
export type Sort = (typeof SORTS)[number];

/** What narrows the list. */
export interface Filters {
  readonly state: EpisodeState | 'all';
  readonly severity: Severity | '';
  readonly rule: string;
  readonly marketplace: string;
  readonly assignee: string;
  readonly triage: TriageState | '';
  readonly text: string;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
}

/** The list as it is without any choice. */
export const NO_FILTERS: Filters = {
  state: 'open',
  severity: '',
  rule: '',
  marketplace: '',
  assignee: '',
  triage: '',
  text: '',
  sort: 'severity',
  page: 1,
};

/** Longest text of an address that counts. */
const LONGEST = 200;

/** Reads an address. */
export function readFilters(search: URLSearchParams): Filters {
  const text = (name: string): string => (search.get(name) ?? '').trim().slice(0, LONGEST);
  const page = Number(text('page'));
  return {
    state: oneOf([...EPISODE_STATES, 'all' as const], text('state')) ?? NO_FILTERS.state,
    severity: oneOf(SEVERITIES, text('severity')) ?? '',
    rule: text('rule'),
    marketplace: text('marketplace'),
    assignee: text('assignee'),
    triage: oneOf(TRIAGE_STATES, text('triage')) ?? '',
    text: text('q'),
    sort: oneOf(SORTS, text('sort')) ?? NO_FILTERS.sort,
    page: Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  };
}

function oneOf<T extends string>(values: readonly T[], given: string): T | undefined {
  return values.find((value) => value === given);
}

/** The address of a list, such as `?state=all&q=nike`; empty for the list without any choice. */
export function writeFilters(filters: Filters): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(filters)) {
    if (value === NO_FILTERS[key as keyof Filters]) continue;
    search.set(key === 'text' ? 'q' : key, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** What the history is asked, without which page of it. */
export function queryOf(filters: Filters): EpisodeQuery {
  const { state, severity, rule, marketplace, assignee, triage, text, sort } = filters;
  return {
    ...(state === 'all' ? {} : { states: [state] }),
    ...(severity === '' ? {} : { severities: [severity] }),
    ...(rule === '' ? {} : { rules: [rule] }),
    ...(marketplace === '' ? {} : { marketplace }),
    ...(assignee === '' ? {} : { assignee }),
    ...(triage === '' ? {} : { triage }),
    ...(text === '' ? {} : { text }),
    sort,
  };
}
