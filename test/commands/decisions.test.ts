import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TryRepository } from '../scan/repository.ts';
import { preclear, type Run, shop } from './run.ts';

const CONFIG = 'brands: [Hillmoor]\n';
const HEADER = 'sku,title,marketplace,brand,search terms\n';
const BELT = 'HM-1,"Hillmoor Belt, a dupe of the Nike belt",amazon.com,Hillmoor,running belt nike\n';
const BOWL = '00123,"Hillmoor Dog Bowl, Yeti dupe",amazon.com,Hillmoor,dog bowl\n';
const CLEAN = 'HM-3,Hillmoor Steel Cup,amazon.com,Hillmoor,steel cup\n';
const NEW = 'HM-4,"Hillmoor Leggings, dupe of Lululemon",amazon.com,Hillmoor,leggings\n';
const WARNING = ['--fail-on', 'warning'];
const BASELINE = 'preclear.baseline.jsonl';
const SUPPRESSIONS = 'preclear.suppressions.yaml';

interface JsonFinding {
  readonly listing: string;
  readonly field: string;
  readonly match: string;
  readonly fingerprint: string;
  readonly state: 'open' | 'baselined' | { readonly suppressed: { readonly reason: string; readonly until: string } };
}

interface JsonReport {
  readonly findings: readonly JsonFinding[];
  readonly suppressed: number;
  readonly baselined: number;
  readonly notices: readonly { readonly kind: string; readonly file: string; readonly line: number; readonly text: string }[];
}

async function scan(cwd: string, ...more: readonly string[]): Promise<{ run: Run; report: JsonReport }> {
  const run = await preclear(['scan', '.', '--format', 'json', ...WARNING, ...more], { cwd });
  return { run, report: JSON.parse(run.stdout) };
}

/** `listing field match: state` of every finding. */
function told({ findings }: JsonReport): string[] {
  return findings.map(({ listing, field, match, state }) => {
    return `${listing} ${field} ${match}: ${typeof state === 'string' ? state : 'suppressed'}`;
  });
}

function adopted(cwd: string): Promise<Run> {
  return preclear(['baseline', 'create', '.'], { cwd });
}

function edit(cwd: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(cwd, file), change(readFileSync(join(cwd, file), 'utf8')));
}

describe('preclear baseline', () => {
  it('takes a dirty shop on: what is there is known, and only what is new fails', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BELT + BOWL });
    expect((await adopted(cwd)).exit).toBe(0);
    const known = await scan(cwd);
    expect(known.run.exit).toBe(0);
    expect(known.run.stderr).toMatch(/exit 0: nothing new \(\d+ accepted or known\)/);
    expect(new Set(known.report.findings.map(({ state }) => state))).toEqual(new Set(['baselined']));
    const before = readFileSync(join(cwd, BASELINE), 'utf8');

    edit(cwd, 'feed.csv', (text) => text + NEW);
    const { run, report } = await scan(cwd);
    expect(run.exit).toBe(1);
    expect(told(report).filter((line) => line.endsWith(': open'))).toEqual(['HM-4 title Lululemon: open']);
    const diff = await preclear(['baseline', 'diff', '.'], { cwd });
    expect(diff.exit).toBe(1);
    expect(diff.stdout).toMatch(
      /^\+ [0-9a-f]{16} {2}core\/brand-imitation {2}HM-4 {2}title {2}"Lululemon" {2}feed\.csv:4:\d+$/m,
    );
    expect(readFileSync(join(cwd, BASELINE), 'utf8')).toBe(before);
  });

  it('does not depend on file names, on the order of rows, or on other rows', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BELT + BOWL + CLEAN });
    await adopted(cwd);
    renameSync(join(cwd, 'feed.csv'), join(cwd, 'november.csv'));
    writeFileSync(join(cwd, 'november.csv'), `${HEADER}${NEW.replace('dupe of Lululemon', 'soft')}\n${BOWL}${BELT}`);
    const { run, report } = await scan(cwd);
    expect(run.exit).toBe(0);
    expect(new Set(report.findings.map(({ state }) => state))).toEqual(new Set(['baselined']));
    expect(report.notices).toEqual([]);
  });

  it('knows another brand in the same field for new', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BOWL });
    await adopted(cwd);
    edit(cwd, 'feed.csv', (text) => text.replace('Yeti', 'Hydro Flask'));
    const { run, report } = await scan(cwd);
    expect(run.exit).toBe(1);
    expect(told(report)).toContain('00123 title Hydro Flask: open');
    expect(report.notices).toMatchObject([{ kind: 'gone', file: BASELINE }]);
  });

  it('grows only when that is asked for with a reason, which it keeps', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BELT });
    await adopted(cwd);
    edit(cwd, 'feed.csv', (text) => text + NEW);
    const before = readFileSync(join(cwd, BASELINE), 'utf8');
    const refused = await adopted(cwd);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('"Lululemon"  feed.csv:3:');
    expect((await preclear(['baseline', 'create', '.', '--allow-increase'], { cwd })).exit).toBe(2);
    expect(readFileSync(join(cwd, BASELINE), 'utf8')).toBe(before);
    const grown = await preclear(['baseline', 'create', '.', '--allow-increase', '--reason', 'feed of a new supplier'], {
      cwd,
    });
    expect(grown.exit).toBe(0);
    const after = readFileSync(join(cwd, BASELINE), 'utf8').split('\n');
    expect(after).toEqual(expect.arrayContaining(before.split('\n')));
    expect(after.filter((line) => line.includes('feed of a new supplier'))).toHaveLength(1);
  });

  it('forgets what a complete scan does not find, and nothing else', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'a.csv': HEADER + BELT, 'b.csv': HEADER + BOWL });
    await adopted(cwd);
    const entries = (): string[] => readFileSync(join(cwd, BASELINE), 'utf8').split('\n').slice(1, -1);
    const all = entries();
    edit(cwd, 'a.csv', (text) => text.replace('a dupe of the Nike belt', 'soft'));
    writeFileSync(join(cwd, 'b.csv'), HEADER + CLEAN);

    expect((await preclear(['baseline', 'prune', 'b.csv'], { cwd })).stdout).toContain('0 removed');
    expect((await preclear(['baseline', 'prune', '.', '--only', 'amazon'], { cwd })).stdout).toContain('0 removed');
    writeFileSync(join(cwd, 'broken.json'), '{"id":"HM-9","title":"Hillmoor');
    const incomplete = await preclear(['baseline', 'prune', '.', 'broken.json'], { cwd });
    expect(incomplete.exit).toBe(2);
    expect(incomplete.stderr).toContain('broken.json');
    expect(entries()).toEqual(all);

    writeFileSync(join(cwd, 'broken.json'), '[]');
    expect((await preclear(['baseline', 'prune', 'a.csv'], { cwd })).stdout).toContain('1 removed');
    const pruned = await preclear(['baseline', 'prune', '.'], { cwd });
    expect(pruned.exit).toBe(0);
    expect(entries()).toEqual(all.filter((line) => line.includes('"search-terms"')));
  });

  it('is named for all files, or not asked', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BELT });
    expect((await preclear(['baseline', 'create', '.', '--baseline', 'ci/known.jsonl'], { cwd })).exit).toBe(0);
    expect(existsSync(join(cwd, BASELINE))).toBe(false);
    expect((await scan(cwd)).run.exit).toBe(1);
    expect((await scan(cwd, '--baseline', 'ci/known.jsonl')).run.exit).toBe(0);
    const missing = await preclear(['scan', '.', '--baseline', 'ci/knwon.jsonl'], { cwd });
    expect(missing.exit).toBe(2);
    expect(missing.stderr).toContain('ci/knwon.jsonl');
    await adopted(cwd);
    expect((await scan(cwd, '--baseline', 'none')).run.exit).toBe(1);
  });

  it('stands beside the configuration of its files', async () => {
    const cwd = shop({
      'preclear.config.yaml': CONFIG,
      'feed.csv': HEADER + BELT,
      'eu/preclear.config.yaml': 'extends: "//"\n',
      'eu/feed.csv': HEADER + BOWL,
      'uk/preclear.config.yaml': CONFIG,
      'uk/feed.csv': HEADER + NEW,
    });
    await adopted(cwd);
    const listings = (file: string): string[] => [
      ...new Set(readFileSync(join(cwd, file), 'utf8').match(/(?<="listing":")[^"]+/g)),
    ];
    expect(listings(BASELINE)).toEqual(['HM-1']);
    expect(listings(`eu/${BASELINE}`)).toEqual(['00123']);
    expect(listings(`uk/${BASELINE}`)).toEqual(['HM-4']);
    expect((await scan(cwd)).run.exit).toBe(0);
    // What the configuration above knows counts below, where that is extended.
    renameSync(join(cwd, 'eu/feed.csv'), join(cwd, 'eu/old.csv'));
    writeFileSync(join(cwd, 'eu/feed.csv'), HEADER + BELT);
    writeFileSync(join(cwd, 'uk/feed.csv'), HEADER + BELT);
    const { report } = await scan(cwd);
    const files = report.findings.filter(({ state }) => state === 'open').map((finding) => Reflect.get(finding, 'file'));
    expect(new Set(files)).toEqual(new Set(['uk/feed.csv']));
  });

  it('knows a listing without an id in whatever folder a scan is started', async () => {
    const page = '---\nbrand: Hillmoor\nmarketplace: amazon.com\n---\n# Leggings, dupe of Lululemon\n\nSoft.\n';
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'pages/a.md': page, 'pages/b.md': page });
    await preclear(['baseline', 'create', 'a.md'], { cwd: join(cwd, 'pages') });
    expect(readFileSync(join(cwd, BASELINE), 'utf8')).toContain('"listing":"pages/a.md#1"');
    for (const folder of ['.', 'pages']) {
      const { report } = await scan(join(cwd, folder));
      expect(report.findings.map(({ state }) => state)).toEqual(['baselined', 'open']);
    }
    const pruned = await preclear(['baseline', 'prune', '../pages/a.md'], { cwd: join(cwd, 'pages') });
    expect(pruned.stdout).toMatch(/ 0 removed, 1 kept\.\n/);
  });

  it('needs a configuration to stand beside', async () => {
    const { exit, stderr } = await adopted(shop({ 'feed.csv': HEADER + BELT }));
    expect(exit).toBe(2);
    expect(stderr).toContain('preclear init');
  });

  it('is merged by git from two branches', async () => {
    const repository = new TryRepository();
    const cwd = repository.folder;
    repository.commit({
      'preclear.config.yaml': CONFIG,
      '.gitattributes': `${BASELINE} merge=union\n`,
      'a.csv': HEADER + BELT,
      'b.csv': HEADER + CLEAN,
    });
    await adopted(cwd);
    repository.commit();
    const grow = ['baseline', 'create', '.', '--allow-increase', '--reason', 'taken over'];
    repository.git('checkout', '--quiet', '-b', 'theirs');
    edit(cwd, 'b.csv', (text) => text + BOWL);
    await preclear(grow, { cwd });
    repository.commit();
    repository.git('checkout', '--quiet', 'main');
    edit(cwd, 'a.csv', (text) => text + NEW);
    await preclear(grow, { cwd });
    repository.commit();
    repository.git('merge', '--quiet', '--no-edit', 'theirs');
    const { run, report } = await scan(cwd);
    expect(run.exit).toBe(0);
    expect(told(report)).toContain('HM-4 title Lululemon: baselined');
    expect(told(report)).toContain('00123 title Yeti: baselined');
  });

  it.each([
    [
      'a conflict',
      (text: string) => text.replace('\n', '\n<<<<<<< HEAD\n'),
      'preclear.baseline.jsonl:2:1: A merge left a conflict',
    ],
    ['a cut file', (text: string) => text.slice(0, -20), 'cut short'],
    ['another file', () => '{"results":[]}\n', 'preclear.baseline.jsonl:1:1:'],
    ['an empty file', () => '', 'preclear.baseline.jsonl:1:1: This is no baseline'],
  ])('ends a scan with 2 when it cannot be used: %s', async (_, change, message) => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BELT });
    await adopted(cwd);
    edit(cwd, BASELINE, change);
    const { exit, stdout, stderr } = await preclear(['scan', '.'], { cwd });
    expect(exit).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('gives the same bytes again', async () => {
    const files = { 'preclear.config.yaml': CONFIG, 'a.csv': HEADER + BELT + BOWL, 'b.csv': HEADER + NEW };
    const [one, two] = [shop(files), shop(files)];
    await adopted(one);
    await preclear(['baseline', 'create', 'b.csv', 'a.csv', '--jobs', '3'], { cwd: two });
    expect(readFileSync(join(two, BASELINE), 'utf8')).toBe(readFileSync(join(one, BASELINE), 'utf8'));
  });
});

describe('preclear suppress', () => {
  const files = { 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BOWL };
  const DECISION = ['--reason', 'licence of 3 May, page 2', '--until', '2027-03-31', '--by', 'Li Na'];

  async function fingerprintIn(cwd: string): Promise<string> {
    return (await scan(cwd)).report.findings.find(({ state }) => state === 'open')?.fingerprint ?? '';
  }

  it('accepts one finding until a day, after which it is back and told', async () => {
    const cwd = shop(files);
    const fingerprint = await fingerprintIn(cwd);
    const added = await preclear(['suppress', fingerprint, '.', ...DECISION], { cwd });
    expect(added.exit).toBe(0);
    expect(readFileSync(join(cwd, SUPPRESSIONS), 'utf8')).toContain('listing: "00123"');
    const { run, report } = await scan(cwd);
    expect(run.exit).toBe(0);
    expect(report).toMatchObject({ suppressed: 1, baselined: 0, notices: [] });
    expect(report.findings[0]?.state).toMatchObject({
      suppressed: { reason: 'licence of 3 May, page 2', until: '2027-03-31', by: 'Li Na' },
    });
    const explained = await preclear(['explain', fingerprint, '.'], { cwd });
    expect(explained.stdout).toMatch(
      /state: Accepted by Li Na until 2027-03-31: licence of 3 May, page 2\s+\(preclear\.suppressions\.yaml:\d+\)/,
    );

    const later = await preclear(['scan', '.', '--format', 'json', ...WARNING], { cwd, env: { PRECLEAR_AS_OF: '2027-04-01' } });
    expect(later.exit).toBe(1);
    const back: JsonReport = JSON.parse(later.stdout);
    expect(told(back)).toEqual(['00123 title Yeti: open']);
    expect(back.notices).toMatchObject([
      {
        kind: 'ended',
        file: SUPPRESSIONS,
        text: expect.stringContaining('ended on 2027-03-31 (reason: licence of 3 May, page 2)'),
      },
    ]);

    edit(cwd, 'feed.csv', (text) => text.replace(', Yeti dupe', ''));
    const mended = await scan(cwd);
    expect(mended.run.exit).toBe(0);
    expect(mended.report.notices).toMatchObject([{ kind: 'unused', file: SUPPRESSIONS }]);
  });

  it('is listed, the first to end first', async () => {
    const cwd = shop(files);
    expect((await preclear(['suppress', 'list'], { cwd })).stdout).toBe('Nothing is accepted.\n');
    await preclear(['suppress', await fingerprintIn(cwd), '.', ...DECISION], { cwd });
    const { exit, stdout } = await preclear(['suppress', 'list', '--lang', 'zh'], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /2027-03-31 {2}129 天 .*00123 .*Yeti .*licence of 3 May, page 2 +Li Na +preclear\.suppressions\.yaml:\d+/,
    );
    expect((await preclear(['suppress', 'list', '--expiring', '30d'], { cwd })).stdout).toBe('Nothing is accepted.\n');
    const json = await preclear(['suppress', 'list', '--expiring', '130d', '--format', 'json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({ suppressions: [{ listing: '00123', daysLeft: 129 }] });
  });

  it.each([
    ['no reason', ['--until', '2027-03-31'], 'say why and until when'],
    ['no day', ['--reason', 'x'], 'say why and until when'],
    ['a reason of spaces', ['--reason', ' ', '--until', '2027-03-31'], 'say why and until when'],
    ['a day that is over', ['--reason', 'x', '--until', '2026-11-21'], 'is over already'],
    ['a day too far', ['--reason', 'x', '--until', '2028-11-22'], 'more than 400 days ahead'],
    ['no day that there is', ['--reason', 'x', '--until', '2027-02-29'], 'is no day'],
  ])('refuses %s', async (_, flags, message) => {
    const cwd = shop(files);
    const { exit, stderr } = await preclear(['suppress', await fingerprintIn(cwd), '.', ...flags], { cwd });
    expect(exit).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(join(cwd, SUPPRESSIONS))).toBe(false);
  });

  it('refuses what no scan finds, what is no fingerprint, and what is accepted already', async () => {
    const cwd = shop(files);
    expect((await preclear(['suppress', '0123456789abcdef', '.', ...DECISION], { cwd })).stderr).toContain('No finding in .');
    expect((await preclear(['suppress', 'core/brand-imitation', '.', ...DECISION], { cwd })).stderr).toContain(
      'is no fingerprint',
    );
    const fingerprint = await fingerprintIn(cwd);
    await preclear(['suppress', fingerprint, '.', ...DECISION], { cwd });
    const again = await preclear(['suppress', fingerprint, '.', ...DECISION], { cwd });
    expect(again.exit).toBe(2);
    expect(again.stderr).toContain('accepted until 2027-03-31 already (preclear.suppressions.yaml:');
  });

  it('ends a scan with 2 and the place when an entry is mistyped', async () => {
    const entry = '  - { rule: core/brand-imitaton, listing: "00123", reason: x, until: 2027-01-01 }\n';
    const { exit, stderr } = await preclear(['scan', '.'], {
      cwd: shop({ ...files, [SUPPRESSIONS]: `suppressions:\n${entry}` }),
    });
    expect(exit).toBe(2);
    expect(stderr).toContain('preclear.suppressions.yaml:2:13: "suppressions[0].rule": there is no rule');
    expect(stderr).toContain('Did you mean "core/brand-imitation"?');
  });

  it('leaves what is accepted alone when fixes are written', async () => {
    const cwd = shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + BELT });
    const fixed = async (): Promise<string> => (await preclear(['scan', '.', '--fix-dry-run'], { cwd })).stdout;
    expect(await fixed()).toContain('+running belt');
    const terms = (await scan(cwd)).report.findings.find(({ field }) => field === 'search-terms');
    await preclear(['suppress', terms?.fingerprint ?? '', '.', ...DECISION], { cwd });
    expect(await fixed()).not.toContain('+running belt');
  });
});

describe('comments in pages', () => {
  const comment = '<!-- preclear-ignore core/brand-imitation -- our own line until 2027-03-31 -->';
  const markdown = (said: string): string =>
    `---\nsku: HM-5\nmarketplace: amazon.com\nbrand: Hillmoor\n---\n# Hillmoor Bowl, Yeti dupe\n\n${said}\n`;

  it('accept what they name in the seller’s own files, are told when they end, and not believed elsewhere', async () => {
    const cwd = shop({ 'shop/preclear.config.yaml': CONFIG, 'shop/bowl.md': markdown(comment) });
    const { run, report } = await scan(join(cwd, 'shop'));
    expect(run.exit).toBe(0);
    expect(told(report)).toEqual(['HM-5 title Yeti: suppressed']);
    const later = await preclear(['scan', '.', '--format', 'json', ...WARNING], {
      cwd: join(cwd, 'shop'),
      env: { PRECLEAR_AS_OF: '2027-04-01' },
    });
    expect(later.exit).toBe(1);
    expect(JSON.parse(later.stdout).notices).toMatchObject([{ kind: 'ended', file: 'bowl.md', line: 8 }]);

    writeFileSync(join(cwd, 'elsewhere.md'), markdown(comment));
    const config = ['--config', 'shop/preclear.config.yaml'];
    const foreign = await preclear(['scan', 'elsewhere.md', ...config, ...WARNING, '--strict'], { cwd });
    expect(foreign.exit).toBe(1);
    expect(foreign.stdout).toContain('elsewhere.md:8:1  A preclear-ignore comment counts only');
    const piped = await preclear(['scan', '--stdin-file-path', 'shop/bowl.md', ...WARNING], { cwd, input: markdown(comment) });
    expect(piped.exit).toBe(1);
  });

  it('are problems of their listing when they are mistyped', async () => {
    const cwd = shop({
      'preclear.config.yaml': CONFIG,
      'bowl.md': markdown('<!-- preclear-ignore core/brand-imitation -- ours -->'),
    });
    const { exit, stdout } = await preclear(['scan', '.', '--strict', '--fail-on', 'never'], { cwd });
    expect(exit).toBe(3);
    expect(stdout).toContain('bowl.md:8:1  This comment has no last day');
  });
});
