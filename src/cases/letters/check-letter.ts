import type { LetterLang, LetterTemplates } from '../../model/letter.ts';
import type { Bilingual } from '../../model/text.ts';
import { findBlocked } from './blocked.ts';
import { claimsIn, judgeClaims } from './claims.ts';
import { countWords } from './count-words.ts';
import { daysIn } from './days-in-text.ts';
import { checkAgainstCase } from './letter-coverage.ts';
import { type LetterSentenceAt, type ReadLetter, readLetter } from './letter-text.ts';
import type { Answers } from './queries.ts';
import { BLANK } from './read-copies.ts';

/*
 * Any letter that a person wrote + a case -> what of it has no record, what weakens it, what it leaves unanswered. A sentence whose kind nobody
 * described is counted as not judged: nothing is guessed.
 */

/** What is wrong in a letter, or should be looked at. */
export interface LetterFinding {
  readonly kind: string;
  readonly level: 'error' | 'warning';
  /** 1-based; absent for what the letter as a whole lacks. */
  readonly line?: number;
  readonly sentence?: string;
  readonly text: Bilingual;
}

/** A letter as checked. */
export interface LetterCheck {
  readonly findings: readonly LetterFinding[];
  readonly lang: LetterLang;
  readonly words: number;
  readonly sentences: number;
  /** Sentences that state a deed of a known kind, and of these the ones whose records hold it. */
  readonly claims: number;
  readonly held: number;
}

/** Words beyond which readers lose patience; a guess, no platform names a number. */
export const LONG_LETTER = 700;

/** Checks a letter. Without a case statements are listed as having no record to rest on. */
export function checkLetter(text: string, templates: LetterTemplates, today: string, answers?: Answers): LetterCheck {
  const letter = readLetter(text);
  const findings: LetterFinding[] = [];
  let claims = 0;
  let held = 0;
  for (const sentence of letter.sentences) {
    const own = claimFindings(sentence, templates, answers);
    const made = claimsIn(sentence.text, templates).length > 0;
    if (made) claims++;
    if (made && answers !== undefined && own.length === 0) held++;
    findings.push(
      ...toneFindings(sentence, templates, answers),
      ...own,
      ...dayFindings(sentence, today, made),
      ...blankFindings(sentence),
    );
  }
  findings.push(...lengthFindings(letter));
  if (answers !== undefined) findings.push(...checkAgainstCase(letter, answers, templates));
  const words = countWords(
    letter.sentences.map((one) => one.text),
    letter.lang,
  );
  return { findings, lang: letter.lang, words, sentences: letter.sentences.length, claims, held };
}

function toneFindings(sentence: LetterSentenceAt, templates: LetterTemplates, answers: Answers | undefined): LetterFinding[] {
  return findBlocked(sentence.text, templates, answers).map(({ wording, match }) => ({
    kind: wording.kind,
    level: wording.kind === 'bluff' || wording.kind === 'blame' ? 'error' : 'warning',
    line: sentence.line,
    sentence: sentence.text,
    text: { en: `“${match}”: ${wording.why.en}`, zh: `“${match}”：${wording.why.zh}` },
  }));
}

function claimFindings(
  { text, line }: LetterSentenceAt,
  templates: LetterTemplates,
  answers: Answers | undefined,
): LetterFinding[] {
  if (answers === undefined) {
    return claimsIn(text, templates).map(({ title }) => ({
      kind: 'no-case',
      level: 'warning',
      line,
      sentence: text,
      text: {
        en: `It states “${title.en}”; without a case nothing shows it (--case ID).`,
        zh: `本句声称“${title.zh}”；没有指定案件，无法核实（--case 编号）。`,
      },
    }));
  }
  return judgeClaims(text, answers, templates).map((fault) => ({
    kind: fault.kind,
    level: fault.kind === 'promise' ? 'warning' : 'error',
    line,
    sentence: text,
    text: fault.text,
  }));
}

const TO_COME = /\b(?:will|shall|plan\w*|due|scheduled|next|wird|werden|geplant|vorgesehen)\b|予定|次回|将|计划|下次/i;

/** Days that cannot be read, and days to come that are told as past. */
function dayFindings({ text, line }: LetterSentenceAt, today: string, claim: boolean): LetterFinding[] {
  return daysIn(text).flatMap(({ day, text: said }): LetterFinding[] => {
    const at = { line, sentence: text };
    if (day === undefined) {
      const told = {
        en: `“${said}”: day and month cannot be told apart; write the month as a word.`,
        zh: `“${said}”：无法区分日和月，请用英文月份书写。`,
      };
      return [{ kind: 'date', level: 'warning', ...at, text: told }];
    }
    if (!claim || day <= today || TO_COME.test(text)) return [];
    const told = {
      en: `“${said}” is still to come (today is ${today}), but the sentence tells it as done.`,
      zh: `“${said}”尚未到来（今天是 ${today}），却写成已完成。`,
    };
    return [{ kind: 'date', level: 'error', ...at, text: told }];
  });
}

function blankFindings({ text, line }: LetterSentenceAt): LetterFinding[] {
  const [blank] = text.match(BLANK) ?? [];
  if (blank === undefined) return [];
  return [
    {
      kind: 'blank',
      level: 'error',
      line,
      sentence: text,
      text: { en: `A blank is left: ${blank}`, zh: `仍有空白未填：${blank}` },
    },
  ];
}

function lengthFindings({ sentences, lang }: ReadLetter): LetterFinding[] {
  const words = countWords(
    sentences.map(({ text }) => text),
    lang,
  );
  if (words <= LONG_LETTER) return [];
  const text = {
    en: `The letter has ${words} words; beyond some ${LONG_LETTER} readers lose patience (a guess, no platform names a number).`,
    zh: `全文 ${words} 词，超过约 ${LONG_LETTER} 词审核人员容易失去耐心（经验估计，平台没有公布上限）。`,
  };
  return [{ kind: 'length', level: 'warning', text }];
}
