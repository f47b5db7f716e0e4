import { ACTION_NAMES, ANSWER_NAMES, DRAFT_NAMES, EVIDENCE_NAMES } from '../cases/record-names.ts';
import { valueName } from '../cases/value-names.ts';
import type { CaseEvent, CaseEventType } from '../model/case-event.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { say } from './words.ts';

/*
 * What happened in a case, in words.
 */

/** What kinds of events are called. */
export const EVENT_NAMES: Readonly<Record<CaseEventType, Bilingual>> = {
  opened: { en: 'Case opened', zh: '立案' },
  notice: { en: 'Notice added', zh: '添加通知' },
  corrected: { en: 'Notice set right', zh: '更正通知字段' },
  confirmed: { en: 'Notice compared', zh: '核对通知' },
  linked: { en: 'Listing linked', zh: '关联链接' },
  assessed: { en: 'Claim assessed', zh: '判断投诉' },
  cause: { en: 'Root cause', zh: '根本原因' },
  action: { en: 'Action', zh: '整改措施' },
  evidence: { en: 'Evidence added', zh: '添加证据' },
  asserted: { en: 'Stated by name', zh: '人工声明' },
  deadline: { en: 'Last day written down', zh: '登记期限' },
  met: { en: 'Last day met', zh: '期限已完成' },
  drafted: { en: 'Letter drafted', zh: '起草信件' },
  reviewed: { en: 'Draft reviewed', zh: '复核草稿' },
  sent: { en: 'Letter sent', zh: '发送信件' },
  answered: { en: 'Answer', zh: '收到答复' },
  escalated: { en: 'Handed to a lawyer', zh: '移交律师' },
  resolved: { en: 'Resolved', zh: '已解决' },
  closed: { en: 'Closed', zh: '关闭案件' },
  reopened: { en: 'Reopened', zh: '重新打开' },
  merged: { en: 'Merged', zh: '并入其他案件' },
  absorbed: { en: 'Another case taken in', zh: '并入了其他案件' },
};

const CLAIM_WORDS: Readonly<Record<string, Bilingual>> = {
  valid: { en: 'valid', zh: '成立' },
  invalid: { en: 'not valid', zh: '不成立' },
  unclear: { en: 'unclear', zh: '不清楚' },
};

/** What an event says, in a line. @param papers whether confidential titles and what people state may be shown. */
export function eventDetail(event: CaseEvent, lang: Lang, papers: boolean): string {
  const list = (parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join(lang === 'zh' ? '，' : ', ');
  switch (event.type) {
    case 'notice':
      return list([event.id, valueName(event.parse.noticeKind, lang), event.file.path]);
    case 'corrected':
      return papers ? list([event.notice, `${event.field} = ${event.value}`]) : list([event.notice, event.field]);
    case 'linked':
      return list([event.item, event.listing === undefined ? undefined : `→ ${event.listing.key}`]);
    case 'assessed':
      return list([CLAIM_WORDS[event.claim]?.[lang], event.reason]);
    case 'cause':
      return list([event.id, event.cause, ...event.support]);
    case 'action': {
      const day =
        event.done === undefined
          ? say(lang, 'plannedFor', { day: event.planned ?? '' })
          : say(lang, 'doneOn', { day: event.done });
      return list([event.id, ACTION_NAMES[event.kind][lang], day, event.items.slice(0, 3).join(' ')]);
    }
    case 'evidence':
      return list([
        event.id,
        EVIDENCE_NAMES[event.kind][lang],
        papers || !event.confidential ? event.title : say(lang, 'confidential'),
      ]);
    case 'asserted':
      return papers ? list([event.id, `“${event.text}”`]) : event.id;
    case 'deadline':
      return list([event.due, event.what]);
    case 'met':
      return list([event.deadline, event.note]);
    case 'drafted':
      return list([event.draft, DRAFT_NAMES[event.kind][lang], event.final ? say(lang, 'isFinal') : undefined]);
    case 'reviewed':
      return list([event.draft, event.alone ? say(lang, 'reviewedAlone') : undefined]);
    case 'sent':
      return list([event.id, DRAFT_NAMES[event.kind][lang], event.draft]);
    case 'answered':
      return list([event.on, ANSWER_NAMES[event.answer][lang], papers ? event.note : undefined]);
    case 'escalated':
      return papers ? list([event.to, event.reason]) : '';
    case 'resolved':
      return list([say(lang, event.how === 'clean' ? 'howClean' : 'howReinstated'), ...event.basis.slice(0, 5)]);
    case 'closed':
      return list([say(lang, event.how === 'learned' ? 'howLearned' : 'howGivenUp'), event.note]);
    case 'reopened':
      return event.reason;
    case 'merged':
      return event.into;
    case 'absorbed':
      return event.from;
    default:
      return '';
  }
}
