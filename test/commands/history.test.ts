import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHistory } from '../../src/history/open.ts';
import type { TriagedEpisode } from '../../src/model/history.ts';
import { startPostgres } from '../history/postgres-server.ts';
import { CLEAN, RISKY } from './listings.ts';
import { lastLine, preclear, type Run, shop } from './run.ts';

const CONFIG = 'lang: en\n';
/** A text of somebody else's, as a library keeps it. */
const OTHERS = {
  kind: 'text',
  id: 't1',
  owner: 'Auralin',
  role: 'competitor',
  url: 'https://shop.example/1',
  capturedAt: '2026-01-01',
  label: 'A lamp',
};
const DAYS = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-22'] as const;

const scan = (cwd: string, day: string, ...args: readonly string[]): Promise<Run> =>
  preclear(['scan', '--record', ...args], { cwd, env: { PRECLEAR_AS_OF: day } });

async function episodes(cwd: string): Promise<readonly TriagedEpisode[]> {
  const history = await openHistory(join(cwd, '.preclear', 'history.db'), { create: false });
  try {
    return (await history.episodes({ limit: 500 })).items;
  } finally {
    await history.close();
  }
}

const open = (all: readonly TriagedEpisode[]): number => all.filter(({ state }) => state === 'open').length;

describe('preclear scan --record', () => {
  it('keeps runs, and tells what is new, fixed and back', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feeds/a.jsonl': RISKY + CLEAN });
    const first = await scan(cwd, DAYS[0], '.', '--format', 'json');
    expect(first).toMatchObject({ exit: 1 });
    expect(first.stderr).toMatch(/^Recorded in \.preclear\/history\.db\.\n/);
    expect(lastLine(first.stderr)).toMatch(/^exit 1: /);
    const found = await episodes(cwd);
    expect(open(found)).toBe(JSON.parse(first.stdout).findings.length);
    expect(found[0]?.message.en).not.toContain('{');
    expect(found.every(({ openedAt }) => openedAt === `${DAYS[0]}T12:00:00.000Z`)).toBe(true);
    writeFileSync(join(cwd, 'feeds/a.jsonl'), RISKY.replaceAll(/nike (?:slim|dri fit) ?/gi, '') + CLEAN);
    await scan(cwd, DAYS[1], '.');
    const fixed = (await episodes(cwd)).filter(({ state }) => state === 'fixed');
    expect(fixed.length).toBeGreaterThan(0);
    expect(new Set(fixed.map(({ endedBy }) => endedBy))).toEqual(new Set(['content-changed']));
    writeFileSync(join(cwd, 'feeds/a.jsonl'), RISKY + CLEAN);
    await scan(cwd, DAYS[2], '.');
    const back = (await episodes(cwd)).filter(({ nth }) => nth === 2);
    expect(back.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(
      fixed.map(({ fingerprint }) => fingerprint).toSorted(),
    );
    const listed = await preclear(['history', 'list'], { cwd });
    expect(listed.stdout.split('\n')[1]).toMatch(/^2026-11-16 12:00 +[0-9a-f]{8} +2 /);
    const shown = await preclear(['history', 'show', 'last'], { cwd });
    expect(shown.stdout).toContain(`Back again: ${back.length}\n`);
    expect(shown.stdout).toContain('Looked at: . (whole; ');
    const chinese = await preclear(['history', 'show', 'last', '--lang', 'zh'], { cwd });
    expect(chinese.stdout).toContain(`再次出现：${back.length}\n`);
    const exported = await preclear(['history', 'export'], { cwd });
    const lines = exported.stdout
      .trimEnd()
      .split('\n')
      .map((line) => Object.keys(JSON.parse(line))[0]);
    expect(lines.slice(0, 4)).toEqual(['preclear', 'run', 'run', 'run']);
    expect(lines.filter((name) => name === 'version')).toHaveLength(4);
    expect(lines.filter((name) => name === 'episode')).toHaveLength((await episodes(cwd)).length);
  });

  it('keeps what of others it could compare with', async () => {
    const cwd = shop({
      'preclear.config.yaml': `${CONFIG}references: library\n`,
      'feeds/a.jsonl': CLEAN,
      'library/references.jsonl': '',
    });
    await scan(cwd, DAYS[0], '.');
    writeFileSync(
      join(cwd, 'library/references.jsonl'),
      `${JSON.stringify({ ...OTHERS, fields: [{ name: 'title', text: 'A lamp that hums no song at night' }] })}\n`,
    );
    await scan(cwd, DAYS[1], '.');
    const history = await openHistory(join(cwd, '.preclear', 'history.db'));
    expect((await history.runs()).map(({ scope }) => scope.library)).toEqual([
      { texts: 1, pictures: 0, registers: 0 },
      { texts: 0, pictures: 0, registers: 0 },
    ]);
    await history.close();
  });

  it('finds the same whether it judges anew, recalls, or was started elsewhere', async () => {
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const bag = `${JSON.stringify({ ...JSON.parse(RISKY), images: ['bag.png'] })}\n`;
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feeds/a.jsonl': bag + CLEAN });
    writeFileSync(join(cwd, 'feeds/bag.png'), picture);
    await scan(cwd, DAYS[0], '.', '--no-images');
    await scan(cwd, DAYS[1], '.', '--no-cache');
    await scan(cwd, DAYS[2], '.');
    await preclear(['scan', 'a.jsonl', '--record'], { cwd: join(cwd, 'feeds') });
    const history = await openHistory(join(cwd, '.preclear', 'history.db'));
    expect((await history.runs()).map(({ scope }) => [scope.whole, scope.areas, scope.complete])).toEqual([
      [false, ['feeds/a.jsonl'], false],
      [true, undefined, false],
      [true, undefined, false],
      [true, undefined, true],
    ]);
    const versions = await history.versions('HM-BELT-01', 'amazon.com');
    expect(versions.map(({ images, firstSeenAt }) => [firstSeenAt.slice(0, 10), images[0]?.sha256?.length])).toEqual([
      [DAYS[0], 64],
    ]);
    expect((await history.listing('HM-BELT-01', 'amazon.com'))?.file).toBe('feeds/a.jsonl');
    await history.close();
    expect(new Set((await episodes(cwd)).map(({ nth, finding }) => `${nth} ${finding.file}`))).toEqual(
      new Set(['1 feeds/a.jsonl']),
    );
  });

  it('calls nothing gone or fixed that it did not look at', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feeds/a.jsonl': RISKY, 'other/b.jsonl': CLEAN });
    await scan(cwd, DAYS[0], '.');
    const all = open(await episodes(cwd));
    await scan(cwd, DAYS[1], 'other');
    await preclear(['scan', '--record', '--stdin-file-path', 'feeds/a.jsonl'], { cwd, input: CLEAN });
    await scan(cwd, DAYS[1], '.', '--only', 'alibaba');
    writeFileSync(join(cwd, 'feeds/a.jsonl'), `${CLEAN}{"id":"HM-CUT-03","title":"Hillmoor Cut`);
    await scan(cwd, DAYS[2], '.');
    expect(open(await episodes(cwd))).toBe(all);
    writeFileSync(join(cwd, 'feeds/a.jsonl'), CLEAN);
    await scan(cwd, DAYS[3], 'feeds');
    expect(new Set((await episodes(cwd)).map(({ endedBy }) => endedBy))).toEqual(new Set(['listing-gone']));
  });

  it('tells of what has changed in git nothing but that', async () => {
    const cwd = shop({
      'preclear.config.yaml': CONFIG,
      'feeds/a.jsonl': RISKY + RISKY.replace('HM-BELT-01', 'HM-BELT-02') + CLEAN,
    });
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd, stdio: 'ignore' });
    };
    rmSync(join(cwd, '.git'), { recursive: true });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'feeds');
    await scan(cwd, DAYS[0], '.');
    const before = await episodes(cwd);
    // The first is edited, the second taken down.
    writeFileSync(join(cwd, 'feeds/a.jsonl'), RISKY.replaceAll(/nike (?:slim|dri fit) ?/gi, '') + CLEAN);
    expect(await scan(cwd, DAYS[1], '--changed=HEAD')).toMatchObject({ stderr: expect.stringContaining('Recorded in') });
    const after = await episodes(cwd);
    const fixed = after.filter(({ state }) => state === 'fixed');
    expect(new Set(fixed.map(({ listing, endedBy }) => `${listing} ${endedBy}`))).toEqual(
      new Set(['HM-BELT-01 content-changed']),
    );
    expect(after.filter(({ listing }) => listing === 'HM-BELT-02')).toEqual(
      before.filter(({ listing }) => listing === 'HM-BELT-02'),
    );
  });

  it('records where the configuration says so, and not where a flag says no', async () => {
    const config = 'history:\n  record: true\n  store: kept/shop.db\n';
    const cwd = shop({ 'preclear.config.yaml': config, 'a.jsonl': CLEAN });
    const quiet = await preclear(['scan', 'a.jsonl'], { cwd });
    expect(quiet).toMatchObject({ exit: 0 });
    expect(quiet.stderr).not.toContain('Recorded');
    expect(existsSync(join(cwd, 'kept/shop.db'))).toBe(true);
    await preclear(['scan', 'a.jsonl', '--no-record'], { cwd });
    const listed = await preclear(['history', 'list', '--format', 'json'], { cwd });
    expect(JSON.parse(listed.stdout).runs).toHaveLength(1);
    expect(readdirSync(join(cwd, 'kept')).filter((name) => name.endsWith('.waiting'))).toEqual([]);
  });

  it('never loses the report to a history that fails', async () => {
    const cwd = shop({ 'preclear.config.yaml': 'history: { record: true }\n', 'a.jsonl': RISKY });
    mkdirSync(join(cwd, '.preclear'));
    const db = new DatabaseSync(join(cwd, '.preclear', 'history.db'));
    db.exec('CREATE TABLE history_format (version integer NOT NULL); INSERT INTO history_format VALUES (7)');
    db.close();
    const before = readFileSync(join(cwd, '.preclear', 'history.db'));
    const byConfig = await preclear(['scan', 'a.jsonl', '--format', 'json'], { cwd });
    expect(byConfig.exit).toBe(1);
    expect(JSON.parse(byConfig.stdout).findings.length).toBeGreaterThan(0);
    expect(byConfig.stderr).toContain('The scan was not recorded in .preclear/history.db. The history');
    expect(byConfig.stderr).toContain('has format version 7');
    const byFlag = await preclear(['scan', 'a.jsonl', '--record', '--lang', 'zh'], { cwd });
    expect(byFlag.exit).toBe(2);
    expect(byFlag.stderr).toContain('的格式版本为 7');
    expect(lastLine(byFlag.stderr)).toMatch(/1/);
    expect(await preclear(['history', 'list'], { cwd })).toMatchObject({ exit: 2, stdout: '' });
    expect(readFileSync(join(cwd, '.preclear', 'history.db')).equals(before)).toBe(true);
  });

  it('keeps it on a server, with the password from elsewhere', async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const url = new URL(server.url);
    const { password } = url;
    url.password = '';
    const cwd = shop({
      'preclear.config.yaml': `history:\n  record: true\n  store: ${url.href}?schema=hillmoor\n`,
      'a.jsonl': RISKY,
    });
    const env = { PGPASSWORD: password };
    const refused = await preclear(['scan', 'a.jsonl', '--record'], { cwd, env: { PGPASSWORD: 'wrong' } });
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toMatch(/cannot be used: password authentication failed/);
    expect(await preclear(['history', 'list'], { cwd, env })).toMatchObject({ exit: 2 });
    const kept = await preclear(['scan', 'a.jsonl', '--record'], { cwd, env });
    expect(kept.exit).toBe(1);
    expect(kept.stderr).toContain('Recorded in postgres://');
    const listed = await preclear(['history', 'list', '--format', 'json'], { cwd, env });
    expect(JSON.parse(listed.stdout).runs).toHaveLength(1);
    expect(existsSync(join(cwd, '.preclear', 'history.db'))).toBe(false);
  });

  it('says that there is nothing yet', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'a.jsonl': CLEAN });
    const listed = await preclear(['history', 'list'], { cwd });
    expect(listed).toMatchObject({ exit: 2, stdout: '' });
    expect(listed.stderr).toContain('preclear scan --record begins one');
    expect(existsSync(join(cwd, '.preclear', 'history.db'))).toBe(false);
    await scan(cwd, DAYS[0], 'a.jsonl');
    expect(await preclear(['history', 'show', 'zzzz'], { cwd })).toMatchObject({ exit: 2, stdout: '' });
  });
});

const REPORT = {
  accountStatuses: [{ marketplaceId: 'A1PA6795UKMFR9', status: 'AT_RISK' }],
  performanceMetrics: [
    {
      marketplaceId: 'A1PA6795UKMFR9',
      accountHealthRating: {
        reportingDateRange: { reportingDateFrom: '2026-05-20T00:00:00Z', reportingDateTo: '2026-11-16T00:00:00Z' },
        ahrStatus: 'FAIR',
        ahrScore: '168',
      },
      receivedIntellectualPropertyComplaints: { status: 'BAD', targetValue: 0, targetCondition: 'LESS_THAN', defectsCount: 3 },
      orderDefectRate: { afn: { status: 'GOOD', targetValue: 0.01, rate: 0.002 }, mfn: { status: 'NONE' } },
      policyOfTomorrow: { status: 'GOOD', defectsCount: 0, colour: ['blue'] },
      warningStates: [],
    },
    { marketplaceId: 'ZZZZ', otherPolicyViolations: { defectsCount: 'many' } },
    { accountHealthRating: {} },
  ],
};

describe('preclear history health import', () => {
  it("takes Amazon's report, with policies that nobody knows yet", async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'report.json': `\uFEFF${JSON.stringify(REPORT, null, 1)}` });
    const run = await preclear(['history', 'health', 'import', 'report.json', '--format', 'json'], { cwd });
    expect(run.exit).toBe(3);
    expect(run.stderr).toMatch(/^report\.json:\d+:3: An entry of performanceMetrics has no marketplaceId/);
    const { snapshots } = JSON.parse(run.stdout);
    expect(snapshots).toMatchObject([
      {
        ...{ marketplace: 'amazon.de', at: '2026-11-16T00:00:00.000Z', status: 'FAIR', score: 168 },
        policies: [
          { name: 'accountStatus', status: 'AT_RISK' },
          { name: 'receivedIntellectualPropertyComplaints', status: 'BAD', defects: 3, target: 0 },
          { name: 'orderDefectRate.afn', status: 'GOOD', target: 0.01 },
          { name: 'orderDefectRate.mfn', status: 'NONE' },
          { name: 'policyOfTomorrow', status: 'GOOD', defects: 0 },
        ],
      },
      { marketplace: 'ZZZZ', at: '2026-11-22T00:00:00.000Z', policies: [] },
    ]);
    const again = await preclear(['history', 'health', 'import', 'report.json', '--format', 'json'], { cwd });
    expect(JSON.parse(again.stdout).snapshots).toEqual(snapshots);
    const history = await openHistory(join(cwd, '.preclear', 'history.db'));
    expect(await history.snapshots({ marketplace: 'amazon.de' })).toHaveLength(1);
    await history.close();
  });

  it('takes a table, in English or Chinese, and tells the places of what it cannot use', async () => {
    const table =
      'date,marketplace,status,score,IP complaints,Counterfeit\n2026-11-09,Amazon US,Healthy,248,1,0\n2026-11-16,amazon.com,At Risk,160,4,\n16.11.2026,amazon.de,,,,\n2026-11-16,,Healthy,,,\n2026-11-16,amazon.de,,n/a,,\n';
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'health.csv': table });
    // 日期,站点,评分,知识产权投诉 in GB 18030.
    const chinese = Buffer.concat([
      Buffer.from('c8d5c6da2cd5beb5e32cc6c0b7d62cd6aacab6b2fac8a8cdb6cbdf0d0a', 'hex'),
      Buffer.from('2026-11-16,amazon.co.jp,200,2\r\n'),
    ]);
    writeFileSync(join(cwd, 'zh.csv'), chinese);
    const run = await preclear(['history', 'health', 'import', 'health.csv', 'zh.csv'], { cwd });
    expect(run.exit).toBe(3);
    expect(run.stderr.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'health.csv:4:1:',
      'health.csv:5:12:',
      'health.csv:6:23:',
      '',
    ]);
    expect(run.stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, '|'))).toEqual([
      'day|marketplace|status|score|open policy cases',
      '2026-11-09|amazon.com|Healthy|248|IP complaints 1',
      '2026-11-16|amazon.com|At Risk|160|IP complaints 4',
      '2026-11-16|amazon.co.jp|-|200|知识产权投诉 2',
      '',
    ]);
  });

  it.each([
    ['no report', '{"orders":[]}', /^bad\.json:1:1: This is no seller performance report/],
    ['cut short', '{"performanceMetrics":[{"marketplaceId":"A1PA', /^bad\.json:1:\d+: /],
    ['no JSON', 'hello', /^bad\.json:1:1: /],
    ['a deep tree', `${'['.repeat(100_000)}`, /^bad\.json:1:\d+: /],
  ])('refuses %s', async (_, text, said) => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'bad.json': text });
    const run = await preclear(['history', 'health', 'import', 'bad.json'], { cwd });
    expect(run).toMatchObject({ exit: 2, stdout: 'Nothing was imported.\n' });
    expect(run.stderr).toMatch(said);
  });
});
