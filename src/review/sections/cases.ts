import { stateName } from '../../cases/state-names.ts';
import { both, type Section } from '../context.ts';
import type { Action, Cell } from '../review.ts';
import type { OpenCase } from '../sources.ts';
import { COLUMNS, count, short } from '../words.ts';

const MOST = 15;
/** A deadline within so many days is soon. */
const SOON = 14;

/** Complaints that are not closed, with their next deadline. */
export const cases: Section = {
  id: 'cases',
  title: { en: 'Open cases', zh: '未结案件' },
  async gather({ sources: { cases: all = [] } }) {
    // A promise that is broken counts after the case is closed as well.
    const open = all.filter(({ state, alarms = [] }) => (state !== 'closed' && state !== 'merged') || alarms.length > 0);
    if (open.length === 0) return undefined;
    const sorted = open.toSorted((a, b) => (nextOf(a)?.daysLeft ?? 1e6) - (nextOf(b)?.daysLeft ?? 1e6));
    const rows = sorted.slice(0, MOST).map((one): Cell[] => {
      const next = nextOf(one);
      const items = one.items.map(({ id }) => id).join(', ');
      return [
        ...[short(one.caseId, 60), both((lang) => stateName(one.state, lang)), short(items, 120), one.openedAt.slice(0, 10)],
        ...[next?.what ?? null, next?.due ?? null, next?.daysLeft ?? null],
      ];
    });
    const over = open.filter(({ state }) => state === 'closed' || state === 'merged').length;
    const late = open.filter((one) => (nextOf(one)?.daysLeft ?? 0) < 0).length;
    const summary = both((lang) => {
      const many = count(lang, open.length - over, 'case');
      if (lang === 'zh')
        return `${many}未结${late === 0 ? '' : `，其中 ${late} 个已过期限`}${over === 0 ? '' : `；${over} 个已结案件的承诺未兑现`}。`;
      const ended = over === 0 ? '' : `; ${count(lang, over, 'closed case')} with a promise that is not kept`;
      return `${many} open${late === 0 ? '' : `, ${late} past a deadline`}${ended}.`;
    });
    const columns = [
      { id: 'case', name: { en: 'Case', zh: '案件' }, kind: 'text' },
      { id: 'state', name: { en: 'State', zh: '进展' }, kind: 'text' },
      { id: 'items', name: { en: 'Listings', zh: '涉及 Listing' }, kind: 'text' },
      { id: 'opened', name: { en: 'Opened', zh: '立案日期' }, kind: 'day' },
      { id: 'next', name: { en: 'Next', zh: '下一步期限' }, kind: 'text' },
      ...[COLUMNS.until, COLUMNS.days],
    ] as const;
    const caption = { en: 'The next deadline first', zh: '按期限先后排列' };
    return {
      summary,
      blocks: [{ kind: 'table', id: 'cases', caption, columns, rows, more: open.length - rows.length }],
      actions: sorted.flatMap(actionsOf),
    };
  },
};

function nextOf({ deadlines }: OpenCase): OpenCase['deadlines'][number] | undefined {
  return deadlines.filter(({ done }) => !done).toSorted((a, b) => a.daysLeft - b.daysLeft)[0];
}

function actionsOf(one: OpenCase): Action[] {
  const id = short(one.caseId, 60);
  const alarms = (one.alarms ?? []).map((alarm): Action => {
    const what = { en: `Case ${id}: ${alarm.en}`, zh: `案件 ${id}：${alarm.zh}` };
    return { what, urgency: 'now', section: 'cases' };
  });
  return [...alarms, ...deadlineAction(one, id)];
}

function deadlineAction(one: OpenCase, id: string): Action[] {
  const next = nextOf(one);
  if (next === undefined) return [];
  const what = { en: `Case ${id}: ${next.what.en}`, zh: `案件 ${id}：${next.what.zh}` };
  return [
    { what, due: next.due, urgency: next.daysLeft < 0 ? 'now' : next.daysLeft <= SOON ? 'soon' : 'plan', section: 'cases' },
  ];
}
