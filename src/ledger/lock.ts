import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { whileHeld } from '../disk/lock-file.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * One process at a time writes into a folder: who numbers a row has to see the one before it.
 */

const LOCK_FILE = '.preclear-writing.lock';
/** How long one of another computer may take in the ledger, milliseconds. */
const LONGEST_WRITE = 60_000;

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

function inUse(path: string): UsageError {
  return new UsageError({
    en: `Another preclear is writing into the ledger, so nothing was added. Wait until it is done; if there is none any more, delete ${path}.`,
    zh: `另一个 preclear 正在写入台账，未写入。请等它完成；如果它已不在运行，请删除 ${path}。`,
  });
}

function unwritable(folder: string, cause: unknown): EnvironmentError {
  return new EnvironmentError({ en: `The ledger ${folder} cannot be written.`, zh: `无法写入台账 ${folder}。` }, { cause });
}
