import { openCase } from '../appeal/case-folder.ts';
import { exposureNow } from '../appeal/exposure-now.ts';
import { keptLetter } from '../appeal/kept-text.ts';
import { measuresNow } from '../appeal/measures-now.ts';
import { openCases, summarise } from '../appeal/open-cases.ts';
import { openWorld } from '../appeal/world.ts';
import type { History } from '../history/history.ts';
import { UsageError } from '../model/errors.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { gather } from '../review/gather.ts';
import { reviewHtml, reviewPolicy } from '../review/html.ts';
import { loadThumbnails } from '../review/pictures.ts';
import { weekBefore } from '../review/week.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { casesFolder, type LoadedConfig, ledgerFolder } from '../scan/config.ts';
import { shownPath } from '../scan/files.ts';
import { today } from '../scan/today.ts';
import { caseSources, type ShopPlace } from '../shop/case-sources.ts';
import { openReviewLibrary } from '../shop/review-library.ts';
import { reviewSources, reviewWeek } from '../shop/review-sources.ts';
import type { Boards, CaseView, MeasureBoard, ReviewPage } from './boards.ts';
import { say } from './words.ts';

/** Opens the boards over the files of a shop, which are read anew for each page: others write there too. */
export function openBoards(history: History, config: LoadedConfig | undefined): Boards {
  const cases = casesFolder(config);
  const folder = ledgerFolder(config);
  const shown = shownPath(folder);
  const measures = async (): Promise<MeasureBoard> => {
    const asOf = today();
    const rules = (await loadRulePacks(config?.values.rules ?? [])).flatMap((pack) => pack.rules);
    const now = await measuresNow({ history, folder, shown, rules, asOf });
    // Also those of cases that are over: what a letter promised, it promised for good.
    const { cases: all } = openCases(cases, asOf, { all: true });
    const promises = all.flatMap(({ caseId, sent }) =>
      sent.map(({ id, measures: named }) => ({ caseId, id, measures: named })),
    );
    return { ...now, promises };
  };
  return {
    measures,
    cases: async (all) => openCases(cases, today(), { measures: (await measures()).measures, all }),
    case: (id) => orNothing(() => caseView(id, { config, cases, asOf: today() }, history)),
    letter: (id, letter) =>
      orNothing(async () => {
        const { folder: place, known } = openCase(cases, id);
        return keptLetter(place, known, letter);
      }),
    exposure: () => exposureNow({ history, folder, shown, cases, asOf: today() }),
    review: (week, lang) => reviewPage(week, lang, history, config),
  };
}

async function caseView(id: string, place: ShopPlace, history: History): Promise<CaseView> {
  const open = await openWorld(id, await caseSources(place, history));
  return { ...open, summary: summarise(open.known, place.asOf, open.world.measures) };
}

/** What work gives; undefined where what was named is not there or cannot be used. */
async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

async function reviewPage(
  given: string | undefined,
  lang: Lang,
  history: History,
  config: LoadedConfig | undefined,
): Promise<ReviewPage | { readonly fault: Bilingual }> {
  const library = openReviewLibrary(config);
  try {
    const { sources } = await reviewSources(history, config, library);
    const week = await reviewWeek(given, sources);
    const { review } = await gather(week, sources);
    const after = weekBefore(week, -1);
    const links = [
      { href: '/', text: say(lang, 'backToPage') },
      { href: `/review?week=${weekBefore(week).id}`, text: say(lang, 'weekBefore') },
      ...(after.first <= sources.asOf ? [{ href: `/review?week=${after.id}`, text: say(lang, 'weekAfter') }] : []),
    ];
    const html = reviewHtml(review, lang, await loadThumbnails(review, library.load), links);
    return { html, policy: reviewPolicy() };
  } catch (error) {
    if (error instanceof UsageError) return { fault: { en: error.message, zh: error.zh } };
    throw error;
  } finally {
    library.close();
  }
}
