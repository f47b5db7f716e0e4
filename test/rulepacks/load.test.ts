import { describe, expect, it } from 'vitest';
import { RulePackError } from '../../src/model/errors.ts';
import { loadPacks, type PackCache } from '../../src/rulepacks/load.ts';
import { PACK } from './pack-text.ts';

const BASE = { name: 'ours.yaml', text: PACK };

function user(rules: string, id = 'mine') {
  return { name: 'mine.yaml', text: `pack: { id: ${id}, version: 2.0.0, title: { en: Mine, zh: 我的 } }\nrules:\n${rules}` };
}

async function mistakes(...sources: { name: string; text: string }[]): Promise<string[]> {
  try {
    await loadPacks(sources);
    return [];
  } catch (error) {
    if (!(error instanceof RulePackError)) throw error;
    return error.mistakes.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  }
}

async function mistakesIn(from: string | RegExp, to: string): Promise<string[]> {
  const text = PACK.replace(from, to);
  expect(text).not.toBe(PACK);
  return mistakes({ name: 'p.yaml', text });
}

describe('a good pack', () => {
  it('becomes rules with the defaults filled in', async () => {
    const [pack] = await loadPacks([BASE]);
    expect(pack).toMatchObject({ id: 'ours', version: '1.0.0', marketplaces: [] });
    expect(pack?.rules).toMatchObject([{ id: 'ours/mega-deal', pack: 'ours@1.0.0', review: false, marketplaces: [] }]);
  });

  it('gives its marketplaces to rules that have none of their own', async () => {
    const text = PACK.replace('zh: 我们的词表 } }', 'zh: 我们的词表 }, marketplaces: [amazon.*] }');
    const own = text.replace('    scope:', "    marketplaces: [amazon.*, '!amazon.in']\n    scope:");
    expect((await loadPacks([{ name: 'a', text }]))[0]?.rules[0]?.marketplaces).toEqual(['amazon.*']);
    expect((await loadPacks([{ name: 'a', text: own }]))[0]?.rules[0]?.marketplaces).toEqual(['amazon.*', '!amazon.in']);
  });
});

describe('a mistake is told with its place and what is allowed', () => {
  it.each([
    [
      'unknown key',
      '    fix:',
      '    fixx: 1\n    fix:',
      /^p\.yaml:11:5 Unknown key "fixx"\. Did you mean "fix"\? Allowed here: kind, id, severity/,
    ],
    ['missing key', / {4}fix:.*\n/, '', /^p\.yaml:3:5 "rules\[0\]\.fix" is missing; expected a map/],
    ['missing language', ', zh: 删除。', '', /^p\.yaml:11:5 "rules\[0\]\.fix\.zh" is missing; expected text/],
    ['unknown kind', 'kind: phrases', 'kind: phrase', /^p\.yaml:4:11 .*Did you mean "phrases"\? Allowed: brand-terms/],
    ['no kind', / {4}kind:.*\n/, '', /^p\.yaml:3:5 .*has no kind/],
    [
      'unknown level',
      'severity: warning',
      'severity: fatal',
      /^p\.yaml:5:15 .*must be one of error, warning, note, not "fatal"/,
    ],
    ['unknown field', '[title, bullet]', '[titel, bullet]', /^p\.yaml:6:13 .*must be title, bullet.*not "titel"/],
    ['image field', '[title, bullet]', '[image.main]', /^p\.yaml:6:13 .*phrases rules look at text fields/],
    [
      'unknown slot',
      '{match}" in',
      '{owner} {match}" in',
      /^p\.yaml:8:20 .*no slot \{owner\} in phrases rules; allowed: \{match\}/,
    ],
    ['slots that differ', '“{match}”', '', /^p\.yaml:8:.*zh": lacks \{match\}/],
    ['lookbehind', 'phrases: [mega deal]', "patterns: ['(?<=a)b']", /^p\.yaml:7:24 .*no RE2 pattern.*no lookahead, lookbehind/],
    ['capitals in a pattern', 'phrases: [mega deal]', "patterns: ['Deal']", /lower case/],
    ['empty pattern', 'phrases: [mega deal]', "patterns: ['a*']", /matches the empty text/],
    ['no condition', '{ phrases: [mega deal] }', '{ unless: [x] }', /^p\.yaml:7:11 .*give phrases, patterns or both/],
    ['phrase of signs', '[mega deal]', "['★★']", /has no word in it/],
    ['not a day', '2026-11-22', '22.11.2026', /^p\.yaml:10:.*must be a day such as 2026-11-22, not "22\.11\.2026"/],
    ['no address', 'https://hillmoor.example/terms', 'our wiki', /"rules\[0\]\.policy\[0\]\.url" must be/],
    ['number for version', 'version: 1.0.0', 'version: 1.0', /^p\.yaml:1:28 "pack\.version" must be text, not 1/],
    ['id of another pack', 'ours/mega-deal', 'core/mega-deal', /must begin with the pack's id: "ours\/…"/],
    [
      'key twice',
      '    kind: phrases',
      '    kind: phrases\n    kind: field',
      /^p\.yaml:5:5 The key "kind" stands here a second time/,
    ],
    ['tab', '    kind', '\tkind', /^p\.yaml:4:1 Tabs are not allowed/],
    ['key in an example', '[a deal]', '[{ listing: { brnad: x } }]', /Unknown key "brnad"\. Did you mean "brand"\?/],
    ['field in an example', '[a deal]', '[{ listing: { fields: { titel: x } } }]', /the name must be a field name/],
    ['no examples', '[mega deal today]', '[]', /flag" must be at least 1 entries/],
    [
      'condition of another kind',
      '{ phrases: [mega deal] }',
      '{ phrases: [a], maxBytes: 3 }',
      /Unknown key "maxBytes".*Allowed here: phrases, patterns, unless/,
    ],
  ])('%s', async (_, from, to, expected) => {
    const found = await mistakesIn(from, to);
    expect(found.join('\n')).toMatch(expected);
  });

  it('tells all of them, in the order of the file, with the line and a caret', async () => {
    const text = PACK.replace('warning', 'fatal').replace('kind: phrases', 'kind: phrases\n    colour: red');
    const error = await loadPacks([{ name: 'p.yaml', text }]).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RulePackError);
    expect(String(error)).toContain('  6 |     severity: fatal\n                    ^');
    expect(await mistakes({ name: 'p.yaml', text })).toMatchObject(
      [/^p\.yaml:5:5/, /^p\.yaml:6:15/].map((at) => expect.stringMatching(at)),
    );
  });

  it.each([
    ['empty', '', /1:1 The file must be a map/],
    ['a word', 'hello', /must be a map, not "hello"/],
    ['brackets', '['.repeat(50_000), /more than 200 deep/],
    ['too long', 'x'.repeat(4_200_000), /has 4200000 characters; at most 4194304/],
    ['no rules', 'pack: { id: a, version: 1.0.0, title: { en: a, zh: a } }\nrules: []', /"rules" must be at least 1 entries/],
    ['a number as a rule', 'pack: { id: a, version: 1.0.0, title: { en: a, zh: a } }\nrules: [3]', /must be a rule \(a map\)/],
    [
      'alias bomb',
      `a: &a [${'x,'.repeat(20)}]\n${[...'bcdefgh'].map((c, i) => `${c}: &${c} [${`*${'abcdefg'[i]},`.repeat(20)}]`).join('\n')}`,
      /aliases of the file cannot be followed/,
    ],
  ])('hostile: %s', async (_, text, expected) => {
    expect((await mistakes({ name: 'p.yaml', text })).join('\n')).toMatch(expected);
  });

  it('stops at a hundred', async () => {
    const text = `pack: { id: a, version: 1.0.0, title: { en: a, zh: a } }\nrules:\n${'  - { id: a }\n'.repeat(500)}`;
    expect((await mistakes({ name: 'p.yaml', text })).length).toBe(100);
  });
});

describe('extends', () => {
  it('changes a rule of an earlier pack where it stands', async () => {
    const change = user(
      '  - extends: ours/mega-deal\n    severity: note\n    when: { phrases+: [giga deal], phrases-: [mega deal] }\n    scope-: [bullet]\n',
    );
    const [ours, mine] = await loadPacks([BASE, change]);
    expect(ours?.rules).toMatchObject([
      {
        id: 'ours/mega-deal',
        severity: 'note',
        scope: ['title'],
        when: { phrases: ['giga deal'] },
        pack: 'ours@1.0.0+mine@2.0.0',
      },
    ]);
    expect(mine?.rules).toEqual([]);
  });

  it('switches a rule off', async () => {
    const [ours] = await loadPacks([BASE, user('  - { extends: ours/mega-deal, severity: off }\n')]);
    expect(ours?.rules).toEqual([]);
  });

  it('makes a new rule beside the old one when it has an id', async () => {
    const [ours, mine] = await loadPacks([BASE, user('  - { extends: ours/mega-deal, id: mine/deal, severity: error }\n')]);
    expect(ours?.rules).toMatchObject([{ severity: 'warning' }]);
    expect(mine?.rules).toMatchObject([{ id: 'mine/deal', severity: 'error', pack: 'mine@2.0.0' }]);
  });

  it.each([
    [
      'unknown rule',
      '  - { extends: ours/mega-del, severity: off }',
      /3:16 .*no rule "ours\/mega-del" to extend\. Did you mean "ours\/mega-deal"\?/,
    ],
    [
      'unknown word',
      '  - extends: ours/mega-deal\n    when: { phrases-: [mega del] }',
      /4:24 .*"mega del" is not in ours\/mega-deal.*Did you mean "mega deal"\?/,
    ],
    ['other kind', '  - { extends: ours/mega-deal, kind: field }', /3:38 .*must be "phrases"/],
    ['condition of another kind', '  - { extends: ours/mega-deal, when: { maxBytes: 3 } }', /Unknown key "maxBytes"/],
    ['slot', '  - { extends: ours/mega-deal, fix: { en: "{owner}", zh: "{owner}" } }', /no slot \{owner\}/],
    ['nothing left', '  - { extends: ours/mega-deal, when: { phrases-: [mega deal] } }', /give phrases, patterns or both/],
  ])('refuses: %s', async (_, rules, expected) => {
    expect((await mistakes(BASE, user(`${rules}\n`))).join('\n')).toMatch(expected);
  });

  it('refuses a pack id that is taken', async () => {
    expect((await mistakes(BASE, { ...BASE, name: 'again.yaml' })).join('\n')).toMatch(/already/);
  });
});

describe('cache', () => {
  function memory(): PackCache & { readonly kept: Map<string, string> } {
    const kept = new Map<string, string>();
    return { kept, read: (key) => kept.get(key), write: (key, json) => kept.set(key, json) };
  }

  it('gives back what was compiled, without compiling', async () => {
    const cache = memory();
    const first = await loadPacks([BASE], cache);
    const [entry] = [...cache.kept];
    expect(entry?.[0]).toMatch(/^[0-9a-f]{64}$/);
    cache.kept.set(entry?.[0] ?? '', entry?.[1].replaceAll('mega deal', 'from the cache') ?? '');
    expect(await loadPacks([BASE])).toEqual(first);
    expect((await loadPacks([BASE], cache))[0]?.rules).toMatchObject([{ when: { phrases: ['from the cache'] } }]);
  });

  it('compiles again when a damaged entry or another text comes', async () => {
    const cache = memory();
    const first = await loadPacks([BASE], cache);
    for (const key of cache.kept.keys()) cache.kept.set(key, '{');
    expect(await loadPacks([BASE], cache)).toEqual(first);
    await loadPacks([{ ...BASE, text: `${PACK}# changed\n` }], cache);
    expect(cache.kept.size).toBe(2);
  });

  it('knows that a pack which extends depends on the packs before it', async () => {
    const cache = memory();
    const change = user('  - { extends: ours/mega-deal, severity: note }\n');
    await loadPacks([BASE, change], cache);
    const other = { ...BASE, text: PACK.replace('mega deal]', 'mega deal, tera deal]') };
    const [ours] = await loadPacks([other, change], cache);
    expect(ours?.rules).toMatchObject([{ severity: 'note', when: { phrases: ['mega deal', 'tera deal'] } }]);
  });
});
