import { caseDeadlines } from '../cases/case-deadlines.ts';
import { type NextLetter, nextLetter } from '../cases/next-letter.ts';
import { lawyerReasons, type NextStep, nextStep, stepOf } from '../cases/next-step.ts';
import type { CaseState } from '../model/case.ts';
import type { Case } from '../model/case-folded.ts';
import type { CaseWorld, Measure } from '../model/case-world.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import { compareTexts } from '../model/order.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { listCaseIds, type OpenCase, openCase } from './case-folder.ts';

/*
 * All cases at a glance, for lists, the weekly review and the page. Reads the logs only.
 */

/** A case as lists show it. */
export interface CaseSummary extends Pick<CaseWorld, 'caseId' | 'state' | 'openedAt' | 'deadlines' | 'items' | 'claim'> {
  readonly platform: string;
  readonly marketplace: string | null;
  readonly noticeKind: string;
  readonly infringementType: string;
  readonly next: Bilingual;
  readonly step: NextStep;
  /** Absent where no letter is due. */
  readonly letter?: NextLetter;
  /** Why a lawyer should look at it. */
  readonly lawyer: readonly Bilingual[];
  /** What a sent letter says and is no longer so. */
  readonly alarms: readonly Bilingual[];
  readonly sent: Case['sent'];
}

/** Reads cases, and sums them up. */
export interface CaseReader {
  open(id: string): OpenCase;
  summarise(known: Case, asOf: string, measures: readonly Measure[]): CaseSummary;
}

/** Cases, and those that could not be read. */
export interface CaseList {
  readonly cases: readonly CaseSummary[];
  readonly problems: readonly Problem[];
}

const OVER: ReadonlySet<CaseState> = new Set(['closed', 'merged']);

/**
 * Cases that are not over, the next last day first. One that cannot be read is a problem, and the others are told.
 * @param options `measures`: prevention steps with their states; a broken one that a sent letter names is an alarm, also of a closed case.
 */
export function openCases(
  folder: string,
  asOf: string,
  {
    measures = [],
    all = false,
    reader = { open: (id) => openCase(folder, id), summarise },
  }: { readonly measures?: readonly Measure[]; readonly all?: boolean; readonly reader?: CaseReader } = {},
): CaseList {
  const cases: CaseSummary[] = [];
  const problems: Problem[] = [];
  for (const id of listCaseIds(folder)) {
    try {
      const open = reader.open(id);
      problems.push(...open.problems);
      const summary = reader.summarise(open.known, asOf, measures);
      if (all || !OVER.has(open.known.state) || summary.alarms.length > 0) cases.push(summary);
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof EnvironmentError)) throw error;
      problems.push({ file: `${folder}/${id}`, reason: { en: error.message, zh: error.zh } });
    }
  }
  return { cases: cases.sort((a, b) => compareTexts(nextDay(a), nextDay(b)) || compareTexts(a.caseId, b.caseId)), problems };
}

/** A case as lists show it. */
export function summarise(known: Case, asOf: string, measures: readonly Measure[]): CaseSummary {
  const { id, state, openedAt, claim } = known;
  const notice = known.notices[0]?.parse;
  const letter = nextLetter(known);
  return {
    caseId: id,
    state,
    openedAt,
    deadlines: caseDeadlines(known, asOf),
    items: known.items.map(({ id: item, title, listing }) => ({
      id: item,
      ...(title === undefined ? {} : { title }),
      ...(listing === undefined ? {} : { listing }),
      findings: [],
      versions: [],
    })),
    ...(claim === undefined ? {} : { claim: { ref: `claim/${claim.id}`, proofs: [], ...claim } }),
    platform: notice?.platform ?? 'unknown',
    marketplace: notice?.marketplace ?? null,
    noticeKind: notice?.noticeKind ?? 'unknown',
    infringementType: notice?.infringementType ?? 'unknown',
    next: nextStep(known),
    step: stepOf(known),
    ...(letter === undefined ? {} : { letter }),
    lawyer: lawyerReasons(known),
    alarms: brokenPromises(known, measures),
    sent: known.sent,
  };
}

/** Measures that a sent letter names and that are broken or given up now. */
export function brokenPromises({ sent }: Pick<Case, 'sent'>, measures: readonly Measure[]): Bilingual[] {
  return sent.flatMap(({ id, at, measures: named }) =>
    measures
      .filter(({ step, state }) => named.includes(step) && (state === 'broken' || state === 'retired'))
      .map(({ text, state, control, why }) => {
        const last = control?.lastAt?.slice(0, 10);
        const day = at.slice(0, 10);
        return {
          en: `Letter ${id} of ${day} names the measure “${text.en}” It is ${state === 'broken' ? 'broken' : 'given up'} now${why === undefined ? '' : `: ${why.en}`}${last === undefined ? '' : ` (last proof ${last})`}`,
          zh: `${day} 的信 ${id} 提到措施“${text.zh}”，该措施目前${state === 'broken' ? '已中断' : '已停用'}${why === undefined ? '' : `：${why.zh}`}${last === undefined ? '' : `（最近一次记录：${last}）`}`,
        };
      }),
  );
}

function nextDay({ deadlines }: CaseSummary): string {
  return deadlines.find(({ done }) => !done)?.due ?? '9999';
}
