import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../src/ledger/open-records.ts';

let folder = '';
const put = (name: string, text: string) => writeFile(join(folder, name), text);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preclear-records-'));
  await mkdir(join(folder, 'proofs'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openRecords', () => {
  it('reads CSV and JSON Lines of every table, and hashes what proves them', async () => {
    await put('proofs/sheet.pdf', 'signed');
    await put('trainings.csv', 'id,date,topic,proof\nT-1,2026-11-10,Marks,proofs/sheet.pdf\n');
    await put(
      'trainings.jsonl',
      '{"id":"T-1","date":"2026-11-11","topic":"again"}\n{"id":"T-2","date":"2026-11-11","topic":"b"}\n',
    );
    await put('policies.csv', 'id,title,adopted\nP-1,House rule,2026-01-01\n');
    await put('penalties.xlsx', 'PK');
    const { trainings, policies, problems, reviewers } = await openRecords(folder, 'ledger');
    const sha256 = createHash('sha256').update('signed').digest('hex');
    expect(trainings).toMatchObject([
      { id: 'T-1', proofs: [{ found: true, sha256 }] },
      { id: 'T-2', proofs: [] },
    ]);
    expect(policies).toHaveLength(1);
    expect(reviewers).toBeUndefined();
    expect(problems).toMatchObject([
      { file: join('ledger', 'penalties.xlsx') },
      { file: join('ledger', 'trainings.jsonl'), line: 1 },
    ]);
  });

  it('reads only what is asked for', async () => {
    await put('trainings.csv', 'id,date\nT-1,no day\n');
    await put('reviewers.csv', 'id,name,role\nR-1,Li Na,reviewer\n');
    const { trainings, reviewers, problems } = await openRecords(folder, 'ledger', ['reviewers']);
    expect([trainings, reviewers, problems]).toEqual([[], [{ id: 'R-1', name: 'Li Na', role: 'reviewer' }], []]);
    expect((await openRecords(folder, 'ledger', ['trainings'])).reviewers).toBeUndefined();
  });

  it('tells a list of reviewers that is empty from one that is not there', async () => {
    await put('reviewers.csv', 'id,name,role\n');
    expect((await openRecords(folder, 'ledger')).reviewers).toEqual([]);
  });

  it('tells a folder that is not there', async () => {
    const { problems, trainings } = await openRecords(join(folder, 'nowhere'), 'nowhere');
    expect([trainings, problems]).toMatchObject([[], [{ file: 'nowhere' }]]);
  });
});
