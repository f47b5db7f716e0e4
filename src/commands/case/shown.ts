import type { CaseSummary } from '../../appeal/open-cases.ts';
import { MEASURE_STATE_NAMES } from '../../cases/measure-names.ts';
import { ACTION_NAMES, ANSWER_NAMES, DRAFT_NAMES, EVIDENCE_NAMES } from '../../cases/record-names.ts';
import { stateName } from '../../cases/state-names.ts';
import { VALUE_NAMES } from '../../cases/value-names.ts';
import type { Case } from '../../model/case-folded.ts';
import type { CaseItem } from '../../model/case-item.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { type GuessedNotice, tellGuess } from './guesses.ts';

/*
 * A case -> text for a person.
 */

/** Listings, and what was found in one, that are shown. */
const MAX_ITEMS = 20;
const MAX_ROWS = 5;
/** Longest piece of a listing's text that is shown. */
const MAX_TEXT = 70;

/** A case as text. Characters that act on a terminal are shown as marks. */
export function showWorld(
  world: CaseWorld,
  summary: CaseSummary,
  known: Case,
  guesses: readonly GuessedNotice[],
  lang: Lang,
): string {
  const say = (en: string, zh: string): string => ({ en, zh })[lang];
  const name = (value: string): string => VALUE_NAMES[lang][value] ?? value;
  const { claim } = world;
  const about = [name(summary.platform), summary.marketplace, name(summary.infringementType), name(summary.noticeKind)];
  const lines = [
    `${world.caseId}  ${stateName(world.state, lang)}  ${about.filter(Boolean).join(', ')}`,
    `${say('Next', '下一步')}: ${summary.next[lang]}`,
    ...summary.lawyer.map((reason) => `! ${reason[lang]}`),
    ...summary.alarms.map((alarm) => `! ${alarm[lang]}`),
    claim === undefined
      ? say('Claim: not assessed', '投诉是否成立：尚未判断')
      : `${say('Claim', '投诉是否成立')}: ${CLAIMS[claim.claim][lang]} (${claim.by}, ${claim.at.slice(0, 10)}): ${claim.reason}`,
    ...section(
      say(
        'Guesses, not what the notice says; case confirm --guess takes one',
        '猜测（并非通知原文；用 case confirm --guess 采纳）',
      ),
      guesses.flatMap((one) => guessLines(one, lang)),
    ),
    ...section(say('Last days', '期限'), deadlineLines(world, lang)),
    ...section(say('Listings', '涉及链接'), itemLines(world.items, lang)),
    ...section(
      say('Root causes', '根本原因'),
      world.rootCauses.map(({ id, cause, by, support }) => `${id}  ${cause}  (${by}; ${support.join(', ')})`),
    ),
    ...section(say('Actions', '措施'), actionLines(world, lang)),
    ...section(say('Evidence', '证据'), evidenceLines(world, lang)),
    ...section(
      say('Stated by name', '人工声明'),
      world.assertions.map(({ id, text, by }) => `${id}  “${cut(text)}” (${by})`),
    ),
    ...section(say('Measures', '预防措施'), measureLines(world, lang)),
    ...section(say('Letters', '信件'), letterLines(known, lang)),
    ...section(
      say('Answers', '答复'),
      known.answers.flatMap(({ id, answer, on, asked }) => [
        `${id}  ${on}  ${ANSWER_NAMES[answer][lang]}`,
        ...asked.map(({ text }) => `    ${cut(text)}`),
      ]),
    ),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function guessLines({ notice, guesses }: GuessedNotice, lang: Lang): string[] {
  return guesses.map((guess) => `${notice}  ${guess.field}  ${tellGuess(guess)[lang]}`);
}

function deadlineLines({ deadlines }: CaseWorld, lang: Lang): string[] {
  return deadlines.map(({ id, due, daysLeft, what, basis, done }) => {
    const left = done
      ? { en: 'done', zh: '已完成' }
      : daysLeft < 0
        ? over(-daysLeft)
        : { en: `${daysLeft} ${plural(daysLeft, 'day')} left`, zh: `剩 ${daysLeft} 天` };
    return `${due}  ${left[lang]}  ${what[lang]}  [${id}: ${basis[lang]}]`;
  });
}

function over(days: number): Bilingual {
  return { en: `${days} ${plural(days, 'day')} over`, zh: `已逾期 ${days} 天` };
}

function itemLines(items: readonly CaseItem[], lang: Lang): string[] {
  const more = items.length > MAX_ITEMS ? [`+${items.length - MAX_ITEMS}`] : [];
  return [...items.slice(0, MAX_ITEMS).flatMap((item) => oneItem(item, lang)), ...more];
}

function oneItem({ id, listing, findings, versions, rescan, offerClosed }: CaseItem, lang: Lang): string[] {
  const say = (en: string, zh: string): string => ({ en, zh })[lang];
  if (listing === undefined) return [`${id}  ${say('no listing of yours linked', '未关联自有链接')}`];
  const relevant = findings.filter((finding) => finding.relevant);
  const found = relevant.slice(0, MAX_ROWS).map(({ ref, field, match, openedAt, endedAt, rule }) => {
    const until = endedAt === undefined ? say('still there', '仍存在') : `${say('gone', '已消除')} ${endedAt.slice(0, 10)}`;
    return `    ${field}: “${cut(match)}”  ${say('since', '始于')} ${openedAt.slice(0, 10)}, ${until}  ${rule}  ${ref}`;
  });
  const newest = versions
    .slice(1)
    .slice(-MAX_ROWS)
    .map(({ firstSeenAt, changed, commit }) => {
      const who = commit === undefined ? '' : `  ${commit.id.slice(0, 10)} ${commit.by}: ${cut(commit.subject)}`;
      return `    ${say('changed', '改动')} ${(commit?.at ?? firstSeenAt).slice(0, 10)}: ${changed.join(', ')}${who}`;
    });
  const scan =
    rescan === undefined
      ? say('no scan since the notice looked for it', '收到通知后尚无相关复扫')
      : say(
          `scan of ${rescan.at.slice(0, 10)}: ${rescan.relevantOpen} left of the kind complained of, ${rescan.open} in all`,
          `${rescan.at.slice(0, 10)} 复扫：被投诉类问题剩 ${rescan.relevantOpen} 个，全部问题 ${rescan.open} 个`,
        );
  const offer = offerClosed === undefined ? '' : `; ${say('offer closed', '已停售')} ${offerClosed.at}`;
  const rest = relevant.length > MAX_ROWS ? [`    +${relevant.length - MAX_ROWS}`] : [];
  return [
    `${id} = ${listing.key} (${listing.marketplace}) ${cut(listing.title)}`,
    ...found,
    ...rest,
    ...newest,
    `    ${scan}${offer}`,
  ];
}

function actionLines({ actions }: CaseWorld, lang: Lang): string[] {
  return actions.map(({ id, kind, done, planned, items, proofs }) => {
    const when =
      done === undefined
        ? { en: `planned ${planned ?? ''}`, zh: `计划 ${planned ?? ''}` }
        : { en: `done ${done}`, zh: `已完成 ${done}` };
    return `${id}  ${ACTION_NAMES[kind][lang]}  ${when[lang]}  ${items.slice(0, MAX_ROWS).join(' ')}${items.length > MAX_ROWS ? ` +${items.length - MAX_ROWS}` : ''}${proofLine(proofs, lang)}`;
  });
}

function evidenceLines({ evidence }: CaseWorld, lang: Lang): string[] {
  return evidence.map(({ id, kind, title, confidential, proofs }) => {
    const secret = confidential ? ` (${{ en: 'confidential', zh: '保密' }[lang]})` : '';
    return `${id}  ${EVIDENCE_NAMES[kind][lang]}  ${title}${secret}${proofLine(proofs, lang)}`;
  });
}

/** Copies that are gone or are no longer what was put there. */
function proofLine(proofs: CaseWorld['evidence'][number]['proofs'], lang: Lang): string {
  const gone = proofs.filter(({ found }) => !found).length;
  const changed = proofs.filter((proof) => proof.changed === true).length;
  const told: Bilingual[] = [
    ...(proofs.length > 0 ? [{ en: `${proofs.length} ${plural(proofs.length, 'file')}`, zh: `${proofs.length} 个文件` }] : []),
    ...(gone > 0 ? [{ en: `${gone} MISSING`, zh: `${gone} 个丢失` }] : []),
    ...(changed > 0 ? [{ en: `${changed} CHANGED`, zh: `${changed} 个被改动` }] : []),
  ];
  return told.length === 0 ? '' : `  [${told.map((one) => one[lang]).join(', ')}]`;
}

function measureLines({ measures }: CaseWorld, lang: Lang): string[] {
  return measures
    .filter(({ state }) => state !== 'proposed')
    .map(
      ({ step, state, text, why }) =>
        `${(state === 'broken' ? BROKEN : MEASURE_STATE_NAMES[state])[lang]}  ${step}: ${text[lang]}${why === undefined ? '' : ` (${why[lang]})`}`,
    );
}

function letterLines({ drafts, sent }: Case, lang: Lang): string[] {
  const say = (en: string, zh: string): string => ({ en, zh })[lang];
  return [
    ...drafts.map(({ id, kind, lang: language, reviewed, at }) => {
      const seen =
        reviewed === undefined
          ? say('not reviewed', '未复核')
          : `${say('reviewed by', '复核人')} ${reviewed.by}${reviewed.alone ? say(' (alone)', '（无第二人）') : ''}`;
      return `${id}  ${DRAFT_NAMES[kind][lang]} (${language})  ${at.slice(0, 10)}  ${seen}`;
    }),
    ...sent.map(
      ({ id, kind, at, sha256 }) =>
        `${id}  ${DRAFT_NAMES[kind][lang]}  ${say('sent', '已发送')} ${at.slice(0, 10)}  SHA-256 ${sha256.slice(0, 16)}…`,
    ),
  ];
}

/** An English noun for a number of things. */
export function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return [...line].length > MAX_TEXT ? `${[...line].slice(0, MAX_TEXT).join('')}…` : line;
}

const CLAIMS: Readonly<Record<NonNullable<CaseWorld['claim']>['claim'], Bilingual>> = {
  valid: { en: 'valid', zh: '成立' },
  invalid: { en: 'invalid', zh: '不成立' },
  unclear: { en: 'unclear', zh: '不清楚' },
};

/** Broken promises stand out. */
const BROKEN: Bilingual = { en: MEASURE_STATE_NAMES.broken.en.toUpperCase(), zh: MEASURE_STATE_NAMES.broken.zh };
