import { describe, expect, it } from 'vitest';
import { preclear, type Run, shop } from './run.ts';

const CONFIG = 'ledger: ledger\n';
const PENALTIES =
  'id,platform,date,points,kind,right\nX-1,alibaba,2026-10-01,6,general,\nX-2,速卖通,2026-05-01,,serious,TM 1\nX-3,alibaba,2026-02-30,6,general,\n';
const OWN = `tables:
  - id: alibaba
    platform: alibaba
    title: { en: 'Our scale', zh: '后台标准' }
    sources: [{ id: office, title: 'Back office, rules page', checked: '2026-11-01', trust: official }]
    kinds: [{ id: general, title: { en: 'general', zh: '一般' }, source: office }]
    validity: { days: 365, source: office }
    thresholds: [{ of: points, at: 10, effect: { en: 'search rank falls', zh: '搜索降权' }, source: office }]
`;

const run = (cwd: string, ...args: readonly string[]): Promise<Run> => preclear(['penalties', ...args], { cwd });

describe('preclear penalties', () => {
  it('tells points, the next threshold, what lapses and what nobody confirmed', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'ledger/penalties.csv': PENALTIES });
    const told = await run(cwd);
    expect(told.exit).toBe(3);
    expect(told.stderr).toContain('ledger/penalties.csv:4:13: "2026-02-30" is not a day');
    expect(told.stdout).toContain('next     12 points: limits for 7 days  (6 now, 6 more)');
    expect(told.stdout).toMatch(/lapses +2027-05-01 +\(X-2\)/);
    expect(told.stdout).not.toContain('Amazon');
    const chinese = await run(cwd, '--lang', 'zh', '--all');
    expect(chinese.stdout).toContain('下一级    12 分：限权 7 天（现 6，还差 6）');
    expect(chinese.stdout).toContain('亚马逊');
    const json: { readonly exposures: readonly { readonly platform: string; readonly points: number }[] } = JSON.parse(
      (await run(cwd, '--format', 'json')).stdout,
    );
    expect(json.exposures.map(({ platform, points }) => [platform, points])).toEqual([
      ['alibaba', 6],
      ['aliexpress', 0],
    ]);
  });

  it('shows the tables with their sources, and that the example is not in use', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'ledger/licences.csv': '' });
    const { stdout } = await run(cwd, '--tables');
    expect(stdout).toMatch(/\[alibaba-example\] {2}\(not in use\)/);
    expect(stdout).toContain('https://afrispress.com/');
    expect((await run(cwd)).stdout).toContain('No platform has counted anything');
  });

  it('lets a table of the seller’s own win, and tells a mistake with its place', async () => {
    const cwd = shop({
      'preclear.config.yaml': CONFIG,
      'ledger/penalties.csv': PENALTIES.split('\n').slice(0, 2).join('\n'),
      'ledger/penalty-tables.yaml': OWN,
    });
    const { stdout, exit } = await run(cwd);
    expect(exit).toBe(0);
    expect(stdout).toContain('Our scale\n');
    expect(stdout).toMatch(/next +10 points: search rank falls {2}\(6 now, 4 more\)/);
    expect(stdout).toMatch(/lapses +2027-10-01 +-6/);
    const wrong = shop({
      'preclear.config.yaml': CONFIG,
      'ledger/penalty-tables.yaml': OWN.replace('source: office }]\n    validity', 'source: hearsay }]\n    validity'),
    });
    const refused = await run(wrong);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toMatch(/penalty-tables\.yaml:6:\d+/);
    expect(refused.stderr).toContain('names no source of the table: hearsay');
  });
});
