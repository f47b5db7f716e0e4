import { join } from 'node:path';
import { type LockHolder, whileHeld } from '../disk/lock-file.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * One writer at a time for a case: numbers of records are given one after the other, and what is missing for an event is looked up in the
 * case as it is, not as it was.
 */

const LOCK_FILE = 'case.lock';

/** Does something while nobody else writes to a case. Throws UsageError when somebody else does for too long. */
export function whileLocked<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  const path = join(folder, LOCK_FILE);
  // Evidence of a gigabyte may be on its way from another computer.
  return whileHeld(path, { longest: Number.POSITIVE_INFINITY, inUse, unwritable: (cause) => unwritable(path, cause) }, work);
}

function unwritable(path: string, cause: unknown): EnvironmentError {
  return new EnvironmentError({ en: `The case cannot be written: ${path}.`, zh: `案件文件夹无法写入：${path}。` }, { cause });
}

function inUse(path: string, holder: LockHolder | undefined): UsageError {
  const who =
    holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 60)})`;
  return new UsageError({
    en: `Another preclear is writing to this case${who}. Nothing was written; try again. If there is none any more, delete ${path}.`,
    zh: `另一个 preclear 正在写入本案${who}，本次没有写入，请稍后重试。如果它已不在运行，请删除 ${path}。`,
  });
}
