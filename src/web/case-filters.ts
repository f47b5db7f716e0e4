import type { CaseSummary } from '../appeal/open-cases.ts';
import { stateName } from '../cases/state-names.ts';
import { VALUE_NAMES } from '../cases/value-names.ts';
import type { CaseDeadline } from '../model/case-world.ts';
import type { Lang } from '../model/text.ts';

/*
 * Which cases the board shows, by its address.
 */

/** What narrows the board of cases. */
export interface CaseFilters {
  readonly text: string;
  /** Those that are over too. */
  readonly all: boolean;
  /** From 1. */
  readonly page: number;
}

/** Reads an address; what it does not say rightly is left out. */
export function readCaseFilters(search: URLSearchParams): CaseFilters {
  const page = Number(search.get('page'));
  return {
    text: (search.get('q') ?? '').trim().slice(0, 200),
    all: search.get('all') === '1',
    page: Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  };
}

/** The address of a board. */
export function writeCaseFilters({ text, all, page }: CaseFilters): string {
  const search = new URLSearchParams();
  if (text !== '') search.set('q', text);
  if (all) search.set('all', '1');
  if (page > 1) search.set('page', String(page));
  const written = search.toString();
  return written === '' ? '/cases' : `/cases?${written}`;
}

/** The cases in which every word of a text stands: in number, state, platform, right, listings and their titles. */
export function matchingCases(cases: readonly CaseSummary[], text: string, lang: Lang): readonly CaseSummary[] {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);
  if (words.length === 0) return cases;
  return cases.filter((one) => {
    const { caseId, state, platform, marketplace, noticeKind, infringementType, items } = one;
    const named = [platform, noticeKind, infringementType].flatMap((value) => [value, VALUE_NAMES[lang][value] ?? '']);
    const listed = items.flatMap(({ id, title, listing }) => [id, title ?? '', listing?.key ?? '', listing?.title ?? '']);
    const own = fold([caseId, stateName(state, lang), marketplace ?? '', ...named, ...listed].join('\n'));
    return words.every((word) => own.includes(word));
  });
}

/** The next last day of a case. */
export function nextDay({ deadlines }: Pick<CaseSummary, 'deadlines'>): CaseDeadline | undefined {
  return deadlines.find(({ done }) => !done);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
