import type { DraftKind } from '../model/case.ts';
import type { Case, KeptDraft } from '../model/case-folded.ts';
import type { Bilingual } from '../model/text.ts';
import { isClassKnown } from './case-life.ts';
import { LETTERLESS } from './draft-gates.ts';

/*
 * What to do next in a case, from its log alone.
 */

/** What is to be done next. */
export interface NextStep {
  readonly what: Bilingual;
  /** As it is typed; `a|b` stands for one of them, words in capitals and `…` for what only a person knows. */
  readonly command?: string;
}

/** The next step in a sentence, with the command for it. */
export function nextStep(known: Case): Bilingual {
  const { what, command } = stepOf(known);
  return command === undefined ? what : { en: `${what.en}: ${command}`, zh: `${what.zh}：${command}` };
}

/** The next step, and the command for it. */
export function stepOf(known: Case): NextStep {
  const { id, state } = known;
  const answer = known.answers.at(-1);
  switch (state) {
    case 'new':
      return isClassKnown(known) ? confirm(id) : classify(id);
    case 'parsed':
      return step(
        'say whether the claim is right',
        '判断投诉是否成立',
        `preclear case assess ${id} valid|invalid|unclear --reason "…" --by NAME`,
      );
    case 'assessed':
    case 'acting':
      return afterAssessment(known);
    case 'drafting':
      return reviewStep(known);
    case 'reviewed':
      return step(
        'send the letter, then mark it',
        '发出信件后登记',
        `preclear case mark-sent ${id} ${newestDraft(known)} --by REVIEWER`,
      );
    case 'sent':
    case 'waiting':
      return step(
        'wait for the answer, and record it',
        '等待答复并登记',
        `preclear case answer ${id} accepted|more-detail|refused|retraction`,
      );
    case 'answered':
      return afterAnswer(known, answer?.answer ?? '');
    case 'resolved':
      return step(
        'look back: what would have prevented it?',
        '复盘：怎样才能避免？',
        `preclear case close ${id} --learned "…"`,
      );
    case 'merged':
      return { what: { en: `go on in ${known.mergedInto ?? ''}`, zh: `在 ${known.mergedInto ?? ''} 中继续` } };
    default:
      return { what: { en: 'nothing; the case is closed', zh: '无，案件已关闭' } };
  }
}

/** Kinds of letters that come first for a case as it is assessed. */
export function firstLetters(known: Case): readonly DraftKind[] {
  const notice = known.notices[0]?.parse;
  if (known.claim === undefined || known.claim.claim === 'unclear') return ['owner-inquiry'];
  if (notice?.noticeKind === 'court_order') return ['court-packet'];
  const alibaba = notice?.platform === 'alibaba' || notice?.platform === 'aliexpress';
  if (known.claim.claim === 'invalid') {
    if (alibaba) return ['alibaba-counter'];
    return notice?.infringementType === 'copyright' && notice.origin === 'rights_owner'
      ? ['dispute', 'dmca-counter-notice']
      : ['dispute'];
  }
  const plan: DraftKind = known.notices.some(({ parse }) => parse.accountLevel === true) ? 'plan-account' : 'plan-listing';
  return notice?.origin === 'rights_owner' ? ['withdrawal-request', plan] : [plan];
}

/** Why a lawyer should look at the case; none where nothing speaks for it. */
export function lawyerReasons(known: Case): readonly Bilingual[] {
  const kinds = new Set(known.notices.map(({ parse }) => parse.noticeKind));
  const types = new Set(known.notices.map(({ parse }) => parse.infringementType));
  const reasons: Bilingual[] = [];
  if (kinds.has('court_order')) reasons.push(COURT);
  if (types.has('patent_utility') || types.has('design_right')) reasons.push(PATENT);
  if (kinds.has('account_deactivated') || kinds.has('account_deactivated_section3')) reasons.push(ACCOUNT);
  if (known.answers.some(({ answer }) => answer === 'court')) reasons.push(COURT);
  return [...new Set(reasons)];
}

function afterAssessment(known: Case): NextStep {
  const { id, claim, actions, rootCauses } = known;
  const letters = firstLetters(known).join('|');
  const draft = `preclear case draft ${id} --kind ${letters}`;
  if (claim?.claim !== 'valid') return step('draft the letter', '起草信件', draft);
  if (!actions.some(({ done }) => done !== undefined)) {
    return step(
      'mend the listings, scan them again, record what was done',
      '整改链接、重新扫描并登记已做的措施',
      `preclear case action ${id} edit-text --items … --done DAY`,
    );
  }
  if (rootCauses.length === 0) {
    return step(
      'say why it happened, with a record that shows it',
      '选择根本原因并附上支持记录',
      `preclear case cause ${id} CAUSE --support REF --by NAME`,
    );
  }
  return step('draft the letter', '起草信件', draft);
}

function afterAnswer(known: Case, answer: string): NextStep {
  const { id } = known;
  if (answer === 'more-detail') {
    return step('answer each point that is asked', '逐条回应要求补充的内容', `preclear case draft ${id} --kind greater-detail`);
  }
  if (answer === 'accepted' || answer === 'retraction') {
    return step(
      'see that listings and account are back, then resolve',
      '确认链接和账户恢复后结案',
      `preclear case resolve ${id} --reinstated`,
    );
  }
  if (answer === 'court')
    return { what: { en: 'a court decides now: hand the case to a lawyer', zh: '已进入诉讼：请交由律师处理' } };
  return step(
    'find out what was missing, then draft anew',
    '找出缺什么，再重新起草',
    `preclear case draft ${id} --kind ${firstLetters(known).join('|')}`,
  );
}

function reviewStep(known: Case): NextStep {
  return step(
    'let somebody else review the draft',
    '请另一个人复核草稿',
    `preclear case review ${known.id} ${newestDraft(known)} --by REVIEWER`,
  );
}

function newestDraft(known: Case): string {
  return newestLetter(known)?.id ?? 'DRAFT';
}

/** The newest draft of a letter; papers that only go with one are none. */
export function newestLetter({ drafts }: Pick<Case, 'drafts'>): KeptDraft | undefined {
  return drafts.findLast(({ kind }) => !LETTERLESS.has(kind));
}

function confirm(id: string): NextStep {
  return step('compare the notice with what was read', '对照通知核对识别结果', `preclear case confirm ${id} --by NAME`);
}

function classify(id: string): NextStep {
  return step('say what kind of complaint it is', '设置投诉类型', `preclear case set ${id} infringementType …`);
}

function step(en: string, zh: string, command: string): NextStep {
  return { what: { en, zh }, command };
}

const COURT: Bilingual = {
  en: 'A court is involved: an appeal to the platform does not lift its order, and periods run. Ask a lawyer now.',
  zh: '涉及法院：向平台申诉不能解除法院命令，且有诉讼期限。请立即咨询律师。',
};
const PATENT: Bilingual = {
  en: 'Whether a patent or design is infringed is a question of law. Ask a lawyer before admitting or denying it.',
  zh: '是否侵犯专利或外观设计属于法律判断。承认或否认之前请咨询律师。',
};
const ACCOUNT: Bilingual = {
  en: 'The account is closed: what is at stake may be worth a lawyer.',
  zh: '账户已被停用，损失较大，建议考虑咨询律师。',
};
