import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { diskErrorCode } from '../model/disk-error.ts';
import type { EnvironmentError, UsageError } from '../model/errors.ts';
import { isRunning } from './processes.ts';

/*
 * A file that says which process works in a folder, so that one does at a time.
 */

/** How long somebody waits for another process, and after what time a removal that did not end is left over; milliseconds. */
const PATIENCE = 15_000;
const LONGEST_REMOVAL = 60_000;

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

function claim(path: string, { unwritable }: LockUse): boolean {
  try {
    return claimLock(path);
  } catch (cause) {
    throw unwritable(cause);
  }
}

/**
 * Takes a lock file for this process, which removes it when it is done.
 * @returns false when it is taken, be it by a process that has ended.
 * @throws what the disk says.
 */
export function claimLock(path: string): boolean {
  try {
    const handle = openSync(path, 'wx');
    writeSync(handle, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if (diskErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a lock file as `claimLock` does, also that of a process of this computer that has ended. */
export function claimLeft(path: string): boolean {
  if (claimLock(path)) return true;
  const holder = holderOf(path);
  if (holder === undefined || !hasEnded(holder)) return false;
  rmSync(path, { force: true });
  return claimLock(path);
}

/** Whether the holder of a lock is a process of this computer that has ended; of another computer's nothing is known. */
function hasEnded({ pid, host }: LockHolder): boolean {
  return host === hostname() && !isRunning(pid);
}

/** Removes the lock of a process that has ended. Only one removes at a time, or the second would remove the lock of the first. */
function takeOver(path: string, use: LockUse): void {
  if (!isLeft(path, use)) return;
  const removing = `${path}.removing`;
  if (!claim(removing, use)) {
    if (ageOf(removing) > LONGEST_REMOVAL) rmSync(removing, { force: true });
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
  return holder === undefined || holder.host !== hostname() ? ageOf(path) > longest : hasEnded(holder);
}

/** Who holds a lock; undefined when the file tells of nobody. */
export function holderOf(path: string): LockHolder | undefined {
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
