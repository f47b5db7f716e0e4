import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { foldCase, withEvent } from '../cases/case-fold.ts';
import { missingFor } from '../cases/case-life.ts';
import { type CaseLog, readCaseLog, writeCaseLines } from '../cases/case-log.ts';
import type { CaseEvent, KeptFile, NewCaseEvent } from '../model/case-event.ts';
import type { Case } from '../model/case-folded.ts';
import { diskErrorCode } from '../model/disk-error.ts';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { whileLocked } from './case-lock.ts';
import { type Draft, putInPlace } from './kept-files.ts';

/*
 * The folder of cases: one folder a case, in it `case.jsonl`, which only grows, and copies of notices, evidence, drafts and sent letters.
 */

/** Name of the log in a case's folder. */
export const CASE_LOG = 'case.jsonl';
/** Largest log that is read; one with 200 notices has some 10 MB. */
const MAX_LOG = 256 * 1024 * 1024;
const ID = /^\d{4}-\d{4,}$/;
/** How often a number is tried that others take at the same time. */
const MAX_TRIES = 1000;

/** A case as read from the disk. */
export interface OpenCase {
  readonly known: Case;
  /** Its folder, absolute where that of the cases is. */
  readonly folder: string;
  /** Lines of the log that were left out, and events that could not have happened. */
  readonly problems: readonly Problem[];
}

/** Who writes an event down, and when. */
export interface Writer {
  readonly at: string;
  readonly by: string;
}

/** Reads a case. Throws UsageError when there is none of that id or a newer preclear wrote it. */
export function openCase(cases: string, id: string): OpenCase {
  const folder = caseFolder(cases, id);
  return folded(id, folder, readLog(folder));
}

/** The folder of a case. Throws UsageError when there is none of that id. */
export function caseFolder(cases: string, id: string): string {
  const folder = join(cases, id);
  if (!ID.test(id) || statSync(join(folder, CASE_LOG), { throwIfNoEntry: false })?.isFile() !== true) throw noCase(cases, id);
  return folder;
}

/** What happened in a case, line by line as it was written down. Throws as `openCase` does. */
export function caseEvents({ folder }: Pick<OpenCase, 'folder'>): readonly CaseEvent[] {
  return readLog(folder).events;
}

/** Ids of all cases, oldest first. */
export function listCaseIds(cases: string): string[] {
  try {
    return readdirSync(cases, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && ID.test(entry.name))
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  } catch (cause) {
    if (diskErrorCode(cause) === 'ENOENT') return [];
    throw new EnvironmentError(
      { en: `The folder of cases ${cases} cannot be read.`, zh: `无法读取案件文件夹 ${cases}。` },
      { cause },
    );
  }
}

/**
 * Makes a case: its folder is filled under another name and then gets the next number, so that two who do it at once get two numbers and a
 * case is never there by half. @param fill gives the events behind the opening.
 */
export function createCase(
  cases: string,
  writer: Writer,
  fill: (place: Place) => readonly NewCaseEvent[],
): { readonly id: string; readonly folder: string } {
  const draft = join(cases, `.new-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(draft, { recursive: true });
    const events = [{ type: 'opened' } as const, ...fill((copy, path) => putInPlace(draft, copy, path))].map((event) =>
      written(event, writer),
    );
    writeFileSync(join(draft, CASE_LOG), writeCaseLines(events), { flush: true });
    return takeNumber(cases, draft, writer.at.slice(0, 4));
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    if (cause instanceof UsageError || cause instanceof EnvironmentError) throw cause;
    throw cannotWrite(cases, cause);
  }
}

/** Puts a copy in its place in the case; it is taken away again when the events are refused. @param path from the case's folder. */
export type Place = (draft: Draft, path: string) => KeptFile;

/**
 * Writes events to a case. They are worked out from the case as it is while nobody else writes; one that may not happen is refused with what
 * is missing, and then none is written. Throws UsageError.
 */
export async function changeCase(
  cases: string,
  id: string,
  writer: Writer,
  decide: (open: OpenCase, place: Place) => readonly NewCaseEvent[],
): Promise<OpenCase> {
  const folder = caseFolder(cases, id);
  return whileLocked(folder, () => {
    const log = readLog(folder);
    const before = folded(id, folder, log);
    const placed: string[] = [];
    const place: Place = (draft, path) => {
      const file = putInPlace(folder, draft, path);
      placed.push(path);
      return file;
    };
    try {
      const events = decide(before, place).map((event) => written(event, writer));
      const known = allowed(before.known, events);
      append(folder, log, events);
      return { ...before, known };
    } catch (error) {
      for (const path of placed) rmSync(join(folder, path), { force: true });
      throw error;
    }
  });
}

/** The next free number of a kind of records: `A-3`. */
export function nextId(prefix: string, taken: readonly { readonly id: string }[]): string {
  const numbers = taken.map(({ id }) => Number(new RegExp(`^${prefix}-(\\d+)$`).exec(id)?.[1] ?? 0));
  return `${prefix}-${Math.max(0, ...numbers) + 1}`;
}

function allowed(before: Case, events: readonly CaseEvent[]): Case {
  let known = before;
  for (const event of events) {
    const missing = missingFor(known, event, event.by);
    if (missing.length > 0) throw refused(known.id, missing);
    known = withEvent(known, event);
  }
  return known;
}

function written(event: NewCaseEvent, { at, by }: Writer): CaseEvent {
  const { type, ...body } = event;
  // The type comes first in the line, where people look; an event is its body with when and who.
  return { type, at, by, ...body } as CaseEvent;
}

function readLog(folder: string): CaseLog {
  const path = join(folder, CASE_LOG);
  try {
    const { size } = statSync(path);
    if (size > MAX_LOG) throw new Error(`It has ${size} bytes; at most ${MAX_LOG} are read.`);
    return readCaseLog(readFileSync(path, 'utf8'), path);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new EnvironmentError({ en: `The case ${path} cannot be read.`, zh: `无法读取案件 ${path}。` }, { cause });
  }
}

function folded(id: string, folder: string, log: CaseLog): OpenCase {
  const known = foldCase(id, log.events);
  const file = join(folder, CASE_LOG);
  const faults = known.faults.map(({ event, reason }): Problem => ({ file, record: event, reason }));
  return { known, folder, problems: [...log.problems, ...faults] };
}

/** Behind a line that was cut off a new line begins, so that both stay what they are. */
function append(folder: string, { cut }: CaseLog, events: readonly CaseEvent[]): void {
  if (events.length === 0) return;
  const path = join(folder, CASE_LOG);
  try {
    const file = openSync(path, 'a');
    try {
      // Writes on until all is written, which one call to the disk need not do.
      writeFileSync(file, `${cut ? '\n' : ''}${writeCaseLines(events)}`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** Renaming onto a folder that has something in it fails, which makes a number belong to one. */
function takeNumber(cases: string, draft: string, year: string): { readonly id: string; readonly folder: string } {
  const numbers = listCaseIds(cases).flatMap((id) => (id.startsWith(`${year}-`) ? [Number(id.slice(5))] : []));
  const first = Math.max(0, ...numbers) + 1;
  for (let number = first; number < first + MAX_TRIES; number++) {
    const id = `${year}-${String(number).padStart(4, '0')}`;
    const folder = join(cases, id);
    if (statSync(folder, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      renameSync(draft, folder);
      return { id, folder };
    } catch (cause) {
      if (!TAKEN.has(diskErrorCode(cause))) throw cause;
    }
  }
  throw new Error(`No number from ${first} on is free.`);
}

const TAKEN: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES']);

function noCase(cases: string, id: string): UsageError {
  const there = listCaseIds(cases);
  const newest = there.slice(-5).join(', ');
  return new UsageError({
    en: `There is no case "${id.slice(0, 60)}" in ${cases}; ${there.length === 0 ? 'there is none yet: preclear case new NOTICE' : `the newest are ${newest}`}.`,
    zh: `${cases} 中没有案件“${id.slice(0, 60)}”；${there.length === 0 ? '目前还没有案件，请先执行 preclear case new 通知文件' : `最近的案件：${newest}`}。`,
  });
}

function refused(id: string, missing: readonly Bilingual[]): UsageError {
  return new UsageError({
    en: `Case ${id}: ${missing.map(({ en }) => en).join(' ')}`,
    zh: `案件 ${id}：${missing.map(({ zh }) => zh).join('')}`,
  });
}

function cannotWrite(path: string, cause: unknown): EnvironmentError {
  return new EnvironmentError(
    { en: `${path} cannot be written; what was there before is as it was.`, zh: `无法写入 ${path}；原有内容保持不变。` },
    { cause },
  );
}
