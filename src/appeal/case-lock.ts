import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { diskErrorCode } from '../model/disk-error.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * One writer at a time for a case: numbers of records are given one after the other, and what is missing for an event is looked up in the
 * case as it is, not as it was.
 */

const LOCK_FILE = 'case.lock';
/** How long another writer is waited for, and how often is looked, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 25;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** Does something while nobody else writes to a case. Throws UsageError when somebody else does for too long. */
export async function whileLocked<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  const path = join(folder, LOCK_FILE);
  for (let waited = 0; !claim(path); waited += PAUSE) {
    const holder = holderOf(path);
    if (holder !== undefined && isDead(holder)) rmSync(path, { force: true });
    else if (waited >= PATIENCE) throw inUse(path, holder);
    else await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function claim(path: string): boolean {
  try {
    const handle = openSync(path, 'wx');
    writeSync(handle, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`);
    closeSync(handle);
    return true;
  } catch (cause) {
    if (diskErrorCode(cause) === 'EEXIST') return false;
    throw new EnvironmentError({ en: `The case cannot be written: ${path}.`, zh: `案件文件夹无法写入：${path}。` }, { cause });
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined;
    const { pid, host } = value;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined;
  } catch {
    // Given back meanwhile, or not written yet.
    return undefined;
  }
}

/** Whether a process of this computer has ended; of another computer's nothing is known. */
function isDead({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return diskErrorCode(error) === 'ESRCH';
  }
}

function inUse(path: string, holder: Holder | undefined): UsageError {
  const who =
    holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 60)})`;
  return new UsageError({
    en: `Another preclear is writing to this case${who}. Nothing was written; try again. If there is none any more, delete ${path}.`,
    zh: `另一个 preclear 正在写入本案${who}，本次没有写入，请稍后重试。如果它已不在运行，请删除 ${path}。`,
  });
}
