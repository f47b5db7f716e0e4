import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RulePackError } from '../../src/model/errors.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Rule } from '../../src/model/rule.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import type { ConfigLayer, LoadedConfig } from '../../src/scan/config.ts';
import { parseConfig } from '../../src/scan/config-file.ts';
import { sourceFor } from '../../src/scan/config-globs.ts';
import { relevelAll, relevelFor, requireKnownRules } from '../../src/scan/config-levels.ts';
import { matchesStar, splitPointer } from '../../src/scan/config-pointer.ts';

const SHOP = '/shop';

async function configOf(...texts: string[]): Promise<LoadedConfig> {
  const layers: ConfigLayer[] = [];
  for (const [i, text] of texts.entries()) {
    const file = join(SHOP, `${i}.yaml`);
    layers.push({ file, folder: SHOP, text, values: await parseConfig(file, text) });
  }
  return { file: join(SHOP, '0.yaml'), folder: SHOP, values: {}, layers };
}

function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'amazon/brand-in-title',
    severity: 'error',
    review: false,
    confidence: 0.9,
    listing: 'AB-1',
    marketplace: 'amazon.com',
    file: 'feeds/a.csv',
    line: 2,
    column: 1,
    record: 1,
    field: 'title',
    index: null,
    span: [0, 4],
    match: 'Nike',
    slots: {},
    evidence: { kind: 'phrase', phrase: 'x', folding: [] } as unknown as Finding['evidence'],
    prevention: [],
    fingerprint: '0123456789abcdef',
    state: 'open',
    ...parts,
  };
}

/** What becomes of a finding in a file: its severity, or nothing. */
async function levelIn(
  config: LoadedConfig,
  file: string,
  parts: Partial<Finding> = {},
  usual = 'error',
): Promise<string | undefined> {
  const rules = new Map([['amazon/brand-in-title', { severity: usual } as unknown as Rule]]);
  return relevelAll([finding(parts)], relevelFor(config, join(SHOP, file), rules))[0]?.severity;
}

async function mistakes(text: string): Promise<string[]> {
  const error: unknown = await parseConfig('c.yaml', text).catch((e: unknown) => e);
  return error instanceof RulePackError ? error.mistakes.map((m) => `${m.line}:${m.column} ${m.message}`) : [];
}

const rules = (files: string, level: string, id = 'amazon/brand-in-title'): string =>
  `  - { files: ${files}, rules: { ${id}: ${level} } }\n`;

describe('overrides', () => {
  it('change the severity of a rule in some files, or leave it out', async () => {
    const config = await configOf(`overrides:\n${rules('feeds/', 'note')}${rules('"*.md"', 'off')}`);
    expect(await levelIn(config, 'feeds/a.csv')).toBe('note');
    expect(await levelIn(config, 'feeds/a.md')).toBeUndefined();
    expect(await levelIn(config, 'pages/a.csv')).toBe('error');
    expect(await levelIn(config, 'feeds/a.csv', { rule: 'amazon/other' })).toBe('error');
  });

  it('count from the last: the nearest file, the last entry, the rule before its pack', async () => {
    const config = await configOf(
      `overrides:\n${rules('"*.csv"', 'off')}`,
      `overrides:\n${rules('"*.csv"', 'warning')}  - { files: feeds/, rules: { amazon: off, amazon/brand-in-title: note } }\n`,
    );
    expect(await levelIn(config, 'a.csv')).toBe('warning');
    expect(await levelIn(config, 'feeds/a.csv')).toBe('note');
    expect(await levelIn(config, 'feeds/a.csv', { rule: 'amazon/other' })).toBeUndefined();
    expect(await levelIn(config, 'feeds/a.csv', { rule: 'amazon.x/other' })).toBe('error');
  });

  it('do not make a finding stronger that was too unsure for its rule', async () => {
    const config = await configOf(`overrides:\n${rules('a.csv', 'error')}${rules('b.csv', 'note')}`);
    expect(await levelIn(config, 'a.csv', { severity: 'warning' }, 'error')).toBe('warning');
    expect(await levelIn(config, 'a.csv', { severity: 'warning' }, 'warning')).toBe('error');
    expect(await levelIn(config, 'b.csv', { severity: 'warning' }, 'error')).toBe('note');
  });

  it.each<[string, Partial<Finding>, boolean]>([
    ['"**#/sku/AB-1"', {}, true],
    ['"#/sku/AB-1"', {}, true],
    ['"feeds/**#/sku/AB-1"', {}, true],
    ['"pages/**#/sku/AB-1"', {}, false],
    ['"**#/sku/AB-2"', {}, false],
    ['"**#/sku/AB-*"', {}, true],
    ['"**#/sku/AB-1/title"', {}, true],
    ['"**#/sku/AB-1/bullet"', {}, false],
    ['"**#/sku/AB-1/bullet"', { field: 'bullet', index: 3 }, true],
    ['"**#/sku/AB-1/bullet/3"', { field: 'bullet', index: 3 }, true],
    ['"**#/sku/AB-1/bullet/2"', { field: 'bullet', index: 3 }, false],
    ['"**#/sku/AB-1/title/1"', {}, true],
    ['"**#/sku/*/image.*"', { field: 'image.other', index: 2 }, true],
    ['"**#/sku/A~1B~0C"', { listing: 'A/B~C' }, true],
    ['"**#/sku/feeds~1a.csv#12"', { listing: 'feeds/a.csv#12' }, true],
    ['"**#/sku/腰包-*/title"', { listing: '腰包-黑色' }, true],
    ['"**#/sku/*/attribute:Care ~1 Use"', { field: 'attribute:Care / Use' }, true],
    ['["pages/**", "**#/sku/AB-1"]', {}, true],
    ['["feeds/**", "**#/sku/AB-2"]', {}, true],
    ['[a.csv, "b.csv#/sku/AB-1"]', {}, false],
  ])('mean by %s what %j is: %s', async (files, parts, covered) => {
    const config = await configOf(`overrides:\n${rules(files, 'off')}`);
    expect(await levelIn(config, 'feeds/x.csv', parts)).toBe(covered ? undefined : 'error');
  });

  it('tell marketplace and language of whole files, over sources', async () => {
    const config = await configOf(
      'sources:\n  - { files: feeds/, marketplace: amazon.com, encoding: gbk }\noverrides:\n  - { files: feeds/de-*, marketplace: Amazon DE, locale: de-DE }\n',
    );
    expect(sourceFor(config, join(SHOP, 'feeds/de-1.csv'))).toEqual({
      marketplace: 'amazon.de',
      locale: 'de-DE',
      encoding: 'gbk',
    });
    expect(sourceFor(config, join(SHOP, 'feeds/us.csv'))).toEqual({ marketplace: 'amazon.com', encoding: 'gbk' });
  });

  it.each([
    ['an unknown key', '  - { files: a, rule: { core: off } }\n', /^2:17 Unknown key "rule"\. Did you mean "rules"\?/],
    ['an unknown severity', rules('a', 'warn'), /must be one of error, warning, note, off, not "warn"/],
    ['no files', '  - { rules: { core: off } }\n', /"overrides\[0\]\.files" is missing/],
    [
      'an unknown field',
      rules('"**#/sku/A/titel"', 'off'),
      /^2:14 "overrides\[0\]\.files": no field "titel"\. Did you mean "title"\?/,
    ],
    [
      'something else behind #/',
      rules('[a, "**#/asin/A"]', 'off'),
      /^2:18 "overrides\[0\]\.files\[1\]": behind # it must read \/sku\/ID/,
    ],
    ['no id', rules('"**#/sku/"', 'off'), /must read \/sku\/ID/],
    ['too much', rules('"**#/sku/A/bullet/3/x"', 'off'), /must read \/sku\/ID/],
    ['a bad escape', rules('"**#/sku/A~2B"', 'off'), /must read \/sku\/ID/],
    ['number 0', rules('"**#/sku/A/bullet/0"', 'off'), /"0" is no number of a field/],
    ['a marketplace for one listing', '  - { files: "**#/sku/A", marketplace: amazon.de }\n', /told for whole files/],
    [
      'a misspelt marketplace',
      '  - { files: a, marketplace: amzon.de }\n',
      /^2:30 "overrides\[0\]\.marketplace": "amzon\.de" is no marketplace\. Did you mean amazon\.de/,
    ],
  ])('refuse %s', async (_, text, expected) => {
    expect((await mistakes(`overrides:\n${text}`))[0]).toMatch(expected);
  });

  it('must name rules and packs that there are', async () => {
    const packs = await loadRulePacks([]);
    await requireKnownRules(await configOf(`overrides:\n${rules('a', 'off', 'amazon')}`), packs);
    const wrong = await configOf('', `overrides:\n${rules('a', 'off', 'amazn')}${rules('a', 'off', 'core/none-such-here')}`);
    const error: unknown = await requireKnownRules(wrong, packs).catch((e: unknown) => e);
    const found = error instanceof RulePackError ? error.mistakes.map((m) => `${m.file}:${m.line} ${m.message}`) : [];
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^\/shop\/1\.yaml:2 "overrides\[0\]\.rules\.amazn": no rule or pack .* Did you mean "amazon"\?/);
  });
});

describe('record pointers', () => {
  it('find every id again that was escaped', () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('*'));
    fc.assert(
      fc.property(id, (text) => {
        const { pointer } = splitPointer(`**#/sku/${text.replaceAll('~', '~0').replaceAll('/', '~1')}/title`);
        expect(pointer?.id).toBe(text);
        expect(pointer?.field).toBe('title');
        expect(matchesStar(pointer?.id ?? '', text)).toBe(true);
      }),
    );
  });

  it('match stars as a regular expression would', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's').test(text);
        expect(matchesStar(pattern, text)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('mistakes', () => {
  it.each([
    ['brnads: [x]', '没有“brnads”这个键。是否想写“brands”？此处可用：extends、'],
    ['brands: x', '“brands”应为列表，不能是 "x"。'],
    ['failOn: eror', '“failOn”应为以下之一：error、warning、note、never，不能是 "eror"。'],
    ['sources:\n  - format: table', '缺少“sources[0].files”；应为文字或列表。'],
    ['ledger: ""', '“ledger”应为至少 1 个字符，不能是 ""。'],
    ['marketplace: amzon.com', '“marketplace”：写的是“amzon.com”，无法识别为平台/站点。是否想写 amazon.com？'],
    ['overrides:\n  - files: "a#/sku/A/titel"', '“overrides[0].files”：没有字段“titel”。是否想写“title”？'],
    ['lang: en\nlang: zh', '键“lang”在此重复出现；请只保留一个。'],
  ])('are told in Chinese as well: %s', async (text, expected) => {
    const error: unknown = await parseConfig('c.yaml', text).catch((e: unknown) => e);
    expect(error instanceof RulePackError ? error.mistakes[0]?.zh : '').toContain(expected);
    expect(error instanceof RulePackError ? error.zh : '').toMatch(/^c\.yaml:\d+:\d+: \S/);
  });
});
