import type { PairOutcome } from '../model/comparison.ts';
import type { Lang } from '../model/text.ts';
import { jsonText } from './json-text.ts';

/** One pair of files as a line of JSON: `{a, b, passages}`, or `{a, b, error}` where it could not be compared. */
export function pairLine(outcome: PairOutcome, lang: Lang): string {
  const { a, b } = outcome;
  const value = 'error' in outcome ? { a, b, error: outcome.error[lang] } : { a, b, passages: outcome.passages.map(ordered) };
  return `${jsonText(value)}\n`;
}

/** The members of a passage in the order that readers of the lines know. */
function ordered({ a, b, class: kind }: Extract<PairOutcome, { passages: unknown }>['passages'][number]): object {
  return { a, b, class: kind };
}
