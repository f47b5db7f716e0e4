import type { RunScope } from '../model/history.ts';
import type { PreventionStep, Rule } from '../model/rule.ts';

/** A part of a library of what others own. */
export type LibraryPart = keyof NonNullable<RunScope['library']>;

/** What a rule looks at, as far as a measure's proof depends on it. */
export interface StepRule {
  readonly id: string;
  /** Pictures have to be looked at, or the text in them read. */
  readonly pictures: boolean;
  readonly pictureText: boolean;
  /** What of a library of others' it compares with, and finds nothing without. */
  readonly compares?: LibraryPart;
  /** It finds pictures without an entry in the licence ledger, or whose entry proves nothing any more. */
  readonly licences?: 'no-entry' | 'no-proof';
}

/** A prevention step with all rules that ask for it. */
export interface MeasureStep extends PreventionStep {
  readonly rules: readonly StepRule[];
}

/** The prevention steps of rules, each once, by stage and id. */
export function stepsOf(rules: readonly Rule[]): MeasureStep[] {
  const steps = new Map<string, { readonly step: PreventionStep; readonly rules: StepRule[] }>();
  for (const rule of rules) {
    for (const step of rule.prevention) {
      const known = steps.get(step.id) ?? { step, rules: [] };
      known.rules.push(lookOf(rule));
      steps.set(step.id, known);
    }
  }
  return [...steps.values()]
    .map(({ step, rules: asking }) => ({ ...step, rules: asking }))
    .sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || (a.id < b.id ? -1 : 1));
}

const STAGES: readonly PreventionStep['stage'][] = ['prevent', 'verify', 'correct'];

function lookOf(rule: Rule): StepRule {
  const wanted = rule.scope.filter((name) => !name.startsWith('!'));
  const pictureText = wanted.length > 0 && wanted.every((name) => name.startsWith('image-text'));
  const licences = licencesOf(rule);
  const compares = COMPARED[rule.kind];
  return {
    id: rule.id,
    pictures: rule.kind.startsWith('image-') || pictureText,
    pictureText,
    ...(compares === undefined ? {} : { compares }),
    ...(licences === undefined ? {} : { licences }),
  };
}

const COMPARED: Readonly<Partial<Record<Rule['kind'], LibraryPart>>> = {
  'copied-text': 'texts',
  'image-match': 'pictures',
  'register-marks': 'registers',
};

function licencesOf(rule: Rule): StepRule['licences'] {
  if (rule.kind !== 'image-rights') return undefined;
  const { what } = rule.when;
  if (what.includes('no-licence')) return 'no-entry';
  return what.some((fault) => NO_PROOF.has(fault)) ? 'no-proof' : undefined;
}

/** Faults of an entry that is there. One that ends soon still proves what it says. */
const NO_PROOF: ReadonlySet<string> = new Set([
  'expired',
  'not-yet-valid',
  'wrong-marketplace',
  'territory',
  'wrong-slot',
  'proof-missing',
  'proof-changed',
]);
