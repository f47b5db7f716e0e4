import { BrandJudge } from '../detectors/brand-judge.ts';
import { detectBrandTerms } from '../detectors/brand-terms.ts';
import type { Detect, Draft, Resources, Subject } from '../detectors/contract.ts';
import { detectCopiedText } from '../detectors/copied-text.ts';
import { findDuplicates } from '../detectors/duplicate-listing.ts';
import type { Sketch } from '../detectors/duplicate-sketch.ts';
import { detectField } from '../detectors/field.ts';
import { detectImageMatch } from '../detectors/image-match.ts';
import { detectImageRights } from '../detectors/image-rights.ts';
import { detectImageSpec } from '../detectors/image-spec.ts';
import { detectPhrases } from '../detectors/phrases.ts';
import { detectRegisterMarks } from '../detectors/register-marks.ts';
import type { ImageFacts } from '../image/facts.ts';
import type { LeftOut } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { Rule, RuleKind, RuleOf } from '../model/rule.ts';
import { FieldText } from '../text/field-text.ts';
import { finishFindings, mergeFindings, type Trace, traceOf } from './findings.ts';
import { keepGoodFixes } from './fix-check.ts';

/** What a listing gives by itself, whatever else is scanned. It holds data only, so that it can be kept or sent to another thread. */
export interface Judgement {
  /** By field, offset, rule. */
  readonly findings: readonly Finding[];
  /** What also stands in somebody's text and is not reported. */
  readonly leftOut: readonly LeftOut[];
  /** By which its duplicates are known; absent where no rule looks for them, or the texts are too short. */
  readonly sketch?: Sketch;
}

/** Judges listings by every rule. */
export interface Judge {
  /** All findings of the next listing of a scan. */
  (subject: Subject): readonly Finding[];
  /** What the listing gives by itself; listings may be asked about in any order. */
  alone(subject: Subject): Judgement;
  /** The findings of a listing beside those that were met before; listings must come in the order of the scan. */
  meet(judgement: Judgement, subject: Pick<Subject, 'listing'>): readonly Finding[];
  /** Judges a listing anew, with edits that are tried on it: it is not met as one more listing, and nobody's duplicate. */
  again(subject: Subject): Finding[];
}

/** Compiles rules and what surrounds the listings into one judge. */
export function createJudge(rules: readonly Rule[], resources: Resources): Judge {
  const detectors = compileDetectors(rules, resources);
  const duplicates = findDuplicates(rules.filter((rule) => rule.kind === 'duplicate-listing'));
  const draft = (subject: Subject): Draft[] => detectors.flatMap((detect) => detect(subject));
  // An edited listing is asked only whether its findings are gone: they are never shown, so nothing is located and hashed.
  const trace = (subject: Subject): Trace[] => draft(subject).map((found) => traceOf(found, subject));
  const again = (subject: Subject): Finding[] => {
    const drafts = draft(subject);
    return drafts.length === 0 ? [] : keepGoodFixes(finishFindings(drafts, subject), subject, trace);
  };
  const alone = (subject: Subject): Judgement => {
    const leftOut: LeftOut[] = [];
    const findings = again({ ...subject, leaveOut: (passage) => leftOut.push(passage) });
    const sketch = duplicates.sketch(subject);
    return { findings, leftOut, ...(sketch === undefined ? {} : { sketch }) };
  };
  const meet = ({ findings, sketch }: Judgement, subject: Pick<Subject, 'listing'>): readonly Finding[] => {
    const found = sketch === undefined ? [] : duplicates.meet(sketch, subject);
    return found.length === 0 ? findings : mergeFindings(findings, finishFindings(found, subject), subject.listing);
  };
  const judge = (subject: Subject): readonly Finding[] => meet(alone(subject), subject);
  return Object.assign(judge, { alone, meet, again });
}

/** A listing made ready for the detectors. */
export function prepare(listing: Listing, images: readonly (ImageFacts | undefined)[]): Subject {
  return { listing, texts: listing.fields.map((field) => new FieldText(field)), images };
}

function compileDetectors(rules: readonly Rule[], resources: Resources): Detect[] {
  const of = <K extends RuleKind>(kind: K): RuleOf<K>[] => rules.filter((rule): rule is RuleOf<K> => rule.kind === kind);
  const detectors: Detect[] = [];
  const add = <K extends RuleKind>(kind: K, compile: (rules: RuleOf<K>[]) => Detect): void => {
    const own = of(kind);
    if (own.length > 0) detectors.push(compile(own));
  };
  add('brand-terms', (own) => detectBrandTerms(own, new BrandJudge(resources), resources));
  add('register-marks', (own) => detectRegisterMarks(own, resources));
  add('phrases', (own) => detectPhrases(own, resources));
  add('field', (own) => detectField(own, resources));
  add('copied-text', (own) => detectCopiedText(own, resources));
  add('image-match', (own) => detectImageMatch(own, resources));
  add('image-rights', (own) => detectImageRights(own, resources));
  add('image-spec', (own) => detectImageSpec(own, resources));
  return detectors;
}
