import { type Command, Option } from 'commander';
import type { Lang } from '../model/text.ts';

/** The flags of `review`. */
export interface ReviewFlags {
  readonly week?: string;
  readonly format?: readonly string[];
  readonly to?: string;
  readonly from?: string;
  readonly schedule?: boolean;
  readonly config?: string;
  readonly lang?: Lang;
}

/** The formats of a review. */
export const REVIEW_FORMATS = ['pretty', 'html', 'xlsx', 'json', 'eml'] as const;
/** One of `REVIEW_FORMATS`. */
export type ReviewFormat = (typeof REVIEW_FORMATS)[number];

const HELP = `
A week begins on Monday at midnight and ends at the next, in the time zone of the machine (TZ=Asia/Shanghai preclear review changes it); reports
name the zone. Without --week it is the week of the newest recorded scan. What is told comes from scans that were recorded, from the ledger and
from the suppressions.

The page (html) needs no network and no script, and can be printed. A message (eml) holds the summary, and the page as an attachment; preclear
sends nothing itself.

Examples:
  preclear scan . --record && preclear review                     the summary
  preclear review --week last --lang zh --format html=review.html
  preclear review --format xlsx=review.xlsx --format html=review.html
  preclear review --format eml=review.eml --to boss@example.com   sendmail -t < review.eml sends it
  preclear review --schedule                                      lines for cron, systemd and GitHub Actions

Exit codes: 0 done, 2 nothing was recorded or could not work.`;

/** Adds `preclear review`. */
export function registerReview(program: Command): void {
  program
    .command('review')
    .summary('the weekly account-health review')
    .description('Makes the weekly review: whether the shop is safer than last week, what is new, what ends, who does what.')
    .option('--week <week>', '2026-W47, last or this (default: the week of the newest recorded scan)')
    .option(
      '--format <format>',
      `${REVIEW_FORMATS.join(', ')}; with =FILE into a file; may be given several times (default: pretty)`,
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('--to <address>', 'whom the message (eml) is for')
    .option('--from <address>', 'who sends it (default: the same as --to)')
    .option('--schedule', 'print lines that run the review every week, for cron, systemd and GitHub Actions')
    .option('--config <file>', 'configuration (default: preclear.config.yaml of the current folder or above it)')
    .addOption(new Option('--lang <lang>', 'language').choices(['en', 'zh']))
    .addHelpText('after', HELP)
    .action(async (flags: ReviewFlags) => {
      const { review } = await import('./review/action.ts');
      await review(flags);
    });
}
