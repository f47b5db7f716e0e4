import type { Replacement } from '../model/finding.ts';
import type { FieldRule } from '../model/rule.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft, Subject } from './contract.ts';
import { forbiddenCharacters, tooManyCapitals } from './field-characters.ts';
import { type Candidate, type Fault, tooManyBytes, tooManyCharacters } from './field-lengths.ts';
import { repeatedWords } from './field-repeats.ts';
import { withoutSigns } from './sign-fixes.ts';
import { visibleText } from './visible-text.ts';

/*
 * What a marketplace demands of a text whatever it says: length, characters, repeats, capitals, that it is there at all.
 */

/** Checks the demands of `field` rules. What a shopper reads is measured: tags do not count, an entity is its character. */
export const detectField: Detector<'field'> = (rules) => {
  const applicable = applicableRules(rules);
  const required = requirementsOf(rules);
  return (subject) => {
    const fields = new Map<FieldRule, Candidate[]>();
    subject.texts.forEach(({ field: { name, text } }, field) => {
      const wanted = applicable(subject.listing.marketplace, name);
      if (wanted.length === 0) return;
      const candidate = { field, name, visible: visibleText(text) };
      for (const i of wanted) {
        const rule = rules[i];
        if (rule === undefined) continue;
        const known = fields.get(rule);
        if (known === undefined) fields.set(rule, [candidate]);
        else known.push(candidate);
      }
    });
    const found = [...fields].flatMap(([rule, candidates]) =>
      withFixes(rule, faultsOf(rule, candidates, subject), subject).map((fault) => draft(rule, fault)),
    );
    return [...found, ...missing(required, subject, applicable)];
  };
};

function faultsOf({ when }: FieldRule, candidates: readonly Candidate[], { listing, texts }: Subject): Fault[] {
  const { maxCharacters, maxBytes, forbiddenCharacters: forbidden, maxWordRepeats, maxCapitals } = when;
  if (maxBytes !== undefined) return tooManyBytes(candidates, maxBytes);
  return candidates.flatMap((candidate) => {
    if (maxCharacters !== undefined) return tooManyCharacters(candidate, maxCharacters);
    if (forbidden !== undefined) return forbiddenCharacters(candidate, forbidden, listing.brand);
    if (maxCapitals !== undefined) return tooManyCapitals(candidate, maxCapitals);
    const text = texts[candidate.field];
    return maxWordRepeats === undefined || text === undefined ? [] : repeatedWords(candidate.field, text, maxWordRepeats);
  });
}

interface Mendable extends Fault {
  readonly replacements?: readonly Replacement[];
}

/** Signs that may not stand in a field go all at once. */
function withFixes({ when }: FieldRule, faults: readonly Fault[], { texts }: Subject): readonly Mendable[] {
  if (when.forbiddenCharacters === undefined) return faults;
  return faults.map((fault) => {
    const spans = faults.filter(({ field }) => field === fault.field).map(({ span }) => span);
    const edits = withoutSigns(texts[fault.field]?.field.text ?? '', spans);
    const mended = edits.some(({ span }) => span[0] <= fault.span[0] && fault.span[1] <= span[1]);
    return mended ? { ...fault, replacements: edits } : fault;
  });
}

/** A rule that demands fields. */
interface Requirement {
  readonly rule: FieldRule;
  /** Its position among the rules. */
  readonly at: number;
  readonly names: readonly string[];
}

function requirementsOf(rules: readonly FieldRule[]): Requirement[] {
  return rules.flatMap((rule, at) =>
    rule.when.required === true ? [{ rule, at, names: rule.scope.filter((name) => !name.startsWith('!')) }] : [],
  );
}

/** Required fields that are absent or blank. */
function missing(
  required: readonly Requirement[],
  { listing }: Subject,
  applicable: ReturnType<typeof applicableRules>,
): Draft[] {
  return required.flatMap(({ rule, at, names }) => {
    return names
      .filter((name) => applicable(listing.marketplace, name).includes(at))
      .filter((name) => !listing.fields.some((field) => field.name === name && /\S/.test(field.text)))
      .map((name) => ({
        ...draft(rule, { field: 0, span: [0, 0], limit: name, actual: '', identity: `missing ${name}` }),
        target: { missing: name },
      }));
  });
}

function draft(rule: FieldRule, { field, span, limit, actual, identity, replacements }: Mendable): Draft {
  return {
    rule,
    target: { field },
    span,
    confidence: 1,
    slots: { limit, actual },
    ...(replacements === undefined ? {} : { replacements }),
    evidence: { kind: 'field', limit, actual },
    identity,
  };
}
