import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/problem.ts';
import type { ListingOutcome, ReportHead, ReportTail } from '../model/report.ts';
import { type Rule, SEVERITIES } from '../model/rule.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { clip, visible } from './cells.ts';
import { evidenceLines } from './evidence-lines.ts';
import { foundText } from './finding-place.ts';
import { stateSentence } from './finding-state.ts';
import { jsonText } from './json-text.ts';
import { shownFix, shownMessage } from './message.ts';
import type { ReporterOptions } from './options.ts';
import { PAGE_WORDS } from './report-html-wording.ts';
import { pathFrom } from './report-path.ts';
import { checkedSentence, ruleRows, totalSentence } from './summary.ts';
import { SEVERITY_NAMES } from './wording.ts';

/** Texts that are written once and named by number afterwards: fixes and facts say the same over and over. */
export const MOST_SHARED = 20_000;
/** Characters of the text on either side of a match. */
const AROUND = 100;
/** Columns of a match, and of a fact. */
const MATCH = 400;
const FACT = 600;
const NAME = 120;
const MOST_PROBLEMS = 200;

type Pair = readonly [en: string, zh: string];

/** A value as JSON inside a script element: nothing in it can end the element or begin a comment. */
export function scriptJson(value: unknown): string {
  return jsonText(value).replaceAll('<', '\\u003c');
}

/** Writes pairs of texts; one that was written before becomes its number. */
export class SharedTexts {
  readonly #numbers = new Map<string, number>();

  write(pair: Pair): Pair | number {
    const key = pair.join('\u0000');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    // The page counts in the same way.
    if (this.#numbers.size < MOST_SHARED) this.#numbers.set(key, this.#numbers.size);
    return pair;
  }
}

/** What the page must know before its findings: rules, names, its own words. */
export function headData(head: ReportHead): object {
  return {
    most: MOST_SHARED,
    levels: SEVERITIES.map((severity) => pairOf(SEVERITY_NAMES[severity])),
    words: {
      ...Object.fromEntries(Object.entries(PAGE_WORDS).map(([key, words]) => [key, pairOf(words)])),
      number: ['{n}', '{n}'],
    },
    rules: [...head.rules.values()].map((rule) => ({
      id: rule.id,
      level: SEVERITIES.indexOf(rule.severity),
      review: rule.review,
      why: pairOf(rule.rationale),
      policy: rule.policy.map(({ title, url }) => ({ title: visible(title), url })),
      // What was done about one finding is a sentence for an appeal.
      steps: rule.prevention.filter(({ stage }) => stage !== 'correct').map(({ step }) => pairOf(step)),
    })),
  };
}

/** One listing with its findings, in the short names that the script of the page knows. */
export function listingData(
  outcome: ListingOutcome,
  { head, options, texts }: { readonly head: ReportHead; readonly options: ReporterOptions; readonly texts: SharedTexts },
): object {
  const { listing, findings } = outcome;
  const numbers = [...head.rules.keys()];
  const title = listing.fields.find(({ name }) => name === 'title')?.text ?? '';
  return {
    i: clip(listing.id, 100),
    t: clip(title, 200),
    p: visible(pathFrom(listing.source.file, options)),
    k: visible(listing.marketplace),
    f: findings.map((finding) =>
      findingData(finding, { outcome, texts, number: numbers.indexOf(finding.rule), rules: head.rules }),
    ),
  };
}

interface Context {
  readonly outcome: ListingOutcome;
  readonly texts: SharedTexts;
  readonly number: number;
  readonly rules: ReadonlyMap<string, Rule>;
}

/** The order of the keys that hold shared texts is the order in which the page counts them. */
function findingData(finding: Finding, { outcome, texts, number, rules }: Context): object {
  const rule = rules.get(finding.rule);
  const share = (make: (lang: Lang) => string): Pair | number => texts.write([make('en'), make('zh')]);
  const { state } = finding;
  return {
    r: number,
    l: SEVERITIES.indexOf(finding.severity),
    v: finding.review ? 1 : 0,
    s: state === 'open' ? 0 : state === 'baselined' ? 1 : 2,
    d: clip(finding.field, NAME),
    o: `${finding.line}:${finding.column}`,
    ...(finding.cell === undefined ? {} : { e: clip(finding.cell, 100) }),
    c: Math.round(finding.confidence * 100),
    p: finding.fingerprint,
    ...quote(finding, outcome),
    t: share((lang) => shownMessage(finding, rule, lang)),
    x: share((lang) => shownFix(finding, rule, lang)),
    n: share((lang) => clip(fieldName(finding.field, finding.index)[lang], NAME)),
    g: share((lang) => clip(fieldName(finding.field, null)[lang], NAME)),
    w: share((lang) => stateSentence(state, lang)),
    k: factsOf(finding, texts),
  };
}

function factsOf(finding: Finding, texts: SharedTexts): object[] {
  const chinese = evidenceLines(finding.evidence, 'zh', true);
  return evidenceLines(finding.evidence, 'en', true).map((fact, at) => {
    const other = chinese[at] ?? fact;
    const trimmed = (name: string): string => name.replace(/[：:]\s*$/, '');
    return [
      texts.write([trimmed(fact.label), trimmed(other.label)]),
      texts.write([clip(fact.text, FACT), clip(other.text, FACT)]),
    ];
  });
}

/** The match between what stands before and behind it. */
function quote(finding: Finding, { listing }: ListingOutcome): { readonly b: string; readonly m: string; readonly a: string } {
  const { span, match } = finding;
  const text = foundText(finding, listing)?.text ?? match;
  const from = Math.max(0, span[0] - AROUND);
  const to = Math.min(text.length, span[1] + AROUND);
  return {
    b: (from > 0 ? '…' : '') + visible(text.slice(from, span[0])),
    m: clip(match, MATCH),
    a: visible(text.slice(span[1], to)) + (to < text.length ? '…' : ''),
  };
}

/** What is known at the end: sums, the table by rule, what could not be checked. */
export function tailData(tail: ReportTail, head: ReportHead, options: ReporterOptions): object {
  const numbers = [...head.rules.keys()];
  const rows = ruleRows(tail, head.rules).map(({ id, count }) => [numbers.indexOf(id), count]);
  return {
    total: [totalSentence(tail, 'en'), totalSentence(tail, 'zh')],
    checked: [checkedSentence(tail, 'en'), checkedSentence(tail, 'zh')],
    why: pairOf(tail.verdict.why),
    rules: rows.filter(([number = -1]) => number >= 0),
    problems: tail.problems.slice(0, MOST_PROBLEMS).map((problem) => placed(problem, problem.reason, options)),
    notices: tail.notices.slice(0, MOST_PROBLEMS).map((notice) => placed(notice, notice.text, options)),
  };
}

function placed(
  { file, line, column }: Omit<Problem, 'reason'>,
  text: Bilingual,
  options: ReporterOptions,
): readonly [string, Pair] {
  const place = [visible(pathFrom(file, options)), line, line === undefined ? undefined : column];
  return [place.filter((part) => part !== undefined).join(':'), pairOf(text)];
}

function pairOf({ en, zh }: Bilingual): Pair {
  return [en, zh];
}
