import type { Claim, DraftKind } from '../model/case.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * Which letters may be written, by what the seller thinks of the claim. A counter-notice is signed under penalty of perjury; a plan of action
 * admits what happened: neither may be sent against what the seller knows.
 */

/** Papers that go out beside a letter, or to nobody: a case is not at the point of sending because of them. */
export const LETTERLESS: ReadonlySet<DraftKind> = new Set(['evidence-annex', 'weekly-sheet', 'training-sheet']);

/** Papers that say nothing about whether the claim is right. */
const NEUTRAL: ReadonlySet<DraftKind> = new Set(['evidence-annex', 'weekly-sheet', 'training-sheet', 'court-packet']);
/** Letters that say the claim is wrong. */
const DENYING: ReadonlySet<DraftKind> = new Set([
  'dispute',
  'dmca-counter-notice',
  'alibaba-counter',
  'takedown-amazon',
  'takedown-alibaba',
  'takedown-host',
  'takedown-tiktok',
  'takedown-ebay',
]);
/** Letters that say the claim is right. */
const ADMITTING: ReadonlySet<DraftKind> = new Set(['withdrawal-request', 'plan-listing', 'plan-account']);

/** Why a letter may not be written, and what is missing; undefined when it may. @param claim undefined: nobody has assessed it. */
export function draftGate(claim: Claim | undefined, kind: DraftKind): Bilingual | undefined {
  if (NEUTRAL.has(kind)) return undefined;
  if (kind === 'owner-inquiry') return claim === 'valid' ? ASKED_AND_ADMITTED : undefined;
  if (claim === undefined) return NOT_ASSESSED;
  if (claim === 'unclear') return UNCLEAR;
  if (claim === 'valid' && DENYING.has(kind)) return VALID;
  if (claim === 'invalid' && ADMITTING.has(kind)) return INVALID;
  return undefined;
}

const NOT_ASSESSED: Bilingual = {
  en: 'Nobody has said yet whether the claim is right. Look at the listing and the complaint, then: preclear case assess ID valid|invalid|unclear --reason "…" --by NAME. Until then only an inquiry to the rights owner may be written.',
  zh: '还没有人判断投诉是否成立。请先核对链接和投诉内容，再执行：preclear case assess ID valid|invalid|unclear --reason "……" --by 姓名。在此之前只能给权利人写询问信。',
};
const UNCLEAR: Bilingual = {
  en: 'The claim is assessed as unclear, so only an inquiry may be written: a letter that admits or denies it would say more than is known. Assess it anew when the owner has answered.',
  zh: '目前判断为“不清楚”，只能写询问信：承认或否认都超出了已知事实。等权利人答复后请重新判断。',
};
const VALID: Bilingual = {
  en: 'The claim is assessed as valid, so it may not be denied: a counter-notice is signed under penalty of perjury. If that was wrong, assess the claim anew and say why.',
  zh: '已判断投诉成立，不能再写否认侵权的文书：反通知须以伪证罪责任担保。如果判断有误，请重新判断并写明理由。',
};
const INVALID: Bilingual = {
  en: 'The claim is assessed as invalid, so no letter may apologise or admit it: that would be used as an admission. Write a dispute, or assess the claim anew and say why.',
  zh: '已判断投诉不成立，不能写道歉或认错的信：会被当作自认。请改写申辩信；如判断有误，请重新判断并写明理由。',
};
const ASKED_AND_ADMITTED: Bilingual = {
  en: 'The claim is assessed as valid; asking what it is about would not be honest. Write the fix report with the request to withdraw (withdrawal-request).',
  zh: '已判断投诉成立，再写“请说明侵权之处”不诚实。请改写整改报告并请求撤诉（withdrawal-request）。',
};
