import { describe, expect, it } from 'vitest';
import { BRAND_USES, FOLDINGS, REFERENCE_ROLES, RIGHTS_FAULTS } from '../../src/model/evidence.ts';
import { fieldName } from '../../src/model/field-names.ts';
import { becauseSentence } from '../../src/reporters/because.ts';
import { explainFinding, explainRule } from '../../src/reporters/explanation.ts';
import { messageOf } from '../../src/reporters/message.ts';
import { countOf, FAULT_NAMES, FOLDING_NAMES, ROLE_NAMES, USE_NAMES } from '../../src/reporters/wording.ts';
import { findings, head, listing, plainOptions, rules } from './sample.ts';

describe('wording', () => {
  it.each([
    ['en', 0, '0 errors'],
    ['en', 1, '1 error'],
    ['en', 1204, '1,204 errors'],
    ['zh', 1, '1 个错误'],
  ] as const)('counts: %s %d', (lang, count, expected) => {
    expect(countOf(lang, count, 'error')).toBe(expected);
  });

  it('names every value of the model in both languages', () => {
    const names = [
      ...BRAND_USES.map((use) => USE_NAMES[use]),
      ...FOLDINGS.map((folding) => FOLDING_NAMES[folding]),
      ...REFERENCE_ROLES.map((role) => ROLE_NAMES[role]),
      ...RIGHTS_FAULTS.map((fault) => FAULT_NAMES[fault]),
    ];
    for (const { en, zh } of names) {
      expect(en).toMatch(/[a-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each([
    ['title', null, 'title', '标题'],
    ['bullet', 3, 'bullet point 3', '五点描述第 3 点'],
    ['search-terms', 1, 'search terms', '后台搜索词'],
    ['attribute:Material', null, 'attribute "Material"', '属性“Material”'],
    ['image.other', 2, 'further picture 2', '附图第 2 张'],
  ])('names fields as sellers do: %s', (field, index, en, zh) => {
    expect(fieldName(field, index)).toEqual({ en, zh });
  });

  it('ends a sentence once', () => {
    const finding = findings.find((f) => f.rule === 'demo/brand-in-search-terms');
    if (finding === undefined) throw new RangeError('the sample has it');
    expect(messageOf(finding, head.rules.get(finding.rule), 'en')).toMatch(/of Nike, Inc\.$/);
  });

  it('tells evidence as a sentence, and an unknown code as it is', () => {
    expect(becauseSentence({ code: 'noun', words: 'belt' }, 'en')).toBe('next to it stands “belt”, which the brand makes');
    expect(becauseSentence({ code: 'new-code', words: 'x' }, 'zh')).toBe('new-code: x');
    expect(becauseSentence({ code: 'accessory-noun', words: 'strap' }, 'zh')).toContain('旁边的“strap”是配套用品');
    expect(becauseSentence({ code: 'model-code' }, 'en')).toBe('it is part of an article number');
    expect(becauseSentence({ code: 'compatible-for', words: 'for' }, 'zh')).toContain('前面的“for”');
  });
});

describe('explanation', () => {
  it.each(['en', 'zh'] as const)('of a rule and of a finding in %s', async (lang) => {
    const [rule] = rules;
    const finding = findings.find((f) => f.rule === rule?.id);
    if (rule === undefined || finding === undefined) throw new RangeError('the sample has both');
    const options = { ...plainOptions, lang };
    const text = `${explainRule(rule, options)}\n=====\n\n${explainFinding(finding, listing, head.rules, options)}`;
    await expect(text).toMatchFileSnapshot(`expected/explanation.${lang}.txt`);
  });
});
