import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimLeft, holderOf, type LockHolder } from '../disk/lock-file.ts';
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
    if (!claimLeft(path)) throw inUse(path, holderOf(path));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new EnvironmentError({ en: `The library ${folder} cannot be written.`, zh: `无法写入素材库 ${folder}。` }, { cause });
  }
  return () => rmSync(path, { force: true });
}

function inUse(path: string, holder: LockHolder | undefined): UsageError {
  const who =
    holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 60)})`;
  return new UsageError({
    en: `Another preclear is fetching for this library${who}. Wait until it is done; if there is none any more, delete ${path}.`,
    zh: `另一个 preclear 正在为该素材库抓取${who}。请等它完成；如果它已不在运行，请删除 ${path}。`,
  });
}
