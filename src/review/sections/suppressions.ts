import { daysBetween } from '../../model/day.ts';
import { both, type Section } from '../context.ts';
import type { Action, Cell } from '../review.ts';
import type { ListedSuppression, Sources } from '../sources.ts';
import { COLUMNS, count, short } from '../words.ts';

/** Days ahead and behind that are looked at. */
const AHEAD = 30;
const BEHIND = 7;
const SOON = 7;
const MOST = 15;

/** The suppressions that end within 30 days or ended in the last 7, the first to end first. */
export function endingSuppressions({ suppressions = [], asOf }: Pick<Sources, 'suppressions' | 'asOf'>): ListedSuppression[] {
  return suppressions
    .filter(({ until }) => {
      const left = daysBetween(asOf, until);
      return left <= AHEAD && left >= -BEHIND;
    })
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : a.line - b.line));
}

/** What was accepted for a while, and counts again soon. */
export const suppressions: Section = {
  id: 'suppressions',
  title: { en: 'Accepted findings that count again', zh: '即将失效的放行' },
  async gather({ sources }) {
    const all = endingSuppressions(sources);
    if (all.length === 0) return undefined;
    const { asOf } = sources;
    const rows = all.slice(0, MOST).map((entry): Cell[] => {
      const { rule, fingerprint, listing, reason, until, by } = entry;
      return [
        ...[short(rule ?? fingerprint ?? '', 80), listing === undefined ? null : short(listing, 80), short(reason, 200)],
        ...[until, daysBetween(asOf, until), by === undefined ? null : short(by, 60)],
      ];
    });
    const summary = both((lang) =>
      lang === 'zh'
        ? `已失效或 ${AHEAD} 天内失效：${count(lang, all.length, 'entry')}。`
        : `${count(lang, all.length, 'entry')} of the suppressions to look at again: ended, or ending within ${AHEAD} days.`,
    );
    return {
      summary,
      blocks: [
        {
          ...{ kind: 'table', id: 'suppressions', caption: { en: 'The first to end first', zh: '按失效先后排列' }, rows },
          columns: [
            COLUMNS.rule,
            COLUMNS.listing,
            { id: 'reason', name: { en: 'Why it was accepted', zh: '放行理由' }, kind: 'text' },
            ...[COLUMNS.until, COLUMNS.days, COLUMNS.who],
          ],
          more: all.length - rows.length,
        },
      ],
      actions: all.slice(0, MOST).map((entry) => actionOf(entry, asOf)),
    };
  },
};

function actionOf({ rule, fingerprint, listing, until, by }: ListedSuppression, asOf: string): Action {
  const left = daysBetween(asOf, until);
  const what = both((lang) => {
    const name = short([rule ?? fingerprint, listing].filter((part) => part !== undefined).join(' · '), 160);
    return lang === 'zh'
      ? `复查放行：${name}，整改或说明理由后延期`
      : `Decide again on what was accepted: ${name}; fix it or extend it with a reason`;
  });
  const who = by === undefined ? {} : { who: short(by, 60) };
  return { what, due: until, ...who, urgency: left < 0 ? 'now' : left <= SOON ? 'soon' : 'plan', section: 'suppressions' };
}
