import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOG_KINDS } from '../../src/commands/log.ts';
import { RECORD_TABLES } from '../../src/ledger/open-records.ts';
import { preclear, type Run, shop } from './run.ts';

const open = (more: Readonly<Record<string, string>> = {}): string =>
  shop({ 'preclear.config.yaml': 'ledger: ledger\n', ...more });
const log = (cwd: string, ...args: readonly string[]): Promise<Run> => preclear(['log', ...args], { cwd });

/** One row of each kind, with every flag that must be there. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  training: [
    '--date',
    '2026/11/10',
    '--topic',
    '商标与品牌词',
    '--attendees',
    '李娜、王伟',
    '--passed',
    '2',
    '--next',
    '2027-02-10',
  ],
  contact: ['--at', '2026-11-12T09:30+08:00', '--direction', '发出', '--channel', 'email', '--party', 'Northpine, Images'],
  policy: ['--title', 'No picture without a licence', '--adopted', '2026-03-01'],
  action: ['--kind', 'remove-inventory', '--done', '2026-11-14', '--items', 'B0HM000001;HM-2', '--inventory-order', 'RO-1'],
  measure: ['--step', 'brand-scan-before-upload', '--adopted', '2026-11-23', '--owner', 'Li Na'],
  penalty: ['--platform', '国际站', '--date', '2026-10-01', '--kind', 'general', '--points', '6'],
  reviewer: ['--name', 'Li Na', '--role', 'reviewer', '--from', '2026-03-01'],
};

describe('preclear log', () => {
  it('has a flag for every column of every table', () => {
    for (const { table, flags } of Object.values(LOG_KINDS)) {
      const columns = Object.entries(RECORD_TABLES[table].columns)
        .filter(([name]) => !['id', 'proof', 'proof_sha256'].includes(name))
        .map(([name, { needed }]) => `${name.replaceAll('_', '-')}${needed === true ? '!' : ''}`);
      expect(flags.map(([flag]) => flag).toSorted(), table).toEqual(columns.toSorted());
    }
    expect(Object.keys(ROWS)).toEqual(Object.keys(LOG_KINDS));
  });

  it('writes a row of every kind, which the list shows', async () => {
    const cwd = open({ 'proofs on my desk/sheet; signed.pdf': 'signed' });
    const proof = ['--proof', 'proofs on my desk/sheet; signed.pdf'];
    for (const [kind, args] of Object.entries(ROWS)) {
      const run = await log(cwd, kind, ...args, ...(kind === 'reviewer' ? [] : proof));
      const { prefix, table } = LOG_KINDS[kind] ?? { prefix: '', table: '' };
      expect(run, kind).toMatchObject({ exit: 0, stderr: '' });
      expect(run.stdout).toContain(`${prefix}-1 added to ledger/${table}.csv.`);
    }
    expect(readdirSync(join(cwd, 'ledger/proofs'))).toEqual(['sheet- signed.pdf']);
    const list = await log(cwd, 'list', '--format', 'json');
    expect(list).toMatchObject({ exit: 0, stderr: '' });
    const records: Readonly<Record<string, readonly object[]>> = JSON.parse(list.stdout);
    for (const { table } of Object.values(LOG_KINDS)) expect(records[table], table).toHaveLength(1);
    expect(records.trainings?.[0]).toMatchObject({
      id: 'T-1',
      date: '2026-11-10',
      attendees: ['李娜', '王伟'],
      passed: 2,
      proofs: [{ path: 'proofs/sheet- signed.pdf', found: true }],
    });
    expect(records.contacts?.[0]).toMatchObject({
      at: '2026-11-12T01:30:00.000Z',
      direction: 'out',
      party: 'Northpine, Images',
    });
    const chinese = await log(cwd, 'list', 'trainings', '--lang', 'zh');
    expect(chinese.stdout).toContain('主题');
    expect(chinese.stdout).toContain('李娜; 王伟');
    writeFileSync(join(cwd, 'ledger/proofs/sheet- signed.pdf'), 'another');
    expect((await log(cwd, 'list', 'training')).stdout).toContain('(another file)');
  });

  it('keeps proofs that lie in the ledger where they are, and copies over nothing', async () => {
    const cwd = open({ 'ledger/letters/a.pdf': 'one', 'a.pdf': 'two', 'more/a.pdf': 'three' });
    const args = ROWS.policy ?? [];
    const run = await log(
      cwd,
      'policy',
      ...args,
      '--proof',
      'ledger/letters/a.pdf',
      '--proof',
      'a.pdf',
      '--proof',
      'more/a.pdf',
    );
    expect(run.stdout).toMatch(/ {2}letters\/a\.pdf {2}[0-9a-f]{12}\n {2}proofs\/a\.pdf {2}[0-9a-f]{12} \(copied\)\n/);
    expect(readFileSync(join(cwd, 'ledger/proofs/a.pdf'), 'utf8')).toBe('two');
    expect(readdirSync(join(cwd, 'ledger/proofs'))).toHaveLength(2);
    await log(cwd, 'policy', ...args, '--proof', 'a.pdf');
    expect(readdirSync(join(cwd, 'ledger/proofs'))).toHaveLength(2);
    expect((await log(cwd, 'policy', ...args, '--proof', 'lost.pdf')).stderr).toContain('lost.pdf is no file');
  });

  it('refuses what a reader would not take as proof, and writes nothing', async () => {
    const cwd = open();
    const refused = [
      [['training', '--date', '2026-02-30', '--topic', 'x'], '"2026-02-30" is not a day'],
      [['training', '--date', '2026-11-23', '--topic', 'x'], 'lies ahead'],
      [['contact', '--at', '2027-01-01T10:00Z', '--direction', 'out', '--channel', 'email', '--party', 'X'], 'lies ahead'],
      [['contact', '--at', '2026-01-01', '--direction', 'up', '--channel', 'email', '--party', 'X'], 'Allowed: out, in'],
      [['action', '--kind', 'lawyer'], 'Neither "planned" nor "done"'],
      [['measure', '--step', 'be-good', '--adopted', '2026-11-01', '--owner', 'X'], 'brand-scan-before-upload'],
      [['measure', '--step', 'staff-training', '--adopted', '2026-11-01'], "required option '--owner <name>'"],
      [['policy', '--title', 'x', '--adopted', '2026-05-01', '--retired', '2026-04-01'], 'comes before 2026-05-01'],
    ] as const;
    for (const [args, reason] of refused) {
      const run = await log(cwd, ...args);
      expect([run.exit, run.stdout], args.join(' ')).toEqual([2, '']);
      expect(run.stderr).toContain(reason);
    }
    expect(() => readdirSync(join(cwd, 'ledger'))).not.toThrow();
    expect(readdirSync(join(cwd, 'ledger'))).toEqual([]);
    expect((await log(cwd, 'training', '--date', '2026-02-30', '--topic', 'x', '--lang', 'zh')).stderr).toContain(
      '不是有效日期',
    );
  });

  it('lists what does not count, with its place', async () => {
    const cwd = open({ 'ledger/trainings.csv': '日期,主题,编号\n2026-02-30,旧的,T-1\n2026-02-03,新的,T-2\n' });
    const run = await log(cwd, 'list');
    expect(run.exit).toBe(3);
    expect(run.stderr).toContain('ledger/trainings.csv:2:1: "2026-02-30"');
    expect(run.stdout).toContain('新的');
    expect((await log(cwd, 'list', 'trees')).stderr).toContain('There is no table "trees"');
    expect((await preclear(['log', 'list'], { cwd: open({ 'ledger/note.txt': '' }) })).stdout).toBe(
      'Nothing was written down.\n',
    );
  });
});
