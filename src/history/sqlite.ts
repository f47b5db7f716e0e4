import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { Kysely } from 'kysely';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import { migrate, requireKnown } from './migrations.ts';
import { isBusy, SqliteStoreDialect } from './sqlite-dialect.ts';
import type { Store, Tables, Writing } from './tables.ts';

/*
 * A history in one file. Reading goes on while somebody writes; what was committed outlives the program and a power cut.
 */

/** How long a writer waits for another process: a run of ten thousand listings is recorded in seconds. In milliseconds. */
const PATIENCE = { most: 60_000, step: 100 };
/** How long a reader waits, and whoever opens a file that another one is just making. */
const OPENING_MS = 10_000;

/**
 * Opens a file.
 * @param path absolute.
 * @param create whether it is made when there is none.
 * @throws UsageError when there is none and it is not to be made, when a newer program wrote it, or when somebody writes for too long;
 * EnvironmentError when it is no database or the disk refuses it.
 */
export async function openSqlite(path: string, create: boolean): Promise<Store> {
  if (!create && statSync(path, { throwIfNoEntry: false }) === undefined) throw noHistory(path);
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const handles: DatabaseSyncInstance[] = [];
  const open = (): DatabaseSyncInstance => {
    // What refers to what is checked by the tests on the other database.
    const db = new DatabaseSync(path, { timeout: OPENING_MS, enableForeignKeyConstraints: false });
    handles.push(db);
    requireKnown(versionOf(db), path);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;');
    return db;
  };
  const closeHandles = (): void => {
    for (const handle of handles) if (handle.isOpen) handle.close();
  };
  // Two: while one waits for the right to write, the other goes on reading.
  let db: Kysely<Tables>;
  let writer: Kysely<Tables>;
  try {
    mkdirSync(dirname(path), { recursive: true });
    db = new Kysely({ dialect: new SqliteStoreDialect(open(), PATIENCE) });
    // It names people and holds what they may prove themselves with.
    chmodSync(path, 0o600);
    const writing = open();
    writing.exec(`PRAGMA busy_timeout = ${PATIENCE.step}`);
    writer = new Kysely({ dialect: new SqliteStoreDialect(writing, PATIENCE) });
  } catch (cause) {
    closeHandles();
    if (cause instanceof UsageError) throw cause;
    throw isBusy(cause) ? busy(path, cause) : unreadable(path, cause);
  }
  const close = async (): Promise<void> => {
    await db.destroy();
    await writer.destroy();
    // Kysely leaves open what was never asked.
    closeHandles();
  };
  const write = async <T>(work: (writing: Writing) => Promise<T>): Promise<T> => {
    try {
      return await writer.transaction().execute(work);
    } catch (cause) {
      throw isBusy(cause) ? busy(path, cause) : cause;
    }
  };
  try {
    await write((writing) => migrate(writing, 'sqlite', path));
  } catch (cause) {
    await close();
    throw cause instanceof UsageError ? cause : unreadable(path, cause);
  }
  return { db, kind: 'sqlite', waiting: { folder: dirname(path), prefix: `${basename(path)}.run-` }, write, close };
}

/** The version of a file, before anything in it is touched. */
function versionOf(db: DatabaseSyncInstance): number {
  const table = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'history_format'").get();
  const row: { readonly version: number } | undefined = table && db.prepare('SELECT version FROM history_format').get();
  return row?.version ?? 0;
}

function noHistory(path: string): UsageError {
  return new UsageError({
    en: `There is no history ${path} yet; preclear scan --record begins one.`,
    zh: `还没有历史记录 ${path}；运行 preclear scan --record 即可开始记录。`,
  });
}

function busy(path: string, cause: unknown): UsageError {
  return new UsageError(
    {
      en: `Another preclear is writing into the history ${path} and does not end. Nothing was changed; wait until it is done and try again.`,
      zh: `另一个 preclear 正在写入历史记录 ${path}，迟迟没有结束。本次没有改动任何内容，请等它完成后再试。`,
    },
    { cause },
  );
}

function unreadable(path: string, cause: unknown): EnvironmentError {
  return new EnvironmentError(
    {
      en: `The history ${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}. See that it is a history of preclear and that the disk can be written, or name another one with history.store in the configuration.`,
      zh: `无法使用历史记录 ${path}：${cause instanceof Error ? cause.message : String(cause)}。请确认它是 preclear 的历史记录、磁盘可写，或在配置的 history.store 中另指定一个。`,
    },
    { cause },
  );
}
