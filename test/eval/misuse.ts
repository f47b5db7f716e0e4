import { precision, recall, type Tally, tally } from './metrics.ts';
import { percent, printTable } from './table.ts';

/** A labelled word: `ok`, `misuse` or `review`, and whether it is reported. */
export interface JudgedWord {
  readonly verdict: string;
  readonly reported: boolean;
}

/** Counts misuse. Words that a reader would only decide with papers count neither way. */
export function countMisuse(words: readonly JudgedWord[]): Tally {
  const decided = words.filter(({ verdict }) => verdict !== 'review');
  return tally(decided.map(({ verdict, reported }) => ({ truth: verdict === 'misuse', said: reported })));
}

/** The cells under `MISUSE_HEADER`. */
export function misuseCells(words: readonly JudgedWord[]): (string | number)[] {
  const counts = countMisuse(words);
  const reviews = words.filter(({ verdict }) => verdict === 'review');
  return [
    counts.hits + counts.falseAlarms,
    percent(precision(counts)),
    percent(recall(counts)),
    `${reviews.filter(({ reported }) => reported).length} of ${reviews.length}`,
  ];
}

/** Names of the columns of misuse: how many decided words are reported, how well, and how many of the others. */
export const MISUSE_HEADER: readonly string[] = ['reported', 'precision', 'recall', 'of "review"'];

/** A word with the rules that report it; `none` where it is not labelled. */
export interface RuledWord {
  readonly verdict: string;
  readonly rules: readonly string[];
}

/** Table of how many words of each verdict a rule reports. */
export function printRules(title: string, words: readonly RuledWord[]): void {
  const rules = [...new Set(words.flatMap((word) => word.rules))].sort();
  const verdicts = ['misuse', 'review', 'ok', 'none'].filter((one) => words.some(({ verdict }) => verdict === one));
  printTable(
    title,
    ['rule', ...verdicts],
    rules.map((rule) => {
      const own = words.filter((word) => word.rules.includes(rule));
      return [rule, ...verdicts.map((verdict) => own.filter((word) => word.verdict === verdict).length)];
    }),
  );
}
