import type { ReportHead } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip } from './cells.ts';
import { aside, label, say } from './wording.ts';

/** Longest text that code scanning shows of a rule. */
const LONGEST = 1024;

/** The `tool` of a SARIF run: preclear with its packs and rules. @param extra rules of the report's own. */
export function sarifTool(head: ReportHead, lang: Lang, extra: readonly object[] = []): object {
  return {
    driver: {
      name: 'preclear',
      semanticVersion: head.version,
      language: sarifLanguage(lang),
      shortDescription: { text: say(lang, 'tool') },
      rules: [...[...head.rules.values()].map((rule) => descriptorOf(rule, lang)), ...extra],
      properties: { packs: head.packs.map(({ id, version }) => `${id}@${version}`) },
    },
  };
}

/** The language of a run, as SARIF writes it. */
export function sarifLanguage(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en';
}

/** The level of a finding of a rule where there is no kind to say that a person decides. */
export function alertLevel({ review, severity }: Pick<Rule, 'review' | 'severity'>): Rule['severity'] {
  return review ? 'note' : severity;
}

function descriptorOf(rule: Rule, lang: Lang): object {
  const [policy] = rule.policy;
  const helpUri = policy === undefined || !/^https?:/i.test(policy.url) ? undefined : policy.url;
  return {
    id: rule.id,
    name: nameOf(rule.id),
    shortDescription: { text: clip(withoutSlots(rule.message[lang]), LONGEST) },
    fullDescription: { text: clip(rule.rationale[lang], LONGEST) },
    help: { text: helpText(rule, lang), markdown: helpMarkdown(rule, lang) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: alertLevel(rule) },
    properties: {
      tags: [rule.pack.split('@')[0] ?? rule.pack, rule.kind, ...(rule.review ? ['needs-review'] : [])],
      precision: rule.review ? 'medium' : 'high',
      'problem.severity': rule.review || rule.severity === 'note' ? 'recommendation' : rule.severity,
      pack: rule.pack,
      policies: rule.policy.map(({ title, url, checked }) => ({ title, url, checked })),
      prevention: rule.prevention.map(({ id, stage, step }) => ({ id, stage, step: step[lang] })),
    },
  };
}

/** `demo/brand-in-search-terms` as viewers want names: `BrandInSearchTerms`. */
function nameOf(id: string): string {
  return (id.split('/').at(-1) ?? id)
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    .slice(0, 255);
}

/** What a rule says of any finding. */
function withoutSlots(text: string): string {
  return text.replace(/[“"]?\{[a-z][a-z0-9-]*\}[”"]?/gi, '…');
}

/** The steps that keep the risk away; those that mend one finding speak of that finding. */
function lastingSteps(rule: Rule, lang: Lang): string[] {
  return rule.prevention.filter(({ stage }) => stage !== 'correct').map(({ step }) => withoutSlots(step[lang]));
}

function helpText(rule: Rule, lang: Lang): string {
  const lines = [
    rule.rationale[lang],
    label(lang, 'fix') + withoutSlots(rule.fix[lang]),
    ...lastingSteps(rule, lang).map((step) => label(lang, 'prevention') + step),
    ...rule.policy.map(
      ({ title, url, checked }) =>
        `${label(lang, 'policy')}${title} ${url}${aside(lang, say(lang, 'checked', { date: checked }))}`,
    ),
  ];
  return lines.join('\n');
}

/** Rules come from packs that the user chose; still nothing in them may become more than text and links to policies. */
function helpMarkdown(rule: Rule, lang: Lang): string {
  const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&');
  const steps = lastingSteps(rule, lang);
  const policies = rule.policy.map(({ title, url, checked }) => {
    const link = /^https?:\/\/[^\s()<>\\]+$/i.test(url) ? `[${escaped(title)}](${url})` : escaped(`${title} ${url}`);
    return `- ${link}${aside(lang, say(lang, 'checked', { date: checked }))}`;
  });
  return [
    escaped(rule.rationale[lang]),
    `**${say(lang, 'fix')}**${lang === 'zh' ? '：' : ': '}${escaped(withoutSlots(rule.fix[lang]))}`,
    ...(steps.length === 0
      ? []
      : [`**${say(lang, 'prevention')}**\n\n${steps.map((step) => `- ${escaped(step)}`).join('\n')}`]),
    ...(policies.length === 0 ? [] : [`**${say(lang, 'policy')}**\n\n${policies.join('\n')}`]),
  ].join('\n\n');
}
