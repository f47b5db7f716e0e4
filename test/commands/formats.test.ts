import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { parseFormats } from '../../src/commands/format-targets.ts';
import { SCAN_FORMATS } from '../../src/commands/formats.ts';
import { REPORT_FORMATS } from '../../src/reporters/registry.ts';
import { BROKEN, CLEAN, RISKY } from './listings.ts';
import { lastLine, preclear, shop } from './run.ts';

const NEVER = ['--fail-on', 'never'];
/** Every format into a file of its own. */
const ALL = REPORT_FORMATS.flatMap((format) => ['--format', `${format}=out/${format}`]);

describe('--format', () => {
  it('writes every format at once, none to standard output', async () => {
    const cwd = shop({ 'feed.jsonl': RISKY + BROKEN + CLEAN });
    const { exit, stdout } = await preclear(['scan', 'feed.jsonl', ...ALL], { cwd });
    expect([exit, stdout]).toEqual([1, '']);
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual([...REPORT_FORMATS].sort());
    for (const format of REPORT_FORMATS) expect(readFileSync(join(cwd, 'out', format), 'utf8')).toContain('HM-BELT-01');
  });

  it('writes the same bytes at any --jobs', async () => {
    const many = Array.from({ length: 6 }, (_, at) => [`feed-${at}.jsonl`, RISKY + CLEAN] as const);
    const cwd = shop(Object.fromEntries(many));
    await preclear(['scan', '.', ...ALL, '--jobs', '1', ...NEVER], { cwd });
    const first = REPORT_FORMATS.map((format) => readFileSync(join(cwd, 'out', format), 'utf8'));
    await preclear(['scan', '.', ...ALL, '--jobs', '4', ...NEVER], { cwd });
    const second = REPORT_FORMATS.map((format) => readFileSync(join(cwd, 'out', format), 'utf8'));
    const withoutRun = (text: string): string => text.replace(/"run":\{[^}]*\}/, '');
    expect(second.map(withoutRun)).toEqual(first.map(withoutRun));
  });

  it.each(['json', 'sarif', 'sarif-github', 'junit', 'markdown', 'html', 'csv', 'github'])(
    '%s goes to standard output alone',
    async (format) => {
      const cwd = shop({ 'feed.jsonl': RISKY });
      const { stdout, stderr } = await preclear(['scan', 'feed.jsonl', '--format', format], { cwd });
      expect(stdout).toContain('HM-BELT-01');
      expect(lastLine(stderr)).toMatch(/^exit 1: /);
    },
  );

  const parse = (...values: string[]) => parseFormats(values, SCAN_FORMATS, 'pretty');

  it('understands formats and files, and keeps their order', () => {
    expect(parse()).toEqual([{ format: 'pretty' }]);
    expect(parse('json=out/a=b.json', 'csv')).toEqual([{ format: 'json', file: 'out/a=b.json' }, { format: 'csv' }]);
  });

  it.each([
    [['xml'], 'Unknown format "xml". Allowed: pretty, json, sarif,'],
    [['json', 'sarif'], 'Only one --format may go to standard output; give the others a file: --format sarif='],
    [['json=a', 'csv=a'], 'Two --format options write to a'],
    [['json=a', 'csv=./x/../a'], 'Two --format options write to ./x/../a'],
    [['html='], 'write --format html=report.html.'],
  ])('refuses %j, and says what to write', (values, message) => {
    expect(() => parse(...values)).toThrow(message);
  });
});

describe('a disk that is full', () => {
  it.each([
    ['en', 'preclear: The report cannot be written to standard output.\nReason: ENOSPC'],
    ['zh', 'preclear: 报告无法写入标准输出。\nReason: ENOSPC'],
  ])('ends with 2 and says so: %s', (lang, message) => {
    const cwd = shop({ 'feed.jsonl': RISKY });
    const args = `"${process.execPath}" "${resolve('dist/cli.js')}" scan feed.jsonl --lang ${lang} --format json > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', args], { cwd, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('ends help with 2 as well', () => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${resolve('dist/cli.js')}" rules list > /dev/full`],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('Reason: ENOSPC');
  });
});

describe('a scan that fails', () => {
  it('leaves the old report and no draft', async () => {
    const cwd = shop({ 'feed.jsonl': RISKY, 'report.json': 'old', 'preclear.config.yaml': 'ledger: nowhere/at/all\n' });
    const { exit } = await preclear(['scan', 'feed.jsonl', '--format', 'json=report.json', '--rules', 'absent.yaml'], { cwd });
    expect(exit).toBe(2);
    expect(readFileSync(join(cwd, 'report.json'), 'utf8')).toBe('old');
    expect(readdirSync(cwd).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('on a GitHub runner', () => {
  const env = { GITHUB_ACTIONS: 'true' };

  it('writes the job summary behind what stands there', async () => {
    const cwd = shop({ 'feed.jsonl': RISKY, 'summary.md': 'before\n' });
    const more = { ...env, GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    const { stdout } = await preclear(['scan', 'feed.jsonl', '--format', 'github'], { cwd, env: more });
    expect(stdout).toMatch(/^::error file=feed\.jsonl,line=1,/m);
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/^before\n## ❌ preclear: Listing check\n/);
  });

  it('names files from the root of the repository', async () => {
    const root = shop({ 'shop/feed.jsonl': RISKY });
    const more = { ...env, GITHUB_WORKSPACE: root };
    const { stdout } = await preclear(['scan', 'feed.jsonl', '--format', 'github'], { cwd: join(root, 'shop'), env: more });
    expect(stdout).toContain('file=shop/feed.jsonl,');
    const log = await preclear(['scan', 'feed.jsonl', '--format', 'sarif-github'], { cwd: join(root, 'shop'), env: more });
    expect(JSON.parse(log.stdout).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'shop/feed.jsonl',
    );
  });

  it.each(['pretty', 'json', 'markdown', 'csv'])('lets no listing give the runner a command: %s', async (format) => {
    const title = 'x\\n::stop-commands::abc\\n  ::add-mask::nike ##[add-mask]y';
    const cwd = shop({
      'feed.jsonl': `{"id":"::warning::A ##[debug]","marketplace":"amazon.com","title":"::error::nike ${title}","searchTerms":"::debug::nike ##[debug]"}\n`,
    });
    const { stdout } = await preclear(['scan', 'feed.jsonl', '--format', format], { cwd, env });
    expect(stdout).toMatch(/nike/i);
    expect(stdout).not.toMatch(/^\s*::|##\[/m);
    if (format === 'json') expect(JSON.stringify(JSON.parse(stdout))).toContain('##[debug]');
  });
});

describe('a report on a pipe', () => {
  it('is read by a program that goes away', () => {
    const cwd = shop({});
    mkdirSync(join(cwd, 'feeds'));
    writeFileSync(join(cwd, 'feeds', 'feed.jsonl'), RISKY.repeat(3000));
    const { status } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${resolve('dist/cli.js')}" scan feeds --format csv | head -1`],
      { cwd },
    );
    expect(status).toBe(0);
  });
});
