import { RulePackError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { type Rule, type RulePack, SEVERITIES, type Severity } from '../model/rule.ts';
import { nearest } from '../rulepacks/mistakes.ts';
import type { LoadedConfig, RuleLevel } from './config.ts';
import { type ConfigFault, mistakesIn } from './config-file.ts';
import { type FittingOverride, overridesFor } from './config-globs.ts';
import { matchesStar, type RecordPointer } from './config-pointer.ts';

/*
 * `overrides:` -> what they make of findings that were judged without them. Pure but for reading the configuration's text again for a message.
 */

/** What the overrides make of a finding: nothing of it, or one of another severity. */
export type Relevel = (finding: Finding) => Finding | undefined;

/** What the overrides make of the findings of a file (absolute path); undefined where they say nothing about its rules. */
export function relevelFor(
  config: LoadedConfig | undefined,
  file: string,
  rules: ReadonlyMap<string, Rule>,
): Relevel | undefined {
  const fitting = config === undefined ? [] : overridesFor(config, file).filter(({ entry }) => entry.rules !== undefined);
  if (fitting.length === 0) return undefined;
  return (finding) => {
    const level = levelOf(finding, fitting);
    if (level === undefined) return finding;
    if (level === 'off') return undefined;
    const severity = severityOf(finding, level, rules.get(finding.rule)?.severity);
    return severity === finding.severity ? finding : { ...finding, severity };
  };
}

/** The same for one file after another: what is said about a file is looked up when its first listing comes. */
export function relevelByFile(
  config: LoadedConfig | undefined,
  rules: ReadonlyMap<string, Rule>,
): (findings: readonly Finding[], file: string) => readonly Finding[] {
  if (config === undefined || config.layers.every(({ values }) => values.overrides === undefined))
    return (findings) => findings;
  let last: { readonly file: string; readonly relevel: Relevel | undefined } | undefined;
  return (findings, file) => {
    if (findings.length === 0) return findings;
    if (last?.file !== file) last = { file, relevel: relevelFor(config, file, rules) };
    return relevelAll(findings, last.relevel);
  };
}

/** The findings that the overrides leave. */
export function relevelAll(findings: readonly Finding[], relevel: Relevel | undefined): readonly Finding[] {
  return relevel === undefined ? findings : findings.flatMap((finding) => relevel(finding) ?? []);
}

/** What the last fitting override says about a finding's rule; its id counts before its pack. */
function levelOf(finding: Finding, overrides: readonly FittingOverride[]): RuleLevel | undefined {
  const [pack = ''] = finding.rule.split('/');
  for (const { entry, pointers } of [...overrides].reverse()) {
    const { rules = {} } = entry;
    const level = own(rules, finding.rule) ?? own(rules, pack);
    if (level !== undefined && (pointers === undefined || pointers.some((pointer) => pointsAt(pointer, finding)))) return level;
  }
  return undefined;
}

function own(rules: Readonly<Record<string, RuleLevel>>, id: string): RuleLevel | undefined {
  return Object.hasOwn(rules, id) ? rules[id] : undefined;
}

/** Whether a pointer means the place of a finding. */
function pointsAt({ id, field, index }: RecordPointer, finding: Finding): boolean {
  if (!matchesStar(id, finding.listing)) return false;
  if (field !== undefined && !matchesStar(field, finding.field)) return false;
  return index === undefined || index === (finding.index ?? 1);
}

/** The severity of an override; a finding that was too unsure for its rule's severity does not become stronger than it is. */
function severityOf({ severity }: Finding, wanted: Severity, usual: Severity | undefined): Severity {
  const isUnsure = usual !== undefined && SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(usual);
  return isUnsure && SEVERITIES.indexOf(wanted) < SEVERITIES.indexOf(severity) ? severity : wanted;
}

/** Checks that the overrides name rules and packs that there are. Throws a RulePackError with the place of every one that is unknown. */
export async function requireKnownRules(config: LoadedConfig | undefined, packs: readonly RulePack[]): Promise<void> {
  const known = packs.flatMap((pack) => [pack.id, ...pack.rules.map((rule) => rule.id)]);
  const ids = new Set(known);
  const mistakes = [];
  for (const layer of config?.layers ?? []) {
    const faults: ConfigFault[] = [];
    for (const [at, { rules = {} }] of (layer.values.overrides ?? []).entries()) {
      for (const id of Object.keys(rules)) {
        if (ids.has(id)) continue;
        const hint = await nearest(id, known);
        const message = {
          en: `no rule or pack of that name.${hint === undefined ? '' : ` Did you mean "${hint}"?`} See preclear rules list`,
          zh: `没有这个规则或规则包。${hint === undefined ? '' : `是否想写“${hint}”？`}用 preclear rules list 查看所有规则`,
        };
        faults.push({ path: ['overrides', at, 'rules', id], message });
      }
    }
    if (faults.length > 0) mistakes.push(...(await mistakesIn(layer, faults)));
  }
  if (mistakes.length > 0) throw new RulePackError(mistakes);
}
