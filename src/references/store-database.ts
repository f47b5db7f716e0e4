import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { EnvironmentError, UsageError } from '../model/errors.ts';

/*
 * `library.sqlite`: the texts of a large library with where they came from, and which files of `segments/` index them. Both change in
 * one transaction, so they never disagree: whoever is stopped in the middle leaves the library as it was.
 */

/** Name of the database inside the library's folder. */
export const STORE_FILE = 'library.sqlite';
/** Tells who writes, for the message to whoever comes second. */
const WRITER_FILE = 'library.writer.json';
/** Changes with the tables. */
const STORE_VERSION = 1;
/** How long a second writer waits for the first, and a reader for a checkpoint. */
const WRITER_PATIENCE_MS = 4000;
const READER_PATIENCE_MS = 10_000;

const TABLES = `
CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, number INTEGER NOT NULL);
CREATE TABLE text (
  key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, owner INTEGER NOT NULL REFERENCES owner, role TEXT NOT NULL,
  url TEXT, captured TEXT NOT NULL, label TEXT NOT NULL, fields TEXT NOT NULL, words INTEGER NOT NULL, sha256 TEXT NOT NULL
);
CREATE INDEX text_by_owner ON text (owner);
CREATE TABLE segment (
  name TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, texts INTEGER NOT NULL, bytes INTEGER NOT NULL
);
CREATE TABLE removed (key INTEGER PRIMARY KEY);
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
PRAGMA user_version = ${STORE_VERSION};
`;

/**
 * Opens the database of a library; undefined when it is only to be read and there is none.
 * @throws EnvironmentError when it is there and is no database, or of a version that this program does not know.
 */
export async function openDatabase(folder: string, mode: 'read' | 'write'): Promise<DatabaseSyncInstance | undefined> {
  const path = join(folder, STORE_FILE);
  if (mode === 'read' && !isThere(path)) return undefined;
  const { DatabaseSync } = await import('@photostructure/sqlite');
  try {
    if (mode === 'write') mkdirSync(join(folder, 'segments'), { recursive: true });
    const db = new DatabaseSync(path, {
      readOnly: mode === 'read',
      timeout: mode === 'write' ? WRITER_PATIENCE_MS : READER_PATIENCE_MS,
    });
    // Reading goes on while somebody writes; what was committed outlives the program, and a power cut takes the last commit at most.
    if (mode === 'write') db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    return db;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Makes the tables of a new database, or checks the version of an old one. Inside a transaction when it is opened for writing. */
export function prepareTables(db: DatabaseSyncInstance, folder: string, mode: 'read' | 'write'): void {
  const path = join(folder, STORE_FILE);
  let version: number;
  try {
    version = numberIn(db.prepare('PRAGMA user_version').get(), 'user_version');
    if (version === 0 && mode === 'write') db.exec(TABLES);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (version !== STORE_VERSION && (version !== 0 || mode === 'read')) {
    throw new EnvironmentError({
      en: `${path} has version ${version}, this preclear reads version ${STORE_VERSION}; use the preclear that made it, or import the texts again into a new folder.`,
      zh: `${path} 的版本是 ${version}，本程序只能读取版本 ${STORE_VERSION}；请使用创建它的 preclear，或将文案重新导入到新文件夹。`,
    });
  }
}

/**
 * Begins to write; nobody else can until the end of the transaction.
 * @param what the command, for the message to whoever comes second.
 * @throws UsageError when somebody else is writing and does not end soon.
 */
export function beginWriting(db: DatabaseSyncInstance, folder: string, what: string): void {
  try {
    db.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    if (isBusy(cause)) throw busy(folder, cause);
    throw unreadable(join(folder, STORE_FILE), cause);
  }
  const since = new Date().toISOString().slice(0, 19);
  writeFileSync(join(folder, WRITER_FILE), `${JSON.stringify({ pid: process.pid, host: hostname(), since, what })}\n`);
}

/** Takes the note of who writes away. */
export function endWriting(folder: string): void {
  rmSync(join(folder, WRITER_FILE), { force: true });
}

/** A number of a row; 0 when it is not there. */
export function numberIn(row: unknown, column: string): number {
  const value = cellOf(row, column);
  return typeof value === 'number' ? value : 0;
}

/** A text of a row; empty when it is not there. */
export function textIn(row: unknown, column: string): string {
  const value = cellOf(row, column);
  return typeof value === 'string' ? value : '';
}

function cellOf(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null && column in row ? Reflect.get(row, column) : undefined;
}

function isThere(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return false;
    throw unreadable(path, cause);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked|SQLITE_BUSY/i.test(error.message);
}

function busy(folder: string, cause: unknown): UsageError {
  const holder = writerOf(folder);
  return new UsageError(
    {
      en: `Another preclear is writing into the library ${folder}${holder === undefined ? '' : ` (${holder})`}. Nothing was changed; wait until it is done and run the command again.`,
      zh: `另一个 preclear 正在写入素材库 ${folder}${holder === undefined ? '' : `（${holder}）`}。本次没有改动任何内容，请等它完成后再运行一次。`,
    },
    { cause },
  );
}

/** Who writes, as far as the note tells. */
function writerOf(folder: string): string | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(join(folder, WRITER_FILE), 'utf8'));
    const what = textIn(note, 'what')
      .replaceAll(/[^\x20-\x7e]/g, '')
      .slice(0, 60);
    const host = textIn(note, 'host')
      .replaceAll(/[^\x20-\x7e]/g, '')
      .slice(0, 60);
    return `\`preclear ${what}\`, process ${numberIn(note, 'pid')} on ${host}, since ${textIn(note, 'since').slice(0, 19)} UTC`;
  } catch {
    return undefined;
  }
}

function unreadable(path: string, cause: unknown): EnvironmentError {
  return new EnvironmentError(
    { en: `The texts of the library, ${path}, cannot be read.`, zh: `无法读取素材库的文案文件 ${path}。` },
    { cause },
  );
}
