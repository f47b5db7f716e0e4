import { LEFT_OUT_REASONS } from '../model/evidence.ts';
import { fieldName } from '../model/field-names.ts';
import { countLeftOut } from '../model/left-out.ts';
import type { Problem } from '../model/problem.ts';
import type { MappingNote, ReportHead, ReportTail } from '../model/report.ts';
import { SEVERITIES } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip, visible, widthOf, wrap } from './cells.ts';
import type { ReporterOptions } from './options.ts';
import type { Paint } from './style.ts';
import { checkedSentence, ruleRows, totalSentence } from './summary.ts';
import { aside, countOf, LEFT_OUT_NAMES, SEVERITY_NAMES, say } from './wording.ts';

/** What the end of a report is made from. */
export interface Closing {
  readonly tail: ReportTail;
  readonly rules: ReportHead['rules'];
  readonly options: ReporterOptions;
  readonly paint: Paint;
  /** Listings with findings that were not printed. */
  readonly hidden: number;
  /** A fingerprint of this report. */
  readonly example?: string;
}

/** Problems that are listed; the rest is counted. */
const MAX_PROBLEMS = 20;
/** Files whose mapping is listed; the rest is counted. */
const MAX_MAPPINGS = 5;

/** The end of the report: table by rule, sums, what could not be read, how files were understood, where to learn more. */
export function closing(end: Closing): string {
  const { tail, options, hidden, example } = end;
  const { lang } = options;
  const parts = [
    hidden > 0 ? [say(lang, 'moreListings', { count: countOf(lang, hidden, 'moreListing') })] : [],
    ruleTable(end),
    [totalSentence(tail, lang), checkedSentence(tail, lang)],
    problemLines(end),
    noticeLines(end),
    leftOutLines(end),
    mappingLines(end),
    skippedLines(end),
    example === undefined ? [] : [say(lang, 'explain', { example })],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function ruleTable({ tail, rules, options, paint }: Closing): string[] {
  const { lang } = options;
  const rows = ruleRows(tail, rules);
  if (rows.length === 0) return [];
  const column = Math.max(...SEVERITIES.map((severity) => widthOf(SEVERITY_NAMES[severity][lang])));
  const digits = Math.max(...rows.map(({ count }) => String(count).length));
  const lines = rows.map(({ id, count, severity, review }) => {
    const name = SEVERITY_NAMES[severity][lang];
    const note = review ? aside(lang, say(lang, 'review')) : '';
    return `  ${paint(severity, name)}${' '.repeat(column - widthOf(name))}  ${String(count).padStart(digits)}  ${id}${note}`;
  });
  return [paint('bold', say(lang, 'byRule')), ...lines];
}

function problemLines({ tail, options, paint }: Closing): string[] {
  const { lang, width } = options;
  const { problems } = tail;
  if (problems.length === 0) return [];
  const lines = problems.slice(0, MAX_PROBLEMS).flatMap((problem) => {
    const text = `${placeOf(problem)}  ${problem.reason[lang]}`;
    return wrap(text, Math.max(40, width - 4)).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`);
  });
  const rest = problems.length - MAX_PROBLEMS;
  if (rest > 0) lines.push(`  ${say(lang, 'more', { count: countOf(lang, rest, 'problem') })}`);
  return [paint('bold', say(lang, 'problems', { count: problems.length })), ...lines];
}

/** Decisions that somebody should look at again. */
function noticeLines({ tail: { notices }, options: { lang, width }, paint }: Closing): string[] {
  if (notices.length === 0) return [];
  const lines = notices
    .slice(0, MAX_PROBLEMS)
    .flatMap(({ file, line, text }) =>
      wrap(visible(`${file}:${line}  ${text[lang]}`), Math.max(40, width - 4)).map(
        (part, at) => `${at === 0 ? '  ' : '    '}${part}`,
      ),
    );
  const rest = notices.length - MAX_PROBLEMS;
  if (rest > 0) lines.push(`  ${say(lang, 'more', { count: countOf(lang, rest, 'notice') })}`);
  return [paint('bold', say(lang, 'notices', { count: notices.length })), ...lines];
}

/** What also stands in somebody's text and was not reported: the numbers by reason, and the places for who asks. */
function leftOutLines({ tail, options, paint }: Closing): string[] {
  const { lang, width, verbose } = options;
  const total = countLeftOut(tail.leftOut);
  if (total === 0) return [];
  const comma = lang === 'zh' ? '、' : ', ';
  const reasons = LEFT_OUT_REASONS.filter((why) => tail.leftOut[why] > 0);
  const what = reasons.map((why) => `${LEFT_OUT_NAMES[why][lang]}${aside(lang, String(tail.leftOut[why]))}`).join(comma);
  const hint = verbose ? '' : say(lang, 'leftOutHint');
  const lines = wrap(say(lang, 'leftOutCount', { what, hint }), Math.max(40, width));
  if (!verbose) return lines;
  const places = tail.leftOutExamples.flatMap(({ listing, file, passage, text }) => {
    const { field, index, span, words, why, source } = passage;
    const slots = { words: countOf(lang, words, 'word'), start: span[0] + 1, end: span[1], owner: source.owner };
    const place = say(lang, 'leftOutPlace', { ...slots, why: LEFT_OUT_NAMES[why][lang] });
    const head = `${visible(file)} ${visible(listing)} ${visible(fieldName(field, index)[lang])}`;
    return [
      `  ${head}`,
      ...wrap(visible(place), Math.max(40, width - 4)).map((line) => `    ${line}`),
      `    ${clip(text, width - 4)}`,
    ];
  });
  const rest = total - tail.leftOutExamples.length;
  if (rest > 0) places.push(`  ${say(lang, 'more', { count: countOf(lang, rest, 'passage') })}`);
  return [...lines, paint('bold', say(lang, 'leftOutList', { count: total })), ...places];
}

function placeOf({ file, line, column }: Problem): string {
  return [visible(file), line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

function mappingLines({ tail, options, paint }: Closing): string[] {
  const { lang, width, verbose } = options;
  const { mappings } = tail;
  if (mappings.length === 0) return [];
  const shown = mappings.slice(0, verbose ? mappings.length : MAX_MAPPINGS);
  const lines = shown.flatMap((mapping) => mappingText(mapping, lang, verbose ? Number.MAX_SAFE_INTEGER : width));
  const rest = mappings.length - shown.length;
  if (rest > 0) lines.push(`  ${say(lang, 'more', { count: countOf(lang, rest, 'file') })}`);
  return [paint('bold', say(lang, 'mappings')), ...lines];
}

function skippedLines({ tail: { skipped }, options: { lang, width } }: Closing): string[] {
  if (skipped.length === 0) return [];
  const rest = skipped.length - MAX_MAPPINGS;
  const names = skipped.slice(0, MAX_MAPPINGS).map(visible);
  if (rest > 0) names.push(say(lang, 'more', { count: countOf(lang, rest, 'file') }));
  return wrap(say(lang, 'skipped', { names: names.join(lang === 'zh' ? '、' : ', ') }), Math.max(40, width));
}

function mappingText({ file, format, columns, ignored }: MappingNote, lang: Lang, width: number): string[] {
  const cut = (text: string): string => (width === Number.MAX_SAFE_INTEGER ? visible(text) : clip(text, width - 4));
  const pairs = columns.map(({ from, to }) => (from === to || from === `$.${to}` ? to : `${from} → ${to}`)).join(', ');
  const lines = [`  ${visible(file)} (${visible(format)})`];
  if (pairs !== '') lines.push(`    ${cut(pairs)}`);
  if (ignored.length > 0) lines.push(`    ${cut(say(lang, 'ignored', { names: ignored.join(lang === 'zh' ? '、' : ', ') }))}`);
  return lines;
}
