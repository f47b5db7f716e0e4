import { both, type Section } from '../context.ts';
import type { Figure } from '../review.ts';
import { weekBefore } from '../week.ts';
import { count, grouped } from '../words.ts';

/** Weeks with which a week is compared: one week alone holds few findings. */
const WEEKS = 4;
const DAY_HOURS = 24;

/** How long findings stood that ended in the week. */
export const fixTime: Section = {
  id: 'fix-time',
  title: { en: 'Time to fix', zh: '处理时长' },
  async gather({ sources: { history }, week }) {
    const now = await history.fixTimes(week.from, week.to);
    if (now.count === 0) return undefined;
    const before = await history.fixTimes(weekBefore(week, WEEKS).from, week.from);
    const figure = (id: 'median' | 'p90', name: Figure['name']): Figure => ({
      ...{ id, name, better: 'less', unit: { en: 'days', zh: '天' }, value: inDays(now[id]) },
      ...(before.count === 0 ? {} : { before: inDays(before[id]) }),
    });
    const summary = both((lang) => {
      const days = grouped(inDays(now.median));
      const number = count(lang, now.count, 'finding');
      return lang === 'zh'
        ? `本周消除的 ${number.replace('个问题', '个问题中')}，一半在 ${days} 天内完成。`
        : `Half of the ${number} that went were gone within ${days} days.`;
    });
    const figures = [
      figure('median', { en: 'Half within', zh: '一半在此时间内' }),
      figure('p90', { en: 'Nine of ten within', zh: '九成在此时间内' }),
    ];
    const text = {
      en: `From the scan that first saw a finding to the first that did not; compared with the ${WEEKS} weeks before.`,
      zh: `从首次发现到首次不再发现的扫描之间的时间；对比前 ${WEEKS} 周。`,
    };
    return {
      summary,
      blocks: [
        { kind: 'figures', figures },
        { kind: 'text', tone: 'quiet', text },
      ],
    };
  },
};

/** One digit behind the point. */
function inDays(hours: number): number {
  return Math.round((hours / DAY_HOURS) * 10) / 10;
}
