import type { EpisodeEnd, EpisodeState, TriageState } from '../model/history.ts';
import type { ReviewerRole } from '../model/ledger.ts';
import { type Bilingual, type Lang, render, type Slots } from '../model/text.ts';
import { BOARD_WORDS } from './board-words.ts';
import { TEAM_WORDS } from './team-words.ts';
import { WORD_LIST } from './word-list.ts';

const WORDS: typeof WORD_LIST & typeof TEAM_WORDS & typeof BOARD_WORDS = { ...WORD_LIST, ...TEAM_WORDS, ...BOARD_WORDS };

/** What the page says on its own account. */
export type Word = keyof typeof WORDS;

/** A word or sentence of the page, with its slots filled. */
export function say(lang: Lang, word: Word, slots: Slots = {}): string {
  return render(WORDS[word], slots, lang);
}

/** A number as people read it: `12,345`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Says that so many characters of a text are left out. */
export function cutWords(count: number, lang: Lang): string {
  return say(lang, 'cut', { count: grouped(count) });
}

/** A time as people read it, in UTC: `2026-11-22 14:05 UTC`. */
export function timeOf(at: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(at) ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : at;
}

/** Names of where findings stand. */
export const STATE_NAMES: Readonly<Record<EpisodeState, Bilingual>> = {
  open: { en: 'open', zh: '未处理' },
  suppressed: { en: 'accepted', zh: '已放行' },
  baselined: { en: 'in the baseline', zh: '在基线中' },
  fixed: { en: 'fixed', zh: '已修复' },
};

/** Why findings ended. */
export const END_NAMES: Readonly<Record<EpisodeEnd, Bilingual>> = {
  'content-changed': { en: 'the listing was changed', zh: 'Listing 内容已修改' },
  'listing-gone': { en: 'the listing is gone', zh: 'Listing 已下架或删除' },
  'records-changed': { en: 'licences or authorisations changed', zh: '授权台账有变化' },
  'rules-changed': { en: 'the rules changed', zh: '规则有变化' },
};

/** What people made of findings. */
export const TRIAGE_NAMES: Readonly<Record<TriageState, Bilingual>> = {
  none: { en: 'not looked at', zh: '未分派' },
  'believed-fixed': { en: 'believed fixed', zh: '已改待确认' },
  'needs-licence': { en: 'needs a licence', zh: '需要授权' },
  'in-work': { en: 'in work', zh: '处理中' },
};

/** What roles are called. */
export const ROLE_TITLES: Readonly<Record<ReviewerRole, Bilingual>> = {
  operator: { en: 'operator', zh: '运营' },
  reviewer: { en: 'reviewer', zh: '审核人' },
  manager: { en: 'manager', zh: '经理' },
};

const ACTION_NAMES: Readonly<Record<string, Bilingual>> = {
  triage: { en: 'triage', zh: '处理' },
  suppress: { en: 'accept', zh: '放行' },
  sign: { en: 'sign-off', zh: '签核' },
  login: { en: 'sign-in', zh: '登录' },
  account: { en: 'account', zh: '账号' },
};

/** What an action of the log is called. */
export function actionName(action: string, lang: Lang): string {
  return (Object.hasOwn(ACTION_NAMES, action) ? ACTION_NAMES[action]?.[lang] : undefined) ?? action;
}
