import { tmpdir, userInfo } from 'node:os';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import { shownAddress } from './address.ts';
import { migrate } from './migrations.ts';
import type { Store, Tables, Writing } from './tables.ts';

/*
 * A history in a PostgreSQL database, in a schema of its own where the address names one. Who writes holds a lock of the whole history: what
 * is recorded depends on everything that is there.
 */

/** How long a connection may take, and a writer waits for another one, in milliseconds. */
const CONNECT_MS = 10_000;
const PATIENCE_MS = 60_000;
/** Connections at a time; the page of a team reads on several. */
const CONNECTIONS = 4;

/** What an address says: where the database is, and in which schema. */
interface Address {
  readonly connectionString: string;
  readonly schema: string | undefined;
}

/**
 * Opens a database.
 * @param address `postgres://user@host/database?schema=shop`.
 * @param create whether its tables are made when there are none.
 * @throws UsageError for an address that is wrong, a history that is not there or that a newer program wrote; EnvironmentError when the
 * database cannot be reached or refuses.
 */
export async function openPostgres(address: string, create: boolean): Promise<Store> {
  const shown = shownAddress(address);
  const { connectionString, schema } = parseAddress(address, shown);
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS });
  // An idle connection that breaks is replaced when it is needed.
  pool.on('error', () => undefined);
  // Queries of a connection go in their order: whatever is asked next finds its tables there.
  if (schema !== undefined) pool.on('connect', (client) => void client.query(`SET search_path TO "${schema}"`));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const write = async <T>(work: (writing: Writing) => Promise<T>): Promise<T> => {
    try {
      return await db.transaction().execute(async (writing) => {
        await lock(writing);
        return work(writing);
      });
    } catch (cause) {
      throw codeOf(cause) === LOCK_NOT_AVAILABLE ? busy(shown, cause) : cause;
    }
  };
  try {
    if (schema !== undefined && create) await makeSchema(db, schema);
    if (!create && !(await isThere(db))) throw noHistory(shown);
    await write((writing) => migrate(writing, 'postgres', shown));
  } catch (cause) {
    await db.destroy();
    throw cause instanceof UsageError ? cause : unreachable(shown, cause);
  }
  const user = userInfo().uid;
  return {
    db,
    kind: 'postgres',
    waiting: { folder: tmpdir(), prefix: `preclear-history-${user}-run-` },
    write,
    close: () => db.destroy(),
  };
}

/** Until the end of the transaction nobody else writes into the tables of this schema. */
async function lock(writing: Writing): Promise<void> {
  await sql`SELECT set_config('lock_timeout', ${`${PATIENCE_MS}ms`}, true)`.execute(writing);
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('preclear history ' || current_schema(), 0))`.execute(writing);
}

async function makeSchema(db: Store['db'], schema: string): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${schema}`.execute(db);
  // Two that begin at once may both find none; who comes second finds it made.
  if (rows.length === 0)
    await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(schema)}`.execute(db).catch((error: unknown) => {
      if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
    });
}

async function isThere(db: Store['db']): Promise<boolean> {
  const { rows } = await sql<{ readonly there: boolean }>`SELECT to_regclass('history_format') IS NOT NULL AS there`.execute(
    db,
  );
  return rows[0]?.there === true;
}

const LOCK_NOT_AVAILABLE = '55P03';
const UNIQUE_VIOLATION = '23505';

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function parseAddress(address: string, shown: string): Address {
  try {
    const url = new URL(address);
    const schema = url.searchParams.get('schema') ?? undefined;
    url.searchParams.delete('schema');
    if (schema === undefined || /^[a-z_][a-z0-9_]{0,62}$/i.test(schema)) return { connectionString: url.href, schema };
  } catch (cause) {
    throw wrongAddress(shown, cause);
  }
  throw wrongAddress(shown);
}

function wrongAddress(shown: string, cause?: unknown): UsageError {
  return new UsageError(
    {
      en: `${shown} is no address of a database; write postgres://user@host:5432/database?schema=shop, with a schema of letters, digits and _.`,
      zh: `${shown} 不是有效的数据库地址；请写成 postgres://user@host:5432/database?schema=shop，schema 只能用字母、数字和 _。`,
    },
    { cause },
  );
}

function noHistory(shown: string): UsageError {
  return new UsageError({
    en: `There is no history in ${shown} yet; preclear scan --record begins one.`,
    zh: `${shown} 中还没有历史记录；运行 preclear scan --record 即可开始记录。`,
  });
}

function busy(shown: string, cause: unknown): UsageError {
  return new UsageError(
    {
      en: `Another preclear is writing into the history ${shown} and does not end. Nothing was changed; wait until it is done and try again.`,
      zh: `另一个 preclear 正在写入历史记录 ${shown}，迟迟没有结束。本次没有改动任何内容，请等它完成后再试。`,
    },
    { cause },
  );
}

function unreachable(shown: string, cause: unknown): EnvironmentError {
  const said = cause instanceof AggregateError ? String(cause.errors[0]) : cause instanceof Error ? cause.message : '';
  return new EnvironmentError(
    {
      en: `The history ${shown} cannot be used: ${said}. See that the database runs, that user and password (PGPASSWORD) are right, and that the user may make tables there.`,
      zh: `无法使用历史记录 ${shown}：${said}。请确认数据库正在运行、用户名和密码（PGPASSWORD）正确，且该用户有建表权限。`,
    },
    { cause },
  );
}
