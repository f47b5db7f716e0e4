import type { Rule, RulePack } from '../model/rule.ts';
import { inScope, onMarketplace } from '../model/rule.ts';
import type { Example } from '../model/rule-example.ts';

/** Counts the findings of one rule in one example. */
export type Runner = (rule: Rule, example: Example) => number;

/** An example that a rule does not behave on. */
export interface ExampleFailure {
  readonly rule: string;
  /**
   * `silent`: a flag example that the rule does not report; `alarm`: one of its own pass examples that it reports;
   * `over-broad`: a pass example of another rule (`of`) that it reports.
   */
  readonly what: 'silent' | 'alarm' | 'over-broad';
  readonly example: Example;
  readonly of?: string;
}

/** What a run over all examples found. */
export interface ExampleReport {
  readonly rules: number;
  readonly examples: number;
  readonly failures: readonly ExampleFailure[];
}

/**
 * Runs every rule's examples: flag examples must be found, pass examples must not, and a plain text that passes one rule must also pass
 * every other rule of the pack that looks at the same field, unless that rule lists it among its own flag examples.
 */
export function testExamples(packs: readonly RulePack[], runner: Runner): ExampleReport {
  const failures: ExampleFailure[] = [];
  let examples = 0;
  for (const { rules } of packs) {
    for (const rule of rules) {
      for (const example of rule.examples.flag)
        if (runner(rule, example) === 0) failures.push({ rule: rule.id, what: 'silent', example });
      for (const example of rule.examples.pass)
        if (runner(rule, example) > 0) failures.push({ rule: rule.id, what: 'alarm', example });
      examples += rule.examples.flag.length + rule.examples.pass.length;
    }
    failures.push(...overBroad(rules, runner));
  }
  return { rules: packs.reduce((sum, { rules }) => sum + rules.length, 0), examples, failures };
}

function overBroad(rules: readonly Rule[], runner: Runner): ExampleFailure[] {
  return rules.flatMap((owner) =>
    owner.examples.pass.flatMap((example) => {
      if (typeof example !== 'string') return [];
      const field = firstField(owner);
      const listing = { marketplace: marketplaceFor(owner), fields: { [field]: example } };
      return rules
        .filter((rule) => rule !== owner && isTextKind(rule) && inScope(rule.scope, field))
        .filter((rule) => onMarketplace(rule.marketplaces, listing.marketplace))
        .filter((rule) => runner(rule, { listing }) > 0)
        .map((rule): ExampleFailure => ({ rule: rule.id, what: 'over-broad', example, of: owner.id }));
    }),
  );
}

/** Kinds that judge a text by itself; the others need references or ledgers, which a plain text has none of. */
function isTextKind(rule: Rule): boolean {
  return rule.kind === 'brand-terms' || rule.kind === 'phrases' || (rule.kind === 'field' && rule.when.required !== true);
}

/** The field that a plain text example stands for: the first that the rule names, else the title. */
export function firstField(rule: Pick<Rule, 'scope'>): string {
  const named = rule.scope.find((name) => !name.startsWith('!') && !name.endsWith('*'));
  return named ?? 'title';
}

/** A marketplace for which a rule is made: the first it names, `amazon.*` standing for amazon.com; `any` when it names none. */
export function marketplaceFor(rule: Pick<Rule, 'marketplaces'>): string {
  const first = rule.marketplaces.find((glob) => !glob.startsWith('!')) ?? 'any';
  return first.endsWith('*') ? `${first.slice(0, -1)}com` : first;
}
