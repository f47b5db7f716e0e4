import type { Problem } from '../model/problem.ts';
import type { Reference } from '../model/reference.ts';
import type { Bilingual } from '../model/text.ts';
import { sortById } from './entries.ts';
import { findEntryFault, isReference } from './entry-check.ts';

/*
 * `references.jsonl` <-> entries. One entry a line, sorted by id: two people who add entries on two branches change different lines.
 */

/** A library as read. */
export interface Library {
  readonly references: readonly Reference[];
  /** Lines that could not be used; the others were. */
  readonly problems: readonly Problem[];
}

/** Reads the text of a library file. A damaged line is a problem, and the rest is read. */
export function parseLibrary(text: string, file: string): Library {
  const entries: Reference[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const content = text.slice(start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start, end);
    start = end + 1;
    line++;
    if (content.trim() === '') continue;
    const read = parseLine(content);
    if ('reason' in read) {
      problems.push({ file, line, column: read.column, reason: read.reason });
      continue;
    }
    const before = lines.get(read.entry.id);
    if (before !== undefined) {
      problems.push({ file, line, column: columnOf(content, 'id'), reason: explainDouble(read.entry.id, before) });
      continue;
    }
    lines.set(read.entry.id, line);
    entries.push(read.entry);
  }
  return { references: entries, problems };
}

/** The text of a library file: sorted, with the properties of every entry in one order. */
export function formatLibrary(entries: readonly Reference[]): string {
  return sortById(entries)
    .map((entry) => `${JSON.stringify(inOrder(entry))}\n`)
    .join('');
}

function parseLine(content: string): { entry: Reference } | { column: number; reason: Bilingual } {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    return explainBroken(content, error instanceof Error ? error.message : '');
  }
  if (isReference(value)) return { entry: value };
  const fault = findEntryFault(value);
  const reason = fault?.reason ?? { en: 'The line holds no entry.', zh: '该行不是一条记录。' };
  return { column: fault?.key === undefined ? 1 : columnOf(content, fault.key), reason };
}

function explainBroken(content: string, message: string): { column: number; reason: Bilingual } {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(content)) {
    return {
      column: 1,
      reason: {
        en: 'A merge was left unfinished here; keep the entries of both sides and delete this line.',
        zh: '此处有未处理完的合并冲突。请保留双方的记录，并删除该行。',
      },
    };
  }
  // The engine tells the position of most mistakes, but not of a character that starts no value.
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? 0);
  return {
    column: position + 1,
    reason: {
      en: 'Broken JSON. The entry is not used: mend the line, or remove it and add the reference again.',
      zh: 'JSON 格式有误，该条记录未使用。请修正该行，或删除后重新添加。',
    },
  };
}

function explainDouble(id: string, line: number): Bilingual {
  return {
    en: `The id ${id} stands in line ${line} already; the first one is used. Remove one of the two lines.`,
    zh: `编号 ${id} 与第 ${line} 行重复，已采用前一条。请删除其中一行。`,
  };
}

/** 1-based column of a property; 1 when the line does not have it. */
function columnOf(content: string, key: string): number {
  return content.indexOf(`"${key}"`) + 1 || 1;
}

function inOrder(entry: Reference): unknown {
  const { id, kind, owner, role, url, capturedAt, label } = entry;
  const head = { id, kind, owner, role, url, capturedAt, label };
  if (entry.kind === 'text') return { ...head, fields: entry.fields.map(({ name, text }) => ({ name, text })) };
  const { sha256, hash, innerHash, quality, width, height } = entry;
  return { ...head, sha256, hash, innerHash, quality, width, height };
}
