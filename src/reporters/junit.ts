import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/problem.ts';
import type { ListingOutcome, Reporter, ReportHead, ReportTail } from '../model/report.ts';
import { SEVERITIES } from '../model/rule.ts';
import { clip } from './cells.ts';
import { tell } from './ci-wording.ts';
import { isOpen, stateSentence } from './finding-state.ts';
import { shownFix, shownMessage } from './message.ts';
import type { ReporterOptions } from './options.ts';
import { pathFrom } from './report-path.ts';
import { checkedSentence } from './summary.ts';
import { label, SEVERITY_NAMES } from './wording.ts';
import { xmlText } from './xml-text.ts';

/*
 * JUnit XML, for pipelines that show test results: a suite a file, a case a listing with findings. A case fails where a finding does;
 * one that holds only what is accepted or known is skipped. The last suite says how much was checked and what could not be.
 */

/** Cases of a suite. Its counts stand before its cases, so they must be kept until then; a file with more gets further suites. */
const MOST_CASES = 2000;
/** Findings of a listing that are told. */
const MOST_FINDINGS = 50;

interface Suite {
  readonly file: string;
  readonly number: number;
  failures: number;
  skipped: number;
  readonly cases: string[];
}

/** Makes the reporter behind `--format junit`. @param mostCases cases of a suite. */
export function createJunit(options: ReporterOptions, mostCases: number = MOST_CASES): Reporter {
  let rules: ReportHead['rules'] = new Map();
  let suite: Suite | undefined;
  const close = (): string => {
    const text = suite === undefined ? '' : suiteText(suite);
    suite = undefined;
    return text;
  };
  return {
    begin(head) {
      rules = head.rules;
      return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="preclear">\n';
    },
    listing(outcome) {
      const file = pathFrom(outcome.listing.source.file, options);
      const full = suite?.file === file && suite.cases.length >= mostCases;
      const number = full ? (suite?.number ?? 0) + 1 : 1;
      const before = suite?.file === file && !full ? '' : close();
      suite ??= { file, number, failures: 0, skipped: 0, cases: [] };
      addCase(suite, outcome, { rules, options });
      return before;
    },
    end: (tail) => `${close()}${lastSuite(tail, options)}</testsuites>\n`,
  };
}

function suiteText({ file, number, failures, skipped, cases }: Suite): string {
  const name = xmlText(number === 1 ? file : `${file} (${number})`);
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return `<testsuite name="${name}" ${counts} file="${xmlText(file)}">\n${cases.join('')}</testsuite>\n`;
}

interface Context {
  readonly rules: ReportHead['rules'];
  readonly options: ReporterOptions;
}

function addCase(suite: Suite, { listing, findings }: ListingOutcome, context: Context): void {
  const open = findings.filter(isOpen);
  const failing = open.filter((finding) => fails(finding, context.options));
  const attributes = `name="${xmlText(clip(listing.id, 200))}" classname="${xmlText(suite.file)}" time="0"`;
  let body: string;
  if (failing.length > 0) {
    suite.failures++;
    body = failure(failing, open, context);
  } else if (open.length > 0) {
    const heading = tell(context.options.lang, 'notFailing');
    body = `<system-out>${xmlText(heading)}\n${linesOf(open, context)}</system-out>`;
  } else {
    suite.skipped++;
    const [first] = findings;
    const sentence = first === undefined ? '' : stateSentence(first.state, context.options.lang);
    body = `<skipped message="${xmlText(more(sentence, findings.length - 1, context.options))}"/>`;
  }
  suite.cases.push(`<testcase ${attributes}>${body}</testcase>\n`);
}

function fails({ severity, review }: Finding, { failOn = 'error', failOnReview = false }: ReporterOptions): boolean {
  if (failOn === 'never' || (review && !failOnReview)) return false;
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

function failure(failing: readonly Finding[], open: readonly Finding[], context: Context): string {
  const { rules, options } = context;
  const [first] = failing;
  if (first === undefined) return '';
  const message = more(shownMessage(first, rules.get(first.rule), options.lang), open.length - 1, options);
  return `<failure message="${xmlText(message)}" type="${xmlText(first.rule)}">${linesOf(open, context)}</failure>`;
}

function more(message: string, count: number, { lang }: ReporterOptions): string {
  return count > 0 ? tell(lang, 'andMore', { message, count }) : message;
}

/** The findings of a listing, each with its place, message and fix, escaped. */
function linesOf(findings: readonly Finding[], { rules, options }: Context): string {
  const { lang } = options;
  const lines = findings.slice(0, MOST_FINDINGS).map((finding) => {
    const rule = rules.get(finding.rule);
    const place = `${pathFrom(finding.file, options)}:${finding.line}:${finding.column}`;
    const head = `${place} ${SEVERITY_NAMES[finding.severity][lang]} ${finding.rule} ${clip(fieldName(finding.field, finding.index)[lang], 120)}`;
    const fix = shownFix(finding, rule, lang);
    const tail = fix === '' ? '' : `\n  ${label(lang, 'fix')}${fix}`;
    return `${xmlText(head)}\n  ${xmlText(shownMessage(finding, rule, lang))}${tail === '' ? '' : `\n${xmlText(tail.slice(1))}`}\n`;
  });
  const rest = findings.length - lines.length;
  return lines.join('') + (rest > 0 ? `… +${rest}\n` : '');
}

/** Always has a case: some readers take a report without any for a run that never was. */
function lastSuite(tail: ReportTail, options: ReporterOptions): string {
  const { lang } = options;
  const { problems } = tail;
  const decisions = tail.notices.map(({ file, line, text }) => `${pathFrom(file, options)}:${line} ${text[lang]}`);
  const output = [checkedSentence(tail, lang), ...decisions].map(xmlText).join('\n');
  const name = xmlText(tell(lang, 'suiteChecked'));
  const checked = `<testcase name="${name}" classname="preclear" time="0"><system-out>${output}</system-out></testcase>\n`;
  const errors = problems.map((problem) => problemCase(problem, options)).join('');
  const counts = `tests="${problems.length + 1}" failures="0" errors="${problems.length}" skipped="0"`;
  return `<testsuite name="preclear" ${counts}>\n${checked}${errors}</testsuite>\n`;
}

function problemCase({ file, line, column, record, reason }: Problem, options: ReporterOptions): string {
  const { lang } = options;
  const path = pathFrom(file, options);
  const place = [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  const name = xmlText(record === undefined ? place : `${place} #${record}`);
  const error = `<error message="${xmlText(clip(reason[lang], 1000))}" type="${xmlText(tell(lang, 'problemsSuite'))}"/>`;
  return `<testcase name="${name}" classname="${xmlText(path)}" time="0">${error}</testcase>\n`;
}
