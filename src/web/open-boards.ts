import { caseEvents, listCaseIds } from '../appeal/case-folder.ts';
import { CaseShelf } from '../appeal/case-shelf.ts';
import { exposureNow } from '../appeal/exposure-now.ts';
import { keptLetter } from '../appeal/kept-text.ts';
import { measuresNow } from '../appeal/measures-now.ts';
import { openCases } from '../appeal/open-cases.ts';
import { openWorld } from '../appeal/world.ts';
import { documentOf, draftLetter, stopsOf } from '../cases/letters/draft.ts';
import { usualLang } from '../cases/letters/letter-language.ts';
import type { History } from '../history/history.ts';
import type { CaseWorld, Measure } from '../model/case-world.ts';
import { UsageError } from '../model/errors.ts';
import type { LetterTemplates } from '../model/letter.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { casesFolder, type LoadedConfig, ledgerFolder } from '../scan/config.ts';
import { shownPath } from '../scan/files.ts';
import { today } from '../scan/today.ts';
import { caseSources } from '../shop/case-sources.ts';
import { caseTemplates } from '../shop/case-templates.ts';
import { keep, newest } from '../shop/keep.ts';
import { shopStamp } from '../shop/shop-stamp.ts';
import type { Boards, CaseView, DueLetter, Fault, MeasureBoard } from './boards.ts';
import { openReviews } from './open-reviews.ts';

/** Cases whose pages are kept. */
const KEPT_VIEWS = 8;

/**
 * Opens the boards over the files of a shop. Others write there too: logs of cases are looked at for each page, what is counted over the whole
 * shop is counted anew after a scan, a decision or a change of the ledger.
 */
export function openBoards(history: History, config: LoadedConfig | undefined): Boards {
  const cases = casesFolder(config);
  const folder = ledgerFolder(config);
  const shown = shownPath(folder);
  const shelf = new CaseShelf(cases);
  // With many cases the first page that needs them all would wait long; a failure is told when they are asked for.
  const filled = shelf.fill().catch(() => undefined);
  const stamp = (): Promise<string> => shopStamp(history, folder, today());
  const measuresKept = keep(stamp, async () => {
    const rules = (await loadRulePacks(config?.values.rules ?? [])).flatMap((pack) => pack.rules);
    return measuresNow({ history, folder, shown, rules, asOf: today() });
  });
  const measures = async (): Promise<MeasureBoard> => {
    await filled;
    const now = await measuresKept();
    // Also those of cases that are over: what a letter promised, it promised for good.
    const { cases: all } = openCases(cases, today(), { measures: now.measures, all: true, reader: shelf });
    const promises = all.flatMap(({ caseId, sent }) =>
      sent.map(({ id, measures: named }) => ({ caseId, id, measures: named })),
    );
    return { ...now, promises };
  };
  const reviews = openReviews({ history, config, reader: shelf, stamp });
  const views = new Map<string, () => Promise<CaseView>>();
  const isThere = (id: string): boolean => listCaseIds(cases).includes(id);
  return {
    measures,
    cases: async (all) => {
      await filled;
      return openCases(cases, today(), { measures: (await measuresKept()).measures, all, reader: shelf });
    },
    case: async (id) => {
      if (!isThere(id)) return undefined;
      const view = newest(views, id, KEPT_VIEWS, () =>
        keep(
          async () => `${await stamp()} ${shelf.stampOf(id)}`,
          async () => caseView(id, { history, config, cases, shelf, measures: (await measuresKept()).measures }),
        ),
      );
      return orFault(view);
    },
    letter: async (id, letter) => {
      if (!isThere(id)) return undefined;
      const kept = await orFault(async () => keptLetter(shelf.open(id).folder, shelf.open(id).known, letter));
      return kept !== undefined && 'fault' in kept ? undefined : kept;
    },
    exposure: async () => {
      await filled;
      return exposureNow({ history, folder, shown, cases, asOf: today(), open: (id) => shelf.open(id) });
    },
    review: async (week) => {
      await filled;
      return reviews(week);
    },
  };
}

interface ShopOfCase {
  readonly history: History;
  readonly config: LoadedConfig | undefined;
  readonly cases: string;
  readonly shelf: CaseShelf;
  readonly measures: readonly Measure[];
}

async function caseView(id: string, { history, config, cases, shelf, measures }: ShopOfCase): Promise<CaseView> {
  const asOf = today();
  const open = await openWorld(id, await caseSources({ config, cases, asOf }, history, measures));
  const summary = shelf.summarise(shelf.open(id).known, asOf, measures);
  const templates = await caseTemplates(cases);
  const due = dueLetters(open.world, summary.letter?.kinds ?? [], templates);
  const causes = new Map(templates.causes.map((cause) => [cause.id, cause.title]));
  return { ...open, summary, events: caseEvents(shelf.open(id)), due, causes };
}

/** What keeps letters from being final, as drafting them would tell. */
function dueLetters(world: CaseWorld, kinds: readonly DueLetter['kind'][], templates: LetterTemplates): DueLetter[] {
  return kinds.map((kind) => {
    const lang = usualLang(world, documentOf(kind, 'en', templates));
    return { kind, lang, stops: stopsOf(draftLetter(world, kind, lang, templates)).map(({ text }) => text) };
  });
}

/** What work gives, or why what was named cannot be used. */
async function orFault<T>(work: () => Promise<T>): Promise<T | Fault> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) return { fault: { en: error.message, zh: error.zh } };
    throw error;
  }
}
