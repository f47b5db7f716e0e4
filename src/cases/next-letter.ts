import type { DraftKind } from '../model/case.ts';
import type { Case } from '../model/case-folded.ts';
import type { Bilingual } from '../model/text.ts';
import { firstLetters, newestLetter } from './next-step.ts';

/*
 * What keeps the next letter of a case from going out, from its log alone.
 */

/** The letters that come next, and what is missing before one of them goes out. */
export interface NextLetter {
  readonly kinds: readonly DraftKind[];
  /** Empty when nothing is. */
  readonly missing: readonly Bilingual[];
}

/** The next letter; undefined where none is due: the case is over, or the other side has to answer. */
export function nextLetter(known: Case): NextLetter | undefined {
  const { state, answers } = known;
  switch (state) {
    case 'sent':
    case 'waiting':
    case 'resolved':
    case 'closed':
    case 'merged':
      return undefined;
    case 'drafting':
      return drafted(known, [notReviewed(known)]);
    case 'reviewed':
      return drafted(known, []);
    case 'answered': {
      const answer = answers.at(-1)?.answer;
      if (answer === 'more-detail') return { kinds: ['greater-detail'], missing: [NOT_DRAFTED] };
      return answer === 'refused' ? { kinds: firstLetters(known), missing: [NOT_DRAFTED] } : undefined;
    }
    default:
      return { kinds: firstLetters(known), missing: beforeDrafting(known) };
  }
}

/** The newest draft is the letter that goes out next. */
function drafted(known: Case, missing: readonly Bilingual[]): NextLetter {
  const newest = newestLetter(known);
  return { kinds: newest === undefined ? [] : [newest.kind], missing };
}

function beforeDrafting({ state, claim, actions, rootCauses }: Case): Bilingual[] {
  if (state === 'new') return [NOT_CONFIRMED, NOT_ASSESSED];
  if (claim === undefined) return [NOT_ASSESSED];
  if (claim.claim !== 'valid') return [NOT_DRAFTED];
  return [
    ...(actions.some(({ done }) => done !== undefined) ? [] : [NOTHING_DONE]),
    ...(rootCauses.length > 0 ? [] : [NO_CAUSE]),
    NOT_DRAFTED,
  ];
}

function notReviewed(known: Case): Bilingual {
  const id = newestLetter(known)?.id ?? '';
  return { en: `nobody else has reviewed draft ${id}`, zh: `草稿 ${id} 尚未由他人复核` };
}

const NOT_CONFIRMED: Bilingual = {
  en: 'nobody has compared the notice with what was read of it',
  zh: '尚未对照通知核对识别结果',
};
const NOT_ASSESSED: Bilingual = {
  en: 'nobody has said whether the claim is right; until then only an inquiry may be written',
  zh: '尚未判断投诉是否成立，在此之前只能写询问信',
};
const NOTHING_DONE: Bilingual = { en: 'no action is recorded as done', zh: '没有已完成的整改措施记录' };
const NO_CAUSE: Bilingual = { en: 'no root cause is recorded', zh: '没有根本原因记录' };
const NOT_DRAFTED: Bilingual = { en: 'it is not drafted yet', zh: '尚未起草' };
