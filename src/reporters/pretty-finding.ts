import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { ReportHead } from '../model/report.ts';
import { clip, visible, widthOf, wrap } from './cells.ts';
import { evidenceLines } from './evidence-lines.ts';
import { excerptAround } from './excerpt.ts';
import { foundText } from './finding-place.ts';
import { fixOf, messageOf } from './message.ts';
import type { ReporterOptions } from './options.ts';
import type { Paint } from './style.ts';
import { aside, label, SEVERITY_NAMES, say } from './wording.ts';

/** What the findings of a listing are printed with. */
export interface FindingContext {
  readonly listing: Listing;
  readonly rules: ReportHead['rules'];
  readonly options: ReporterOptions;
  readonly paint: Paint;
}

/** Columns of the text excerpt. */
const EXCERPT = 80;
/** Longest quotation inside a sentence; the excerpt below shows more. */
const QUOTED = 60;
const INDENT = '      ';

/** Makes the printer of one listing's findings: message, excerpt with underline, evidence, fix, rule and policy. */
export function createFindingBlock(context: FindingContext): (finding: Finding) => string {
  const { rules, options, paint } = context;
  const { lang } = options;
  const quoted = (text: string): string => clip(text, QUOTED);
  return (finding) => {
    const rule = rules.get(finding.rule);
    const mark = SEVERITY_NAMES[finding.severity][lang] + (finding.review ? aside(lang, say(lang, 'review')) : '');
    const lines = hanging(mark, messageOf(finding, rule, lang, quoted), options.width - 4);
    const [head = '', ...rest] = lines;
    const text = [`    ${paint(finding.severity, mark)}${head.slice(mark.length)}`, ...rest.map((line) => `    ${line}`)];
    text.push(...excerptLines(finding, context));
    for (const fact of evidenceLines(finding.evidence, lang)) text.push(...labelled(fact.label, fact.text, context));
    text.push(...labelled(label(lang, 'fix'), fixOf(finding, rule, lang, quoted), context));
    const policy = rule?.policy[0]?.url;
    const place = [`${finding.line}:${finding.column}`, finding.cell].filter((part) => part !== undefined).join(' ');
    const tail = [finding.rule, policy, visible(place), finding.fingerprint, ...confidence(finding, options)];
    text.push(INDENT + paint('dim', tail.filter((part) => part !== undefined).join('  ')));
    return `${text.join('\n')}\n`;
  };
}

function confidence(finding: Finding, { lang, verbose }: ReporterOptions): string[] {
  return verbose ? [say(lang, 'confidence', { percent: Math.round(finding.confidence * 100) })] : [];
}

/** The text around the finding with the match underlined, or the picture that it is about. */
function excerptLines(finding: Finding, context: FindingContext): string[] {
  const { options, paint } = context;
  if (finding.field.startsWith('image.')) return labelled(label(options.lang, 'picture'), finding.match, context);
  const text = foundText(finding, context.listing)?.text;
  if (text === undefined || text === '') return [];
  const { line, underline } = excerptAround(
    text,
    finding.span,
    Math.max(20, Math.min(EXCERPT, options.width - INDENT.length - 2)),
  );
  return [INDENT + line, INDENT + paint(finding.severity, underline)];
}

function labelled(name: string, text: string, { options, paint }: FindingContext): string[] {
  if (text === '') return [];
  const [head = '', ...rest] = hanging(name, text, options.width - INDENT.length, 0);
  return [INDENT + paint('dim', head.slice(0, name.length)) + head.slice(name.length), ...rest.map((line) => INDENT + line)];
}

/** A label and a text that wraps beside it. */
function hanging(label: string, text: string, width: number, gap = 2): string[] {
  const indent = widthOf(label) + gap;
  const lines = wrap(text, Math.max(20, width - indent));
  return lines.map((line, at) => (at === 0 ? `${label}${' '.repeat(gap)}${line}` : ' '.repeat(indent) + line));
}
