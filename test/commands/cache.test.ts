import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preclear, shop } from './run.ts';

const CONFIG = 'marketplace: amazon.com\n';
const FEED = `sku,title,search terms\n${Array.from({ length: 300 }, (_, n) => `S-${n},Clay mug number ${n} for tea and more,${n % 7 === 0 ? 'mug stanley' : 'mug'}\n`).join('')}`;

function withoutRun(report: string): string {
  return report.replace(/"run":\{[^}]*\}/, '');
}

describe('preclear cache', () => {
  it('tells what is kept and takes it away', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': FEED });
    expect((await preclear(['cache', 'stats'], { cwd })).stdout).toBe('.preclear/cache: nothing is kept.\n');
    await preclear(['scan', '.'], { cwd });
    const { stdout } = await preclear(['cache', 'stats'], { cwd });
    expect(stdout).toMatch(/^\.preclear\/cache: 0\.\d MB\n {2}judgements of listings: 1 file, 0\.\d MB\n/);
    const { shares } = JSON.parse((await preclear(['cache', 'stats', '--json'], { cwd })).stdout);
    expect(shares).toContainEqual({ kind: 'judgements', files: 1, bytes: expect.any(Number) });
    expect((await preclear(['cache', 'clear'], { cwd })).stdout).toMatch(
      /^\.preclear\/cache: 1 file, 0\.\d MB, taken away\.\n$/,
    );
    expect(existsSync(join(cwd, '.preclear/cache'))).toBe(false);
    expect((await preclear(['cache', 'clear'], { cwd })).exit).toBe(0);
  });

  it('speaks Chinese', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG });
    expect((await preclear(['cache', 'stats'], { cwd, env: { LANG: 'zh_CN.UTF-8' } })).stdout).toContain('没有缓存');
  });

  it('says where nothing is ever kept', async () => {
    const { exit, stderr } = await preclear(['cache', 'clear'], { cwd: shop({}) });
    expect(exit).toBe(2);
    expect(stderr).toContain('preclear.config.yaml');
  });
});

describe('a scan with a cache', () => {
  it('says with --verbose how many listings were known', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': FEED });
    const args = ['scan', '.', '--verbose', '--format', 'json'];
    const [first, second, third] = [
      await preclear(args, { cwd }),
      await preclear(args, { cwd }),
      await preclear([...args, '--no-cache'], { cwd }),
    ];
    expect(first.stderr).toContain('0 listings were judged by an earlier scan');
    expect(second.stderr).toContain('300 listings were judged by an earlier scan');
    expect(third.stderr).not.toContain('earlier scan');
    for (const { stdout } of [second, third]) expect(withoutRun(stdout)).toBe(withoutRun(first.stdout));
  });

  it('is right when several run at once', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': FEED });
    const args = ['scan', '.', '--format', 'json'];
    const runs = await Promise.all([1, 2, 3].map(() => preclear(args, { cwd })));
    const { stdout } = await preclear([...args, '--no-cache'], { cwd });
    for (const run of runs)
      expect({ ...run, stdout: withoutRun(run.stdout) }).toMatchObject({ exit: 1, stdout: withoutRun(stdout) });
    const left = readdirSync(join(cwd, '.preclear/cache/judgements'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect((await preclear([...args, '--verbose'], { cwd })).stderr).toContain('300 listings were judged');
  });

  it('mends files as without one', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': FEED });
    const first = await preclear(['scan', '.', '--fix-dry-run'], { cwd });
    expect(first.stdout).toContain('stanley');
    expect((await preclear(['scan', '.', '--fix-dry-run'], { cwd })).stdout).toBe(first.stdout);
  });

  it('explains a finding that it knows', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': FEED });
    const report = JSON.parse((await preclear(['scan', '.', '--format', 'json'], { cwd })).stdout);
    const found = report.findings.find((finding: { readonly match: string }) => finding.match === 'stanley');
    const { exit, stdout } = await preclear(['explain', found.fingerprint, '.'], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain('stanley');
  });

  it('scans where the cache cannot be', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': FEED, '.preclear': 'no folder' });
    const { exit, stderr } = await preclear(['scan', '.', '--quiet'], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^exit 1/);
  });

  it('is not taken for a listing', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': FEED });
    mkdirSync(join(cwd, '.preclear/cache'), { recursive: true });
    writeFileSync(join(cwd, '.preclear/cache/x.csv'), FEED);
    expect((await preclear(['scan', '.'], { cwd })).stdout).toContain('300 listings, 1 file');
  });
});
