import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROKEN, CLEAN, RISKY } from './listings.ts';
import { lastLine, preclear, shop } from './run.ts';

const CONFIG = 'brands: [Hillmoor]\n';
const NEVER = ['--fail-on', 'never'];

interface JsonReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly listing: string;
    readonly field: string;
    readonly fingerprint: string;
  }[];
  readonly run: { readonly exit: number; readonly listings: number };
}

function parse(stdout: string): JsonReport {
  return JSON.parse(stdout);
}

describe('preclear scan', () => {
  it('ends with 1 for findings and says why on the last line of stderr', async () => {
    const { exit, stdout, stderr } = await preclear(['scan', 'feed.jsonl'], { cwd: shop({ 'feed.jsonl': RISKY + CLEAN }) });
    expect(exit).toBe(1);
    expect(stdout).toContain('HM-BELT-01');
    expect(stdout).not.toContain('HM-BOWL-02');
    expect(lastLine(stderr)).toMatch(/^exit 1: \d+ errors? at or above "error"/);
  });

  it.each([
    ['amazon', 'amazon.com'],
    ['Amazon.com', 'amazon.com'],
    ['亚马逊德国站', 'amazon.de'],
    ['my-shop.example', 'my-shop.example'],
  ])('takes the marketplace %s for %s, on the command line and in the configuration', async (written, name) => {
    const table = 'sku,title\nA-1,Yeti style mug\n';
    const config = `sources:\n  - { files: b.csv, marketplace: ${written} }\n`;
    const cwd = shop({ 'a.csv': table, 'b.csv': table, 'preclear.config.yaml': config });
    const { stdout } = await preclear(['scan', 'a.csv', 'b.csv', '--marketplace', written], { cwd });
    expect(stdout).toContain(`a.csv:2 · ${name}\n`);
    expect(stdout).toContain(`b.csv:2 · ${name}\n`);
  });

  it('says in both languages that no marketplace is known', async () => {
    const cwd = shop({ 'a.csv': 'sku,title\nA-1,Yeti style mug\n' });
    expect((await preclear(['scan', '.'], { cwd })).stdout).toContain('a.csv:2 · marketplace not given\n');
    expect((await preclear(['scan', '.', '--lang', 'zh'], { cwd })).stdout).toContain('a.csv:2 · 未注明平台\n');
  });

  it.each(['', 'sku,title\n'])('does not take a named file without listings for a clean one: %j', async (input) => {
    const { exit, stdout } = await preclear(['scan', 'a.csv', '--strict'], { cwd: shop({ 'a.csv': input }) });
    expect(exit).toBe(3);
    expect(stdout).toContain('a.csv  The file holds no listing, so nothing was checked.');
    const piped = await preclear(['scan', '--stdin-file-path', 'b.csv', '--strict'], { cwd: shop({}), input });
    expect(piped.exit).toBe(3);
    expect(piped.stdout).toContain('Checked: 0 listings, 1 file,');
  });

  it('ends with 0 for a clean file', async () => {
    const { exit, stdout, stderr } = await preclear(['scan', 'feed.jsonl'], {
      cwd: shop({ 'feed.jsonl': CLEAN, 'preclear.config.yaml': CONFIG }),
    });
    expect({ exit, stdout }).toMatchObject({ exit: 0 });
    expect(lastLine(stderr)).toMatch(/^exit 0: /);
  });

  it('ends with 3 for an unreadable record where it is strict, with 0 where it is not', async () => {
    const cwd = shop({ 'feed.jsonl': CLEAN + BROKEN });
    expect((await preclear(['scan', '.'], { cwd })).exit).toBe(0);
    expect((await preclear(['scan', '.', '--strict'], { cwd })).exit).toBe(3);
    expect((await preclear(['scan', '.'], { cwd, env: { CI: 'true' } })).exit).toBe(3);
  });

  it('ends with 2 where there is nothing to scan', async () => {
    const { exit, stdout, stderr } = await preclear(['scan', 'none.tsv'], { cwd: shop({}) });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('none.tsv');
  });

  it('writes the report to stdout and nothing else, the same bytes twice and at any number of jobs', async () => {
    const cwd = shop({ 'a.jsonl': RISKY, 'b.jsonl': CLEAN + RISKY.replace('HM-BELT-01', 'HM-BELT-02') });
    const runs = await Promise.all(
      ['1', '1', '8'].map((jobs) => preclear(['scan', '.', '--format', 'json', '--jobs', jobs, ...NEVER], { cwd })),
    );
    const without = runs.map(({ stdout }) => stdout.replace(/"startedAt":"[^"]*","elapsedMs":\d+/, ''));
    expect(new Set(without).size).toBe(1);
    const report = parse(runs[0]?.stdout ?? '');
    expect(report.run).toMatchObject({ exit: 0, listings: 3 });
    expect(new Set(report.findings.map(({ listing }) => listing))).toEqual(new Set(['HM-BELT-01', 'HM-BELT-02']));
  });

  it('writes several reports of one scan', async () => {
    const cwd = shop({ 'feed.jsonl': RISKY });
    const { stdout } = await preclear(
      ['scan', 'feed.jsonl', '--format', 'pretty', '--format', 'json=out/report.json', ...NEVER],
      { cwd },
    );
    expect(stdout).toContain('By rule');
    expect(parse(readFileSync(join(cwd, 'out/report.json'), 'utf8')).findings.length).toBeGreaterThan(0);
  });

  it('says in one line that a report cannot be written', async () => {
    const cwd = shop({ 'feed.jsonl': CLEAN, taken: '' });
    const { exit, stderr } = await preclear(['scan', '.', '--format', 'json=taken/report.json'], { cwd });
    expect(exit).toBe(2);
    expect(stderr).toMatch(
      /^preclear: The report taken\/report\.json cannot be written; one that was there before is as it was\.\nReason: /,
    );
  });

  it.each([
    ['--lang', ['--lang', 'zh'], {}, ''],
    ['the configuration', [], {}, 'lang: zh\n'],
    ['the terminal', [], { LANG: 'zh_CN.UTF-8' }, ''],
  ])('speaks Chinese when %s says so', async (_, flags, env, config) => {
    const cwd = shop({ 'feed.jsonl': RISKY, 'preclear.config.yaml': config });
    const { stdout, stderr } = await preclear(['scan', '.', ...flags], { cwd, env });
    expect(stdout).toContain('按规则统计');
    expect(lastLine(stderr)).toMatch(/^退出码 1：/);
  });

  it('reads standard input as the file that is named', async () => {
    const { exit, stdout } = await preclear(['scan', '--stdin-file-path', 'feed.jsonl', '--format', 'json'], {
      cwd: shop({}),
      input: RISKY,
    });
    expect(exit).toBe(1);
    expect(parse(stdout).findings[0]).toMatchObject({ listing: 'HM-BELT-01', file: 'feed.jsonl' });
  });

  it('runs only the rules that are asked for', async () => {
    const cwd = shop({ 'feed.jsonl': RISKY });
    const rulesOf = async (...flags: string[]): Promise<string[]> =>
      parse((await preclear(['scan', '.', '--format', 'json', ...NEVER, ...flags], { cwd })).stdout).findings.map(
        ({ rule }) => rule,
      );
    expect((await rulesOf('--only', 'amazon')).every((rule) => rule.startsWith('amazon/'))).toBe(true);
    expect((await rulesOf('--skip', 'amazon')).some((rule) => rule.startsWith('amazon/'))).toBe(false);
    const { exit, stderr } = await preclear(['scan', '.', '--only', 'amazn'], { cwd });
    expect(exit).toBe(2);
    expect(stderr).toContain('Did you mean "amazon"?');
  });

  it('ends quietly when the reader of its report goes away', async () => {
    const many = Array.from({ length: 4000 }, (_, i) => RISKY.replace('HM-BELT-01', `HM-${i}`)).join('');
    const child = spawn(process.execPath, [resolve('dist/cli.js'), 'scan', '.', '--format', 'json'], {
      cwd: shop({ 'a.jsonl': many }),
    });
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const exit = await new Promise((done) => child.on('close', done));
    expect(exit).toBe(141);
    expect(Buffer.concat(errors).toString()).toBe('');
  });
});

describe('preclear mentions', () => {
  it('lists every mention with its use as JSON lines, also the harmless ones', async () => {
    const { exit, stdout } = await preclear(['mentions', 'feed.jsonl'], { cwd: shop({ 'feed.jsonl': RISKY }) });
    expect(exit).toBe(0);
    const mentions = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(mentions.map(({ match, use }) => `${match} ${use}`)).toEqual(
      expect.arrayContaining(['Nike imitation', 'iPhone compatible']),
    );
    expect(Object.keys(mentions[0])).toEqual(
      expect.arrayContaining(['listing', 'field', 'span', 'match', 'term', 'owner', 'use', 'confidence', 'because']),
    );
  });
});

describe('preclear explain', () => {
  it('explains a rule in both languages', async () => {
    const cwd = shop({ 'feed.jsonl': RISKY });
    const { findings } = parse((await preclear(['scan', '.', '--format', 'json'], { cwd })).stdout);
    const rule = findings[0]?.rule ?? '';
    const { exit, stdout } = await preclear(['explain', rule], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^\S+\/\S+ {2}(?:error|warning|note)/);
    for (const part of ['why', 'policy', 'fix', 'reported', 'not reported']) expect(stdout).toContain(`\n${part}\n`);
    expect(stdout).toMatch(/\p{Script=Han}/u);
  });

  it('explains a finding by its fingerprint, and says when there is none', async () => {
    const cwd = shop({ 'feed.jsonl': RISKY });
    const { findings } = parse((await preclear(['scan', '.', '--format', 'json'], { cwd })).stdout);
    const brand = findings.find(({ field }) => field === 'search-terms');
    const { exit, stdout } = await preclear(['explain', brand?.fingerprint ?? '', 'feed.jsonl'], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain('what decided');
    expect(stdout).toContain('used as: ');
    const none = await preclear(['explain', '0000000000000000', 'feed.jsonl'], { cwd });
    expect({ exit: none.exit, stdout: none.stdout }).toEqual({ exit: 2, stdout: '' });
    expect(none.stderr).toContain('No finding in feed.jsonl has the fingerprint');
  });
});

describe('preclear init', () => {
  it('writes what is missing, keeps what is there, and the result can be used', async () => {
    const cwd = shop({ 'ledger/licences.csv': 'mine\n' });
    const first = await preclear(['init'], { cwd });
    expect(first).toMatchObject({ exit: 0, stderr: '' });
    expect(first.stdout).toContain('wrote  preclear.config.yaml');
    expect(first.stdout).toContain('kept   ledger/licences.csv');
    expect(readFileSync(join(cwd, 'ledger/licences.csv'), 'utf8')).toBe('mine\n');
    const before = readFileSync(join(cwd, 'preclear.config.yaml'), 'utf8');
    expect((await preclear(['init'], { cwd })).stdout).not.toContain('wrote');
    expect(readFileSync(join(cwd, 'preclear.config.yaml'), 'utf8')).toBe(before);
  });

  it('leaves a table alone that is kept as JSON Lines', async () => {
    const cwd = shop({ 'ledger/trainings.jsonl': '' });
    expect((await preclear(['init'], { cwd })).stdout).toContain('kept   ledger/trainings.csv');
    expect(existsSync(join(cwd, 'ledger/trainings.csv'))).toBe(false);
  });

  it('begins tables that can be filled, by hand and by log, and lets everybody sign', async () => {
    const cwd = shop({ 'feed.jsonl': CLEAN });
    await preclear(['init'], { cwd });
    const list = await preclear(['log', 'list', '--format', 'json'], { cwd });
    expect({ exit: list.exit, stderr: list.stderr }).toEqual({ exit: 0, stderr: '' });
    const logged = await preclear(['log', 'training', '--date', '2026-11-10', '--topic', 'Brand words'], {
      cwd,
      env: { PRECLEAR_AS_OF: '2026-11-22' },
    });
    expect({ exit: logged.exit, stderr: logged.stderr }).toEqual({ exit: 0, stderr: '' });
    const table = readFileSync(join(cwd, 'ledger/trainings.csv'), 'utf8').trimEnd().split(/\r?\n/);
    expect(table).toHaveLength(2);
    expect(table[0]?.split(',')).toEqual(expect.arrayContaining(['id', 'date', 'topic', 'attendees', 'proof']));
    expect(existsSync(join(cwd, 'ledger/reviewers.csv'))).toBe(false);
  });

  it('is usable at once', async () => {
    const cwd = shop({ 'feed.jsonl': CLEAN });
    await preclear(['init'], { cwd });
    const { exit, stderr } = await preclear(['scan', '.', '--strict'], { cwd });
    expect({ exit, why: lastLine(stderr) }).toMatchObject({ exit: 0 });
  });
});
