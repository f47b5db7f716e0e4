import { CASE_LOG_VERSION, type CaseEvent } from '../model/case-event.ts';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { caseLineSchema } from './case-event-schema.ts';

/*
 * The log of a case as text: one event a line, JSON. A line that cannot be read is told and left out; a newer version is refused as a whole,
 * because what it says could undo what is understood.
 */

/** A log as read. */
export interface CaseLog {
  readonly events: readonly CaseEvent[];
  readonly problems: readonly Problem[];
  /** Whether the text ends in the middle of a line: what is written next needs a line break before it. */
  readonly cut: boolean;
}

/** Reads a log. Throws UsageError when a newer preclear wrote it. @param file as messages name it. */
export function readCaseLog(text: string, file: string): CaseLog {
  const events: CaseEvent[] = [];
  const problems: Problem[] = [];
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const cut = (lines.at(-1) ?? '') !== '';
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, file, at + 1);
    if ('event' in read) events.push(read.event);
    else problems.push({ file, line: at + 1, column: 1, reason: cut && at === lines.length - 1 ? CUT : read.reason });
  }
  return { events, problems, cut };
}

/** Events as lines. */
export function writeCaseLines(events: readonly CaseEvent[]): string {
  return events.map((event) => `${JSON.stringify({ v: CASE_LOG_VERSION, ...event })}\n`).join('');
}

function readLine(line: string, file: string, at: number): { readonly event: CaseEvent } | { readonly reason: Bilingual } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { reason: NO_JSON };
  }
  if (
    typeof value === 'object' &&
    value !== null &&
    'v' in value &&
    typeof value.v === 'number' &&
    value.v > CASE_LOG_VERSION
  ) {
    throw newer(file, at, value.v);
  }
  const read = caseLineSchema.safeParse(value);
  if (!read.success) return { reason: wrongLine(read.error.issues[0]) };
  const { v: _, ...event }: CaseEvent & { readonly v?: number } = read.data;
  return { event };
}

function wrongLine(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): Bilingual {
  const where = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`.slice(0, 300);
  return {
    en: `This line of the case's log is not as preclear writes it (${where}), so it does not count. The rest was read.`,
    zh: `案件日志的这一行不符合 preclear 的格式（${where}），不计入；其余各行已读取。`,
  };
}

function newer(file: string, line: number, version: number): UsageError {
  return new UsageError({
    en: `${file}:${line}: written by a newer preclear (version ${version} of the log; this one reads up to ${CASE_LOG_VERSION}). Update preclear; nothing was changed.`,
    zh: `${file}:${line}：由更新版本的 preclear 写入（日志版本 ${version}，当前程序最高支持 ${CASE_LOG_VERSION}）。请升级 preclear；未做任何改动。`,
  });
}

const NO_JSON: Bilingual = {
  en: "This line of the case's log is no JSON, so it does not count. The rest was read; what it meant has to be entered again.",
  zh: '案件日志的这一行不是 JSON，不计入；其余各行已读取，请把这一条重新录入。',
};
const CUT: Bilingual = {
  en: "The last line of the case's log is cut off: writing it was interrupted, so it does not count. Nothing before it is lost; enter it again.",
  zh: '案件日志的最后一行不完整（写入时被中断），不计入；之前的内容没有丢失，请重新录入这一条。',
};
