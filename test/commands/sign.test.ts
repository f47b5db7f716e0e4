import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preclear, type Run, shop } from './run.ts';

const CONFIG = 'ledger: ledger\n';
const HEADER = 'sku,title,marketplace,main image\n';
const MUG = 'HM-MUG-01,Hillmoor Stoneware Mug,amazon.com,mug.jpg\n';
const KIT = 'HM-KIT-01,Hillmoor Art Box,amazon.com,\nHM-KIT-02,Hillmoor Art Box XL,amazon.com,\n';
const REVIEWERS =
  'id,name,role,from,to\nR-1,Li Na,reviewer,2026-01-01,\nR-2,Wang Wei,manager,2026-01-01,2026-06-30\nR-3,Zhao Min,manager,,\n';
const SIGN_OFFS = 'ledger/sign-offs.jsonl';

function open(more: Readonly<Record<string, string>> = {}): string {
  return shop({ 'preclear.config.yaml': CONFIG, 'feed.csv': HEADER + MUG + KIT, 'mug.jpg': 'picture one', ...more });
}

const sign = (cwd: string, ...args: readonly string[]): Promise<Run> => preclear(['sign', ...args], { cwd });

async function states(cwd: string, ...more: readonly string[]): Promise<Record<string, string>> {
  const { stdout } = await sign(cwd, '--check', 'feed.csv', '--format', 'json', ...more);
  const report: { readonly listings: readonly { readonly listing: string; readonly state: string }[] } = JSON.parse(stdout);
  return Object.fromEntries(report.listings.map(({ listing, state }) => [listing, state]));
}

describe('preclear sign', () => {
  it('keeps who signed what, until a text or a picture changes', async () => {
    const cwd = open();
    expect(await sign(cwd, '--check', 'feed.csv')).toMatchObject({ exit: 1 });
    const signed = await sign(cwd, 'HM-MUG-01', 'HM-KIT-*', '--by', 'Li Na', 'feed.csv');
    expect(signed).toMatchObject({ exit: 0, stderr: '' });
    expect(signed.stdout).toMatch(/signed +HM-MUG-01 +amazon\.com +[0-9a-f]{12} +Li Na\n/);
    expect(signed.stdout).toContain('3 added to ledger/sign-offs.jsonl.');
    expect(JSON.parse(readFileSync(join(cwd, SIGN_OFFS), 'utf8').split('\n')[0] ?? '')).toMatchObject({
      listing: 'HM-MUG-01',
      by: 'Li Na',
      decision: 'approved',
      at: '2026-11-22T12:00:00.000Z',
    });
    const check = await sign(cwd, '--check', 'feed.csv');
    expect(check).toMatchObject({ exit: 0, stdout: '3 of 3 listings are signed.\n' });
    writeFileSync(join(cwd, 'mug.jpg'), 'picture two');
    writeFileSync(join(cwd, 'feed.csv'), HEADER + KIT.replace('Art Box XL', 'Art Box XXL') + MUG);
    expect(await states(cwd)).toEqual({ 'HM-MUG-01': 'void', 'HM-KIT-01': 'signed', 'HM-KIT-02': 'void' });
    const told = await sign(cwd, '--check', 'feed.csv', '--lang', 'zh');
    expect(told.exit).toBe(1);
    expect(told.stdout).toContain('Li Na 于 2026-11-22 签核，之后内容有改动');
    expect(told.stdout).toContain('共 3 个 Listing，已签核 1 个。');
    writeFileSync(join(cwd, 'mug.jpg'), 'picture one');
    expect(await states(cwd)).toMatchObject({ 'HM-MUG-01': 'signed' });
  });

  it('takes only reviewers who have the duty, where there is a list of them', async () => {
    const cwd = open({ 'ledger/reviewers.csv': REVIEWERS });
    for (const [name, role] of [['Somebody'], ['Wang Wei'], ['Li Na', 'manager']]) {
      const refused = await sign(cwd, 'HM-MUG-01', '--by', name ?? '', ...(role === undefined ? [] : ['--role', role]));
      expect(refused.exit).toBe(2);
      expect(refused.stderr).toContain('is not in the list of reviewers today');
    }
    expect((await sign(cwd, 'HM-MUG-01', '--by', ' li na ')).stdout).toContain('Li Na');
    expect((await sign(cwd, 'HM-MUG-01', '--by', 'R-1')).stdout).toContain('0 added to ledger/sign-offs.jsonl; 1 as before.');
    expect((await sign(cwd, '--check', '--two', 'HM-MUG-01', 'feed.csv')).stdout).toContain('only Li Na, 2026-11-22');
    expect((await sign(cwd, 'HM-MUG-01', '--by', 'Zhao Min')).exit).toBe(0);
    expect(await sign(cwd, '--check', '--two', 'HM-MUG-01', 'feed.csv')).toMatchObject({ exit: 0 });
  });

  it('keeps a no with its reason', async () => {
    const cwd = open();
    expect((await sign(cwd, 'HM-MUG-01', '--by', 'Li Na', '--reject')).stderr).toContain('says why');
    expect((await sign(cwd, 'HM-MUG-01', '--by', 'Li Na', '--reject', '--note', 'not our picture')).stdout).toContain(
      'rejected',
    );
    expect((await sign(cwd, '--check', 'feed.csv')).stdout).toContain('Li Na, 2026-11-22: not our picture');
    const list = await sign(cwd, 'list', '--format', 'json');
    expect(JSON.parse(list.stdout)).toMatchObject({
      signOffs: [{ decision: 'rejected', note: 'not our picture' }],
      problems: [],
    });
    expect((await sign(cwd, 'list', '--lang', 'zh')).stdout).toMatch(/驳回/);
  });

  it('tells what is missing', async () => {
    const cwd = open();
    expect((await sign(cwd, 'HM-MUG-99', '--by', 'Li Na')).stderr).toContain('neither a file nor a listing');
    expect((await sign(cwd, 'HM-MUG-01')).stderr).toContain('who signs');
    expect((await sign(cwd, '--by', 'Li Na')).exit).toBe(2);
    const without = open({ 'feed.csv': HEADER + MUG.replace('mug.jpg', 'lost.jpg') });
    expect((await sign(without, 'HM-MUG-01', '--by', 'Li Na')).stdout).toContain('The picture lost.jpg was not found');
  });

  it('does not count a line that somebody damaged, and says so', async () => {
    const cwd = open();
    await sign(cwd, 'HM-MUG-01', '--by', 'Li Na');
    const line = readFileSync(join(cwd, SIGN_OFFS), 'utf8');
    writeFileSync(join(cwd, SIGN_OFFS), line.replace('2026-11-22T12', '2026-11-22T32'));
    const checked = await sign(cwd, '--check', 'HM-MUG-01', 'feed.csv');
    expect(checked.exit).toBe(1);
    expect(checked.stderr).toMatch(/ledger\/sign-offs\.jsonl:1:\d+: "2026-11-22T32/);
  });
});
