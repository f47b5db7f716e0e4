import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { measuresNow } from '../../src/appeal/measures-now.ts';
import type { History } from '../../src/history/history.ts';
import { openHistory } from '../../src/history/open.ts';
import { makeSignOff } from '../../src/ledger/sign-off-state.ts';
import type { Measure } from '../../src/model/case-world.ts';
import { contentHash } from '../../src/model/listing-content.ts';
import type { Rule } from '../../src/model/rule.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { listingOf, record, type Said } from '../history/runs.ts';

const AS_OF = '2026-11-22';
const AT = '2026-11-20T09:00:00.000Z';
const MAIN = { main: 'a'.repeat(64) };
const LISTINGS: readonly Said[] = [{ id: 'HM-1', pictures: MAIN }, { id: 'HM-2' }];

let folder: string;
let history: History;
let rules: Rule[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-measures-'));
  mkdirSync(join(folder, 'ledger/proofs'), { recursive: true });
  history = await openHistory(join(folder, 'history.db'));
  rules = (await loadRulePacks([])).flatMap((pack) => pack.rules);
});
afterEach(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text: string): void => writeFileSync(join(folder, 'ledger', name), text);
const adopt = (...steps: readonly string[]): void =>
  put('measures.csv', `id,step,adopted,owner\n${steps.map((step) => `M-${step},${step},2026-03-01,Li Na`).join('\n')}\n`);
const scope = () => ({ scope: { rules: rules.map(({ id }) => id) } });

async function states(more: { readonly days?: number; readonly asOf?: string } = {}): Promise<Map<string, Measure>> {
  const { measures } = await measuresNow({
    history,
    folder: join(folder, 'ledger'),
    shown: 'ledger',
    rules,
    asOf: AS_OF,
    ...more,
  });
  return new Map(measures.map((measure) => [measure.step, measure]));
}

it('joins recorded runs, sign-offs, licences and trainings', async () => {
  await record(history, AT, LISTINGS, scope());
  adopt('brand-scan-before-upload', 'reviewer-sign-off', 'licence-before-upload', 'staff-training', 'supplier-warranty');
  put('trainings.csv', 'id,date,topic,test\nT-1,2026-11-10,Marks,20 questions\n');
  const signed = LISTINGS.map((said) =>
    makeSignOff({
      ...{ listing: said.id, marketplace: 'amazon.com', by: 'Li Na', decision: 'approved', at: AT },
      contentHash: contentHash(listingOf(said), new Map(Object.entries(said.pictures ?? {}))),
    }),
  );
  const line = ({ contentHash: content_hash, ...rest }: (typeof signed)[number]): string =>
    JSON.stringify({ ...rest, content_hash });
  put('sign-offs.jsonl', `${signed.map(line).join('\n')}\n`);
  const found = await states();
  for (const step of ['brand-scan-before-upload', 'reviewer-sign-off', 'licence-before-upload', 'staff-training'])
    expect(found.get(step)?.state, step).toBe('in-force');
  expect(found.get('reviewer-sign-off')?.control).toMatchObject({ done: 2, of: 2, lastAt: AT });
  expect(found.get('licence-before-upload')?.control).toMatchObject({ done: 1, of: 1 });
  expect(found.get('supplier-warranty')).toMatchObject({ state: 'adopted' });
  expect(found.get('own-copy-written')).toMatchObject({ state: 'proposed' });
  // A month later nothing was scanned or taught any more; the signatures still fit.
  const later = await states({ asOf: '2026-12-30' });
  expect(later.get('brand-scan-before-upload')).toMatchObject({ state: 'broken' });
  expect(later.get('staff-training')?.why?.en).toContain('2026-11-10, 50 days ago');
  expect(later.get('reviewer-sign-off')?.state).toBe('in-force');
  // What changes is no longer signed.
  await record(
    history,
    '2026-11-21T09:00:00.000Z',
    [{ id: 'HM-1', title: 'New title', pictures: MAIN }, { id: 'HM-2' }],
    scope(),
  );
  expect((await states()).get('reviewer-sign-off')).toMatchObject({ state: 'broken', control: { done: 1, of: 2 } });
});

it('counts pictures of which the ledger has no entry, also those that somebody accepted', async () => {
  adopt('licence-before-upload', 'wording-removed');
  const without = { rule: 'core/image-no-licence', match: 'img/HM-1-main.jpg', state: 'baselined' } as const;
  const brand = { rule: 'core/counterfeit-wording', match: 'dupe' };
  await record(history, '2026-11-19T09:00:00.000Z', [{ id: 'HM-1', pictures: MAIN, found: [without, brand] }], scope());
  await record(history, AT, [{ id: 'HM-1', title: 'Changed', pictures: MAIN, found: [without] }], scope());
  const found = await states();
  expect(found.get('licence-before-upload')).toMatchObject({ state: 'adopted', control: { done: 0, of: 1 } });
  expect(found.get('wording-removed')).toMatchObject({ state: 'in-force', control: { done: 1, of: 1, lastAt: AT } });
});

it('knows nothing without a history, and does not look into the future', async () => {
  adopt('brand-scan-before-upload');
  expect((await states()).get('brand-scan-before-upload')).toMatchObject({ state: 'adopted', control: { done: 0, of: 0 } });
  await record(history, AT, LISTINGS, scope());
  expect((await states({ asOf: '2026-11-01' })).get('brand-scan-before-upload')).toMatchObject({ state: 'adopted' });
  const { measures, problems } = await measuresNow({
    ...{ history: undefined, folder: join(folder, 'nowhere'), shown: 'nowhere', rules, asOf: AS_OF },
  });
  expect([measures.every(({ state }) => state === 'proposed'), problems.length]).toEqual([true, 1]);
});
