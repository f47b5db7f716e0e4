import { GUESSED_FIELDS, type GuessedField, type LabelledNotice, type NoticeGuess } from '../model/case-guess.ts';
import type { NoticeParse, ReadNotice } from '../model/case-notice.ts';
import type { NoticePack } from '../model/case-pattern.ts';
import { type ModelSettings, type Opinion, readExamples, trainClassifier } from './guess-model.ts';
import { featuresOf } from './guess-words.ts';

/*
 * A notice whose wording is not known -> what it may be, by its likeness to notices whose classes people told. Comes in as text and labelled
 * notices, goes out as guesses, each with its probability. Reads no file, and never changes what was read.
 */

/** How each field is guessed; `npm run eval -- notices` tells how right that is. */
export const GUESS_SETTINGS: Readonly<Record<GuessedField, ModelSettings>> = {
  noticeKind: { features: 1500, witnesses: 9, smoothing: 0.4, temperature: 4 },
  infringementType: { features: 1500, witnesses: 6, smoothing: 0.4, temperature: 3 },
  origin: { features: 1500, witnesses: 9, smoothing: 0.4, temperature: 4 },
  accountLevel: { features: 1500, witnesses: 9, smoothing: 0.4, temperature: 4 },
};
/** A guess that is less sure than this is not told: it would be wrong more often than a person who reads the notice. */
export const LEAST_PROBABILITY = 0.6;
/** A text in which fewer words are known is like no notice. */
export const LEAST_WITNESSES = 4;
/** Words that are shown for a guess. */
const MAX_WORDS = 4;

/** The phrases by which patterns are tested, as labelled texts: they hold the words of languages in which few notices are at hand. */
export function labelledPhrases(packs: readonly NoticePack[]): LabelledNotice[] {
  return packs.flatMap(({ patterns }) =>
    patterns.flatMap(({ says, examples }) => {
      const { noticeKind, infringementType, origin, accountLevel } = says;
      const classes = {
        ...(noticeKind === undefined ? {} : { noticeKind }),
        ...(infringementType === undefined ? {} : { infringementType }),
        ...(origin === undefined ? {} : { origin }),
        ...(accountLevel === undefined ? {} : { accountLevel: accountLevel ? 'yes' : 'no' }),
      };
      return Object.keys(classes).length === 0 ? [] : examples.yes.map((text) => ({ text, classes }));
    }),
  );
}

/** Fields that a parse leaves unknown and that can be guessed. */
export function unknownFields(parse: NoticeParse): GuessedField[] {
  return GUESSED_FIELDS.filter((field) => parse[field] === 'unknown' || parse[field] === null);
}

/** Guesses the fields of a notice that are unknown. `parse`: what is known by now, where a person set fields since it was read. */
export async function guessNotice(
  { notice, text, body }: Pick<ReadNotice, 'notice' | 'text' | 'body'>,
  examples: readonly LabelledNotice[],
  parse: NoticeParse = notice,
): Promise<NoticeGuess[]> {
  const fields = unknownFields(parse);
  if (fields.length === 0) return [];
  const words = spokenText({ notice, text, body });
  const features = featuresOf(words);
  const read = readExamples(examples);
  const guesses: NoticeGuess[] = [];
  for (const field of fields) {
    const opinion = (await trainClassifier(read, field, GUESS_SETTINGS[field]))?.(features);
    const guess = opinion === undefined ? undefined : guessOf(field, opinion, words);
    if (guess !== undefined) guesses.push(guess);
  }
  return guesses;
}

/** What the classifier looks at: the subject and the message itself. */
export function spokenText({ notice, text, body }: Pick<ReadNotice, 'notice' | 'text' | 'body'>): string {
  return `${notice.subject ?? ''}.\n${text.slice(...body)}`;
}

/** An opinion that is worth telling; undefined for one that is not sure, and for "the notice does not say". */
export function guessOf(field: GuessedField, { classes, witnesses, spans }: Opinion, words: string): NoticeGuess | undefined {
  const [first] = classes;
  if (first === undefined || first.value === 'unknown') return undefined;
  if (first.probability < LEAST_PROBABILITY || witnesses < LEAST_WITNESSES) return undefined;
  return { field, value: first.value, probability: first.probability, words: wordsAt(spans, words) };
}

/** The words at the most telling places; places that touch are told as one. */
function wordsAt(spans: Opinion['spans'], text: string): string[] {
  const chosen: [number, number][] = [];
  for (const [start, end] of spans.slice(0, MAX_WORDS * 3)) {
    const near = chosen.find(([from, to]) => start <= to && end >= from);
    if (near !== undefined) {
      near[0] = Math.min(near[0], start);
      near[1] = Math.max(near[1], end);
    } else if (chosen.length < MAX_WORDS) chosen.push([start, end]);
  }
  return chosen.map(([start, end]) => text.slice(start, end).replaceAll(/\s+/g, ' '));
}
