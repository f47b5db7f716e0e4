import { daysBetween } from '../../model/day.ts';
import type { HealthSnapshot } from '../../model/history.ts';
import { both, type Context, type Section } from '../context.ts';
import type { Action, Block, Cell, Column, Series } from '../review.ts';
import { dayIn, weekBefore } from '../week.ts';
import { COLUMNS, short } from '../words.ts';

/** A snapshot older than this says little of today, in days. */
const STALE = 14;
const MOST_POLICIES = 20;
const MOST_MARKETPLACES = 6;

/** What marketplaces say of the account, as they say it: preclear reckons no points of its own. */
export const health: Section = {
  id: 'health',
  title: { en: 'Account health', zh: '账户状况' },
  async gather(context) {
    const { sources, week, trend } = context;
    const first = trend[0]?.week ?? weekBefore(week);
    const all = await sources.history.snapshots({ from: first.from, to: week.to });
    if (all.length === 0) return undefined;
    const markets = [...new Set(all.map(({ marketplace }) => marketplace))].sort().slice(0, MOST_MARKETPLACES);
    const newest = markets.flatMap((name) => all.findLast(({ marketplace }) => marketplace === name) ?? []);
    const blocks: Block[] = [
      ...chartOf(all, markets, context),
      statusTable(newest, all, context),
      ...policyTable(newest, all, context),
    ];
    const worst = newest.map(({ marketplace, status, score }) =>
      [marketplace, status, score].filter((part) => part !== undefined).join(' '),
    );
    return {
      summary: both((lang) => `${short(worst.join(lang === 'zh' ? '；' : '; '), 200)}${lang === 'zh' ? '。' : '.'}`),
      blocks,
      actions: actionsOf(newest, context),
    };
  },
};

/** The score of each marketplace that gives one, at the end of each week. */
function chartOf(all: readonly HealthSnapshot[], markets: readonly string[], { trend }: Context): Block[] {
  const series = markets.flatMap((name, at): Series[] => {
    const values = trend.map(({ week }) => {
      const within = all.findLast((one) => one.marketplace === name && one.at >= week.from && one.at < week.to);
      return within?.score ?? null;
    });
    if (values.filter((value) => value !== null).length < 2) return [];
    return [
      {
        id: `health-${at + 1}`,
        name: { en: short(name, 40), zh: short(name, 40) },
        tone: TONES[at % TONES.length] ?? 'plain',
        values,
      },
    ];
  });
  if (series.length === 0) return [];
  const description = { en: 'The score that each marketplace gave, week by week.', zh: '各站点每周给出的评分。' };
  const caption = { en: 'Score by marketplace', zh: '各站点评分' };
  return [{ kind: 'chart', id: 'health', caption, description, labels: trend.map(({ week }) => week.id), series }];
}

const TONES = ['note', 'warning', 'good', 'error', 'plain'] as const;

function statusTable(newest: readonly HealthSnapshot[], all: readonly HealthSnapshot[], context: Context): Block {
  const rows = newest.map((one): Cell[] => {
    const { marketplace, status, score, at } = one;
    const before = earlier(one, all, context)?.score;
    return [
      ...[short(marketplace, 40), status === undefined ? null : short(status, 60), score ?? null],
      ...[score === undefined || before === undefined ? null : score - before, dayIn(at, context.week.zone)],
    ];
  });
  return {
    ...{ kind: 'table', id: 'health-status', caption: { en: 'As the marketplaces say', zh: '平台给出的状态' }, rows, more: 0 },
    columns: [
      COLUMNS.marketplace,
      { id: 'status', name: { en: 'Status', zh: '状态' }, kind: 'text' },
      { id: 'score', name: { en: 'Score', zh: '评分' }, kind: 'number' },
      { id: 'change', name: { en: 'Since last week', zh: '较上周' }, kind: 'number' },
      { id: 'at', name: { en: 'As of', zh: '数据日期' }, kind: 'day' },
    ],
  };
}

/** Policies with defects, or with more or fewer than a week ago. */
function policyTable(newest: readonly HealthSnapshot[], all: readonly HealthSnapshot[], context: Context): Block[] {
  const rows = newest.flatMap((one) => {
    const before = earlier(one, all, context);
    return one.policies.flatMap(({ name, status, defects, target }): Cell[][] => {
      const was = before?.policies.find((policy) => policy.name === name)?.defects;
      if ((defects ?? 0) === 0 && (was ?? 0) === 0) return [];
      return [
        [
          ...[short(one.marketplace, 40), short(name, 100), status === undefined ? null : short(status, 60), defects ?? null],
          ...[defects === undefined || was === undefined ? null : defects - was, target ?? null],
        ],
      ];
    });
  });
  if (rows.length === 0) return [];
  const columns: Column[] = [
    COLUMNS.marketplace,
    { id: 'policy', name: { en: 'Policy', zh: '政策' }, kind: 'text' },
    { id: 'status', name: { en: 'Status', zh: '状态' }, kind: 'text' },
    { id: 'defects', name: { en: 'Violations', zh: '违规数' }, kind: 'number' },
    { id: 'change', name: { en: 'Since last week', zh: '较上周' }, kind: 'number' },
    { id: 'target', name: { en: 'Target', zh: '目标' }, kind: 'number' },
  ];
  const caption = { en: 'Policies with violations', zh: '有违规记录的政策' };
  return [
    {
      kind: 'table',
      id: 'policies',
      caption,
      columns,
      rows: rows.slice(0, MOST_POLICIES),
      more: Math.max(0, rows.length - MOST_POLICIES),
    },
  ];
}

/** The newest snapshot of the same marketplace from before the week. */
function earlier(
  { marketplace }: HealthSnapshot,
  all: readonly HealthSnapshot[],
  { week }: Context,
): HealthSnapshot | undefined {
  return all.findLast((one) => one.marketplace === marketplace && one.at < week.from);
}

function actionsOf(newest: readonly HealthSnapshot[], { sources: { asOf }, week }: Context): Action[] {
  return newest
    .filter(({ at }) => daysBetween(dayIn(at, week.zone), asOf < week.last ? asOf : week.last) > STALE)
    .map(({ marketplace, at }) => {
      const day = dayIn(at, week.zone);
      const what = both((lang) =>
        lang === 'zh'
          ? `导入 ${short(marketplace, 40)} 最新的账户状况（现有数据为 ${day}）`
          : `Import the account health of ${short(marketplace, 40)}; the newest is of ${day}`,
      );
      return { what, urgency: 'plan', section: 'health' } as const;
    });
}
