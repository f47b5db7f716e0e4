import type { Rule, RulePack } from '../model/rule.ts';
import type { Example } from '../model/rule-example.ts';

/** Longest example that the page shows whole. */
const MAX_EXAMPLE = 240;

/** The page that documents packs, in Markdown: what each rule reports, why, what it flags and passes, how to fix and prevent it. */
export function documentPacks(packs: readonly RulePack[]): string {
  const parts = [
    '# Rules',
    'Written by `preclear rules docs` from the packs in this folder; edit those. A pack of your own may change any rule: see the end.',
    packs.map(contents).join('\n\n'),
    ...packs.flatMap((pack) => [`## ${pack.title.en} (${pack.id} ${pack.version})`, ...pack.rules.map(section)]),
    OWN_PACKS,
  ];
  return `${parts.join('\n\n')}\n`;
}

function contents({ title, rules }: RulePack): string {
  const rows = rules.map((rule) => `| [${rule.id}](#${anchor(rule.id)}) | ${level(rule)} | ${inCell(rule.message.en)} |`);
  return [`**${title.en}** · ${title.zh}`, '', '| rule | level | message |', '|---|---|---|', ...rows].join('\n');
}

function section(rule: Rule): string {
  const { message, rationale, policy, fix, prevention, examples } = rule;
  return [
    `### ${rule.id}`,
    `${level(rule)} · ${rule.kind} · fields: ${listed(rule.scope)} · marketplaces: ${listed(rule.marketplaces)}`,
    `**What** ${inline(message.en)}<br>${inline(message.zh)}`,
    `**Why** ${inline(rationale.en)}`,
    `**Policy** ${policy.map(({ title, url, checked }) => `[${title}](${url}) (read ${checked})`).join(' · ')}`,
    `**Flagged** ${shown(examples.flag[0])}`,
    `**Passes** ${shown(examples.pass[0])}`,
    `**Fix** ${inline(fix.en)}`,
    `**Prevention**\n\n${prevention.map(({ id, step }) => `- \`${id}\`: ${inline(step.en)}`).join('\n')}`,
  ].join('\n\n');
}

function level({ severity, review }: Rule): string {
  return review ? `${severity}, a person decides` : severity;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'all' : names.map((name) => `\`${name}\``).join(', ');
}

function shown(example: Example | undefined): string {
  if (example === undefined) return '';
  const text = typeof example === 'string' ? example : JSON.stringify(example);
  const cut = [...text].length > MAX_EXAMPLE ? `${[...text].slice(0, MAX_EXAMPLE).join('')}…` : text;
  const fence = cut.includes('`') ? '``' : '`';
  return `${fence}${cut.replaceAll('\n', ' ')}${fence}`;
}

/** Text that Markdown leaves alone: `<` and `*` stand in messages about characters. */
function inline(text: string): string {
  return text.replaceAll(/[\\`*_<>|~[\]]/g, (sign) => `\\${sign}`);
}

function inCell(text: string): string {
  return inline(text).replaceAll('\n', ' ');
}

/** The anchor that GitHub gives a heading. */
function anchor(id: string): string {
  return id.toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, '');
}

const OWN_PACKS = `## Packs of your own

\`\`\`yaml
# yaml-language-server: $schema=./schema/rule-pack.schema.json
pack: { id: ours, version: 1.0.0, title: { en: Our rules, zh: 我们的规则 } }
rules:
  - extends: amazon/title-capitals        # change the rule itself
    severity: off
  - extends: amazon/promotional-wording
    severity: warning
    when: { phrases+: [mega deal], phrases-: [clearance] }
  - extends: amazon/title-length          # a new rule beside it
    id: ours/title-length
    severity: note
    when: { maxCharacters: 120 }
\`\`\`

Name the file under \`rules:\` in \`preclear.config.yaml\` or give \`--rules FILE\`; \`preclear rules validate FILE\` tells every mistake with its
place, \`preclear rules test FILE\` runs the examples. Patterns are RE2: they run in linear time and know no lookahead, lookbehind or
backreferences; they meet the text in lower case, without accents and markup.`;
