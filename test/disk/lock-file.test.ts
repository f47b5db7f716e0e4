import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimLeft, claimLock, holderOf, whileHeld } from '../../src/disk/lock-file.ts';
import { isRunning } from '../../src/disk/processes.ts';
import { EnvironmentError, UsageError } from '../../src/model/errors.ts';

const MINUTE = 60_000;

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-lock-'));
  lock = join(folder, 'work.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The number of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

function heldBy(pid: number, host = hostname(), age = 0): void {
  writeFileSync(lock, JSON.stringify({ pid, host }));
  const then = new Date(Date.now() - age);
  utimesSync(lock, then, then);
}

const USE = {
  longest: MINUTE,
  inUse: (path: string) => new UsageError({ en: `${path} is in use.`, zh: `${path} 正在使用。` }),
  unwritable: (cause: unknown) => new EnvironmentError({ en: 'No.', zh: '不行。' }, { cause }),
};

describe('a lock file', () => {
  it('is had by one, and tells of it', () => {
    expect([claimLock(lock), claimLock(lock)]).toEqual([true, false]);
    expect(holderOf(lock)).toEqual({ pid: process.pid, host: hostname() });
  });

  it('of a process that has ended is taken over, any other is not', () => {
    heldBy(endedProcess());
    expect(claimLock(lock)).toBe(false);
    expect(claimLeft(lock)).toBe(true);
    expect(holderOf(lock)?.pid).toBe(process.pid);
    expect(claimLeft(lock)).toBe(false);
    heldBy(endedProcess(), 'another-computer');
    expect(claimLeft(lock)).toBe(false);
    writeFileSync(lock, 'not a note');
    expect(claimLeft(lock)).toBe(false);
    expect(readFileSync(lock, 'utf8')).toBe('not a note');
  });

  it('throws what the disk says when its folder is missing', () => {
    expect(() => claimLock(join(folder, 'nowhere', 'work.lock'))).toThrow(/ENOENT/);
  });

  it('keeps works apart, and is gone after one that fails', async () => {
    const steps: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      steps.push(`${name} begins`);
      await new Promise((done) => setTimeout(done, 20));
      steps.push(`${name} ends`);
      if (name === 'b') throw new Error('b failed');
    };
    const done = await Promise.allSettled(['a', 'b', 'c'].map((name) => whileHeld(lock, USE, work(name))));
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    for (let i = 0; i < steps.length; i += 2) expect(steps[i + 1]).toBe(steps[i]?.replace('begins', 'ends'));
    expect(claimLock(lock)).toBe(true);
  });

  it('of another computer is left over after the longest work', async () => {
    heldBy(1, 'another-computer', 2 * MINUTE);
    expect(await whileHeld(lock, USE, () => 'done')).toBe('done');
  });

  it('that cannot be written is told', async () => {
    await expect(whileHeld(join(folder, 'nowhere', 'work.lock'), USE, () => 'done')).rejects.toThrow(EnvironmentError);
  });
});

describe('processes', () => {
  it('are known to run, or not', () => {
    expect([process.pid, 1].map(isRunning)).toEqual([true, true]);
    expect([endedProcess(), 0, -1, 1.5, Number.NaN].map(isRunning)).toEqual([false, false, false, false, false]);
  });
});
