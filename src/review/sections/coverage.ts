import { both, type Section } from '../context.ts';
import type { Action, Block, Figure } from '../review.ts';
import { dayIn } from '../week.ts';
import { count } from '../words.ts';

/** How much of the shop the scans of the week looked at: what was not looked at is not known to be safe. */
export const coverage: Section = {
  id: 'coverage',
  title: { en: 'Scan coverage', zh: '扫描覆盖' },
  async gather({ sources: { history }, week, before, runs, last }) {
    const now = await history.coverage(week.from, week.to);
    const earlier = last === undefined ? undefined : await history.coverage(before.from, before.to);
    const within = runs.filter(({ endedAt }) => endedAt >= week.from);
    const missed = Math.max(0, now.listings - now.met);
    const incomplete = within.filter(({ scope }) => !scope.complete).length;
    const blind = within.length > 0 && within.every(({ scope }) => !scope.images);
    const figures: Figure[] = [
      {
        ...{ id: 'met', name: { en: 'Listings scanned', zh: '已扫描的 Listing' }, value: now.met, of: now.listings },
        ...{ better: 'more', ...(earlier === undefined ? {} : { before: earlier.met }) },
      },
      {
        ...{ id: 'runs', name: { en: 'Scans', zh: '扫描次数' }, value: now.runs },
        ...(earlier === undefined ? {} : { before: earlier.runs }),
      },
    ];
    const blocks: Block[] = [{ kind: 'figures', figures }];
    if (incomplete > 0)
      blocks.push({
        ...{ kind: 'text', tone: 'bad' },
        text: both((lang) =>
          lang === 'zh'
            ? `${incomplete} 次扫描有内容未能读取，见该次扫描的报告。`
            : `${count(lang, incomplete, 'run')} could not read everything; the report of the scan tells what.`,
        ),
      });
    if (blind) blocks.push({ kind: 'text', tone: 'bad', text: NO_PICTURES });
    const summary = both((lang) => {
      const day = now.lastAt === undefined ? '' : dayIn(now.lastAt, week.zone);
      return lang === 'zh'
        ? `本周扫描 ${now.runs} 次，覆盖 ${now.listings} 个 Listing 中的 ${now.met} 个，最近一次 ${day}。`
        : `${count(lang, now.runs, 'run')} met ${now.met} of ${count(lang, now.listings, 'listing')}, the newest on ${day}.`;
    });
    const actions: Action[] = [];
    if (missed > 0)
      actions.push({
        ...{ urgency: 'soon', section: 'coverage' },
        what: both((lang) =>
          lang === 'zh'
            ? `扫描本周未检查的 ${count(lang, missed, 'listing')}`
            : `Scan the ${count(lang, missed, 'listing')} that no scan met this week`,
        ),
      });
    return { summary, blocks, actions };
  },
};

const NO_PICTURES = {
  en: 'No scan of the week looked at pictures.',
  zh: '本周的扫描都没有检查图片。',
};
