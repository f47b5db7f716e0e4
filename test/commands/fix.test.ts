import { cpSync, existsSync, linkSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preclear, shop } from './run.ts';

const TABLE =
  'sku,title,search_terms,brand\nHM-1,Knee brace with velcro straps,"nike, brace",Hillmoor\nHM-2,Clay mug,mug,Hillmoor\n';
const NOW = ['--marketplace', 'amazon.com'];

interface Reported {
  readonly findings: readonly {
    readonly rule: string;
    readonly listing: string;
    readonly field: string;
    readonly replacements?: unknown;
  }[];
}

async function findings(cwd: string, file: string): Promise<Reported['findings']> {
  const { stdout } = await preclear(['scan', file, ...NOW, '--no-images', '--format', 'json'], { cwd });
  return (JSON.parse(stdout) as Reported).findings;
}

describe('preclear scan --fix-dry-run', () => {
  it('prints the edited cells instead of the report, writes nothing and ends as the scan does', async () => {
    const cwd = shop({ 'feed.csv': TABLE });
    const { exit, stdout } = await preclear(['scan', 'feed.csv', ...NOW, '--fix-dry-run'], { cwd });
    expect(exit).toBe(1);
    expect(stdout).toBe(
      [
        '--- feed.csv',
        '+++ feed.fixed.csv',
        '@@ feed.csv:2:22 HM-1 title @@',
        '-Knee brace with velcro straps',
        '+Knee brace with hook-and-loop straps',
        '@@ feed.csv:2:37 HM-1 search terms @@',
        '-nike, brace',
        '+brace',
        '',
      ].join('\n'),
    );
    expect(existsSync(join(cwd, 'feed.fixed.csv'))).toBe(false);
  });

  it('still writes a report into a file', async () => {
    const cwd = shop({ 'feed.csv': TABLE });
    await preclear(['scan', 'feed.csv', ...NOW, '--fix-dry-run', '--format', 'json=report.json'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toHaveProperty('findings');
  });
});

describe('preclear scan --fix', () => {
  it('writes a copy without the findings and leaves the original alone', async () => {
    const cwd = shop({ 'feeds/feed.csv': TABLE });
    const { exit, stdout, stderr } = await preclear(['scan', 'feeds/feed.csv', ...NOW, '--fix'], { cwd });
    expect(exit).toBe(1);
    expect(stdout).toContain('HM-1');
    expect(stderr).toContain('2 texts edited in the copy feeds/feed.fixed.csv.');
    expect(readFileSync(join(cwd, 'feeds/feed.csv'), 'utf8')).toBe(TABLE);
    expect(readFileSync(join(cwd, 'feeds/feed.fixed.csv'), 'utf8')).toBe(
      TABLE.replace('velcro', 'hook-and-loop').replace('"nike, brace"', '"brace"'),
    );
    const left = await findings(cwd, 'feeds/feed.fixed.csv');
    expect(left.filter(({ rule }) => /trap|search-terms/.test(rule))).toEqual([]);
    const zh = await preclear(['scan', 'feeds/feed.csv', ...NOW, '--fix', '--lang', 'zh'], { cwd });
    expect(zh.stderr).toContain('已在副本 feeds/feed.fixed.csv 中修改 2 处文字。');
  });

  it('writes into a folder, and nothing for a file that needs nothing', async () => {
    const cwd = shop({ 'feeds/feed.csv': TABLE, 'feeds/good.csv': 'sku,title,brand\nHM-2,Clay mug,Hillmoor\n' });
    await preclear(['scan', 'feeds', ...NOW, '--fix', '--fix-into', 'out'], { cwd });
    expect(existsSync(join(cwd, 'out/feeds/feed.fixed.csv'))).toBe(true);
    expect(existsSync(join(cwd, 'out/feeds/good.fixed.csv'))).toBe(false);
    expect(existsSync(join(cwd, 'feeds/feed.fixed.csv'))).toBe(false);
  });

  it.each([
    ['hard', linkSync],
    ['symbolic', symlinkSync],
  ] as const)('does not write where a %s link leads to the original', async (_kind, link) => {
    const cwd = shop({ 'feed.csv': TABLE });
    link(join(cwd, 'feed.csv'), join(cwd, 'feed.fixed.csv'));
    const { stderr } = await preclear(['scan', 'feed.csv', ...NOW, '--fix'], { cwd });
    expect(stderr).toContain('feed.fixed.csv was not written');
    expect(readFileSync(join(cwd, 'feed.csv'), 'utf8')).toBe(TABLE);
  });

  it.each([
    [['--fix', '--fix-dry-run'], 'not both'],
    [['--fix-into', 'out'], '--fix-into needs --fix'],
    [['--fix', '--stdin-file-path', 'feed.csv'], 'Standard input cannot be fixed'],
  ])('refuses %j', async (flags, reason) => {
    const { exit, stderr } = await preclear(['scan', ...flags], { cwd: shop({ 'feed.csv': TABLE }), input: TABLE });
    expect(exit).toBe(2);
    expect(stderr).toContain(reason);
  });

  it('mends the listings of the sample, whatever their format', async () => {
    const cwd = shop({});
    cpSync(resolve('data/sample'), join(cwd, 'sample'), { recursive: true });
    const before = await preclear(['scan', 'sample', '--no-images', '--fix', '--fix-into', 'out', '--format', 'json'], { cwd });
    const found = (JSON.parse(before.stdout) as Reported).findings.filter(({ replacements }) => replacements !== undefined);
    expect(found.length).toBeGreaterThan(8);
    cpSync(join(cwd, 'out/sample/listings'), join(cwd, 'again'), { recursive: true });
    cpSync(join(cwd, 'sample/ledger'), join(cwd, 'ledger'), { recursive: true });
    cpSync(join(cwd, 'sample/references'), join(cwd, 'references'), { recursive: true });
    cpSync(join(cwd, 'sample/preclear.config.yaml'), join(cwd, 'preclear.config.yaml'));
    const after = (
      JSON.parse((await preclear(['scan', 'again', '--no-images', '--format', 'json'], { cwd })).stdout) as Reported
    ).findings;
    const written = new Set(before.stderr.match(/\S+\.fixed\.\w+/g));
    expect(written.size).toBeGreaterThan(4);
    const key = ({ rule, listing, field }: Reported['findings'][number]): string => `${rule} ${listing} ${field}`;
    const workbook = before.stderr.split('\n').filter((line) => line.includes('workbooks are not written'));
    const again = after.filter((finding) => finding.replacements !== undefined).map(key);
    expect(again, workbook.join('\n')).toEqual([]);
  });
});
