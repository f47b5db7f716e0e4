import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { Rule } from '../model/rule.ts';
import type { Example } from '../model/rule-example.ts';
import type { Bilingual } from '../model/text.ts';
import { clip, visible, wrap } from './cells.ts';
import { evidenceLines } from './evidence-lines.ts';
import { stateSentence } from './finding-state.ts';
import type { ReporterOptions } from './options.ts';
import { createFindingBlock } from './pretty-finding.ts';
import { createPaint, type Paint } from './style.ts';
import { aside, label, SEVERITY_NAMES, say } from './wording.ts';

/** Examples of each kind that are printed. */
const MAX_EXAMPLES = 5;

/** Everything that is known about a rule, for people. */
export function explainRule(rule: Rule, options: ReporterOptions): string {
  const { lang } = options;
  const paint = createPaint(options.color);
  const mark = SEVERITY_NAMES[rule.severity][lang] + (rule.review ? aside(lang, say(lang, 'review')) : '');
  const policies = rule.policy.flatMap(({ title, url, checked }) => [
    `- ${visible(title)}${aside(lang, say(lang, 'checked', { date: checked }))}`,
    `  ${visible(url)}`,
  ]);
  const steps = rule.prevention.map(({ id, step }) => `- ${step[lang]} [${id}]`);
  const parts = [
    [`${paint('bold', rule.id)}  ${paint(rule.severity, mark)}  ${paint('dim', rule.pack)}`],
    section(say(lang, 'says'), both(rule.message, options), paint),
    section(say(lang, 'why'), both(rule.rationale, options), paint),
    section(say(lang, 'appliesTo'), applies(rule, options), paint),
    section(say(lang, 'policy'), policies, paint),
    section(say(lang, 'fix'), both(rule.fix, options), paint),
    section(
      say(lang, 'prevention'),
      steps.flatMap((step) => wrapped(step, options)),
      paint,
    ),
    section(
      say(lang, 'flagged'),
      rule.examples.flag.slice(0, MAX_EXAMPLES).map((e) => exampleText(e, options)),
      paint,
    ),
    section(
      say(lang, 'passed'),
      rule.examples.pass.slice(0, MAX_EXAMPLES).map((e) => exampleText(e, options)),
      paint,
    ),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** How one finding came about, and then everything about its rule. */
export function explainFinding(
  finding: Finding,
  listing: Listing,
  rules: ReadonlyMap<string, Rule>,
  options: ReporterOptions,
): string {
  const { lang } = options;
  const paint = createPaint(options.color);
  const place = `${visible(finding.file)}:${finding.line}:${finding.column}`;
  const heading = `${paint('bold', clip(listing.id, 60))}  ${visible(fieldName(finding.field, finding.index)[lang])}  ${paint('dim', place)}\n`;
  // The block tells the short evidence; what decided comes below it.
  const known = evidenceLines(finding.evidence, lang).map(({ text }) => text);
  const deciding = evidenceLines(finding.evidence, lang, true)
    .filter(({ text }) => !known.includes(text))
    .flatMap(({ label, text }) => wrapped(label + text, options));
  const rule = rules.get(finding.rule);
  return [
    heading,
    `  ${wrapped(label(lang, 'state') + stateOf(finding, lang), options).join('\n  ')}\n\n`,
    createFindingBlock({ listing, rules, options, paint })(finding),
    deciding.length === 0 ? '' : `${section(say(lang, 'decided'), deciding, paint).join('\n')}\n`,
    rule === undefined ? '' : `\n${explainRule(rule, options)}`,
  ].join('');
}

/** What was decided about a finding, and where. */
function stateOf({ state }: Finding, lang: ReporterOptions['lang']): string {
  if (state === 'open') return say(lang, 'open');
  const what = stateSentence(state, lang);
  const at = state === 'baselined' ? undefined : state.suppressed.at;
  return at === undefined ? what : say(lang, 'decidedAt', { what, file: visible(at.file), line: at.line });
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint('bold', title), ...lines.map((line) => `  ${line}`)];
}

/** In the reader's language first; the other one below, because staff and appeal often need both. */
function both(text: Bilingual, options: ReporterOptions): string[] {
  const other = options.lang === 'en' ? 'zh' : 'en';
  return [...wrapped(text[options.lang], options), ...wrapped(text[other], options)];
}

function wrapped(text: string, { width }: ReporterOptions): string[] {
  return wrap(text, Math.max(40, width - 4), 40);
}

function applies(rule: Rule, { lang }: ReporterOptions): string[] {
  const comma = lang === 'zh' ? '、' : ', ';
  const named = (names: readonly string[]): string => names.map((name) => nameOf(name, lang)).join(comma);
  const some = named(rule.scope.filter((name) => !name.startsWith('!')));
  const names = named(rule.scope.filter((name) => name.startsWith('!')).map((name) => name.slice(1)));
  const places = names === '' ? some : some === '' ? say(lang, 'allBut', { names }) : say(lang, 'allButOf', { some, names });
  const where = rule.marketplaces.length === 0 ? say(lang, 'everywhere') : rule.marketplaces.join(', ');
  return [visible(where), visible(places)].filter((line) => line !== '');
}

function nameOf(scope: string, lang: ReporterOptions['lang']): string {
  return scope.includes('*') ? scope : fieldName(scope, null)[lang];
}

function exampleText(example: Example, { width }: ReporterOptions): string {
  return `- ${clip(typeof example === 'string' ? example : JSON.stringify(example), Math.max(40, width - 6))}`;
}
