import { changeCase, nextId, type OpenCase } from '../../appeal/case-folder.ts';
import { copyIn, type Draft, dropDraft } from '../../appeal/kept-files.ts';
import { nextStep } from '../../cases/next-step.ts';
import { CLAIMS } from '../../model/case.ts';
import type { NewCaseEvent } from '../../model/case-event.ts';
import type { Case } from '../../model/case-folded.ts';
import { isDay } from '../../model/day.ts';
import { UsageError } from '../../model/errors.ts';
import { ACTION_KINDS } from '../../model/ledger.ts';
import type { Bilingual } from '../../model/text.ts';
import type { ByFlags } from './flags.ts';
import { type CasePlace, casePlace, namedWriter, say, splitList, writerOf } from './place.ts';
import type { ActionFlags, AssertFlags } from './records.ts';

/*
 * Commands that write one thing into a case.
 */

/** Tells what was written and what comes next. */
export async function tellChange(place: CasePlace, { known }: Pick<OpenCase, 'known'>, done: Bilingual): Promise<void> {
  const next = nextStep(known);
  await say(place, { en: `Case ${known.id}: ${done.en}`, zh: `案件 ${known.id}：${done.zh}` });
  await say(place, { en: `Next: ${next.en}`, zh: `下一步：${next.zh}` });
}

/** Sets right what was read from a notice. */
export async function setField(
  id: string,
  field: string,
  value: string,
  flags: ByFlags & { readonly notice?: string },
): Promise<void> {
  const place = await casePlace(flags);
  const open = await changeCase(place.cases, id, writerOf(flags.by), ({ known }) => [
    { type: 'corrected', notice: flags.notice ?? known.notices[0]?.id ?? 'N-1', field, value },
  ]);
  await tellChange(place, open, { en: `${field} is ${value}`, zh: `${field} 已设为 ${value}` });
}

/** Keeps that somebody compared the notice with what was read, and which guesses they found to be right. */
export async function confirmNotice(id: string, flags: ByFlags & { readonly guess?: readonly string[] }): Promise<void> {
  const place = await casePlace(flags);
  const writer = namedWriter(flags.by);
  const taken = flags.guess === undefined ? [] : await guessEvents(id, flags.guess, place);
  const open = await changeCase(place.cases, id, writer, () => [...taken, { type: 'confirmed' }]);
  await tellChange(place, open, { en: 'the notice was read rightly', zh: '已确认通知识别无误' });
}

/** The corrections that make guesses known; each guess is made anew, so that nobody takes one that is no longer held. */
async function guessEvents(id: string, fields: readonly string[], { cases, lang }: CasePlace): Promise<NewCaseEvent[]> {
  const { openCase } = await import('../../appeal/case-folder.ts');
  const { guessesInCase } = await import('./guesses.ts');
  const guessed = await guessesInCase(openCase(cases, id), lang);
  return fields.flatMap((field) => {
    const found = guessed.flatMap(({ notice, guesses }) =>
      guesses
        .filter((guess) => guess.field === field)
        .map(({ value }): NewCaseEvent => ({ type: 'corrected', notice, field, value })),
    );
    if (found.length > 0) return found;
    throw new UsageError({
      en: `Nothing is guessed about ${field} in case ${id}. See what is: preclear case show ${id}. To set it yourself: preclear case set ${id} ${field} VALUE.`,
      zh: `案件 ${id} 中没有关于 ${field} 的猜测。可用 preclear case show ${id} 查看；如要自行设置：preclear case set ${id} ${field} 值。`,
    });
  });
}

/** Links an item to a listing, or looks for those that are not linked. */
export async function linkItem(
  id: string,
  item: string | undefined,
  listing: string | undefined,
  flags: ByFlags & { readonly marketplace?: string },
): Promise<void> {
  const place = await casePlace(flags);
  const { linkEvents, listingEvent } = await import('./links.ts');
  const { openCase } = await import('../../appeal/case-folder.ts');
  const { known } = openCase(place.cases, id);
  const found =
    item === undefined
      ? await linkEvents(known, place)
      : { events: [await listingEvent(item, listing, flags.marketplace, place)], told: [] };
  const open = await changeCase(place.cases, id, writerOf(flags.by), () => found.events);
  for (const line of found.told) await say(place, line);
  const linked = open.known.items.filter((one) => one.listing !== undefined).length;
  const all = open.known.items.length;
  await tellChange(place, open, { en: `${linked} of ${all} items are linked`, zh: `${all} 个链接中已关联 ${linked} 个` });
}

/** Keeps what somebody thinks of the claim. */
export async function assessClaim(id: string, given: string, flags: ByFlags & { readonly reason?: string }): Promise<void> {
  const claim = CLAIMS.find((one) => one === given);
  if (claim === undefined) throw notOneOf(given, CLAIMS);
  const reason = required('reason', flags.reason);
  const place = await casePlace(flags);
  const open = await changeCase(place.cases, id, namedWriter(flags.by), ({ known }) => {
    const before = Number(known.claim?.id.slice(2) ?? 0);
    return [{ type: 'assessed', id: `C-${before + 1}`, claim, reason }];
  });
  await tellChange(place, open, { en: `the claim is ${claim}`, zh: `投诉判断为 ${claim}` });
}

/** Keeps a sentence that somebody stands for. */
export async function assertText(id: string, { slot, text: given, ...flags }: AssertFlags): Promise<void> {
  const text = required('text', given);
  const place = await casePlace(flags);
  const open = await changeCase(place.cases, id, namedWriter(flags.by), ({ known }) => [
    { type: 'asserted', id: nextId('S', known.assertions), text, ...(slot === undefined ? {} : { slot }) },
  ]);
  await tellChange(place, open, {
    en: 'kept; letters show that a person stands for it',
    zh: '已登记；信件中会标明由此人声明',
  });
}

/** Keeps what was done or is to be done, with copies of what shows it. */
export async function recordAction(id: string, given: string, flags: ActionFlags): Promise<void> {
  const kind = ACTION_KINDS.find((one) => one === given);
  if (kind === undefined) throw notOneOf(given, ACTION_KINDS);
  const place = await casePlace(flags);
  const { done, planned, note, order } = flags;
  requireDay('done', done);
  requireDay('planned', planned);
  if (done !== undefined && done > place.asOf) throw inFuture(done, place.asOf);
  const copies = await copyProofs(place.cases, flags.proof ?? []);
  try {
    const open = await changeCase(place.cases, id, writerOf(flags.by), ({ known }, put): NewCaseEvent[] => {
      const action = flags.id ?? nextId('A', known.actions);
      if (flags.id !== undefined) requireAction(known, flags.id, kind);
      const before = known.actions.find((one) => one.id === action)?.proofs.length ?? 0;
      const proofs = copies.map((copy, at) => put(copy, `evidence/${action}-${before + at + 1}-${copy.name}`));
      return [
        {
          type: 'action',
          id: action,
          kind,
          items: itemsIn(known, flags.items),
          proofs,
          ...(done === undefined ? {} : { done }),
          ...(planned === undefined ? {} : { planned }),
          ...(note === undefined ? {} : { note }),
          ...(order === undefined ? {} : { inventoryOrder: order }),
        },
      ];
    });
    const when = done === undefined ? `planned ${planned ?? ''}` : `done ${done}`;
    await tellChange(place, open, {
      en: `${kind}, ${when}`,
      zh: `${kind}，${done === undefined ? `计划 ${planned ?? ''}` : `已完成 ${done}`}`,
    });
  } finally {
    copies.forEach(dropDraft);
  }
}

/** Keeps a last day that no notice sets, or how one was met. */
export async function recordDeadline(
  id: string,
  day: string,
  flags: ByFlags & { readonly what?: string; readonly met?: string },
): Promise<void> {
  const place = await casePlace(flags);
  const { met } = flags;
  if (met === undefined) requireDay('day', day);
  const what = met === undefined ? required('what', flags.what) : '';
  const open = await changeCase(place.cases, id, writerOf(flags.by), ({ known }) => [
    met === undefined
      ? { type: 'deadline', id: nextId('D', known.deadlines), what, due: day }
      : { type: 'met', deadline: day, note: met },
  ]);
  await tellChange(
    place,
    open,
    met === undefined ? { en: `${day}: ${what}`, zh: `${day}：${what}` } : { en: `${day} is met`, zh: `${day} 已完成` },
  );
}

/** Keeps that a lawyer has the case. */
export async function escalate(id: string, flags: ByFlags & { readonly reason?: string; readonly to?: string }): Promise<void> {
  const reason = required('reason', flags.reason);
  const place = await casePlace(flags);
  const to = flags.to === undefined ? {} : { to: flags.to };
  const open = await changeCase(place.cases, id, writerOf(flags.by), ({ known }) => [
    { type: 'escalated', id: nextId('X', known.escalations), reason, ...to },
  ]);
  await tellChange(place, open, { en: 'a lawyer has it', zh: '已转交律师' });
}

/** Listings that a flag names; `all` for those of the case. Throws UsageError for one that the case does not name. */
export function itemsIn(known: Case, given: string | undefined): string[] {
  const named = splitList(given);
  if (named.length === 1 && named[0]?.toLowerCase() === 'all') return known.items.map(({ id }) => id);
  const ids = new Map(known.items.flatMap(({ id, sku, listing }) => [id, sku, listing?.key].map((name) => [name, id])));
  const wrong = named.find((name) => !ids.has(name));
  if (wrong !== undefined) {
    const there = known.items.slice(0, 10).map(({ id }) => id);
    throw new UsageError({
      en: `${wrong} is no listing of case ${known.id}; there are ${there.join(', ') || 'none'}. To add one: preclear case link ${known.id} ${wrong} LISTING.`,
      zh: `${wrong} 不在案件 ${known.id} 的链接中；现有：${there.join('、') || '无'}。如需添加：preclear case link ${known.id} ${wrong} 链接编号。`,
    });
  }
  return [...new Set(named.map((name) => ids.get(name) ?? name))];
}

/** A text that has to be there. Throws UsageError without it. */
export function required(flag: string, given: string | undefined): string {
  const text = given?.trim() ?? '';
  if (text !== '') return text;
  throw new UsageError({ en: `--${flag} "…" is needed.`, zh: `必须写明 --${flag} "……"。` });
}

/** Throws UsageError for what is no day. */
export function requireDay(flag: string, day: string | undefined): void {
  if (day === undefined || isDay(day)) return;
  throw new UsageError({
    en: `--${flag} ${day}: there is no such day; write it as 2026-11-24.`,
    zh: `--${flag} ${day} 不是有效日期，请写成 2026-11-24。`,
  });
}

/** Throws UsageError for a word that is not among those that are allowed. */
export function notOneOf(given: string, allowed: readonly string[]): UsageError {
  return new UsageError({
    en: `"${given}" is none of: ${allowed.join(', ')}.`,
    zh: `“${given}”不在允许的值之中：${allowed.join('、')}。`,
  });
}

/** Copies of files that are not in a case yet. */
export async function copyProofs(cases: string, files: readonly string[]): Promise<Draft[]> {
  const copies: Draft[] = [];
  try {
    for (const file of files) copies.push(await copyIn(cases, file));
    return copies;
  } catch (error) {
    copies.forEach(dropDraft);
    throw error;
  }
}

function requireAction(known: Case, action: string, kind: string): void {
  const there = known.actions.find(({ id }) => id === action);
  if (there?.kind === kind) return;
  const ids = known.actions.map(({ id, kind: own }) => `${id} (${own})`).join(', ');
  throw new UsageError({
    en: `There is no action ${action} of kind ${kind}; there are: ${ids || 'none'}.`,
    zh: `没有类型为 ${kind} 的措施 ${action}；现有：${ids || '无'}。`,
  });
}

function inFuture(day: string, asOf: string): UsageError {
  return new UsageError({
    en: `--done ${day} has not come yet (today is ${asOf}); what is not done is --planned.`,
    zh: `--done ${day} 还没到（今天是 ${asOf}）；未完成的请用 --planned。`,
  });
}
