import type { CaseState } from '../model/case.ts';
import type { Lang } from '../model/text.ts';

/** A state as people call it. */
export function stateName(state: CaseState, lang: Lang): string {
  return NAMES[state][lang];
}

const NAMES: Readonly<Record<CaseState, Readonly<Record<Lang, string>>>> = {
  new: { en: 'new', zh: '新建' },
  parsed: { en: 'read', zh: '已核对通知' },
  assessed: { en: 'assessed', zh: '已判断' },
  acting: { en: 'acting', zh: '整改中' },
  drafting: { en: 'drafting', zh: '起草中' },
  reviewed: { en: 'reviewed', zh: '已复核' },
  sent: { en: 'sent', zh: '已发送' },
  waiting: { en: 'waiting', zh: '等待答复' },
  answered: { en: 'answered', zh: '已答复' },
  resolved: { en: 'resolved', zh: '已解决' },
  closed: { en: 'closed', zh: '已关闭' },
  merged: { en: 'merged', zh: '已合并' },
};
