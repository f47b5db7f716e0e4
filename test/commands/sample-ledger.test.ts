import { expect, it } from 'vitest';
import { openRecords } from '../../src/ledger/open-records.ts';
import { preclear } from './run.ts';

const SAMPLE = 'data/sample';

it('the ledger of the demo shop is whole: every row counts, and every proof is the one that was entered', async () => {
  const { problems, reviewers = [], signOffs, ...tables } = await openRecords(`${SAMPLE}/ledger`, 'ledger');
  expect(problems).toEqual([]);
  expect([reviewers.length, signOffs.length]).toEqual([3, 9]);
  for (const [name, rows] of Object.entries(tables)) {
    expect(rows.length, name).toBeGreaterThan(0);
    for (const { id, proofs } of rows) {
      for (const proof of proofs) expect(proof, `${name} ${id}`).toEqual({ ...proof, found: true, changed: undefined });
    }
  }
});

it('what was signed in the demo shop is signed, void or rejected as it was meant', async () => {
  const ids = ['HM-MUG-12OZ', 'HM-PEEL-1', 'HM-LAMP-CAMP', 'HM-KNIFE-5PC', 'HM-G-TENT'];
  const run = await preclear(['sign', '--check', '--two', ...ids, 'listings', '--format', 'json'], { cwd: SAMPLE });
  const report: {
    readonly listings: readonly { readonly listing: string; readonly state: string; readonly enough: boolean }[];
  } = JSON.parse(run.stdout);
  expect(Object.fromEntries(report.listings.map(({ listing, state, enough }) => [listing, [state, enough]]))).toEqual({
    'HM-MUG-12OZ': ['signed', true],
    'HM-PEEL-1': ['signed', false],
    'HM-LAMP-CAMP': ['void', false],
    'HM-KNIFE-5PC': ['rejected', false],
    'HM-G-TENT': ['unsigned', false],
  });
});
