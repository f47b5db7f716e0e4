import type { core } from 'zod';
import { tooFar } from '../decisions/last-day.ts';
import type { Suppression, SuppressionValues } from '../decisions/suppression.ts';
import { type ConfigMistake, RulePackError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import type { YamlSource } from '../rulepacks/mistakes.ts';

/*
 * The text of preclear.suppressions.yaml -> checked entries with their places, or every mistake in it. A mistyped entry must not be silent:
 * it would accept nothing, or too much, and nobody would know.
 */

/** What the entries are checked against. */
export interface SuppressionContext {
  /** Ids of the rules that there are. */
  readonly rules: readonly string[];
  /** The day of the scan, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** Reads the entries. Throws a RulePackError with every mistake. */
export async function readSuppressions(file: string, text: string, context: SuppressionContext): Promise<Suppression[]> {
  const source = await parseSuppressions(file, text);
  const { plainValue } = await import('../rulepacks/yaml-source.ts');
  const { suppressionsSchema } = await import('../decisions/suppression-schema.ts');
  const { mistakesOf, mistakeAt } = await import('../rulepacks/mistakes.ts');
  const value = plainValue(source);
  const parsed = suppressionsSchema.safeParse(isEmpty(value) ? { suppressions: [] } : value);
  if (!parsed.success) throw new RulePackError(await mistakesOf(parsed.error.issues, source, suppressionsSchema));
  const { suppressions } = parsed.data;
  const issues = await issuesOf(suppressions, context);
  if (issues.length > 0) throw new RulePackError(await mistakesOf(issues, source, suppressionsSchema));
  return suppressions.map((values, at) => {
    const { line, column } = mistakeAt(source, startOf(source, at), '');
    return { ...values, place: { line, column } };
  });
}

/** Parses the file; scalars are texts as written, because `00123` is a SKU and no number. Throws a RulePackError. */
export async function parseSuppressions(file: string, text: string): Promise<YamlSource> {
  const conflict = conflictIn(file, text);
  if (conflict !== undefined) throw new RulePackError([conflict]);
  const { parseYaml } = await import('../rulepacks/yaml-source.ts');
  const source = await parseYaml(file, text.replace(/^\uFEFF/, ''));
  const { visit } = await import('yaml');
  visit(source.document, {
    Scalar(_key, scalar) {
      const { value, source: written } = scalar;
      if (value !== null && typeof value !== 'string' && written !== undefined) scalar.value = written;
    },
  });
  return source;
}

/** A merge's conflict, which YAML would tell in a way that nobody understands. */
function conflictIn(file: string, text: string): ConfigMistake | undefined {
  const found = /^(?:<{7}|>{7}|\|{7})(?: .*)?$/m.exec(text);
  if (found === null) return undefined;
  const line = text.slice(0, found.index).split('\n').length;
  const excerpt = `  ${line} | ${found[0].slice(0, 100)}`;
  return {
    file,
    line,
    column: 1,
    message: CONFLICTED.en,
    zh: CONFLICTED.zh,
    excerpt,
  };
}

/** A file from which everything was deleted but comments and the key. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && 'suppressions' in value && value.suppressions === null && Object.keys(value).length === 1;
}

async function issuesOf(entries: readonly SuppressionValues[], { rules, asOf }: SuppressionContext): Promise<core.$ZodIssue[]> {
  const issues: core.$ZodIssue[] = [];
  const known = new Set(rules);
  for (const [at, { rule, until }] of entries.entries()) {
    const add = (key: string, { en, zh }: Bilingual): void => {
      issues.push({ code: 'custom', message: en, params: { zh }, path: ['suppressions', at, key], input: undefined });
    };
    if (rule !== undefined && !known.has(rule)) add('rule', await unknownRule(rule, rules));
    const far = tooFar(until, asOf);
    if (far !== undefined) add('until', { en: `${until} is ${far.en}`, zh: `${until} ${far.zh}` });
  }
  return issues;
}

async function unknownRule(rule: string, rules: readonly string[]): Promise<Bilingual> {
  if (/[*?]/.test(rule)) return NO_PATTERN;
  const { nearest } = await import('../rulepacks/mistakes.ts');
  const hint = await nearest(rule, rules);
  return {
    en: `there is no rule "${rule}".${hint === undefined ? '' : ` Did you mean "${hint}"?`} See preclear rules list`,
    zh: `没有规则“${rule}”。${hint === undefined ? '' : `是否想写“${hint}”？`}用 preclear rules list 查看所有规则`,
  };
}

const NO_PATTERN: Bilingual = {
  en: 'one rule by its id; patterns are not allowed here, because they would accept what nobody has seen',
  zh: '只能写一条规则的 id，不能用通配符，否则会放行没人看过的问题',
};
const CONFLICTED: Bilingual = {
  en: 'A merge left a conflict here. Keep the entries of both sides and delete the marks.',
  zh: '这里有合并冲突未解决。请保留双方的条目，并删除冲突标记。',
};

/** Where an entry starts in the text. */
function startOf({ document }: YamlSource, at: number): number {
  const node = document.getIn(['suppressions', at], true);
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}
