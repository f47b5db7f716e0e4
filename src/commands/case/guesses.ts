import { join } from 'node:path';
import type { OpenCase } from '../../appeal/case-folder.ts';
import { unknownFields } from '../../cases/guess-notice.ts';
import { VALUE_NAMES } from '../../cases/value-names.ts';
import { prepareWordings } from '../../cases/wordings.ts';
import type { NoticeGuess } from '../../model/case-guess.ts';
import type { NoticeParse, ReadNotice } from '../../model/case-notice.ts';
import type { NoticePack } from '../../model/case-pattern.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { loadNoticePacks } from '../../rulepacks/notices.ts';
import { readNoticeFile } from './notice-file.ts';

/*
 * Guesses about what a notice leaves unknown, and how they are told. They are made when somebody looks and kept nowhere.
 */

/** What is guessed about a notice of a case. */
export interface GuessedNotice {
  /** Id of the notice. */
  readonly notice: string;
  readonly guesses: readonly NoticeGuess[];
}

/** Guesses for the fields that a notice leaves unknown; `parse` where people have set fields since. Loads nothing when all is known. */
export async function guessesFor(
  read: ReadNotice,
  packs: readonly NoticePack[],
  parse: NoticeParse = read.notice,
): Promise<NoticeGuess[]> {
  if (unknownFields(parse).length === 0) return [];
  const { guessNotice, labelledPhrases } = await import('../../cases/guess-notice.ts');
  const { loadLabelledNotices } = await import('../../rulepacks/labelled-notices.ts');
  return guessNotice(read, [...loadLabelledNotices(), ...labelledPhrases(packs)], parse);
}

/** Guesses about the notices of a case that nobody has assessed yet, read from the copies that it keeps. */
export async function guessesInCase({ folder, known }: OpenCase, lang: Lang): Promise<GuessedNotice[]> {
  if (known.state !== 'new' && known.state !== 'parsed') return [];
  const open = known.notices.filter(({ parse }) => unknownFields(parse).length > 0);
  if (open.length === 0) return [];
  const packs = await loadNoticePacks();
  const wordings = prepareWordings(packs);
  const told: GuessedNotice[] = [];
  for (const { id, file, parse } of open) {
    const read = await readCopy(join(folder, file));
    const guesses = read === undefined ? [] : await guessesFor(read, packs, parse);
    if (guesses.length > 0) told.push({ notice: id, guesses });
  }
  return told;

  /** A copy that is gone is told with the case; it only means that nothing is guessed. */
  async function readCopy(path: string): Promise<ReadNotice | undefined> {
    try {
      return (await readNoticeFile(path, wordings, lang)).read;
    } catch (error) {
      if (error instanceof EnvironmentError || error instanceof UsageError) return undefined;
      throw error;
    }
  }
}

/** A guess in words: that it is one, how sure, what, and why. */
export function tellGuess({ value, probability, words }: NoticeGuess): Bilingual {
  // Nobody measured the last per cent, and none is certain.
  const sure = Math.min(99, Math.round(probability * 100));
  const name = (lang: Lang): string => VALUE_NAMES[lang][value] ?? YES_NO[lang][value] ?? value;
  return {
    en: `guess, ${sure} %: ${name('en')} (${words.map((word) => `"${word}"`).join(', ')})`,
    zh: `猜测（把握约 ${sure}%）：${name('zh')}（依据：${words.map((word) => `“${word}”`).join('、')}）`,
  };
}

const YES_NO: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  en: { yes: 'yes', no: 'no' },
  zh: { yes: '是', no: '否' },
};
