import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import process from 'node:process';
import { changeCase, createCase, listCaseIds, nextId, openCase, type Place } from '../../appeal/case-folder.ts';
import { type Draft, dropDraft, harmlessName, writeCopy } from '../../appeal/kept-files.ts';
import { answerIn } from '../../cases/answer-in-notice.ts';
import { caseDeadlines } from '../../cases/case-deadlines.ts';
import { missingFor } from '../../cases/case-life.ts';
import { nextStep } from '../../cases/next-step.ts';
import { prepareWordings } from '../../cases/wordings.ts';
import type { CaseEventBodies, NewCaseEvent } from '../../model/case-event.ts';
import type { Case } from '../../model/case-folded.ts';
import type { NoticeGuess } from '../../model/case-guess.ts';
import type { ReadNotice } from '../../model/case-notice.ts';
import { timerFor } from '../../model/case-rules.ts';
import { isDay } from '../../model/day.ts';
import { UsageError } from '../../model/errors.ts';
import { visible } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { loadCaseRules } from '../../rulepacks/case-rules.ts';
import { loadNoticePacks } from '../../rulepacks/notices.ts';
import { endWith } from '../exit.ts';
import { streamOutput } from '../output.ts';
import { terminalLook } from '../terminal.ts';
import { guessesFor } from './guesses.ts';
import { linkEvents } from './links.ts';
import { readNoticeFile } from './notice-file.ts';
import type { AddNoticeFlags, NewFlags } from './open.ts';
import { showNotice } from './parse-shown.ts';
import { type CasePlace, casePlace, say, writerOf } from './place.ts';
import { plural } from './shown.ts';

/*
 * A notice -> a case, or one more notice of a case.
 */

interface Received {
  readonly file: string;
  readonly read: ReadNotice;
  /** Only told: no case holds them. */
  readonly guesses: readonly NoticeGuess[];
  readonly sha256: string;
  readonly copy: Draft;
}

/** Opens a case for notices. */
export async function newCase(files: readonly string[], flags: NewFlags): Promise<void> {
  const place = await casePlace(flags);
  const notices = await receive(files, place, flags);
  try {
    refuseKnown(place, notices, flags.separate);
    const events = (put: Place): NewCaseEvent[] => notices.map((one, at) => noticeEvent(one, `N-${at + 1}`, place, flags, put));
    const { id } = createCase(place.cases, writerOf(flags.by), events);
    await link(id, place, flags);
    await tell(id, notices, place, flags.json);
  } finally {
    for (const { copy } of notices) dropDraft(copy);
  }
}

/** Adds a notice, and the answer that it is, to a case. */
export async function addNotice(id: string, file: string, flags: AddNoticeFlags): Promise<void> {
  const place = await casePlace(flags);
  const notices = await receive([file], place, flags);
  const [one] = notices;
  if (one === undefined) return;
  const rules = await loadCaseRules(place.cases);
  const writer = writerOf(flags.by);
  try {
    await changeCase(place.cases, id, writer, ({ known }, put) => {
      refuseTwice(known, one);
      const event = noticeEvent(one, nextId('N', known.notices), place, flags, put);
      const answer = answerIn(one.read, event.id, nextId('R', known.answers), event.receivedAt.slice(0, 10));
      if (answer === undefined) return [event];
      const timer = timerFor(rules, { answer: answer.answer }, one.read.notice.platform);
      const wait =
        timer === undefined ? {} : { wait: { timer: timer.id, what: timer.what, days: timer.days, unit: timer.unit } };
      const body: NewCaseEvent = { type: 'answered', ...answer, ...wait };
      // An answer to a letter that nobody marked as sent is kept as a notice all the same.
      return missingFor(known, body, writer.by).length === 0 ? [event, body] : [event];
    });
    await link(id, place, flags);
    await tell(id, notices, place, flags.json);
  } finally {
    dropDraft(one.copy);
  }
}

async function receive(files: readonly string[], { cases, lang }: CasePlace, flags: NewFlags): Promise<Received[]> {
  const { received } = flags;
  if (received !== undefined && !isDay(received.slice(0, 10))) {
    throw new UsageError({
      en: `--received ${received} is no day; write it as 2026-11-20, or 2026-11-20T09:30Z.`,
      zh: `--received ${received} 不是有效日期，请写成 2026-11-20 或 2026-11-20T09:30Z。`,
    });
  }
  const packs = await loadNoticePacks(flags.wordings);
  const wordings = prepareWordings(packs);
  const notices: Received[] = [];
  for (const file of files) {
    const { read, bytes } = await readNoticeFile(file, wordings, lang);
    for (const { reason } of read.problems) process.stderr.write(`preclear: ${visible(`${file}: ${reason[lang]}`)}\n`);
    if (read.problems.length > 0) endWith(3);
    const copy = writeCopy(cases, harmlessName(file === '-' ? 'notice.txt' : basename(file)), bytes);
    notices.push({
      file,
      read,
      guesses: await guessesFor(read, packs),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      copy,
    });
  }
  return notices;
}

function noticeEvent(
  { read: { notice }, copy }: Received,
  id: string,
  { asOf }: CasePlace,
  { received }: NewFlags,
  put: Place,
): { readonly type: 'notice' } & CaseEventBodies['notice'] {
  const file = put(copy, `notices/${id}-${copy.name}`);
  const told = received ?? notice.receivedAt;
  const receivedFrom = received !== undefined ? 'person' : notice.receivedAt !== undefined ? 'message' : 'added';
  return { type: 'notice', id, file, receivedAt: told ?? asOf, receivedFrom, parse: notice };
}

async function link(id: string, place: CasePlace, { link: wanted, by }: NewFlags): Promise<void> {
  if (!wanted) return;
  const { known } = openCase(place.cases, id);
  const { events, told } = await linkEvents(known, place);
  if (events.length > 0) await changeCase(place.cases, id, writerOf(by), () => events);
  for (const line of told) process.stderr.write(`preclear: ${visible(line[place.lang])}\n`);
}

/** A notice that is in a case already, or says that it belongs to one. */
function refuseKnown({ cases }: CasePlace, notices: readonly Received[], separate: boolean): void {
  if (separate) return;
  for (const id of listCaseIds(cases)) {
    const { known } = openCase(cases, id);
    for (const one of notices) {
      refuseTwice(known, one);
      const { noticeKind, linksToCaseBy } = one.read.notice;
      const shared = sharedWith(known, one);
      if (shared === undefined || known.state === 'merged') continue;
      if (linksToCaseBy !== undefined || ABOUT_A_CASE.has(noticeKind)) throw belongsTo(one.file, id, shared);
      if (known.state !== 'closed') throw mayBelongTo(one.file, id, shared);
    }
  }
}

const ABOUT_A_CASE: ReadonlySet<string> = new Set([
  'appeal_rejected',
  'appeal_rejected_more_detail',
  'appeal_accepted',
  'appeal_accepted_other_violations_open',
  'retraction_received',
  'counter_notice_forwarded',
  'rights_owner_reply',
]);

/** A complaint number or listing that both name. */
function sharedWith(known: Case, { read: { notice } }: Received): string | undefined {
  const numbers = new Set(known.notices.flatMap(({ parse }) => parse.complaintIds));
  const items = new Set(known.items.map(({ id }) => id));
  return notice.complaintIds.find((one) => numbers.has(one)) ?? notice.items.map(({ id }) => id).find((one) => items.has(one));
}

function refuseTwice({ id, notices }: Case, { file, sha256 }: Received): void {
  const there = notices.find((notice) => notice.sha256 === sha256);
  if (there === undefined) return;
  throw new UsageError({
    en: `${file} is in case ${id} already, as ${there.id}; nothing was added.`,
    zh: `${file} 已在案件 ${id} 中（${there.id}），未重复添加。`,
  });
}

function belongsTo(file: string, id: string, shared: string): UsageError {
  return new UsageError({
    en: `${file} belongs to case ${id} (${shared}). Add it there: preclear case add-notice ${id} ${file}. To open another case all the same: --separate.`,
    zh: `${file} 属于案件 ${id}（${shared}）。请添加到该案件：preclear case add-notice ${id} ${file}。如仍要另开一案，请加 --separate。`,
  });
}

function mayBelongTo(file: string, id: string, shared: string): UsageError {
  return new UsageError({
    en: `Case ${id} is open and about ${shared} too. If ${file} is about the same: preclear case add-notice ${id} ${file}. If it is another complaint: preclear case new ${file} --separate.`,
    zh: `案件 ${id} 尚未结束，也涉及 ${shared}。如果 ${file} 是同一件事：preclear case add-notice ${id} ${file}；如果是另一起投诉：preclear case new ${file} --separate。`,
  });
}

async function tell(id: string, notices: readonly Received[], place: CasePlace, json: boolean): Promise<void> {
  const { known } = openCase(place.cases, id);
  const deadlines = caseDeadlines(known, place.asOf);
  const output = streamOutput(process.stdout);
  if (json) {
    const { items, state } = known;
    await output.write(
      `${jsonText({ case: id, state, next: nextStep(known), items, deadlines, notices: notices.map(({ read, guesses }) => ({ ...read.notice, guesses })) }, 2)}\n`,
    );
    return;
  }
  for (const { file, read, guesses } of notices)
    await output.write(`${showNotice(file, read, guesses, { lang: place.lang, ...terminalLook() })}\n`);
  await say(place, { en: `Case ${id}`, zh: `案件 ${id}` });
  for (const { id: item, listing } of known.items) await say(place, itemLine(item, listing));
  for (const { due, daysLeft, what, basis } of deadlines) {
    await say(place, {
      en: `  ${due} (${daysLeft} ${plural(daysLeft, 'day')} left): ${what.en} [${basis.en}]`,
      zh: `  ${due}（剩 ${daysLeft} 天）：${what.zh}［${basis.zh}］`,
    });
  }
  const next = nextStep(known);
  await say(place, { en: `Next: ${next.en}`, zh: `下一步：${next.zh}` });
}

function itemLine(item: string, listing: Case['items'][number]['listing']): { readonly en: string; readonly zh: string } {
  if (listing === undefined) return { en: `  ${item}: no listing of yours known`, zh: `  ${item}：未找到对应的自有链接` };
  const { key, marketplace, title } = listing;
  return { en: `  ${item} = ${key} (${marketplace}) ${title}`, zh: `  ${item} = ${key}（${marketplace}）${title}` };
}
