import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/*
 * Kysely over an open SQLite database. A transaction asks for the right to write when it begins, because one that asked later could find
 * that somebody else has it and would have to begin anew.
 */

/** How long somebody who wants to write waits for another process, and between two attempts, in milliseconds. */
export interface Patience {
  readonly most: number;
  readonly step: number;
}

/** Kysely's way to an open database. */
export class SqliteStoreDialect implements Dialect {
  readonly #db: DatabaseSyncInstance;
  readonly #patience: Patience;

  constructor(db: DatabaseSyncInstance, patience: Patience) {
    this.#db = db;
    this.#patience = patience;
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#db, this.#patience);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** Whether an error says that somebody else is writing. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && /database (?:table )?is locked|SQLITE_BUSY/i.test(error.message);
}

class SqliteDriver implements Driver {
  readonly #db: DatabaseSyncInstance;
  readonly #connection: SqliteConnection;
  readonly #patience: Patience;
  /** Ends when nobody uses the one connection any more. */
  #turn: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  constructor(db: DatabaseSyncInstance, patience: Patience) {
    this.#db = db;
    this.#connection = new SqliteConnection(db);
    this.#patience = patience;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let release = (): void => undefined;
    this.#turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    return this.#connection;
  }

  /** Waits without holding up the program: the page of a team goes on answering others. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const { most, step } = this.#patience;
    for (let waited = 0; ; waited += step) {
      try {
        await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
        return;
      } catch (error) {
        if (!isBusy(error) || waited >= most) throw error;
        await sleep(step);
      }
    }
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk has rolled back by itself.
    if (this.#db.isTransaction) await connection.executeQuery(CompiledQuery.raw('ROLLBACK'));
  }

  releaseConnection(): Promise<void> {
    this.#release?.();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    // Whoever copies the file gets all of it, unless somebody else is still at it.
    try {
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      if (!isBusy(error)) throw error;
    } finally {
      this.#db.close();
    }
    return Promise.resolve();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #db: DatabaseSyncInstance;

  constructor(db: DatabaseSyncInstance) {
    this.#db = db;
  }

  /** @throws what SQLite says, as a promise that fails. */
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#db.prepare(sql);
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#db.prepare(sql).iterate(...parameters)) yield { rows: [row] };
  }
}
