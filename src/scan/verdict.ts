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
  const incomplete = problems.length > 0;
  const exit = failing.length > 0 ? 1 : incomplete && strict ? 3 : 0;
  const review = failOnReview ? 0 : SEVERITIES.reduce((sum, s) => sum + tally.review[s], 0);
  const list = (severities: readonly Severity[]): { en: string; zh: string } => ({
    en: severities.map((s) => `${counted(s)} ${WORDS[s][counted(s) === 1 ? 0 : 1]}`).join(', '),
    zh: severities.map((s) => `${counted(s)} 个${WORDS[s][2]}`).join('、'),
  });
  const en: string[] = [];
  const zh: string[] = [];
  if (failing.length > 0) {
    en.push(`${list(failing).en} at or above "${failOn}"`);
    zh.push(`${list(failing).zh}达到 --fail-on ${failOn} 的级别`);
  }
  if (passing.length > 0) {
    const hint = passing[0] ?? 'note';
    const one = passing.reduce((sum, s) => sum + counted(s), 0) === 1;
    en.push(`${list(passing).en} ${one ? 'does' : 'do'} not fail (--fail-on ${hint} would)`);
    zh.push(`${list(passing).zh}不计入失败（用 --fail-on ${hint} 可计入）`);
  }
  if (review > 0) {
    en.push(`${review} for a person to decide`);
    zh.push(`${review} 项需人工判断`);
  }
  if (incomplete) {
    en.push(
      `incomplete: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}${strict || exit === 1 ? '' : ' (--strict would fail)'}`,
    );
    zh.push(`检查不完整：${problems.length} 个问题${strict || exit === 1 ? '' : '（--strict 会判为失败）'}`);
  }
  if (en.length === 0) {
    const { settled = 0 } = tally;
    en.push(settled === 0 ? 'nothing found' : `nothing new (${settled} accepted or known)`);
    zh.push(settled === 0 ? '未发现风险' : `没有新问题（${settled} 个已放行或已在基线中）`);
  }
  return { exit, why: tellExit(exit, { en: en.join('; '), zh: zh.join('；') }) };
}

/** The last line of a run: how the program ends, and why. */
export function tellExit(exit: number, why: Bilingual): Bilingual {
  return { en: `exit ${exit}: ${why.en}`, zh: `退出码 ${exit}：${why.zh}` };
}
