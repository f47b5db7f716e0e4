import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Rule, RulePack } from '../../src/model/rule.ts';
import { builtInSources } from '../../src/rulepacks/disk.ts';
import { documentPacks } from '../../src/rulepacks/docs.ts';
import { testExamples } from '../../src/rulepacks/examples.ts';
import { lettersJsonSchema } from '../../src/rulepacks/letter-schema.ts';
import { loadPacks } from '../../src/rulepacks/load.ts';
import { rulePackJsonSchema } from '../../src/rulepacks/pack-json-schema.ts';
import { KINDS } from '../../src/rulepacks/schema.ts';
import { PACK } from './pack-text.ts';

let packs: RulePack[];
let rules: Rule[];
beforeAll(async () => {
  packs = await loadPacks(builtInSources());
  rules = packs.flatMap((pack) => pack.rules);
});

describe('the packs that come with preclear', () => {
  it('cover every kind of rule', () => {
    expect(new Set(rules.map(({ kind }) => kind))).toEqual(new Set(KINDS));
  });

  it('give every rule three examples of each sort', () => {
    const poor = rules.filter(({ examples }) => examples.flag.length < 3 || examples.pass.length < 3);
    expect(poor.map(({ id }) => id)).toEqual([]);
  });

  it('mean the same by the same prevention step', () => {
    const steps = new Map<string, Set<string>>();
    for (const { id, ...step } of rules.flatMap((rule) => rule.prevention)) {
      steps.set(id, (steps.get(id) ?? new Set()).add(JSON.stringify(step)));
    }
    expect([...steps].filter(([, texts]) => texts.size > 1).map(([id]) => id)).toEqual([]);
  });

  it('are documented by the README as it stands, and by the schema', () => {
    expect(readFileSync('rules/README.md', 'utf8') === documentPacks(packs), 'run: preclear rules docs').toBe(true);
    const schema = `${JSON.stringify(rulePackJsonSchema(), null, 2)}\n`;
    expect(readFileSync('rules/schema/rule-pack.schema.json', 'utf8') === schema, 'run: preclear rules docs').toBe(true);
    const letters = `${JSON.stringify(lettersJsonSchema(), null, 2)}\n`;
    expect(readFileSync('rules/schema/letters.schema.json', 'utf8') === letters, 'run: preclear rules docs').toBe(true);
  });
});

describe('the JSON Schema', () => {
  it('accepts the packs and refuses an unknown key', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(rulePackJsonSchema());
    for (const { text } of builtInSources())
      expect(validate(parse(text)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate(parse(PACK.replace('    fix:', '    fx: 1\n    fix:')))).toBe(false);
    expect(validate(parse(PACK.replace('    fix:', '    extends: 3\n    fix:')))).toBe(false);
  });

  it('says what every property is', () => {
    const silent: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties' && typeof value === 'object' && value !== null) {
          for (const [name, property] of Object.entries(value)) {
            const told = typeof property === 'object' && property !== null && ('description' in property || '$ref' in property);
            if (!told) silent.push(`${path}.${name}`);
          }
        }
        visit(value, `${path}/${key}`);
      }
    };
    visit(rulePackJsonSchema(), '');
    expect(silent).toEqual([]);
  });
});

describe('the test of examples', () => {
  it('tells a rule that is silent, one that alarms, and one that is over-broad', async () => {
    const second = PACK.slice(PACK.indexOf('  - id:'))
      .replace('mega-deal', 'deal')
      .replace('[mega deal]', '[deal]')
      .replace('[a deal]', '[fine]');
    const [pack] = await loadPacks([{ name: 'p.yaml', text: PACK + second }]);
    const runner = (rule: Rule, example: unknown): number =>
      rule.kind === 'phrases' && (rule.when.phrases ?? []).some((phrase) => JSON.stringify(example).includes(phrase)) ? 1 : 0;
    const report = testExamples(pack === undefined ? [] : [pack], runner);
    expect(report).toMatchObject({ rules: 2, examples: 4 });
    expect(report.failures).toEqual([{ rule: 'ours/deal', what: 'over-broad', example: 'a deal', of: 'ours/mega-deal' }]);
    expect(testExamples(pack === undefined ? [] : [pack], () => 0).failures.map(({ what }) => what)).toEqual([
      'silent',
      'silent',
    ]);
    expect(testExamples(pack === undefined ? [] : [pack], () => 1).failures.filter(({ what }) => what === 'alarm').length).toBe(
      2,
    );
  });
});
