import { type Context, makeContext } from './context.ts';
import type { Action, Review, ReviewSection } from './review.ts';
import { agendaOf } from './sections/agenda.ts';
import { SECTIONS } from './sections.ts';
import type { Sources } from './sources.ts';
import type { Week } from './week.ts';

/*
 * The history of a week, ledgers and decisions -> the review, as data. Nothing here reads the disk.
 */

/** A review, and everything that its agenda was made from. */
export interface Gathered {
  readonly review: Review;
  readonly actions: readonly Action[];
  /** What its lists asked the history for. */
  readonly open: Context['open'];
}

/** Makes the review of a week. @throws UsageError when no scan was recorded in it. */
export async function gather(week: Week, sources: Sources): Promise<Gathered> {
  const context = await makeContext(week, sources);
  const sections: ReviewSection[] = [];
  const actions: Action[] = [];
  for (const { id, title, gather: make } of SECTIONS) {
    const content = await make(context);
    if (content === undefined) continue;
    sections.push({ id, title, summary: content.summary, blocks: content.blocks });
    actions.push(...(content.actions ?? []));
  }
  const agenda = agendaOf(actions);
  const [first, ...rest] = sections;
  const { version, asOf } = sources;
  const review: Review = {
    ...{ format: 'preclear-review/1', version, asOf },
    week: { ...week, over: asOf > week.last },
    quiet: context.calm && !actions.some(({ urgency }) => urgency === 'now'),
    sections: [...(first === undefined ? [] : [first]), agenda, ...rest],
  };
  return { review, actions, open: context.open };
}
