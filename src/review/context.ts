import { UsageError } from '../model/errors.ts';
import type { EpisodeQuery, Page, Run, TrendPoint, TriagedEpisode } from '../model/history.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import type { Action, Block } from './review.ts';
import type { Sources } from './sources.ts';
import { dayIn, type Week, weekBefore } from './week.ts';

/*
 * What sections are made from: the sources, and what several sections ask for.
 */

/** Weeks of a trend. */
const TREND_WEEKS = 52;
/** Items of a page of the history, and pages that are read of one list. */
const PAGE = 500;
const MOST_PAGES = 4;
/** Runs of 52 weeks that are looked at; a shop that scans every hour has as many. */
const MOST_RUNS = 10_000;

/** A week as a trend shows it. */
export interface TrendWeek extends TrendPoint {
  readonly week: Week;
  /** Runs in it; without one, nothing is known that was not known before. */
  readonly runs: number;
}

/** Findings that were asked for, up to a number. */
export interface Listed {
  readonly items: readonly TriagedEpisode[];
  readonly total: number;
}

/** What sections are made from. */
export interface Context {
  readonly sources: Sources;
  readonly week: Week;
  readonly before: Week;
  /** Oldest first, from the first week with a run to the week of the review. */
  readonly trend: readonly TrendWeek[];
  readonly now: TrendWeek;
  /** Whether the history began in the first week of the trend. */
  readonly began: boolean;
  /** Absent when the history began in this week. */
  readonly last?: TrendWeek;
  /** Newest first. */
  readonly runs: readonly Run[];
  /** Opened in the week; those with `nth` above 1 have returned. */
  readonly opened: Listed;
  /** No longer found in the week. */
  readonly ended: Listed;
  /** Whether nothing new was found and nothing came back: lists of what is known are kept short. */
  readonly calm: boolean;
  /** Whether the history has runs after the week: then lists tell what stood at its end, not what is open now. */
  readonly past: boolean;
  /** What is asked of the history for what is open: now, or at the end of a week that is past. */
  readonly open: Pick<EpisodeQuery, 'states' | 'standing'>;
}

/** What a section comes to. */
export interface SectionContent {
  readonly summary: Bilingual;
  readonly blocks: readonly Block[];
  /** What the agenda takes from it. */
  readonly actions?: readonly Action[];
}

/** A part of the review, and how it is made. */
export interface Section {
  readonly id: string;
  readonly title: Bilingual;
  /** Undefined when there is nothing to tell. */
  gather(context: Context): Promise<SectionContent | undefined>;
}

/** The day of the newest run that is not later than the week of a day; undefined when the history has none. */
export async function newestRunDay({ history }: Sources, until: Week): Promise<string | undefined> {
  const [run] = await history.runs({ to: until.to, limit: 1 });
  return run === undefined ? undefined : dayIn(run.endedAt, until.zone);
}

/** Asks what sections share. @throws UsageError when no run was recorded in the week. */
export async function makeContext(week: Week, sources: Sources): Promise<Context> {
  const { history } = sources;
  const weeks = Array.from({ length: TREND_WEEKS }, (_, back) => weekBefore(week, TREND_WEEKS - 1 - back));
  const [from = week] = weeks;
  const runs = await history.runs({ from: from.from, to: week.to, limit: MOST_RUNS });
  if (!runs.some(({ endedAt }) => endedAt >= week.from)) throw new UsageError(await noRun(week, sources));
  // A history older than the trend shows all its weeks.
  const older = (await history.runs({ to: from.from, limit: 1 })).length > 0;
  const trend = await trendOf(weeks, runs, older, sources);
  const at = trend.length - 1;
  const now = trend[at];
  if (now === undefined) throw new UsageError(await noRun(week, sources));
  const last = trend[at - 1];
  const span = { from: week.from, to: week.to };
  const [newest] = await history.runs({ limit: 1 });
  const past = newest !== undefined && newest.endedAt >= week.to;
  return {
    ...{ sources, week, before: weekBefore(week), trend, now, runs, began: !older },
    ...(last === undefined ? {} : { last }),
    opened: await listAll(history, { opened: span, states: ['open', 'fixed'], sort: 'severity' }),
    ended: await listAll(history, { ended: span, sort: 'severity' }),
    calm: last !== undefined && now.opened + now.returned === 0,
    ...{ past, open: past ? { standing: week.to } : { states: ['open'] } },
  };
}

/** The weeks from the first run on: before it nothing was measured, which is not the same as nothing found. */
async function trendOf(
  weeks: readonly Week[],
  runs: readonly Run[],
  older: boolean,
  { history }: Sources,
): Promise<TrendWeek[]> {
  const points = await history.trend(weeks.map(({ from, to }) => ({ from, to })));
  const counted = weeks.flatMap((week, at) => {
    const point = points[at];
    const within = runs.filter(({ endedAt }) => endedAt >= week.from && endedAt < week.to).length;
    return point === undefined ? [] : [{ ...point, week, runs: within }];
  });
  const begin = older ? 0 : counted.findIndex((one) => one.runs > 0);
  return counted.slice(Math.max(0, begin));
}

/** Reads a list page by page, up to a bound. */
async function listAll(history: Sources['history'], query: EpisodeQuery): Promise<Listed> {
  const items: TriagedEpisode[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const found: Page<TriagedEpisode> = await history.episodes({ ...query, offset: items.length, limit: PAGE });
    items.push(...found.items);
    if (items.length >= found.total || found.items.length === 0) return { items, total: found.total };
  }
  const { total } = await history.episodes({ ...query, limit: 1 });
  return { items, total };
}

async function noRun(week: Week, { history }: Sources): Promise<Bilingual> {
  const runs = await history.runs({ limit: 1 });
  const [newest] = runs;
  if (newest === undefined)
    return {
      en: 'The history is empty: no scan was recorded yet. Run: preclear scan --record',
      zh: '历史库为空：还没有记录过扫描。请先运行：preclear scan --record',
    };
  const day = dayIn(newest.endedAt, week.zone);
  return {
    en: `No scan was recorded in ${week.id} (${week.first} to ${week.last}, ${week.zone}). The newest is of ${day}; preclear scan --record adds one.`,
    zh: `${week.id}（${week.first} 至 ${week.last}，${week.zone}）没有记录过扫描。最近一次是 ${day}；用 preclear scan --record 记录新的扫描。`,
  };
}

/** A text that is put together in both languages. */
export function both(make: (lang: Lang) => string): Bilingual {
  return { en: make('en'), zh: make('zh') };
}
