import type { ListingState } from '../../model/history.ts';
import { SEVERITIES } from '../../model/rule.ts';
import type { Bilingual } from '../../model/text.ts';
import { both, type Context, type Section } from '../context.ts';
import { versionAt } from '../evidence.ts';
import type { Action, Block, Column, Series } from '../review.ts';
import { COLUMNS, count, LEVELS, short } from '../words.ts';

/** Listings of the table, when there is news and when there is none. */
const MOST = 15;
const MOST_CALM = 5;
const MOST_MARKETPLACES = 12;

/** Where the risk lies: by level over the weeks, by listing, by marketplace. */
export const risk: Section = {
  id: 'risk',
  title: { en: 'Risk by listing and level', zh: '各 Listing 与级别的风险' },
  async gather(context) {
    const { sources, calm, past, week } = context;
    const { items, total } = await sources.history.listings({
      ...{ withOpen: true, gone: false, sort: 'risk', limit: calm ? MOST_CALM : MOST },
      ...(past ? { standing: week.to } : {}),
    });
    const blocks: Block[] = [...trendBlocks(context)];
    if (items.length > 0) blocks.push(listingTable(past ? await asTheyWere(items, context) : items, total));
    if (!calm) blocks.push(...(await marketplaceTable(context)));
    if (past && items.length > 0) blocks.push({ kind: 'text', tone: 'quiet', text: LATER });
    const summary = both((lang) => {
      if (total === 0) return { en: 'No listing has an open finding.', zh: '没有 Listing 存在未处理的问题。' }[lang];
      const many = count(lang, total, 'listing');
      return lang === 'zh' ? `${many} 存在未处理的问题。` : `${many} with open findings.`;
    });
    return { summary, blocks, actions: await actionsOf(context) };
  },
};

/** Errors that were there before the week, so that what nobody fixes is not forgotten. */
async function actionsOf({ sources: { history }, week, open }: Context): Promise<Action[]> {
  const { total } = await history.episodes({
    ...{ ...open, severities: ['error'], opened: { from: '', to: week.from }, limit: 1 },
  });
  if (total === 0) return [];
  const what = both((lang) => {
    const many = count(lang, total, 'error');
    return lang === 'zh'
      ? `确定本周之前遗留的 ${many} 由谁、何时处理`
      : `Decide who fixes the ${many} from before this week, and by when`;
  });
  return [{ what, urgency: 'soon', section: 'risk' }];
}

/** What is open at the end of each week, and what came and went. One week makes no trend. */
function trendBlocks({ trend, now, began }: Context): Block[] {
  if (trend.length < 2) return [];
  const labels = trend.map(({ week }) => week.id);
  // In the week of the very first scan everything is new, which says nothing.
  const measured = (at: number): boolean => (trend[at]?.runs ?? 0) > 0 && (at > 0 || !began);
  const open = SEVERITIES.map(
    (level): Series => ({ id: level, name: LEVELS[level], tone: level, values: trend.map((one) => one.open[level]) }),
  );
  const flow = (id: 'opened' | 'returned' | 'fixed', name: Bilingual, tone: Series['tone']): Series => ({
    ...{ id, name, tone },
    values: trend.map((one, at) => (measured(at) ? one[id] : null)),
  });
  const [first] = trend;
  const weeks = trend.length;
  const description = both((lang) => {
    const [was, is] = [first?.open.error ?? 0, now.open.error];
    return lang === 'zh'
      ? `${weeks} 周内，未处理的错误由 ${was} 变为 ${is}，警告由 ${first?.open.warning ?? 0} 变为 ${now.open.warning}。`
      : `Over ${weeks} weeks, open errors went from ${was} to ${is} and open warnings from ${first?.open.warning ?? 0} to ${now.open.warning}.`;
  });
  const came = both((lang) => {
    const sum = (id: 'opened' | 'returned' | 'fixed'): number =>
      trend.reduce((all, one, at) => all + (measured(at) ? one[id] : 0), 0);
    return lang === 'zh'
      ? `${weeks} 周内共新增 ${sum('opened')} 个，再次出现 ${sum('returned')} 个，消除 ${sum('fixed')} 个。没有扫描的周留空。`
      : `Over ${weeks} weeks ${sum('opened')} were new, ${sum('returned')} came back and ${sum('fixed')} were no longer found. Weeks without a scan are left open.`;
  });
  return [
    { kind: 'chart', id: 'open', caption: OPEN, description, labels, series: open },
    {
      ...{ kind: 'chart', id: 'flow', caption: FLOW, description: came, labels },
      series: [
        flow('opened', { en: 'New', zh: '新增' }, 'warning'),
        flow('returned', { en: 'Came back', zh: '再次出现' }, 'error'),
        flow('fixed', { en: 'No longer found', zh: '消除' }, 'good'),
      ],
    },
  ];
}

/** Listings with the titles that they had then. */
function asTheyWere(items: readonly ListingState[], { sources: { history }, week }: Context): Promise<ListingState[]> {
  return Promise.all(
    items.map(async (one) => {
      const version = versionAt(await history.versions(one.listing, one.marketplace), week.to);
      return { ...one, title: version?.fields.find(({ name }) => name === 'title')?.text ?? one.title };
    }),
  );
}

function listingTable(items: readonly ListingState[], total: number): Block {
  const levels = SEVERITIES.map((level): Column => ({ id: level, name: LEVELS[level], kind: 'number' }));
  const rows = items.map(({ listing, marketplace, title, open }) => [
    ...[short(listing, 80), short(marketplace, 40), short(title, 160)],
    ...SEVERITIES.map((level) => open[level]),
  ]);
  return {
    ...{ kind: 'table', id: 'listings', caption: { en: 'Listings with the highest risk', zh: '风险最高的 Listing' } },
    columns: [COLUMNS.listing, COLUMNS.marketplace, COLUMNS.title, ...levels],
    ...{ rows, more: total - rows.length },
  };
}

async function marketplaceTable({ sources: { history }, open }: Context): Promise<Block[]> {
  const names = await history.tallies(open, 'marketplace', MOST_MARKETPLACES + 1);
  if (names.length < 2) return [];
  const shown = names.slice(0, MOST_MARKETPLACES);
  const rows = await Promise.all(
    shown.map(async ({ name }) => {
      const levels = await history.tallies({ ...open, marketplace: name }, 'severity');
      return [short(name, 60), ...SEVERITIES.map((level) => levels.find((one) => one.name === level)?.count ?? 0)];
    }),
  );
  const levels = SEVERITIES.map((level): Column => ({ id: level, name: LEVELS[level], kind: 'number' }));
  const caption = { en: 'Open findings by marketplace', zh: '各站点未处理的问题' };
  return [
    {
      ...{ kind: 'table', id: 'marketplaces', caption, columns: [COLUMNS.marketplace, ...levels], rows },
      more: names.length - shown.length,
    },
  ];
}

const OPEN: Bilingual = { en: 'Open at the end of each week', zh: '每周末未处理的问题' };
const FLOW: Bilingual = { en: 'New, returned and no longer found each week', zh: '每周新增、再次出现与消除' };
const LATER: Bilingual = {
  en: 'Listings and findings are told as they stood at the end of this week; what has been accepted since then is left out.',
  zh: '各 Listing 与问题按本周末的状态列出；之后已放行的不再列出。',
};
