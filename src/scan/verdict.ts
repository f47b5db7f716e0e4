import type { Problem } from '../model/problem.ts';
import type { Verdict } from '../model/report.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import type { ScanRequest } from './request.ts';

/** Open findings by severity, those a person must decide apart. */
export interface Tally {
  readonly counts: Readonly<Record<Severity, number>>;
  readonly review: Readonly<Record<Severity, number>>;
  /** Findings that are accepted or known; they never fail. */
  readonly settled?: number;
}

const WORDS: Readonly<Record<Severity, readonly [one: string, many: string, zh: string]>> = {
  error: ['error', 'errors', '错误'],
  warning: ['warning', 'warnings', '警告'],
  note: ['note', 'notes', '提示'],
};

/** The exit code and the sentence that explains it. Findings win over incompleteness: both are said. */
export function decide(
  tally: Tally,
  problems: readonly Problem[],
  request: Pick<ScanRequest, 'failOn' | 'failOnReview' | 'strict'>,
): Verdict {
  const { failOn, failOnReview, strict } = request;
  const counted = (s: Severity): number => tally.counts[s] + (failOnReview ? tally.review[s] : 0);
  const limit = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  const failing = SEVERITIES.filter((s, i) => i <= limit && counted(s) > 0);
  const passing = SEVERITIES.filter((s, i) => i > limit && counted(s) > 0);
  const exit = failing.length > 0 ? 1 : problems.length > 0 && strict ? 3 : 0;
  const review = failOnReview ? 0 : SEVERITIES.reduce((sum, s) => sum + tally.review[s], 0);
  const said = [
    ...(failing.length === 0 ? [] : [tellFailing(listOf(failing, counted), failOn)]),
    ...(passing.length === 0 ? [] : [tellPassing(passing, counted)]),
    ...(review === 0 ? [] : [{ en: `${review} for a person to decide`, zh: `${review} 项需人工判断` }]),
    ...(problems.length === 0 ? [] : [tellProblems(problems.length, strict || exit === 1)]),
  ];
  const all = said.length === 0 ? [tellNothing(tally.settled ?? 0)] : said;
  const why = { en: all.map(({ en }) => en).join('; '), zh: all.map(({ zh }) => zh).join('；') };
  return { exit, why: tellExit(exit, why) };
}

type Counted = (severity: Severity) => number;

/** `3 errors, 1 warning`. */
function listOf(severities: readonly Severity[], counted: Counted): Bilingual {
  return {
    en: severities.map((s) => `${counted(s)} ${WORDS[s][counted(s) === 1 ? 0 : 1]}`).join(', '),
    zh: severities.map((s) => `${counted(s)} 个${WORDS[s][2]}`).join('、'),
  };
}

function tellFailing({ en, zh }: Bilingual, failOn: string): Bilingual {
  return { en: `${en} at or above "${failOn}"`, zh: `${zh}达到 --fail-on ${failOn} 的级别` };
}

function tellPassing(passing: readonly Severity[], counted: Counted): Bilingual {
  const { en, zh } = listOf(passing, counted);
  const hint = passing[0] ?? 'note';
  const one = passing.reduce((sum, s) => sum + counted(s), 0) === 1;
  return {
    en: `${en} ${one ? 'does' : 'do'} not fail (--fail-on ${hint} would)`,
    zh: `${zh}不计入失败（用 --fail-on ${hint} 可计入）`,
  };
}

function tellProblems(count: number, failed: boolean): Bilingual {
  return {
    en: `incomplete: ${count} ${count === 1 ? 'problem' : 'problems'}${failed ? '' : ' (--strict would fail)'}`,
    zh: `检查不完整：${count} 个问题${failed ? '' : '（--strict 会判为失败）'}`,
  };
}

function tellNothing(settled: number): Bilingual {
  if (settled === 0) return { en: 'nothing found', zh: '未发现风险' };
  return { en: `nothing new (${settled} accepted or known)`, zh: `没有新问题（${settled} 个已放行或已在基线中）` };
}

/** The last line of a run: how the program ends, and why. */
export function tellExit(exit: number, why: Bilingual): Bilingual {
  return { en: `exit ${exit}: ${why.en}`, zh: `退出码 ${exit}：${why.zh}` };
}
