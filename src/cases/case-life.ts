import type { CaseState } from '../model/case.ts';
import type { CaseEvent, CaseEventBodies, CaseEventType, NewCaseEvent } from '../model/case-event.ts';
import type { Case } from '../model/case-folded.ts';
import type { Bilingual } from '../model/text.ts';
import { correct, isRefusal } from './corrections.ts';
import { draftGate, LETTERLESS } from './draft-gates.ts';

/*
 * The life cycle: what may happen to a case as it stands, and what is missing for what may not.
 */

/** What is missing before an event may happen; empty when it may. @param by who would be written down with it. */
export function missingFor(known: Case, event: NewCaseEvent | CaseEvent, by: string): readonly Bilingual[] {
  if (known.state === 'merged' && event.type !== 'absorbed') return [mergedAway(known)];
  if (known.state === 'closed' && !AFTER_CLOSING.has(event.type)) return [IS_CLOSED];
  switch (event.type) {
    case 'corrected':
      return forCorrection(known, event);
    case 'confirmed':
    case 'assessed':
      return forAssessment(known);
    case 'cause':
      return known.claim?.claim === 'invalid' ? [NO_CAUSE] : [];
    case 'action':
      return event.done === undefined && event.planned === undefined ? [NO_DAY] : [];
    case 'drafted':
      return listed(draftGate(known.claim?.claim, event.kind));
    case 'reviewed':
      return forReview(known, event, by);
    case 'sent':
      return forSending(known, event);
    case 'answered':
      return forAnswer(known, event);
    case 'resolved':
      return forResolution(known, event);
    case 'closed':
      return event.how === 'learned' && known.state !== 'resolved' ? [NOT_RESOLVED] : [];
    case 'reopened':
      return known.state === 'resolved' || known.state === 'closed' ? [] : [IS_OPEN];
    case 'merged':
      return event.into === known.id ? [INTO_ITSELF] : [];
    case 'met':
      return [];
    default:
      return [];
  }
}

/** The state after an event that may happen. */
export function stateAfter(known: Case, event: CaseEvent): CaseState {
  const { state } = known;
  switch (event.type) {
    case 'notice':
      return (state === 'resolved' || state === 'closed') && !ENDS_TROUBLE.has(event.parse.noticeKind) ? 'acting' : state;
    case 'assessed':
      return BEFORE_SENDING.has(state) ? 'assessed' : state;
    case 'drafted':
      return LETTERLESS.has(event.kind) || state === 'resolved' ? state : 'drafting';
    case 'sent':
      return state === 'resolved' ? state : event.wait === undefined ? 'sent' : 'waiting';
    case 'answered':
      return state === 'resolved' ? state : event.wait === undefined ? 'answered' : 'waiting';
    default:
      return ENDS[event.type] ?? (STEPS[event.type]?.from === state ? STEPS[event.type]?.to : undefined) ?? state;
  }
}

/** Steps that only count where they come next. */
const STEPS: Readonly<Partial<Record<CaseEventType, { readonly from: CaseState; readonly to: CaseState }>>> = {
  confirmed: { from: 'new', to: 'parsed' },
  cause: { from: 'assessed', to: 'acting' },
  action: { from: 'assessed', to: 'acting' },
  reviewed: { from: 'drafting', to: 'reviewed' },
};

const ENDS: Readonly<Partial<Record<CaseEventType, CaseState>>> = {
  resolved: 'resolved',
  closed: 'closed',
  reopened: 'acting',
  merged: 'merged',
};

/** Whether the notices tell what kind of case it is. */
export function isClassKnown({ notices }: Case): boolean {
  return notices.some(({ parse }) => parse.noticeKind !== 'unknown' && parse.infringementType !== 'unknown');
}

const AFTER_CLOSING: ReadonlySet<CaseEventType> = new Set(['notice', 'reopened', 'evidence', 'merged', 'absorbed']);
const ENDS_TROUBLE: ReadonlySet<string> = new Set(['retraction_received', 'appeal_accepted']);
const BEFORE_SENDING: ReadonlySet<CaseState> = new Set(['new', 'parsed', 'assessed', 'drafting', 'reviewed']);

function forCorrection(known: Case, { notice, field, value }: CaseEventBodies['corrected']): Bilingual[] {
  const found = known.notices.find(({ id }) => id === notice);
  if (found === undefined) return [noSuch(notice, 'notice', '通知', known.notices)];
  const outcome = correct(found.parse, field, value);
  return isRefusal(outcome) ? [outcome] : [];
}

function forAssessment(known: Case): Bilingual[] {
  if (known.notices.length === 0) return [NO_NOTICE];
  return isClassKnown(known) ? [] : [CLASS_UNKNOWN];
}

function forReview(known: Case, { draft, alone }: CaseEventBodies['reviewed'], by: string): Bilingual[] {
  const found = known.drafts.find(({ id }) => id === draft);
  if (found === undefined) return [noSuch(draft, 'draft', '草稿', known.drafts)];
  return found.by === by && !alone ? [SAME_PERSON] : [];
}

function forSending(known: Case, event: CaseEventBodies['sent']): Bilingual[] {
  const draft = known.drafts.find(({ id }) => id === event.draft);
  if (draft === undefined) return [noSuch(event.draft, 'draft', '草稿', known.drafts)];
  const gate = listed(draftGate(known.claim?.claim, event.kind));
  return draft.reviewed === undefined ? [...gate, NOT_REVIEWED] : gate;
}

function forAnswer(known: Case, { answer }: CaseEventBodies['answered']): Bilingual[] {
  // A retraction or a court may come without anybody having written.
  return known.sent.length > 0 || answer === 'retraction' || answer === 'court' || answer === 'accepted' ? [] : [NOTHING_SENT];
}

function forResolution(known: Case, { how, basis }: CaseEventBodies['resolved']): Bilingual[] {
  if (how === 'reinstated') return basis.length === 0 ? [NO_REINSTATEMENT] : [];
  if (known.claim === undefined) return [NOT_ASSESSED];
  return basis.length === 0 && known.items.length > 0 ? [NO_BASIS] : [];
}

function listed(one: Bilingual | undefined): Bilingual[] {
  return one === undefined ? [] : [one];
}

function noSuch(id: string, en: string, zh: string, known: readonly { readonly id: string }[]): Bilingual {
  const ids = known.map((one) => one.id).join(', ');
  return {
    en: `There is no ${en} ${id} in this case; there ${ids === '' ? 'is none' : `are: ${ids}`}.`,
    zh: `本案没有${zh} ${id}；${ids === '' ? `目前没有任何${zh}` : `现有：${ids}`}。`,
  };
}

function mergedAway({ mergedInto = '' }: Case): Bilingual {
  return {
    en: `This case was merged into ${mergedInto}; go on there.`,
    zh: `本案已并入 ${mergedInto}，请在那个案件中继续处理。`,
  };
}

const IS_CLOSED: Bilingual = {
  en: 'The case is closed. Reopen it first: preclear case reopen ID --reason "…".',
  zh: '案件已关闭。请先重新打开：preclear case reopen ID --reason "……"。',
};
const IS_OPEN: Bilingual = { en: 'The case is open already.', zh: '案件本来就是打开的。' };
const NO_NOTICE: Bilingual = {
  en: 'The case has no notice; add what came: preclear case add-notice ID NOTICE.',
  zh: '案件里还没有通知；请先添加：preclear case add-notice ID 通知文件。',
};
const CLASS_UNKNOWN: Bilingual = {
  en: 'What kind of complaint it is was not understood. Read the notice and say it: preclear case set ID noticeKind listing_removed and preclear case set ID infringementType copyright (or what it is).',
  zh: '未能识别这是哪类投诉。请阅读通知后设置：preclear case set ID noticeKind listing_removed、preclear case set ID infringementType copyright（按实际填写）。',
};
const NO_CAUSE: Bilingual = {
  en: 'The claim is assessed as invalid; a root cause would admit it. Assess the claim anew if that was wrong.',
  zh: '已判断投诉不成立，填写根本原因等于自认。如判断有误，请先重新判断。',
};
const NO_DAY: Bilingual = {
  en: 'An action needs a day: --done DAY for what was done, --planned DAY for what is to be done.',
  zh: '措施必须有日期：已完成写 --done 日期，计划中写 --planned 日期。',
};
const SAME_PERSON: Bilingual = {
  en: 'Whoever drafted a letter does not see its gaps; somebody else has to review it. Where nobody else is there: --alone, which is kept.',
  zh: '起草人自己看不出漏洞，应由另一个人复核。确实没有别人时加 --alone，系统会记录。',
};
const NOT_REVIEWED: Bilingual = {
  en: 'Nobody has reviewed the draft as it is now: preclear case review ID DRAFT --by NAME.',
  zh: '草稿的当前版本还没有人复核：preclear case review ID 草稿 --by 姓名。',
};
const NOTHING_SENT: Bilingual = {
  en: 'No letter of this case is marked as sent, so nothing can have been answered: preclear case mark-sent ID DRAFT first.',
  zh: '本案还没有标记为已发送的信，谈不上答复：请先执行 preclear case mark-sent ID 草稿。',
};
const NOT_ASSESSED: Bilingual = {
  en: 'Nobody has said whether the claim is right: preclear case assess ID valid|invalid|unclear.',
  zh: '还没有人判断投诉是否成立：preclear case assess ID valid|invalid|unclear。',
};
const NO_REINSTATEMENT: Bilingual = {
  en: 'No record says that the listings or the account are back: record the answer (preclear case answer ID accepted) or add the notice that says so.',
  zh: '没有任何记录表明链接或账户已恢复：请登记答复（preclear case answer ID accepted）或添加恢复通知。',
};
const NO_BASIS: Bilingual = {
  en: 'No record shows that the listings are clean and their offers closed: scan them again, and record the closed offers (preclear case action ID close-offer --items … --done DAY).',
  zh: '没有记录表明这些链接已整改且停售：请重新扫描，并登记停售（preclear case action ID close-offer --items … --done 日期）。',
};
const NOT_RESOLVED: Bilingual = {
  en: 'Only a resolved case is closed with what was learned: preclear case resolve ID --clean or --reinstated. To give it up: --given-up "why".',
  zh: '只有已解决的案件才能带复盘关闭：先执行 preclear case resolve ID --clean 或 --reinstated。放弃处理请用 --given-up "原因"。',
};
const INTO_ITSELF: Bilingual = { en: 'A case cannot be merged into itself.', zh: '案件不能并入自身。' };
