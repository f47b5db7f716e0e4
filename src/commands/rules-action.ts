import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import type { Rule, RulePack } from '../model/rule.ts';
import type { Example } from '../model/rule-example.ts';
import type { Lang } from '../model/text.ts';
import { jsonText } from '../reporters/json-text.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import { builtInSources, installation, loadRulePacks, namedBuiltIn } from '../rulepacks/disk.ts';
import { documentPacks } from '../rulepacks/docs.ts';
import { type ExampleFailure, testExamples } from '../rulepacks/examples.ts';
import { loadPacks } from '../rulepacks/load.ts';
import { endWith } from './exit.ts';
import { pickLang } from './lang.ts';
import { streamOutput } from './output.ts';
import type { ListFlags } from './rules.ts';
import { formatTable } from './table.ts';

/** Prints every rule as a table or as JSON. */
export async function listRules(flags: ListFlags): Promise<void> {
  if (flags.format !== 'table' && flags.format !== 'json')
    throw new UsageError({
      en: `No format "${flags.format}"; give table or json.`,
      zh: `没有“${flags.format}”这种格式；可写 table 或 json。`,
    });
  const lang = langOf(flags.lang);
  const rules = (await loadRulePacks(flags.rules ?? [])).flatMap((pack) => pack.rules);
  const text = flags.format === 'json' ? rules.map((rule) => jsonText(rule)).join(',\n') : table(rules, lang);
  await print(flags.format === 'json' ? `[\n${text}\n]\n` : text);
}

function langOf(flag: string | undefined): Lang {
  if (flag === undefined) return pickLang(undefined);
  if (flag === 'en' || flag === 'zh') return flag;
  throw new UsageError({ en: `No language "${flag}"; give en or zh.`, zh: `没有“${flag}”这种语言；可写 en 或 zh。` });
}

const HEADS: Readonly<Record<Lang, readonly string[]>> = {
  en: ['RULE', 'LEVEL', 'KIND', 'MARKETPLACES', 'MESSAGE'],
  zh: ['规则', '级别', '类型', '平台', '说明'],
};

function table(rules: readonly Rule[], lang: Lang): string {
  const rows = [
    HEADS[lang],
    ...rules.map((rule) => [
      rule.id,
      `${SEVERITY_NAMES[rule.severity][lang]}${rule.review ? '?' : ''}`,
      rule.kind,
      rule.marketplaces.join(' ') || '*',
      rule.message[lang],
    ]),
  ];
  const note = lang === 'en' ? '? = a person decides' : '? = 需人工判断';
  return `${formatTable(rows)}${note}\n`;
}

/** Compiles pack files on top of preclear's own and says how many rules they hold; mistakes are thrown. */
export async function validateRules(files: readonly string[]): Promise<void> {
  const known = (await loadRulePacks([])).length;
  const packs = await loadRulePacks(files);
  const named = namedBuiltIn(files);
  for (const [i, { id, version, rules }] of packs.entries()) {
    if (i >= known) await print(`${id}@${version}: ${rules.length} new rules, no mistakes\n`);
    else if (named[i] === true) await print(`${id}@${version}: ${rules.length} rules, no mistakes\n`);
  }
}

/** Runs the examples of preclear's packs, or of the user's; ends with 1 when one fails. */
export async function testRules(files: readonly string[]): Promise<void> {
  const { createRunner } = await import('../scan/examples.ts');
  const own = (await loadRulePacks([])).length;
  const packs = await loadRulePacks(files);
  const chosen = files.length === 0 ? packs : changedPacks(packs, own, namedBuiltIn(files));
  const { rules, examples, failures } = testExamples(chosen, await createRunner());
  for (const failure of failures) await print(`${told(failure)}\n`);
  await print(`${rules} rules, ${examples} examples, ${failures.length} failed\n`);
  if (failures.length > 0) endWith(1);
}

/** The user's packs, those of preclear that were named, and of its others the rules that the user's packs changed. */
function changedPacks(packs: readonly RulePack[], own: number, named: readonly boolean[]): RulePack[] {
  return packs.map((pack, i) =>
    i < own && named[i] !== true ? { ...pack, rules: pack.rules.filter((rule) => rule.pack.includes('+')) } : pack,
  );
}

function told({ rule, what, example, of }: ExampleFailure): string {
  const shown = shortened(example);
  if (what === 'silent') return `${rule}: does not flag ${shown}`;
  if (what === 'alarm') return `${rule}: flags its look-alike ${shown}`;
  return `${rule}: flags ${shown}, a look-alike of ${of ?? 'another rule'}; narrow it`;
}

function shortened(example: Example): string {
  const text = jsonText(typeof example === 'string' ? example : example.listing);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

/** Writes rules/README.md and the schemas in rules/schema of the installation, or only compares them. */
export async function writeDocs(check: boolean): Promise<void> {
  const { rulePackJsonSchema } = await import('../rulepacks/pack-json-schema.ts');
  const { lettersJsonSchema } = await import('../rulepacks/letter-schema.ts');
  const folder = join(installation(), 'rules');
  const files = [
    { path: join(folder, 'README.md'), text: documentPacks(await loadPacks(builtInSources())) },
    { path: join(folder, 'schema', 'rule-pack.schema.json'), text: `${JSON.stringify(rulePackJsonSchema(), null, 2)}\n` },
    { path: join(folder, 'schema', 'letters.schema.json'), text: `${JSON.stringify(lettersJsonSchema(), null, 2)}\n` },
  ];
  for (const { path, text } of files) {
    if (textOf(path) === text) await print(`${path} is up to date\n`);
    else if (check) {
      await print(`${path} is stale; run: preclear rules docs\n`);
      endWith(1);
    } else {
      write(path, text);
      await print(`${path} written\n`);
    }
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (cause) {
    throw new EnvironmentError({ en: `${path} cannot be written.`, zh: `无法写入 ${path}。` }, { cause });
  }
}

function print(text: string): Promise<void> {
  return streamOutput(process.stdout).write(text);
}
