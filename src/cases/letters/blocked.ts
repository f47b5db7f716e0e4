import type { Statement } from '../../model/case-draft.ts';
import type { BlockedWording, LetterTemplates } from '../../model/letter.ts';
import { foldSentence, type Matcher, matcherOf } from './patterns.ts';
import type { Answers } from './queries.ts';

/*
 * Wording that is not to stand in a letter, whoever wrote it: bluffs, and words that cost goodwill.
 */

/** A blocked wording that stands in a sentence, and which words. */
export interface BlockedHit {
  readonly wording: BlockedWording;
  readonly match: string;
}

const prepared = new WeakMap<LetterTemplates, readonly (readonly [BlockedWording, Matcher])[]>();

/** Blocked wordings in a sentence; without a case none is excused by its records. */
export function findBlocked(text: string, templates: LetterTemplates, answers?: Answers): BlockedHit[] {
  const folded = foldSentence(text);
  return wordingsOf(templates).flatMap(([wording, matcher]) => {
    const place = matcher.find(folded);
    if (place === undefined) return [];
    const excused = wording.unless !== undefined && answers !== undefined && answers.ask(wording.unless).length > 0;
    return excused ? [] : [{ wording, match: folded.slice(place.start, place.end) }];
  });
}

function wordingsOf(templates: LetterTemplates): readonly (readonly [BlockedWording, Matcher])[] {
  const known = prepared.get(templates);
  if (known !== undefined) return known;
  const made = templates.blocked.map((wording) => [wording, matcherOf(wording.match)] as const);
  prepared.set(templates, made);
  return made;
}

/** Marks the statements that hold a bluff: they are shown to the seller's people, and never sent. */
export function blockStatements(statements: readonly Statement[], answers: Answers, templates: LetterTemplates): Statement[] {
  return statements.map((statement) => {
    if (statement.state === 'fixed-text') return statement;
    const bluff = findBlocked(statement.text, templates, answers).find(({ wording }) => wording.kind === 'bluff');
    if (bluff === undefined) return statement;
    return { ...statement, state: 'blocked', note: bluff.wording.why, facts: [] };
  });
}
