import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { Reporter, ReportHead, ReportTail } from '../model/report.ts';
import { clip } from './cells.ts';
import { tell } from './ci-wording.ts';
import { isInWorkbook } from './finding-place.ts';
import { isOpen } from './finding-state.ts';
import { codeInTable, codeText, plainText } from './markdown-text.ts';
import { shownFix, shownMessage } from './message.ts';
import type { ReporterOptions } from './options.ts';
import { pathFrom } from './report-path.ts';
import { checkedSentence, ruleRows, totalSentence } from './summary.ts';
import { aside, countOf, SEVERITY_NAMES, say } from './wording.ts';
import { Worst } from './worst.ts';

/*
 * The report for a merge request or a job summary: verdict, table by rule, the worst findings, the rest folded, all within the length that
 * a comment may have.
 */

/** Longest comment that GitHub takes, in characters. */
const LONGEST = 65_536;
/** What is kept for the end: what is not listed, what could not be checked, the closing line. */
const RESERVED = 6000;
/** Findings in full at the top. */
const TOP = 10;
/** Findings that may fit at all. */
const MOST = 300;
/** Rules in the table; the rest is folded. */
const MOST_RULES = 15;
const MOST_PROBLEMS = 10;

/** Makes the reporter behind `--format markdown`. @param longest characters of the report. */
export function createMarkdown(options: ReporterOptions, longest: number = LONGEST): Reporter {
  const worst = new Worst<string>(MOST);
  let head: ReportHead | undefined;
  return {
    begin(given) {
      head = given;
      return '';
    },
    listing({ listing, findings }) {
      const rules = head?.rules ?? new Map();
      for (const finding of findings.filter(isOpen)) worst.add(finding, () => block({ finding, listing, rules, options }));
      return '';
    },
    end(tail) {
      const opening = openingText(tail, head, options);
      const { text, listed } = listText(worst.worstFirst(), longest - RESERVED - opening.length, options);
      const open = tail.counts.error + tail.counts.warning + tail.counts.note + tail.review;
      return opening + text + closingText({ tail, head, options, missing: Math.max(worst.dropped, open - listed) });
    },
  };
}

function openingText(tail: ReportTail, head: ReportHead | undefined, options: ReporterOptions): string {
  const { lang } = options;
  const sign = tail.verdict.exit === 0 ? '✅' : tail.verdict.exit === 1 ? '❌' : '⚠️';
  const lines = [
    `## ${sign} preclear${lang === 'zh' ? '：' : ': '}${tell(lang, 'heading')}`,
    `**${totalSentence(tail, lang)}** ${checkedSentence(tail, lang)}`,
  ];
  const rows = ruleRows(tail, head?.rules ?? new Map());
  const table = (some: typeof rows): string =>
    [
      `| ${tell(lang, 'severity')} | ${tell(lang, 'rule')} | ${tell(lang, 'findings')} |`,
      '|---|---|---:|',
      ...some.map(({ id, severity, review, count }) => {
        const name = SEVERITY_NAMES[severity][lang] + (review ? aside(lang, tell(lang, 'reviewShort')) : '');
        return `| ${name} | ${codeInTable(id, 80)} | ${count} |`;
      }),
    ].join('\n');
  if (rows.length > 0) lines.push(table(rows.slice(0, MOST_RULES)));
  const rest = rows.slice(MOST_RULES, MOST_RULES * 4);
  if (rest.length > 0) lines.push(folded(tell(lang, 'moreRules', { count: rows.length - MOST_RULES }), table(rest)));
  return `${lines.join('\n\n')}\n`;
}

/** As many findings as fit: the first in the open, the others folded. */
function listText(
  blocks: readonly string[],
  room: number,
  { lang }: ReporterOptions,
): { readonly text: string; readonly listed: number } {
  let used = 300;
  let listed = 0;
  for (const text of blocks) {
    if (used + text.length > room) break;
    used += text.length;
    listed++;
  }
  const top = blocks.slice(0, Math.min(TOP, listed));
  const further = blocks.slice(TOP, listed);
  const parts = [
    ...(top.length === 0 ? [] : [`\n### ${tell(lang, 'worst')}\n\n${top.join('')}`]),
    ...(further.length === 0 ? [] : [`\n${folded(tell(lang, 'further', { count: further.length }), further.join(''))}\n`]),
  ];
  return { text: parts.join(''), listed };
}

interface Block {
  readonly finding: Finding;
  readonly listing: Listing;
  readonly rules: ReportHead['rules'];
  readonly options: ReporterOptions;
}

/** A finding as an item of a list: severity and place, then what is wrong, then the fix. */
function block({ finding, listing, rules, options }: Block): string {
  const { lang } = options;
  const rule = rules.get(finding.rule);
  const name = SEVERITY_NAMES[finding.severity][lang] + (finding.review ? aside(lang, say(lang, 'review')) : '');
  const at = isInWorkbook(finding, listing) ? (finding.cell ?? '') : `${finding.line}:${finding.column}`;
  const place = [
    codeText(finding.listing, 60),
    plainText(clip(fieldName(finding.field, finding.index)[lang], 100)),
    codeText(`${pathFrom(finding.file, options)}:${at}`, 120),
  ].join(' · ');
  const fix = shownFix(finding, rule, lang);
  const lines = [
    `- **${name}** ${place}`,
    plainText(shownMessage(finding, rule, lang)),
    ...(fix === '' ? [] : [`*${say(lang, 'fix')}*${lang === 'zh' ? '：' : ': '}${plainText(fix)}`]),
    `<sub>${codeText(finding.rule, 80)} ${codeText(finding.fingerprint, 16)}</sub>`,
  ];
  return `${lines.join('<br>\n  ')}\n`;
}

interface Closing {
  readonly tail: ReportTail;
  readonly head: ReportHead | undefined;
  readonly options: ReporterOptions;
  /** Findings that are not listed. */
  readonly missing: number;
}

function closingText({ tail, head, options, missing }: Closing): string {
  const { lang } = options;
  const { problems } = tail;
  const parts: string[] = [];
  if (missing > 0) parts.push(tell(lang, 'notListed', { count: countOf(lang, missing, 'finding') }));
  if (problems.length > 0) {
    const lines = problems.slice(0, MOST_PROBLEMS).map(({ file, line, column, reason }) => {
      const place = [pathFrom(file, options), line, line === undefined ? undefined : column].filter(
        (part) => part !== undefined,
      );
      return `- ${codeText(place.join(':'), 100)} ${plainText(clip(reason[lang], 300))}\n`;
    });
    const rest = problems.length - lines.length;
    if (rest > 0) lines.push(`- ${say(lang, 'more', { count: countOf(lang, rest, 'problem') })}\n`);
    parts.push(folded(say(lang, 'problems', { count: problems.length }), lines.join('')));
  }
  if (tail.notices.length > 0) {
    const lines = tail.notices.slice(0, MOST_PROBLEMS).map(({ file, line, text }) => {
      const place = codeText(`${pathFrom(file, options)}:${line}`, 100);
      return `- ${place} ${plainText(clip(text[lang], 300))}\n`;
    });
    const rest = tail.notices.length - lines.length;
    if (rest > 0) lines.push(`- ${say(lang, 'more', { count: countOf(lang, rest, 'notice') })}\n`);
    parts.push(folded(say(lang, 'notices', { count: tail.notices.length }), lines.join('')));
  }
  const packs = (head?.packs ?? []).map(({ id, version }) => `${id} ${version}`).join(', ');
  const made = tell(lang, 'madeBy', { version: head?.version ?? '', packs });
  parts.push(`<sub>${plainText(tail.verdict.why[lang])} · ${plainText(made.slice(0, 300))}</sub>`);
  return `\n${parts.join('\n\n')}\n`;
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body.trimEnd()}\n\n</details>`;
}
