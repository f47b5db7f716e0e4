import { describe, expect, it } from 'vitest';
import { CLEAN, RISKY } from './listings.ts';
import { lastLine, preclear, shop } from './run.ts';

const NAME = 'preclear.config.yaml';
const FILES = ['a.jsonl', 'us/a.jsonl', 'us/z.jsonl', 'z.jsonl'];

interface Found {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly field: string;
  readonly match: string;
}

async function findings(
  cwd: string,
  ...args: string[]
): Promise<{ readonly found: Found[]; readonly exit: number | null; readonly why: string }> {
  const { stdout, stderr, exit } = await preclear(['scan', ...args, '--format', 'json', '--lang', 'en'], { cwd });
  const found: Found[] = stdout === '' ? [] : JSON.parse(stdout).findings;
  return { found, exit, why: stdout === '' ? stderr : lastLine(stderr) };
}

/** Uses a brand in its title, which is right for its owner. */
const NIKE = `${JSON.stringify({ id: 'HM-BELT-09', marketplace: 'amazon.com', title: 'Nike Running Belt with Phone Pocket' })}\n`;

describe('configurations of one run', () => {
  it('are the nearest of every file, also inside a scanned folder, and the report keeps the order of the files', async () => {
    const cwd = shop({
      ...Object.fromEntries(FILES.map((file) => [file, RISKY + NIKE])),
      [NAME]: 'lang: en\n',
      [`us/${NAME}`]: 'extends: //\nbrands: [Nike]\n',
    });
    const { found } = await findings(cwd, '.');
    expect([...new Set(found.map(({ file }) => file))]).toEqual(FILES);
    const nike = (list: readonly Found[]): Set<string> =>
      new Set(list.filter(({ field, match }) => field === 'title' && match === 'Nike').map(({ file }) => file));
    expect(nike(found)).toEqual(new Set(['a.jsonl', 'z.jsonl']));
    expect(nike((await findings(cwd, '.', '--config', NAME)).found)).toEqual(new Set(FILES));
  });

  it('of two folders go into one report, and the strictest failOn counts', async () => {
    const cwd = shop({
      'us/a.jsonl': RISKY,
      [`us/${NAME}`]: 'failOn: never\n',
      'de/a.jsonl': CLEAN,
      [`de/${NAME}`]: 'failOn: note\n',
    });
    expect((await findings(cwd, 'us')).exit).toBe(0);
    const both = await findings(cwd, 'us', 'de');
    expect(both.exit).toBe(1);
    expect(both.why).toContain('at or above "note"');
    expect(await findings(cwd, 'de', 'us')).toEqual(both);
  });

  it('change the rules of their own files only', async () => {
    const cwd = shop({
      'a.jsonl': RISKY,
      'us/a.jsonl': RISKY,
      [NAME]: '',
      [`us/${NAME}`]: 'only: [amazon]\noverrides:\n  - files: "#/sku/HM-BELT-01/search-terms"\n    rules: { amazon: note }\n',
    });
    const { found } = await findings(cwd, '.');
    const us = found.filter(({ file }) => file === 'us/a.jsonl');
    expect(new Set(us.map(({ rule }) => rule.split('/')[0]))).toEqual(new Set(['amazon']));
    expect(us.some(({ severity }) => severity === 'note')).toBe(true);
    expect(found.some(({ file, rule }) => file === 'a.jsonl' && !rule.startsWith('amazon/'))).toBe(true);
  });

  it('that are wrong end the scan, wherever they stand', async () => {
    const cwd = shop({ 'a.jsonl': CLEAN, [`deep/us/${NAME}`]: 'brnads: [x]\n', 'deep/us/a.jsonl': CLEAN });
    const { exit, why } = await findings(cwd, '.');
    expect(exit).toBe(2);
    expect(why).toContain(`deep/us/${NAME}:1:1: Unknown key "brnads". Did you mean "brands"?`);
    const unknown = shop({ 'a.jsonl': CLEAN, [NAME]: 'overrides:\n  - { files: a, rules: { amazn: off } }\n' });
    expect(await findings(unknown, '.')).toMatchObject({ exit: 2 });
  });

  it('may not give one rule two meanings in one report', async () => {
    const pack = (text: string): string =>
      `pack: { id: own, version: 1.0.0, title: { en: Own, zh: 自有 } }\nrules:\n  - id: own/word\n    extends: core/counterfeit-wording\n    message: { en: "${text}", zh: "${text}" }\n`;
    const cwd = shop({
      'a.jsonl': CLEAN,
      'own.yaml': pack('One thing'),
      [NAME]: 'rules: [own.yaml]\n',
      'us/a.jsonl': CLEAN,
      'us/own.yaml': pack('Another thing'),
      [`us/${NAME}`]: 'rules: [own.yaml]\n',
    });
    const { exit, why } = await findings(cwd, '.');
    expect(exit).toBe(2);
    expect(why).toContain('The rule own/word says different things');
  });

  it('let a fix leave alone what an override leaves out', async () => {
    const cwd = shop({ 'a.jsonl': RISKY, [NAME]: '' });
    const before = await preclear(['scan', 'a.jsonl', '--fix-dry-run'], { cwd });
    expect(before.stdout).toContain('nike');
    const off = shop({ 'a.jsonl': RISKY, [NAME]: 'overrides:\n  - { files: "*.jsonl", rules: { amazon: off, core: off } }\n' });
    expect((await preclear(['scan', 'a.jsonl', '--fix-dry-run'], { cwd: off })).stdout).toBe('');
  });
});

describe('preclear config', () => {
  const files = {
    [NAME]: 'lang: en\nbrands: [Hillmoor]\nmarketplace: amazon\nignore: [drafts/]\n',
    [`us/${NAME}`]: [
      'extends: //',
      'brands: [Tidewick]',
      'sources:',
      '  - { files: feeds/, encoding: gbk, marketplace: amazon.com }',
      'overrides:',
      '  - files: ["**#/sku/AB-*/title", pages/]',
      '    rules: { amazon: off }',
      '  - { files: feeds/de-*, marketplace: 亚马逊德国站 }',
    ].join('\n'),
  };

  it('tells every setting, the file and line that set it, and why it is about this file', async () => {
    const cwd = shop(files);
    const { exit, stdout } = await preclear(['config', 'us/feeds/de-1.csv'], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain(`brands:  # ${NAME}:2, us/${NAME}:2\n  - Hillmoor\n  - Tidewick\n`);
    expect(stdout).toContain('failOn: error  # default\n');
    expect(stdout).toContain('ignored: false  # default\n');
    expect(stdout).toContain(`  encoding: gbk  # us/${NAME}:4 sources[0].encoding, because us/feeds/de-1.csv fits feeds/\n`);
    expect(stdout).toContain(
      `  marketplace: amazon.de  # us/${NAME}:8 overrides[1].marketplace, because us/feeds/de-1.csv fits feeds/de-*\n`,
    );
    expect(stdout).toContain(
      `  - files:  # us/${NAME}:6 overrides[0]\n      - "**#/sku/AB-*/title"\n    rules:\n      amazon: off\n`,
    );
    expect((await preclear(['config', 'us/drafts/a.csv'], { cwd })).stdout).toContain(
      `ignored: true  # ${NAME}:4 ignore[0], because us/drafts/a.csv fits drafts/`,
    );
  });

  it('says the same in JSON', async () => {
    const { stdout } = await preclear(['config', 'us/feeds/de-1.csv', '--json'], { cwd: shop(files) });
    const told = JSON.parse(stdout);
    expect(told.configurations).toEqual([NAME, `us/${NAME}`]);
    expect(told.settings.brands).toEqual({
      value: ['Hillmoor', 'Tidewick'],
      from: [
        { file: NAME, line: 2, column: 1, key: 'brands' },
        { file: `us/${NAME}`, line: 2, column: 1, key: 'brands' },
      ],
    });
    expect(told.settings.failOn).toEqual({ value: 'error', from: 'default' });
    expect(told.source.marketplace.from).toEqual([
      { file: `us/${NAME}`, line: 8, column: 26, key: 'overrides[1].marketplace', glob: 'feeds/de-*' },
    ]);
    expect(told.overrides).toHaveLength(1);
    expect(told.ignored).toBeNull();
  });

  it('speaks Chinese, and does without a configuration', async () => {
    const zh = await preclear(['config', 'us/feeds/de-1.csv'], { cwd: shop({ ...files, [NAME]: 'lang: zh\n' }) });
    expect(zh.stdout).toContain('因为 us/feeds/de-1.csv 匹配 feeds/');
    const none = await preclear(['config', 'a.csv'], { cwd: shop({}) });
    expect(none.stdout).toContain('source:\n  format: auto  # default\noverrides: []\n');
  });
});
