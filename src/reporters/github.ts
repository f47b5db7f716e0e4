import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { Reporter, ReportHead, ReportTail } from '../model/report.ts';
import { SEVERITIES } from '../model/rule.ts';
import { clip, visible } from './cells.ts';
import { tell } from './ci-wording.ts';
import { findingRegion, isInWorkbook } from './finding-place.ts';
import { isOpen } from './finding-state.ts';
import { shownFix, shownMessage } from './message.ts';
import type { ReporterOptions } from './options.ts';
import { pathFrom } from './report-path.ts';
import { alertLevel } from './sarif-rules.ts';
import { some } from './summary.ts';
import { countOf, label, type Noun, say } from './wording.ts';
import { Worst } from './worst.ts';

/*
 * Workflow commands, which GitHub Actions shows as annotations beside the changed lines. It shows ten a level and step and drops the rest
 * without a word; so here are the worst ten, and the number of the others.
 */

/** Annotations of a level that GitHub shows. */
const MOST = 10;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;
type Level = keyof typeof COMMANDS;

/** Makes the reporter behind `--format github`. */
export function createGithub(options: ReporterOptions): Reporter {
  // The last notices tell what is not shown and which decisions to look at; the last warning may have to tell what could not be checked.
  const spare: Readonly<Record<Level, number>> = { error: 0, warning: 1, note: 2 };
  const levels = SEVERITIES.map((level) => ({ level, worst: new Worst<string>(MOST - spare[level]) }));
  let rules: ReportHead['rules'] = new Map();
  return {
    begin(head) {
      rules = head.rules;
      return '';
    },
    listing({ listing, findings }) {
      for (const finding of findings.filter(isOpen)) {
        const level = alertLevel(finding);
        const kept = levels.find((one) => one.level === level);
        kept?.worst.add(finding, () => annotation(level, { finding, listing }, { rules, options }));
      }
      return '';
    },
    end(tail) {
      const dropped = (level: Level): number => levels.find((one) => one.level === level)?.worst.dropped ?? 0;
      const lines = levels.flatMap(({ worst }) => worst.worstFirst());
      const nouns: readonly (readonly [number, Noun])[] = [
        [dropped('error'), 'error'],
        [dropped('warning'), 'warning'],
        [dropped('note'), 'note'],
      ];
      const what = some(options.lang, nouns);
      if (what !== '') lines.push(command('notice', { title: 'preclear' }, tell(options.lang, 'restNotice', { what })));
      return [...lines, ...problemLine(tail, options), ...decisionLine(tail, options)].map((line) => `${line}\n`).join('');
    },
  };
}

interface Context {
  readonly rules: ReportHead['rules'];
  readonly options: ReporterOptions;
}

function annotation(
  level: Level,
  { finding, listing }: { readonly finding: Finding; readonly listing: Listing },
  { rules, options }: Context,
): string {
  const { lang } = options;
  const rule = rules.get(finding.rule);
  const workbook = isInWorkbook(finding, listing);
  const message = shownMessage(finding, rule, lang);
  const fix = shownFix(finding, rule, lang);
  const said =
    workbook && finding.cell !== undefined ? tell(lang, 'inCell', { cell: clip(finding.cell, 100), message }) : message;
  const properties = {
    file: pathFrom(finding.file, options),
    ...(workbook ? {} : linesOf(finding, listing)),
    title: `${finding.rule} ${clip(finding.listing, 60)}`,
  };
  return command(COMMANDS[level], properties, fix === '' ? said : `${said}\n${label(lang, 'fix')}${fix}`);
}

/** Columns only where the match ends on its line: GitHub takes them for nothing else. */
function linesOf(finding: Finding, listing: Listing): Readonly<Record<string, number>> {
  const { startLine, startColumn, endLine, endColumn } = findingRegion(finding, listing);
  if (startLine !== endLine) return { line: startLine, endLine };
  return { line: startLine, col: startColumn, endColumn: Math.max(endColumn, startColumn + 1) };
}

/** What could not be checked, in one warning: a pipeline must not take silence for a pass. */
function problemLine({ problems }: ReportTail, options: ReporterOptions): string[] {
  const [first] = problems;
  if (first === undefined) return [];
  const { lang } = options;
  const slots = { reason: clip(first.reason[lang], 500), count: problems.length - 1 };
  const properties = {
    file: pathFrom(first.file, options),
    ...(first.line === undefined ? {} : { line: first.line }),
    title: `preclear: ${countOf(lang, problems.length, 'problem')}`,
  };
  return [command('warning', properties, tell(lang, problems.length === 1 ? 'partProblem' : 'problemsMore', slots))];
}

/** Decisions that somebody should look at again, in one notice. */
function decisionLine({ notices }: ReportTail, options: ReporterOptions): string[] {
  const [first] = notices;
  if (first === undefined) return [];
  const { lang } = options;
  const message = clip(first.text[lang], 500);
  const count = notices.length - 1;
  const properties = {
    file: pathFrom(first.file, options),
    line: first.line,
    title: `preclear: ${say(lang, 'notices', { count: notices.length })}`,
  };
  return [command('notice', properties, count === 0 ? message : tell(lang, 'andMore', { message, count }))];
}

/** A workflow command on one line: what would end it or begin another is escaped. */
function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(visible(String(value)))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.split('\n').map(visible).join('\n').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
