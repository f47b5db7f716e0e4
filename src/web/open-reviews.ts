import type { CaseReader } from '../appeal/open-cases.ts';
import type { History } from '../history/history.ts';
import { UsageError } from '../model/errors.ts';
import { gather } from '../review/gather.ts';
import { loadThumbnails } from '../review/pictures.ts';
import { dayIn, machineZone, weekOfDay } from '../review/week.ts';
import type { LoadedConfig } from '../scan/config.ts';
import { keep, newest } from '../shop/keep.ts';
import { openReviewLibrary } from '../shop/review-library.ts';
import { reviewSources, reviewWeek } from '../shop/review-sources.ts';
import type { Boards, ReviewPage } from './boards.ts';

/** Weeks whose reviews are kept, and that are offered. */
const KEPT = 6;
const MOST_WEEKS = 60;
/** Runs in which weeks are looked for. */
const MOST_RUNS = 10_000;

/** What reviews are made of. */
interface ReviewShop {
  readonly history: History;
  readonly config: LoadedConfig | undefined;
  readonly reader: CaseReader;
  /** Changes when the shop does. */
  readonly stamp: () => Promise<string>;
}

/** Makes reviews of weeks; one is made anew when the stamp of the shop is another one. */
export function openReviews({ history, config, reader, stamp }: ReviewShop): Boards['review'] {
  const kept = new Map<string, () => Promise<ReviewPage>>();
  return async (week) => {
    const make = newest(kept, week ?? '', KEPT, () => keep(stamp, () => makeReview(week, { history, config, reader })));
    try {
      return await make();
    } catch (error) {
      if (error instanceof UsageError) return { fault: { en: error.message, zh: error.zh } };
      throw error;
    }
  };
}

async function makeReview(
  week: string | undefined,
  { history, config, reader }: Omit<ReviewShop, 'stamp'>,
): Promise<ReviewPage> {
  const library = openReviewLibrary(config);
  try {
    const { sources } = await reviewSources(history, config, library, reader);
    const { review } = await gather(await reviewWeek(week, sources), sources);
    return { review, thumbnails: await loadThumbnails(review, library.load), weeks: await weeksWithRuns(history) };
  } finally {
    library.close();
  }
}

async function weeksWithRuns(history: History): Promise<string[]> {
  const zone = machineZone();
  const runs = await history.runs({ limit: MOST_RUNS });
  const days = new Set(runs.map(({ endedAt }) => dayIn(endedAt, zone)));
  return [...new Set([...days].map((day) => weekOfDay(day, zone).id))].slice(0, MOST_WEEKS);
}
