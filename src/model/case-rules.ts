import type { CaseAnswer, DraftKind } from './case.ts';
import type { NoticePlatform } from './case-notice.ts';
import type { Bilingual } from './text.ts';

/*
 * What `rules/cases` says: how long answers are waited for.
 */

/** Where a number or a wording comes from. */
export interface CaseSource {
  readonly title: string;
  readonly url?: string;
}

/** How long an answer is waited for. */
export interface CaseTimer {
  readonly id: string;
  readonly letters: readonly DraftKind[];
  readonly answers: readonly CaseAnswer[];
  /** Empty: every platform. */
  readonly platforms: readonly NoticePlatform[];
  /** Where a source names a range, its first day. */
  readonly from?: number;
  readonly days: number;
  readonly unit: 'calendar' | 'working';
  /** Whether somebody official says so. */
  readonly confirmed: boolean;
  readonly what: Bilingual;
  /** What to do when nobody has answered. */
  readonly after: Bilingual;
  readonly source: CaseSource;
}

/** How long answers are waited for. */
export interface CaseRules {
  readonly timers: readonly CaseTimer[];
}

/** The timer for a letter or an answer; of several, one that names the platform. */
export function timerFor(
  { timers }: CaseRules,
  what: { readonly letter: DraftKind } | { readonly answer: CaseAnswer },
  platform: NoticePlatform,
): CaseTimer | undefined {
  const fits = timers.filter(
    ({ letters, answers, platforms }) =>
      ('letter' in what ? letters.includes(what.letter) : answers.includes(what.answer)) &&
      (platforms.length === 0 || platforms.includes(platform)),
  );
  return fits.find(({ platforms }) => platforms.length > 0) ?? fits[0];
}
