import { join } from 'node:path';
import { changeCase, nextId, openCase } from '../../appeal/case-folder.ts';
import { keepSent } from '../../appeal/keep-draft.ts';
import { copyIn, type Draft, dropDraft } from '../../appeal/kept-files.ts';
import { openWorld } from '../../appeal/world.ts';
import { CASE_ANSWERS } from '../../model/case.ts';
import { ASKED_ABOUT, type AskedPoint, type NewCaseEvent, type WaitingTime } from '../../model/case-event.ts';
import type { Case } from '../../model/case-folded.ts';
import { type CaseRules, timerFor } from '../../model/case-rules.ts';
import { UsageError } from '../../model/errors.ts';
import { loadCaseRules } from '../../rulepacks/case-rules.ts';
import { withSources } from '../../shop/case-sources.ts';
import { notOneOf, requireDay, required, tellChange } from './change-action.ts';
import type { ByFlags } from './flags.ts';
import type { AnswerFlags, CloseFlags, SentFlags } from './letters.ts';
import { casePlace, namedWriter, writerOf } from './place.ts';

/*
 * From the draft to the end of a case.
 */

/** Keeps that somebody has read a draft. */
export async function reviewDraft(id: string, draft: string, flags: ByFlags & { readonly alone: boolean }): Promise<void> {
  const place = await casePlace(flags);
  const { alone } = flags;
  const open = await changeCase(place.cases, id, namedWriter(flags.by), () => [{ type: 'reviewed', draft, alone }]);
  await tellChange(place, open, { en: `${draft} is reviewed`, zh: `${draft} 已复核` });
}

/** Keeps what was sent, and begins to wait. */
export async function markSent(id: string, draft: string, flags: SentFlags): Promise<void> {
  const place = await casePlace(flags);
  const writer = namedWriter(flags.by);
  const { known } = openCase(place.cases, id);
  const kind = known.drafts.find((one) => one.id === draft)?.kind;
  const timer =
    kind === undefined ? undefined : timerFor(await loadCaseRules(place.cases), { letter: kind }, platformOf(known));
  const wait = withPeriod(timer, flags.wait);
  const { sent } = await keepSent(place.cases, id, writer, {
    draft,
    ...(flags.file === undefined ? {} : { file: flags.file }),
    ...(wait === undefined ? {} : { wait }),
  });
  await tellChange(place, openCase(place.cases, id), {
    en: `${sent} is kept as sent${wait === undefined ? '' : `; waiting ${wait.days} ${wait.unit} days until ${wait.what.en}`}`,
    zh: `${sent} 已存为已发送${wait === undefined ? '' : `；等待${wait.what.zh}，${wait.days} 个${wait.unit === 'working' ? '工作日' : '自然日'}`}`,
  });
}

/** Keeps what the other side answered. */
export async function recordAnswer(id: string, given: string, flags: AnswerFlags): Promise<void> {
  const answer = CASE_ANSWERS.find((one) => one === given);
  if (answer === undefined) throw notOneOf(given, CASE_ANSWERS);
  const place = await casePlace(flags);
  requireDay('on', flags.on);
  const asked = (flags.asks ?? []).map(pointOf);
  const rules = await loadCaseRules(place.cases);
  const open = await changeCase(place.cases, id, writerOf(flags.by), ({ known }) => {
    const wait = withPeriod(timerFor(rules, { answer }, platformOf(known)), undefined);
    return [
      {
        type: 'answered',
        id: nextId('R', known.answers),
        answer,
        on: flags.on ?? place.asOf,
        asked,
        ...(flags.note === undefined ? {} : { note: flags.note }),
        ...(wait === undefined ? {} : { wait }),
      },
    ];
  });
  await tellChange(place, open, { en: `answer: ${answer}`, zh: `答复：${answer}` });
}

/** Says that a matter is over, with the records that show it. */
export async function resolveCase(
  id: string,
  flags: ByFlags & { readonly clean?: true; readonly reinstated?: true },
): Promise<void> {
  if (flags.clean === undefined && flags.reinstated === undefined) throw new UsageError(WHICH_WAY);
  const place = await casePlace(flags);
  const how = flags.clean === true ? 'clean' : 'reinstated';
  const basis = how === 'clean' ? await cleanBasis(id, place) : reinstatedBasis(openCase(place.cases, id).known);
  const open = await changeCase(place.cases, id, writerOf(flags.by), () => [{ type: 'resolved', how, basis }]);
  await tellChange(place, open, { en: `resolved (${basis.join(', ')})`, zh: `已解决（${basis.join('、')}）` });
}

/** Closes a case. */
export async function closeCase(id: string, flags: CloseFlags): Promise<void> {
  const { learned, givenUp } = flags;
  if ((learned === undefined) === (givenUp === undefined)) throw new UsageError(WHY_CLOSED);
  const place = await casePlace(flags);
  const note = required(learned === undefined ? 'given-up' : 'learned', learned ?? givenUp);
  const how = learned === undefined ? 'given-up' : 'learned';
  const open = await changeCase(place.cases, id, writerOf(flags.by), () => [{ type: 'closed', how, note }]);
  await tellChange(place, open, { en: 'closed', zh: '已关闭' });
}

/** Opens a case again. */
export async function reopenCase(id: string, flags: ByFlags & { readonly reason?: string }): Promise<void> {
  const reason = required('reason', flags.reason);
  const place = await casePlace(flags);
  const open = await changeCase(place.cases, id, writerOf(flags.by), () => [{ type: 'reopened', reason }]);
  await tellChange(place, open, { en: 'open again', zh: '已重新打开' });
}

/** Copies the notices of a case into another, then ends it; a stop between the two leaves notices twice, never none. */
export async function mergeCase(id: string, into: string, flags: ByFlags): Promise<void> {
  const place = await casePlace(flags);
  const writer = writerOf(flags.by);
  const { known, folder } = openCase(place.cases, id);
  openCase(place.cases, into);
  if (id === into) throw new UsageError({ en: 'A case cannot be merged into itself.', zh: '案件不能并入自身。' });
  if (known.state === 'merged') throw new UsageError({ en: `Case ${id} was merged already.`, zh: `案件 ${id} 已经合并过。` });
  const copies: Draft[] = [];
  try {
    for (const { file } of known.notices) copies.push(await copyIn(place.cases, join(folder, file)));
    const open = await changeCase(place.cases, into, writer, (target, put): NewCaseEvent[] => {
      const start = Number(nextId('N', target.known.notices).slice(2));
      const there = new Set(target.known.notices.map(({ sha256 }) => sha256));
      const notices = known.notices.flatMap((notice, at): NewCaseEvent[] => {
        const copy = copies[at];
        if (copy === undefined || there.has(notice.sha256)) return [];
        const own = `N-${start + at}`;
        const { receivedAt, receivedFrom, parse } = notice;
        return [{ type: 'notice', id: own, file: put(copy, `notices/${own}-${copy.name}`), receivedAt, receivedFrom, parse }];
      });
      const links = known.items.flatMap(({ id: item, listing }): NewCaseEvent[] =>
        listing === undefined ? [] : [{ type: 'linked', item, listing }],
      );
      return [...notices, ...links, { type: 'absorbed', from: id }];
    });
    await changeCase(place.cases, id, writer, () => [{ type: 'merged', into }]);
    await tellChange(place, open, { en: `has the notices of ${id}`, zh: `已并入 ${id} 的通知` });
  } finally {
    copies.forEach(dropDraft);
  }
}

/** Every listing has to be clean, and its offer closed where the claim is valid. Throws UsageError with those that are not. */
async function cleanBasis(id: string, place: Parameters<typeof withSources>[0]): Promise<string[]> {
  const { world } = await withSources(place, (sources) => openWorld(id, sources));
  const missing = world.items.flatMap(({ id: item, rescan, offerClosed }) => {
    const open =
      world.claim?.claim === 'valid' && offerClosed === undefined
        ? [{ en: 'no record of a closed offer', zh: '没有停售记录' }]
        : [];
    const scan =
      rescan === undefined
        ? [{ en: 'no scan since the notice looked for it', zh: '收到通知后没有相关复扫' }]
        : rescan.relevantOpen > 0
          ? [{ en: `${rescan.relevantOpen} findings are left`, zh: `还剩 ${rescan.relevantOpen} 个问题` }]
          : [];
    const lacks = [...scan, ...open];
    return lacks.length === 0
      ? []
      : [{ en: `${item}: ${lacks.map(({ en }) => en).join(', ')}`, zh: `${item}：${lacks.map(({ zh }) => zh).join('，')}` }];
  });
  if (missing.length > 0) {
    const [en, zh] = [missing.map((one) => one.en), missing.map((one) => one.zh)];
    const more = missing.length > 10 ? ` (+${missing.length - 10})` : '';
    throw new UsageError({
      en: `Case ${id} is not clean: ${en.slice(0, 10).join('; ')}${more}. Scan again, and record closed offers: preclear case action ${id} close-offer --items … --done DAY.`,
      zh: `案件 ${id} 还不能按“已整改”结案：${zh.slice(0, 10).join('；')}${more}。请重新扫描，并登记停售：preclear case action ${id} close-offer --items … --done 日期。`,
    });
  }
  return [...new Set(world.items.flatMap(({ rescan, offerClosed }) => [rescan?.ref, offerClosed?.ref]))].filter(
    (ref) => ref !== undefined,
  );
}

/** Answers and notices that say that listings or account are back. */
function reinstatedBasis({ answers, notices }: Case): string[] {
  const said = answers
    .filter(({ answer }) => answer === 'accepted' || answer === 'retraction')
    .map((one) => `answer/${one.id}`);
  const told = notices.filter(
    ({ parse }) => parse.noticeKind === 'appeal_accepted' || parse.noticeKind === 'retraction_received',
  );
  return [...said, ...told.map(({ ref }) => ref)];
}

function platformOf({ notices }: Case): Parameters<typeof timerFor>[2] {
  return notices[0]?.parse.platform ?? 'unknown';
}

/** How long to wait: as was given, else as the timer says. Throws UsageError for what is no period. */
function withPeriod(timer: CaseRules['timers'][number] | undefined, given: string | undefined): WaitingTime | undefined {
  if (given === undefined) {
    if (timer === undefined) return undefined;
    const { id, what, days, unit } = timer;
    return { timer: id, what, days, unit };
  }
  const [, days = '', unit = ''] = /^(\d{1,3})([wd])$/.exec(given) ?? [];
  if (days === '') {
    throw new UsageError({
      en: `--wait ${given} is no period; write 5w for five working days, 10d for ten days.`,
      zh: `--wait ${given} 不是有效期限；5w 表示 5 个工作日，10d 表示 10 天。`,
    });
  }
  const what = timer?.what ?? { en: 'an answer comes', zh: '对方答复' };
  return { timer: timer?.id ?? 'own', what, days: Number(days), unit: unit === 'w' ? 'working' : 'calendar' };
}

function pointOf(given: string): AskedPoint {
  const [, about = '', rest = ''] = /^([a-z-]+)=(.+)$/s.exec(given) ?? [];
  const known = ASKED_ABOUT.find((one) => one === about);
  return known === undefined ? { text: given.trim(), about: 'other' } : { text: rest.trim(), about: known };
}

const WHICH_WAY = {
  en: 'Say how it ended: --clean (nothing is found any more, no offer is open) or --reinstated (listings and account are back).',
  zh: '请说明结果：--clean（已整改且停售）或 --reinstated（链接、账户已恢复）。',
};
const WHY_CLOSED = {
  en: 'Say either what was learned (--learned "…") or why it is given up (--given-up "…").',
  zh: '请写明复盘结论（--learned "……"）或放弃原因（--given-up "……"），二选一。',
};
