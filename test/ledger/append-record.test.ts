import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendRecord, appendSignOff } from '../../src/ledger/append-record.ts';
import { openRecords } from '../../src/ledger/open-records.ts';
import { makeSignOff } from '../../src/ledger/sign-off-state.ts';
import { CONTACTS } from '../../src/ledger/tables/contacts.ts';
import { TRAININGS } from '../../src/ledger/tables/trainings.ts';
import { UsageError } from '../../src/model/errors.ts';

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'preclear-append-')), 'ledger');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const open = () => openRecords(folder, 'ledger');
const signOff = (by: string, n = 0) =>
  makeSignOff({
    listing: `HM-${n}`,
    marketplace: 'amazon.com',
    contentHash: 'a'.repeat(64),
    by,
    decision: 'approved',
    at: '2026-11-22T08:00:00.000Z',
  });

describe('appendRecord', () => {
  it('begins a table with its headings, and numbers the rows', async () => {
    const first = await appendRecord(folder, TRAININGS, { date: '2026-11-10', topic: '商标, "品牌词"' }, 'T');
    const second = await appendRecord(folder, TRAININGS, { date: '2026-11-11', topic: '=cmd', attendees: 'A;B' }, 'T');
    expect([first.record.id, second.record.id]).toEqual(['T-1', 'T-2']);
    const text = await readFile(join(folder, 'trainings.csv'), 'utf8');
    expect(text.split('\n')[0]).toBe('id,date,topic,trainer,attendees,audience,test,passed,next,case,proof,proof_sha256,note');
    const { trainings, problems } = await open();
    expect(problems).toEqual([]);
    expect(trainings).toMatchObject([
      { id: 'T-1', topic: '商标, "品牌词"' },
      { id: 'T-2', topic: '=cmd', attendees: ['A', 'B'] },
    ]);
  });

  it('keeps to the headings that are there, and counts past rows that do not count', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'trainings.csv'), '编号;培训日期;培训主题\nT-7;2026-02-30;旧\nT-x;2026-01-01;乱');
    const { record } = await appendRecord(folder, TRAININGS, { date: '2026-11-10', topic: '商标' }, 'T');
    expect(record.id).toBe('T-8');
    expect(await readFile(join(folder, 'trainings.csv'), 'utf8')).toBe(
      '编号;培训日期;培训主题\nT-7;2026-02-30;旧\nT-x;2026-01-01;乱\nT-8;2026-11-10;商标\n',
    );
    await expect(appendRecord(folder, TRAININGS, { date: '2026-11-10', topic: 'x', trainer: 'Y' }, 'T')).rejects.toThrow(
      'has no column trainer',
    );
  });

  it('writes JSON Lines where they are', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'contacts.jsonl'), '');
    const cells = { at: '2026-11-10', direction: '发出', channel: '邮件', party: 'Northpine' };
    expect((await appendRecord(folder, CONTACTS, cells, 'K')).file).toBe(join(folder, 'contacts.jsonl'));
    expect((await open()).contacts).toMatchObject([{ id: 'K-1', direction: 'out', channel: 'email' }]);
  });

  it('writes nothing that the reader would refuse', async () => {
    const wrong = appendRecord(folder, TRAININGS, { date: '2026-02-30', topic: 'x' }, 'T');
    await expect(wrong).rejects.toThrow(UsageError);
    await expect(wrong).rejects.toThrow('2026-02-30');
    await appendRecord(folder, TRAININGS, { id: 'T-1', date: '2026-02-03', topic: 'x' }, 'T');
    const same = appendRecord(folder, TRAININGS, { id: 'T-1', date: '2026-02-03', topic: 'x' }, 'T');
    await expect(same).rejects.toThrow('stands in an earlier row');
    expect((await open()).trainings).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['trainings.csv']);
  });

  it('tells a table that is a folder', async () => {
    await mkdir(join(folder, 'trainings.csv'), { recursive: true });
    await expect(appendRecord(folder, TRAININGS, { date: '2026-02-03', topic: 'x' }, 'T')).rejects.toThrow('cannot be read');
  });

  it('takes over the lock of a process that has ended', async () => {
    await mkdir(folder, { recursive: true });
    const { hostname } = await import('node:os');
    // No process has this id: it is above the largest that systems give.
    await writeFile(join(folder, '.preclear-writing.lock'), JSON.stringify({ pid: 2 ** 30, host: hostname() }));
    await appendRecord(folder, TRAININGS, { date: '2026-11-10', topic: 'x' }, 'T');
    expect(await readdir(folder)).toEqual(['trainings.csv']);
  });
});

describe('appendSignOff', () => {
  it('writes all or none', async () => {
    const file = join(folder, 'sign-offs.jsonl');
    await appendSignOff(file, signOff('Li Na', 1), signOff('Li Na', 2));
    await expect(appendSignOff(file, signOff('Li Na', 3), signOff('Li Na', 1))).rejects.toThrow('earlier row');
    const { signOffs, problems } = await open();
    expect(problems).toEqual([]);
    expect(signOffs).toEqual([signOff('Li Na', 1), signOff('Li Na', 2)]);
    await appendSignOff(join(folder, 'sign-offs.csv'), { ...signOff('Li Na', 4), role: 'manager', note: 'a,b' });
    expect((await open()).signOffs).toContainEqual({ ...signOff('Li Na', 4), role: 'manager', note: 'a,b' });
  });

  it('adds no row with which the table would no longer be read, and takes it beside', async () => {
    const file = join(folder, 'trainings.csv');
    await appendRecord(folder, TRAININGS, { date: '2026-11-10', topic: 'first' }, 'T');
    const room = 20 * 1024 * 1024 - (await stat(file)).size;
    await writeFile(file, `${' '.repeat(room - 20)}\n`, { flag: 'a' });
    const before = (await stat(file)).size;
    const second = { date: '2026-11-11', topic: 'second' };
    await expect(appendRecord(folder, TRAININGS, second, 'T')).rejects.toThrow(/begin an empty trainings\.jsonl beside it/);
    expect((await stat(file)).size).toBe(before);
    await writeFile(join(folder, 'trainings.jsonl'), '');
    expect((await appendRecord(folder, TRAININGS, second, 'T')).record.id).toBe('T-2');
    expect((await open()).trainings.map(({ topic }) => topic)).toEqual(['first', 'second']);
    // A person made it larger: it is not read into memory to find that out.
    await writeFile(file, ' '.repeat(40), { flag: 'a' });
    await expect(appendRecord(folder, TRAININGS, second, 'T')).rejects.toThrow(/larger than 20 MB/);
  });

  it('loses nothing when processes write at once', async () => {
    const work = join(folder, '..', 'writer.mjs');
    await mkdir(folder, { recursive: true });
    const source = `
      import { appendRecord } from './src/ledger/append-record.ts';
      import { TRAININGS } from './src/ledger/tables/trainings.ts';
      for (let i = 0; i < 10; i++) await appendRecord(${JSON.stringify(folder)}, TRAININGS, { date: '2026-11-10', topic: process.argv[2] + i }, 'T');`;
    await build({
      stdin: { contents: source, resolveDir: resolve('.'), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: work,
    });
    await Promise.all(['a', 'b', 'c'].map((name) => promisify(execFile)(process.execPath, [work, name])));
    const { trainings, problems } = await open();
    expect(problems).toEqual([]);
    expect(new Set(trainings.map(({ topic }) => topic)).size).toBe(30);
    expect(trainings.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, i) => `T-${i + 1}`));
    expect(existsSync(join(folder, '.preclear-writing.lock'))).toBe(false);
  });
});
