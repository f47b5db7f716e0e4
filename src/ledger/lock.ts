import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * One process at a time writes into a folder: who numbers a row has to see the one before it.
 */

const LOCK_FILE = '.preclear-writing.lock';
/** How long somebody waits for another writer, and how long one of another computer may take in the ledger; milliseconds. */
const PATIENCE = 15_000;
const LONGEST_WRITE = 60_000;

/** The process that holds a lock, as far as the lock tells. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

/** What a lock is for. */
export interface LockUse {
  /** Lock of another computer, or one that tells of nobody, is left over after so many milliseconds; Infinity: never. */
  readonly longest: number;
  /** Makes the error for whoever waited in vain. */
  readonly inUse: (path: string, holder: LockHolder | undefined) => UsageError;
  readonly unwritable: (cause: unknown) => EnvironmentError;
}

/**
 * Does some work while nobody else writes into the ledger's folder, which is made when it is not there. The lock of a process that has ended
 * is taken over. Throws a UsageError when another writer does not come to an end.
 */
export async function whileLocked<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  const use = { longest: LONGEST_WRITE, inUse, unwritable: (cause: unknown) => unwritable(folder, cause) };
  return whileHeld(join(folder, LOCK_FILE), use, work);
}

/** Does some work while this process holds a lock file. Throws what `use` says when it cannot be had. */
export async function whileHeld<T>(path: string, use: LockUse, work: () => T | Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE;
  while (!claim(path, use)) {
    takeOver(path, use);
    if (Date.now() > until) throw use.inUse(path, holderOf(path));
    await setTimeout(5 + Math.random() * 20);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Whether the lock could be taken. */
function claim(path: string, { unwritable }: LockUse): boolean {
  try {
    const handle = openSync(path, 'wx');
    writeSync(handle, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`);
    closeSync(handle);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw unwritable(cause);
  }
}

/** Removes the lock of a process that has ended. Only one removes at a time, or the second would remove the lock of the first. */
function takeOver(path: string, use: LockUse): void {
  if (!isLeft(path, use)) return;
  const removing = `${path}.removing`;
  if (!claim(removing, use)) {
    if (ageOf(removing) > LONGEST_WRITE) rmSync(removing, { force: true });
    return;
  }
  try {
    if (isLeft(path, use)) rmSync(path, { force: true });
  } finally {
    rmSync(removing, { force: true });
  }
}

/** Whether nobody holds a lock any more: its process has ended, or another computer's is older than any write. */
function isLeft(path: string, { longest }: LockUse): boolean {
  const holder = holderOf(path);
  if (holder === undefined || holder.host !== hostname()) return ageOf(path) > longest;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function holderOf(path: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined;
    const { pid, host } = value;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds since a file was written; 0 when it is not there. */
function ageOf(path: string): number {
  const about = statSync(path, { throwIfNoEntry: false });
  return about === undefined ? 0 : Date.now() - about.mtimeMs;
}

function inUse(path: string): UsageError {
  return new UsageError({
    en: `Another preclear is writing into the ledger, so nothing was added. Wait until it is done; if there is none any more, delete ${path}.`,
    zh: `另一个 preclear 正在写入台账，未写入。请等它完成；如果它已不在运行，请删除 ${path}。`,
  });
}

function unwritable(folder: string, cause: unknown): EnvironmentError {
  return new EnvironmentError({ en: `The ledger ${folder} cannot be written.`, zh: `无法写入台账 ${folder}。` }, { cause });
}
