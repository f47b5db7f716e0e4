import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * One process at a time fetches for a library.
 */

const LOCK_FILE = 'fetching.lock';

/**
 * Takes the library's lock; that of a process that has ended is taken over.
 * @returns what gives it back.
 * @throws UsageError when somebody has it, EnvironmentError when the disk refuses.
 */
export function lockForFetching(folder: string): () => void {
  const path = join(folder, LOCK_FILE);
  try {
    mkdirSync(folder, { recursive: true });
    claim(path);
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'EEXIST') {
      throw new EnvironmentError(
        { en: `The library ${folder} cannot be written.`, zh: `无法写入素材库 ${folder}。` },
        { cause },
      );
    }
    const holder = holderOf(path);
    if (holder === undefined || !isDead(holder)) throw inUse(path, holder);
    rmSync(path, { force: true });
    claim(path);
  }
  return () => rmSync(path, { force: true });
}

function claim(path: string): void {
  const handle = openSync(path, 'wx');
  writeSync(handle, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`);
  closeSync(handle);
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

function holderOf(path: string): Holder | undefined {
  const value = readNote(path);
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined;
  const { pid, host } = value;
  return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined;
}

/** Whether a process of this computer has ended; of another computer's nothing is known. */
function isDead({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function inUse(path: string, holder: Holder | undefined): UsageError {
  const who =
    holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 60)})`;
  return new UsageError({
    en: `Another preclear is fetching for this library${who}. Wait until it is done; if there is none any more, delete ${path}.`,
    zh: `另一个 preclear 正在为该素材库抓取${who}。请等它完成；如果它已不在运行，请删除 ${path}。`,
  });
}

function readNote(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
