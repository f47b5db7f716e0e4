import { dayAfter } from '../../model/day.ts';
import type { PenaltyRecord } from '../../model/ledger.ts';
import { both, type Section } from '../context.ts';
import type { Block, Cell } from '../review.ts';
import { short } from '../words.ts';

const MOST = 15;
/** Days that are summed up: marketplaces look back half a year or a whole one. */
const HALF = 180;
const YEAR = 365;

/** What marketplaces counted against the account, as they told it; what was taken back does not count. */
export const penalties: Section = {
  id: 'penalties',
  title: { en: 'Penalties', zh: '平台处罚' },
  async gather({ sources: { penalties: all = [], asOf } }) {
    const counted = all.filter(
      ({ withdrawn, date }) => withdrawn === undefined && date <= asOf && date > dayAfter(asOf, -YEAR),
    );
    if (counted.length === 0) return undefined;
    const platforms = [...new Set(counted.map(({ platform }) => platform))].sort();
    const sums = platforms.map((name): Cell[] => {
      const mine = counted.filter(({ platform }) => platform === name);
      const half = mine.filter(({ date }) => date > dayAfter(asOf, -HALF));
      return [name, half.length, pointsOf(half), mine.length, pointsOf(mine)];
    });
    const newest = counted.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1));
    const rows = newest
      .slice(0, MOST)
      .map(({ platform, date, kind, points, right }): Cell[] => [
        ...[platform, date, short(kind, 80), points ?? null, right === undefined ? null : short(right, 80)],
      ]);
    const blocks: Block[] = [
      {
        ...{ kind: 'table', id: 'penalty-sums', caption: { en: 'What counts, by marketplace', zh: '各平台仍计入的处罚' } },
        columns: [
          { id: 'platform', name: { en: 'Marketplace', zh: '平台' }, kind: 'text' },
          { id: 'half', name: { en: `Penalties, ${HALF} days`, zh: `${HALF} 天内次数` }, kind: 'number' },
          { id: 'half-points', name: { en: 'Points told', zh: '平台告知扣分' }, kind: 'number' },
          { id: 'year', name: { en: `Penalties, ${YEAR} days`, zh: `${YEAR} 天内次数` }, kind: 'number' },
          { id: 'year-points', name: { en: 'Points told', zh: '平台告知扣分' }, kind: 'number' },
        ],
        ...{ rows: sums, more: 0 },
      },
      {
        ...{ kind: 'table', id: 'penalties', caption: { en: 'The newest first', zh: '最近的在前' } },
        columns: [
          { id: 'platform', name: { en: 'Marketplace', zh: '平台' }, kind: 'text' },
          { id: 'date', name: { en: 'Day', zh: '日期' }, kind: 'day' },
          { id: 'kind', name: { en: 'Kind', zh: '类型' }, kind: 'text' },
          { id: 'points', name: { en: 'Points told', zh: '平台告知扣分' }, kind: 'number' },
          { id: 'right', name: { en: 'Right', zh: '涉及权利' }, kind: 'text' },
        ],
        ...{ rows, more: counted.length - rows.length },
      },
    ];
    const summary = both((lang) =>
      lang === 'zh'
        ? `一年内计入 ${counted.length} 次处罚。`
        : `${counted.length} ${counted.length === 1 ? 'penalty' : 'penalties'} within a year count.`,
    );
    return { summary, blocks };
  },
};

/** The points that were told; null when none were, because preclear makes none up. */
function pointsOf(records: readonly PenaltyRecord[]): number | null {
  const told = records.map(({ points }) => points).filter((points) => points !== undefined);
  return told.length === 0 ? null : told.reduce((sum, points) => sum + points, 0);
}
