import { UsageError } from '../model/errors.ts';
import type { Rule, RulePack } from '../model/rule.ts';
import { nearest } from '../rulepacks/mistakes.ts';

/** The rules that `--only` and `--skip` leave. Throws a UsageError for an id that is no rule and no pack. */
export async function selectRules(
  packs: readonly RulePack[],
  only: readonly string[],
  skip: readonly string[],
): Promise<Rule[]> {
  const rules = packs.flatMap((pack) => pack.rules);
  const known = [...packs.map((pack) => pack.id), ...rules.map((rule) => rule.id)];
  for (const id of [...only, ...skip]) {
    if (known.includes(id)) continue;
    const hint = await nearest(id, known);
    throw new UsageError({
      en: `There is no rule or pack "${id}".${hint === undefined ? '' : ` Did you mean "${hint}"?`} See preclear rules list.`,
      zh: `没有规则或规则包“${id}”。${hint === undefined ? '' : `是否想写“${hint}”？`}用 preclear rules list 查看所有规则。`,
    });
  }
  const named = (rule: Rule, ids: readonly string[]): boolean =>
    ids.includes(rule.id) || ids.some((id) => rule.id.startsWith(`${id}/`));
  return rules.filter((rule) => (only.length === 0 || named(rule, only)) && !named(rule, skip));
}
