import type { ReportHead, ReportTail } from '../model/report.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { countOf, label, type Noun, say } from './wording.ts';

/** A rule with open findings of one severity, as tables show it. */
export interface RuleRow {
  readonly id: string;
  readonly count: number;
  readonly severity: Severity;
  readonly review: boolean;
}

/** The rules with open findings: by severity, then the most findings first. */
export function ruleRows(tail: ReportTail, rules: ReportHead['rules']): RuleRow[] {
  const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
  return [...tail.byRule]
    .flatMap(([id, counts]) =>
      SEVERITIES.map((severity) => ({ id, count: counts[severity], severity, review: rules.get(id)?.review === true })),
    )
    .filter(({ count }) => count > 0)
    .sort((a, b) => rank(a.severity) - rank(b.severity) || b.count - a.count || (a.id < b.id ? -1 : 1));
}

/** What was found, in one phrase: `3 errors, 1 warning, 2 accepted with a reason`; empty when nothing was. */
export function foundCounts(tail: ReportTail, lang: Lang): string {
  return some(lang, [
    [tail.counts.error, 'error'],
    [tail.counts.warning, 'warning'],
    [tail.counts.note, 'note'],
    [tail.review, 'review'],
    [tail.suppressed, 'suppressed'],
    [tail.baselined, 'baselined'],
  ]);
}

/** What was found, as a sentence. */
export function totalSentence(tail: ReportTail, lang: Lang): string {
  const found = foundCounts(tail, lang);
  return found === '' ? say(lang, 'clean') : `${label(lang, 'total')}${found}${lang === 'zh' ? '。' : '.'}`;
}

/** How much was checked, as a sentence. */
export function checkedSentence(tail: ReportTail, lang: Lang): string {
  const parts = [
    countOf(lang, tail.listings, 'listing'),
    countOf(lang, tail.files, 'file'),
    countOf(lang, tail.images, 'picture'),
  ];
  return say(lang, 'checkedCount', { what: parts.join(lang === 'zh' ? '，' : ', ') });
}

/** Counts that are not zero, with their nouns. */
export function some(lang: Lang, pairs: readonly (readonly [number, Noun])[]): string {
  return pairs
    .filter(([count]) => count > 0)
    .map(([count, noun]) => countOf(lang, count, noun))
    .join(lang === 'zh' ? '，' : ', ');
}
