import { both } from '../context.ts';
import type { Action, ReviewSection } from '../review.ts';
import { count } from '../words.ts';

const URGENCY: readonly Action['urgency'][] = ['now', 'soon', 'plan'];
/** Actions that are told; the workbook has them all. */
const MOST = 30;

/** What is to be decided and done, by whom: what the other sections ask for, the most urgent first. */
export function agendaOf(actions: readonly Action[]): ReviewSection {
  const sorted = sortActions(actions);
  const now = sorted.filter(({ urgency }) => urgency === 'now').length;
  const nobody = sorted.filter(({ who }) => who === undefined).length;
  const summary = both((lang) => {
    if (sorted.length === 0) return lang === 'zh' ? '没有需要决定的事项。' : 'Nothing to decide.';
    const all = count(lang, sorted.length, 'item');
    if (lang === 'zh') return `${all}，其中 ${now} 项需立即处理，${nobody} 项尚未指定负责人。`;
    return `${all}: ${now} for now, ${nobody} without an owner.`;
  });
  const shown = sorted.slice(0, MOST);
  return {
    ...{ id: 'agenda', title: { en: 'Agenda', zh: '会议议程' }, summary },
    blocks: shown.length === 0 ? [] : [{ kind: 'agenda', actions: shown }],
  };
}

/** The most urgent first, then by the day on which they are due. */
export function sortActions(actions: readonly Action[]): Action[] {
  const due = ({ due: day = '9999' }: Action): string => day;
  return actions.toSorted(
    (a, b) => URGENCY.indexOf(a.urgency) - URGENCY.indexOf(b.urgency) || (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0),
  );
}
