import type { ClaimWording, LetterTemplates } from '../../model/letter.ts';
import type { Bilingual } from '../../model/text.ts';
import { daysIn } from './days-in-text.ts';
import { foldSentence, type Matcher, matcherOf } from './patterns.ts';
import type { Answers } from './queries.ts';
import type { Row } from './row.ts';

/*
 * Which statements about deeds a sentence makes, and whether the records hold them: the days, the numbers, the word “all”.
 */

/** What is wrong with a statement of a sentence. */
export interface ClaimFault {
  readonly kind: 'no-record' | 'date' | 'count' | 'quantifier' | 'promise';
  readonly claim: ClaimWording;
  readonly text: Bilingual;
}

const ALL =
  /\b(?:all|both|every|each|entire(?:ly)?|everyone|alle[nrsm]?|beide[nrsm]?|jede[nrsm]?|s[aä]mtliche[nrsm]?|100 ?%)\b|全て|すべて|全員|全商品|全件|所有|全部|全体|每个|每一/u;
const PLAN =
  /\b(?:will|shall|going to|plan to|intend to|werden wir|wir werden|werde[n]?\b.{0,60}\b\w+en[.,]?$)|予定|いたします所存|将(?:会|要|在)|将于|计划/u;
const DENIED = /\b(?:not|never|no|without|nicht|kein\w*|ohne|nie)\b|ていません|ておりません|しませんでした|没有|未曾|并未/u;

const prepared = new WeakMap<LetterTemplates, readonly (readonly [ClaimWording, Matcher])[]>();

/** The kinds of statements that a sentence makes. */
export function claimsIn(text: string, templates: LetterTemplates): ClaimWording[] {
  const folded = foldSentence(text);
  const known = prepared.get(templates) ?? templates.claims.map((claim) => [claim, matcherOf(claim.match)] as const);
  prepared.set(templates, known);
  const found = known.flatMap(([claim, matcher]) => (matcher.find(folded) === undefined ? [] : [claim]));
  const covered = new Set(found.flatMap(({ over }) => over));
  return found.filter(({ id }) => !covered.has(id));
}

/** What the records do not hold of a sentence. */
export function judgeClaims(text: string, answers: Answers, templates: LetterTemplates): ClaimFault[] {
  const folded = foldSentence(text);
  return claimsIn(text, templates).flatMap((claim) => {
    const rows = claim.proof.flatMap((query) => answers.ask(query));
    if (PLAN.test(folded)) return isPlanned(text, rows) ? [] : [promise(claim)];
    // What was not done needs no record of its being done.
    if (rows.length === 0) return DENIED.test(folded) ? [] : [noRecord(claim)];
    return [...judgeDays(text, claim, rows), ...judgeNumbers(text, claim, rows), ...judgeAll(folded, claim, rows, answers)];
  });
}

/** What records refute in a sentence that a person stands for; that there is no record of it is why somebody must. */
export function refutedClaims(text: string, answers: Answers, templates: LetterTemplates): Bilingual[] {
  return judgeClaims(text, answers, templates).flatMap((fault) =>
    fault.kind === 'no-record' || fault.kind === 'promise' ? [] : [fault.text],
  );
}

/** Whether what is to come has a day, and a record has that day. */
function isPlanned(text: string, rows: readonly Row[]): boolean {
  const known = daysOf(rows);
  const days = daysIn(text);
  return days.length > 0 && days.every(({ day }) => day !== undefined && known.has(day));
}

function daysOf(rows: readonly Row[]): Set<string> {
  return new Set(
    rows.flatMap(({ slots }) => Object.values(slots).flatMap((value) => (value?.kind === 'day' ? [value.day] : []))),
  );
}

function noRecord(claim: ClaimWording): ClaimFault {
  const { en, zh } = claim.title;
  const needs = claim.proof.join(', ');
  return {
    kind: 'no-record',
    claim,
    text: {
      en: `It states “${en}”, and the case has no record of that (looked for: ${needs}). Record it with its proof, or take the sentence out.`,
      zh: `本句声称“${zh}”，但案件中没有对应记录（已查：${needs}）。请补登记录和证明，否则删去本句。`,
    },
  };
}

function promise(claim: ClaimWording): ClaimFault {
  return {
    kind: 'promise',
    claim,
    text: {
      en: `It promises “${claim.title.en}”. Reviewers ask for what is done: say since when, or give the day and the person.`,
      zh: `本句是对“${claim.title.zh}”的承诺。审核看的是已做的事：请写明何时起执行，或给出日期和负责人。`,
    },
  };
}

function judgeDays(text: string, claim: ClaimWording, rows: readonly Row[]): ClaimFault[] {
  const known = daysOf(rows);
  return daysIn(text).flatMap(({ day, text: said }) => {
    if (day === undefined || known.has(day)) return [];
    const days = [...known].sort().join(', ');
    const fault: ClaimFault = {
      kind: 'date',
      claim,
      text: {
        en: `“${said}”: the records of “${claim.title.en}” name ${days === '' ? 'no day' : days}.`,
        zh: `“${said}”：“${claim.title.zh}”的记录日期为 ${days === '' ? '空' : days}。`,
      },
    };
    return [fault];
  });
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
};
/** A number that counts things: none of a day, a period, a share in percent, an id, or the number of an annex. */
const NUMBER =
  /(?<![\w.,:/#-])(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?![\w./-]|,\d)(?!\s?(?:%|hours?|days?|weeks?|months?|years?|stunden?|tagen?|tage|wochen?|monate?n?|時間|日|週|か月|ヶ月|小时|天|周|个月|年|月))/giu;

function judgeNumbers(text: string, claim: ClaimWording, rows: readonly Row[]): ClaimFault[] {
  if (claim.count === undefined) return [];
  const known = new Set<number>([rows.length]);
  let sum = 0;
  for (const { slots } of rows) {
    for (const value of Object.values(slots)) {
      if (value?.kind === 'count') known.add(value.n);
      if (value?.kind === 'share') known.add(value.n).add(value.of);
      if (value?.kind === 'list') known.add(value.items.length);
    }
    const own = slots[claim.count];
    sum += own?.kind === 'count' ? own.n : own?.kind === 'list' ? own.items.length : 0;
  }
  known.add(sum);
  const plain = daysIn(text).reduce((rest, { text: day }) => rest.replace(day, ' '), text);
  return [...plain.matchAll(NUMBER)].flatMap(([, said = '']) => {
    const n = NUMBER_WORDS[said.toLowerCase()] ?? Number(said);
    if (known.has(n)) return [];
    const have = [...known]
      .filter((one) => one > 0)
      .sort((a, b) => a - b)
      .join(', ');
    const fault: ClaimFault = {
      kind: 'count',
      claim,
      text: {
        en: `“${said}”: the records of “${claim.title.en}” count ${have}.`,
        zh: `“${said}”：“${claim.title.zh}”的记录数为 ${have}。`,
      },
    };
    return [fault];
  });
}

/** Whether a sentence says a number; “both” says two. */
function saysNumber(folded: string, n: number): boolean {
  return new RegExp(`(?<!\\d)${n}(?!\\d)`).test(folded) || (n === 2 && /\b(?:both|beide[nrsm]?)\b/.test(folded));
}

function judgeAll(folded: string, claim: ClaimWording, rows: readonly Row[], { facing }: Answers): ClaimFault[] {
  const said = ALL.exec(folded)?.[0];
  if (said === undefined) return [];
  const shares = rows.flatMap(({ slots }) =>
    (claim.share ?? []).flatMap((name) => {
      const value = slots[name];
      return value?.kind === 'share' ? [value] : [];
    }),
  );
  const items = new Set(rows.flatMap((row) => row.items ?? []));
  const of = facing.world.items.length;
  const named = facing.world.items.filter(({ id }) => items.has(id)).length;
  const parts = claim.share === undefined ? (items.size > 0 ? [{ n: named, of }] : []) : shares;
  if (parts.length > 0 && parts.every((part) => part.n === part.of)) return [];
  // Of several counts the sentence may tell one: “all 14” where one of them is 14 of 14.
  if (parts.some((part) => part.n === part.of && saysNumber(folded, part.of))) return [];
  const counts = parts.map((part) => `${part.n}/${part.of}`).join(', ');
  return [
    {
      kind: 'quantifier',
      claim,
      text: {
        en: `“${said}” needs 100 %; the records of “${claim.title.en}” say ${counts === '' ? 'nothing of how many' : counts}. Write the true number.`,
        zh: `使用“${said}”必须达到 100%；“${claim.title.zh}”的记录${counts === '' ? '没有总数可查' : `为 ${counts}`}。请写真实数字。`,
      },
    },
  ];
}
