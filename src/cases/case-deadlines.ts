import type { Case, FoldedNotice, Waiting } from '../model/case-folded.ts';
import type { NoticeDeadline } from '../model/case-notice.ts';
import type { CaseDeadline } from '../model/case-world.ts';
import { daysBetween } from '../model/day.ts';
import { compareTexts } from '../model/order.ts';
import type { Bilingual } from '../model/text.ts';
import { dueDay } from './due-days.ts';

/*
 * The last days of a case: those that its notices set, those that people wrote down, and the days on which to look for an answer.
 */

/** All last days of a case, the next one first; those that are done come last. @param asOf the day from which is counted. */
export function caseDeadlines(known: Case, asOf: string): readonly CaseDeadline[] {
  const over = known.state === 'resolved' || known.state === 'closed' || known.state === 'merged';
  const all = [
    ...known.notices.flatMap((notice) => ofNotice(known, notice)),
    ...known.deadlines.map((one) => ({
      id: one.id,
      ref: `deadline/${one.id}`,
      proofs: [],
      what: { en: one.what, zh: one.what },
      due: one.due,
      basis: { en: `written down by ${one.by}`, zh: `由 ${one.by} 登记` },
      done: false,
    })),
    ...known.waits.flatMap((wait) => ofWaiting(known, wait)),
  ];
  return all
    .map((one): CaseDeadline => {
      const done = over || one.done || known.met.has(one.id);
      return { ...one, done, daysLeft: daysBetween(asOf.slice(0, 10), one.due) };
    })
    .sort((a, b) => Number(a.done) - Number(b.done) || compareTexts(a.due, b.due) || compareTexts(a.id, b.id));
}

type Counted = Omit<CaseDeadline, 'daysLeft'>;

function ofNotice(known: Case, notice: FoldedNotice): Counted[] {
  const { deadline, otherDeadlines = [] } = notice.parse;
  return [deadline, ...otherDeadlines].flatMap((one, at) => {
    const counted = one === null ? undefined : lastDay(one, notice);
    if (one === null || counted === undefined) return [];
    const id = `${notice.id}-D${at + 1}`;
    const what = WHAT[one.consequence ?? 'unknown'] ?? UNKNOWN_WHAT;
    return [{ id, ref: `deadline/${id}`, proofs: notice.proofs, what, ...counted, done: isAnswered(known, notice, one) }];
  });
}

function lastDay(
  deadline: NoticeDeadline,
  notice: FoldedNotice,
): { readonly due: string; readonly basis: Bilingual } | undefined {
  const { date, days, hours, unit } = deadline;
  if (date !== undefined) {
    return { due: date, basis: { en: `${notice.id} names the day itself`, zh: `${notice.id} 写明的日期` } };
  }
  const from = notice.receivedAt;
  const counted = dueDay({
    from,
    unit,
    ...(days === undefined ? {} : { days }),
    ...(hours === undefined ? {} : { hours }),
  });
  if (counted === undefined) return undefined;
  const how = FROM[notice.receivedFrom];
  return { due: counted.due, basis: { en: `${counted.basis.en}; ${how.en}`, zh: `${counted.basis.zh}；${how.zh}` } };
}

/** A letter sent after the notice came answers what it asks; goods are out of reach when they were taken away. Waiting times end by themselves. */
function isAnswered({ sent, actions }: Case, { receivedAt }: FoldedNotice, { consequence }: NoticeDeadline): boolean {
  if (consequence === 'inventory_removal_or_destruction') {
    return actions.some(({ kind, done }) => kind === 'remove-inventory' && done !== undefined);
  }
  if (consequence === 'funds_hold_period' || consequence === 'listing_restored') return false;
  return sent.some(({ at, kind }) => kind !== 'owner-inquiry' && at.slice(0, 10) >= receivedAt.slice(0, 10));
}

function ofWaiting(known: Case, { id, ref, from, what, days, unit, ended }: Waiting): Counted[] {
  const counted = dueDay({ from: from.slice(0, 10), days, unit });
  if (counted === undefined) return [];
  const proofs = known.sent.find((letter) => letter.ref === ref)?.proofs ?? [];
  return [{ id, ref: `deadline/${id}`, proofs, what, ...counted, done: ended !== undefined }];
}

const FROM: Readonly<Record<FoldedNotice['receivedFrom'], Bilingual>> = {
  message: { en: "the message's own date", zh: '按邮件日期起算' },
  person: { en: 'the day that was entered', zh: '按人工登记的收到日期起算' },
  added: {
    en: 'the day on which it was added, because the notice shows no date; enter the real one with --received',
    zh: '通知没有日期，暂按添加当天起算，请用 --received 登记实际收到日期',
  },
};

const UNKNOWN_WHAT: Bilingual = { en: 'answer; the notice does not say what follows', zh: '须答复（通知未说明后果）' };

const WHAT: Readonly<Record<string, Bilingual>> = {
  account_deactivation: { en: 'answer, or the account is deactivated', zh: '须答复，否则账户将被停用' },
  listing_removal: { en: 'answer, or the listing is removed', zh: '须答复，否则链接将被移除' },
  image_removal: { en: 'answer, or the picture is removed', zh: '须答复，否则图片将被移除' },
  complaint_upheld: { en: 'answer, or the complaint is upheld', zh: '须答复，否则投诉将被判成立' },
  appeal_window_closes: { en: 'appeal; after that it is no longer possible', zh: '申诉截止，逾期不能再申诉' },
  legal_action: { en: 'answer, or the other side goes to court', zh: '须答复，否则对方将起诉' },
  listing_restored: { en: 'the listing is put back unless the other side acts', zh: '对方不采取行动则链接恢复' },
  inventory_removal_or_destruction: { en: 'remove the inventory, or it is destroyed', zh: '须移除库存，否则将被销毁' },
  funds_hold_period: { en: 'money is held until then; not a day to answer', zh: '资金冻结至该日；不是答复期限' },
};
