import { expect, it } from 'vitest';
import { CLEAN } from './listings.ts';
import { preclear, shop } from './run.ts';

const CONFIG = 'ledger: ledger\nhistory: { record: true }\nbrands: [Hillmoor]\n';

it('tells what is kept, what is not, and why, in both languages', async () => {
  const measures =
    'id,step,adopted,owner\nM-1,brand-scan-before-upload,2020-01-01,Li Na\nM-2,staff-training,2026-03-01,Li Na\n';
  const trainings = 'id,date,topic,test\nT-1,2026-09-01,Marks,passed\n';
  const cwd = shop({
    'preclear.config.yaml': CONFIG,
    'feed.jsonl': CLEAN,
    'ledger/measures.csv': measures,
    'ledger/trainings.csv': trainings,
  });
  const run = (...args: readonly string[]) => preclear(['measures', ...args], { cwd });
  expect(await preclear(['scan', '.'], { cwd, env: { PRECLEAR_AS_OF: '' } })).toMatchObject({ exit: 0 });
  // Scans are recorded at the time at which they run, whatever day they are told.
  const env = { PRECLEAR_AS_OF: '' };
  const told = await preclear(['measures', '--format', 'json', '--days', '999'], { cwd, env });
  const report: { readonly measures: readonly { readonly step: string; readonly state: string }[] } = JSON.parse(told.stdout);
  const state = (step: string): string | undefined => report.measures.find((one) => one.step === step)?.state;
  expect([state('brand-scan-before-upload'), state('own-copy-written')]).toEqual(['in-force', 'proposed']);
  const broken = await run();
  expect(broken.exit).toBe(1);
  expect(broken.stdout).toContain('broken  staff-training\n  The staff who write listings are trained');
  expect(broken.stdout).toMatch(/why +The last proof is of 2026-09-01, 82 days ago/);
  expect(broken.stdout).not.toContain('own-copy-written');
  const chinese = await run('--all', '--lang', 'zh');
  expect(chinese.stdout).toContain('已中断  staff-training');
  expect(chinese.stdout).toContain('own-copy-written');
  expect((await run('--days', '0')).exit).toBe(2);
});
