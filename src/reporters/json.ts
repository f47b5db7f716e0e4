import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/problem.ts';
import type { Reporter, ReportHead, ReportTail } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import { jsonText } from './json-text.ts';
import { fixOf, messageOf } from './message.ts';
import type { ReporterOptions } from './options.ts';

/*
 * The report for programs: one JSON document in the shape of report-schema.ts, one finding a line so that two reports can be compared
 * line by line. Only `run` differs between two scans of the same files.
 */

/** Makes the reporter behind `--format json`. */
export function createJson({ lang }: Pick<ReporterOptions, 'lang'>): Reporter {
  let rules: ReportHead['rules'] = new Map();
  let separator = '';
  const line = (value: object): string => {
    const text = `${separator}\n${jsonText(value)}`;
    separator = ',';
    return text;
  };
  return {
    begin(head) {
      rules = head.rules;
      const { version, packs } = head;
      return `{"preclear":${jsonText({ version, packs: packs.map((p) => ({ id: p.id, version: p.version })) })},\n"findings":[`;
    },
    listing: ({ findings }) => findings.map((finding) => line(findingJson(finding, rules, lang))).join(''),
    end(tail) {
      separator = '';
      const problems = tail.problems.map((problem) => line(problemJson(problem, lang))).join('');
      const rest = jsonText({
        run: runJson(tail),
        suppressed: tail.suppressed,
        baselined: tail.baselined,
        notices: tail.notices.map(({ text, ...notice }) => ({ ...notice, text: text[lang] })),
        leftOut: tail.leftOut,
      });
      return `\n],\n"problems":[${problems}\n],\n${rest.slice(1)}\n`;
    },
  };
}

/** A finding as reports and `explain` give it to programs. */
export function findingJson(finding: Finding, rules: ReportHead['rules'], lang: Lang): object {
  const rule = rules.get(finding.rule);
  return {
    rule: finding.rule,
    severity: finding.severity,
    review: finding.review,
    confidence: Math.round(finding.confidence * 1000) / 1000,
    listing: finding.listing,
    file: finding.file,
    line: finding.line,
    column: finding.column,
    record: finding.record,
    field: finding.field,
    index: finding.index,
    span: finding.span,
    match: finding.match,
    message: messageOf(finding, rule, lang),
    fix: fixOf(finding, rule, lang),
    ...(finding.replacements === undefined ? {} : { replacements: finding.replacements }),
    prevention: finding.prevention,
    evidence: finding.evidence,
    fingerprint: finding.fingerprint,
    state: finding.state,
  };
}

function problemJson({ file, line, column, record, reason }: Problem, lang: Lang): object {
  return { file, line: line ?? null, column: column ?? null, record: record ?? null, reason: reason[lang] };
}

function runJson(tail: ReportTail): object {
  const { startedAt, elapsedMs, listings, images, verdict } = tail;
  return { startedAt, elapsedMs: Math.round(elapsedMs), listings, images, exit: verdict.exit };
}
