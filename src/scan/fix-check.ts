import type { Subject } from '../detectors/contract.ts';
import type { Finding, Replacement } from '../model/finding.ts';
import { SEVERITIES } from '../model/rule.ts';
import { applyEdits, mergeEdits } from '../text/edits.ts';
import { FieldText } from '../text/field-text.ts';
import { brokenPlaces } from '../text/remove-words.ts';
import type { Trace } from './findings.ts';

/*
 * A fix is offered only when it mends: the listing is edited in memory and judged again by every rule. The finding must be gone, and no
 * new one of the same or a higher severity may have come.
 */

/** When the edits of a listing do not hold together, at most so many are tried one by one. */
const MAX_TRIES = 12;
/** Longer listings are judged once more, not a dozen times. */
const MAX_LENGTH = 100_000;

/** Judges an edited listing by the same rules. */
export type JudgeAgain = (subject: Subject) => readonly Trace[];

/** The findings, without the replacements that would not mend them. */
export function keepGoodFixes(findings: Finding[], subject: Subject, judge: JudgeAgain): Finding[] {
  if (!findings.some(({ replacements }) => replacements !== undefined)) return findings;
  const fixes = groupFixes(findings, subject);
  if (fixes.length === 0) return findings;
  if (holds(fixes, findings, subject, judge)) return findings;
  const length = subject.listing.fields.reduce((sum, { text }) => sum + text.length, 0);
  const tried = length > MAX_LENGTH ? [] : fixes.slice(0, MAX_TRIES);
  const good = new Set(tried.filter((fix) => holds([fix], findings, subject, judge)).flatMap((fix) => fix.findings));
  return findings.map((finding) => {
    if (finding.replacements === undefined || good.has(finding)) return finding;
    const { replacements: _, ...rest } = finding;
    return rest;
  });
}

/** One edit of one field, and the findings that it mends. */
export interface Fix {
  /** Position in the listing's fields. */
  readonly field: number;
  readonly edits: readonly Replacement[];
  readonly findings: Finding[];
}

/** The fixes of a listing's findings; findings with the same edit share one. */
export function groupFixes(findings: readonly Finding[], { listing }: Subject): Fix[] {
  const fixes = new Map<string, Fix>();
  for (const finding of findings) {
    const edits = finding.replacements;
    // What somebody has accepted stays as it is.
    if (edits === undefined || edits.length === 0 || finding.state !== 'open') continue;
    const field = fieldOf(finding, listing);
    if (field < 0) continue;
    const key = JSON.stringify([field, edits]);
    const same = fixes.get(key);
    if (same === undefined) fixes.set(key, { field, edits, findings: [finding] });
    else same.findings.push(finding);
  }
  return [...fixes.values()];
}

/** The subject with some of its fixes done; undefined when two of them disagree. */
export function withFixes(subject: Subject, fixes: readonly Fix[]): Subject | undefined {
  const { listing, texts } = subject;
  const edited = new Map<number, string>();
  for (const at of new Set(fixes.map(({ field }) => field))) {
    const edits = mergeEdits(fixes.filter(({ field }) => field === at).map((fix) => fix.edits));
    if (edits === undefined) return undefined;
    edited.set(at, applyEdits(listing.fields[at]?.text ?? '', edits));
  }
  return withTexts({ ...subject, listing, texts }, edited);
}

/** The subject with other texts in some fields. */
export function withTexts(subject: Subject, edited: ReadonlyMap<number, string>): Subject {
  const fields = subject.listing.fields.map((field, at) => ({ ...field, text: edited.get(at) ?? field.text }));
  const texts = subject.texts.map((text, at) => {
    const field = fields[at];
    return field === undefined || !edited.has(at) ? text : new FieldText(field);
  });
  // What is only tried is not counted.
  const { leaveOut: _, ...rest } = subject;
  return { ...rest, listing: { ...subject.listing, fields }, texts };
}

/** Whether fixes done together take their findings away, bring none as bad, and leave no broken text. */
export function holds(fixes: readonly Fix[], before: readonly Finding[], subject: Subject, judge: JudgeAgain): boolean {
  const edited = withFixes(subject, fixes);
  if (edited === undefined || edited.listing.fields.some(({ text }, at) => isWorse(text, subject.listing.fields[at]?.text)))
    return false;
  const after = countOf(judge(edited));
  if (after.size === 0) return true;
  if (fixes.some(({ findings }) => findings.some((finding) => after.has(keyOf(finding))))) return false;
  const weakest = Math.max(...fixes.flatMap(({ findings }) => findings.map(({ severity }) => SEVERITIES.indexOf(severity))));
  const known = countOf(before);
  return [...after].every(
    ([key, found]) => SEVERITIES.indexOf(found.severity) > weakest || found.count <= (known.get(key)?.count ?? 0),
  );
}

/** Whether an edited text is empty or reads broken where the old one did not. */
function isWorse(text: string, before = ''): boolean {
  return text !== before && (text.trim() === '' || brokenPlaces(text) > brokenPlaces(before));
}

interface Counted {
  /** The worst of them. */
  severity: Finding['severity'];
  count: number;
}

/** Findings by rule, field and what was found there. */
function countOf(findings: readonly Trace[]): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { severity: finding.severity, count: 1 });
    else {
      known.count++;
      if (SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(known.severity)) known.severity = finding.severity;
    }
  }
  return counts;
}

function keyOf(found: Trace): string {
  return `${found.rule} ${found.field} ${found.index} ${whatOf(found)}`;
}

/** What stays the same when other words of the field change. */
function whatOf({ evidence, match }: Trace): string {
  if (evidence.kind === 'brand-term') return evidence.term;
  if (evidence.kind === 'copied-text') return evidence.source.id;
  if (evidence.kind === 'duplicate-listing') return evidence.other.listing;
  return evidence.kind === 'field' ? evidence.limit : match.toLowerCase();
}

function fieldOf({ field, index, span, match }: Finding, { fields }: Subject['listing']): number {
  return fields.findIndex((f) => f.name === field && (f.index ?? null) === index && f.text.slice(...span) === match);
}
