import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { preclear, shop } from './run.ts';

describe('preclear', () => {
  it('prints its version and nothing else', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await preclear(['--version'])).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prints help on demand', async () => {
    const { exit, stdout, stderr } = await preclear(['--help']);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    for (const command of ['scan', 'mentions', 'explain', 'rules', 'refs', 'init', 'config', 'schema'])
      expect(stdout).toContain(`\n  ${command} `);
  });

  it.each(['scan', 'mentions', 'explain', 'config', 'init'])('describes %s, with examples', async (command) => {
    const { exit, stdout } = await preclear([command, '--help']);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Usage: preclear /);
    if (command !== 'init') expect(stdout).toMatch(/Examples?:\n {2}preclear /);
  });

  it.each([
    ['no command', [], /Usage: preclear/],
    ['an unknown command', ['scna'], /unknown command 'scna'\n\(Did you mean scan\?\)/],
    ['an unknown flag', ['scan', '--fromat', 'json'], /unknown option '--fromat'\n\(Did you mean --format\?\)/],
    ['a flag of a later version', ['scan', '--no-such', 'x'], /unknown option '--no-such'/],
    ['a wrong choice', ['scan', '--fail-on', 'eror'], /Allowed choices are error, warning, note, never/],
    ['no processors', ['scan', '--jobs', '0'], /whole number from 1 to 1024/],
    ['an unknown format', ['scan', '--format', 'xml'], /Unknown format "xml"\. Allowed: pretty, json/],
    [
      'two reports on stdout',
      ['scan', '--format', 'json', '--format', 'pretty'],
      /Only one --format may go to standard output/,
    ],
    ['a format without its file', ['scan', '--format', 'json='], /names no file/],
    ['standard input without a name', ['scan', '-'], /--stdin-file-path/],
    ['a configuration that is not there', ['scan', '--config', 'none.yaml'], /cannot be read\.\nReason: ENOENT/],
    ['a misspelt marketplace', ['scan', '--marketplace', 'amzon.com'], /is no marketplace\. Did you mean amazon\.com\?/],
    ['a country without its shop', ['scan', '--marketplace', 'US'], /is no marketplace\. Write it as amazon\.com/],
    ['a rule that is not there', ['explain', 'amazon/no-such-rule'], /There is no rule "amazon\/no-such-rule"/],
  ])('ends with 2 for %s and prints nothing on stdout', async (_, args, expected) => {
    const { exit, stdout, stderr } = await preclear(args, { cwd: shop({}) });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    [['scan', 'none.csv'], '找不到文件或文件夹 none.csv'],
    [['scan', '.'], '没有 Listing 文件'],
    [
      ['scan', '.', '--marketplace', 'amzon.com'],
      '--marketplace 写的是“amzon.com”，无法识别为平台/站点。是否想写 amazon.com？',
    ],
    [['explain', 'amazon/title-lenght'], '没有规则“amazon/title-lenght”'],
  ])('speaks Chinese to those who want it: %j', async (args, expected) => {
    const { exit, stderr } = await preclear([...args, '--lang', 'zh'], { cwd: shop({}) });
    expect(exit).toBe(2);
    expect(stderr).toContain(expected);
    expect((await preclear(args, { cwd: shop({}), env: { LANG: 'zh_CN.UTF-8' } })).stderr).toBe(stderr);
  });

  it.each([
    [['scan', '-'], '请说明它代表哪个文件：--stdin-file-path feed.tsv'],
    [['scan', '.', '--rules', 'none.yaml'], '找不到规则包 /'],
    [['refs', 'remove', 'no-such-entry'], '中没有条目 “no-such-entry”，未删除任何内容'],
    [['refs', 'add', 'a.txt', '--owner', ' ', '--role', 'supplier'], '--owner 为空；请写明文案和图片的权利人'],
  ])('speaks the language of the terminal: %j', async (args, expected) => {
    const { exit, stderr } = await preclear(args, {
      cwd: shop({ 'a.txt': 'Hand-poured candle.' }),
      env: { LANG: 'zh_CN.UTF-8' },
    });
    expect(exit).toBe(2);
    expect(stderr).toContain(expected);
  });

  it('refuses a day that is none', async () => {
    const { exit, stderr } = await preclear(['scan', '.'], { cwd: shop({}), env: { PRECLEAR_AS_OF: '2026-02-30' } });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: 'preclear: PRECLEAR_AS_OF is "2026-02-30"; it must be a day such as 2026-11-22.\n',
    });
  });

  it('shows every mistake of a configuration with its place', async () => {
    const cwd = shop({ 'preclear.config.yaml': 'failOn: eror\nmarketplce: amazon.com\n', 'a.jsonl': '' });
    const { exit, stderr } = await preclear(['scan', '.'], { cwd });
    expect(exit).toBe(2);
    expect(stderr).toContain('rules or configuration cannot be used: 2 mistakes.\nReason: ');
    expect(stderr).toContain('preclear.config.yaml:1:9: "failOn" must be one of error, warning, note, never, not "eror".');
    expect(stderr).toContain('Did you mean "marketplace"?');
  });

  it('checks a pack of preclear that is named, beside packs that are not its own', async () => {
    const checked = await preclear(['rules', 'validate', 'rules/core.yaml']);
    expect(checked).toMatchObject({ exit: 0, stderr: '' });
    expect(checked.stdout).toMatch(/^core@[\d.]+: \d+ rules, no mistakes\n$/);
    const tested = await preclear(['rules', 'test', 'rules/alibaba.yaml']);
    expect(tested.exit).toBe(0);
    expect(tested.stdout).toMatch(/^[1-9]\d* rules, [1-9]\d* examples, 0 failed\n$/);
  });

  it('names levels in the language of the list', async () => {
    const { stdout } = await preclear(['rules', 'list', '--lang', 'zh']);
    expect(stdout).toMatch(/^alibaba\/brand-in-keywords +错误 /m);
    expect(stdout).toMatch(/^amazon\/eco-claim +警告\? /m);
  });
});
