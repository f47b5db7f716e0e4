import manifest from '../../package.json' with { type: 'json' };
import { measuresNow } from '../appeal/measures-now.ts';
import { type CaseReader, openCases } from '../appeal/open-cases.ts';
import { SUPPRESSIONS_NAME } from '../decisions/suppression.ts';
import type { History } from '../history/history.ts';
import { openLedger } from '../ledger/disk.ts';
import { openRecords } from '../ledger/open-records.ts';
import type { Problem } from '../model/problem.ts';
import type { Rule } from '../model/rule.ts';
import { newestRunDay } from '../review/context.ts';
import type { ListedSuppression, Sources } from '../review/sources.ts';
import { machineZone, parseWeek, type Week, weekOfDay } from '../review/week.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { casesFolder, type LoadedConfig, ledgerFolder } from '../scan/config.ts';
import { besideConfig, readDecisions } from '../scan/decision-files.ts';
import { shownPath } from '../scan/files.ts';
import { lookAt } from '../scan/look-at.ts';
import { readSuppressions } from '../scan/suppressions-file.ts';
import { today } from '../scan/today.ts';
import type { ReviewLibrary } from './review-library.ts';

/** What a review is made of, and what of it could not be read. */
export interface ReviewSources {
  readonly sources: Sources;
  readonly problems: readonly Problem[];
}

/** The week that is meant: without a word, the week of the newest run. Throws UsageError for what names no week. */
export async function reviewWeek(given: string | undefined, sources: Sources): Promise<Week> {
  const zone = machineZone();
  const { asOf } = sources;
  if (given !== undefined) return parseWeek(given, asOf, zone);
  const current = weekOfDay(asOf, zone);
  return weekOfDay((await newestRunDay(sources, current)) ?? asOf, zone);
}

/** Opens all that the review of a shop is made of. @param reader of cases, where they are read more than once. */
export async function reviewSources(
  history: History,
  config: LoadedConfig | undefined,
  library: Pick<ReviewLibrary, 'textOf'>,
  reader?: CaseReader,
): Promise<ReviewSources> {
  const asOf = today();
  const rules = (await loadRulePacks(config?.values.rules ?? [])).flatMap((pack) => pack.rules);
  const suppressions = await suppressionsOf(config, rules, asOf);
  const folder = ledgerFolder(config);
  const prevention = await preventionOf(history, config, { rules, asOf, reader });
  const { measures, cases } = prevention;
  const common = {
    ...{ history, asOf, version: manifest.version, sourceText: library.textOf, suppressions },
    ...(measures === undefined ? {} : { measures }),
    ...(cases === undefined ? {} : { cases }),
  };
  // A shop without a ledger has nothing that ends; one that is named and is not there is told of.
  if (config?.values.ledger === undefined && lookAt(folder) === undefined)
    return { sources: common, problems: prevention.problems };
  const shown = shownPath(folder);
  const ledger = await openLedger(folder, shown);
  const records = await openRecords(folder, shown, ['reviewers', 'signOffs', 'penalties']);
  const more = records.problems.filter(({ reason }) => !ledger.problems.some((one) => one.reason.en === reason.en));
  const { signOffs, reviewers, penalties } = records;
  return {
    sources: { ...common, ledger, signOffs, penalties, ...(reviewers === undefined ? {} : { reviewers }) },
    problems: [...prevention.problems, ...ledger.problems, ...more],
  };
}

/** Prevention measures, and complaints: each as far as the shop has any. */
async function preventionOf(
  history: History,
  config: LoadedConfig | undefined,
  { rules, asOf, reader }: { readonly rules: readonly Rule[]; readonly asOf: string; readonly reader: CaseReader | undefined },
): Promise<Pick<Sources, 'measures' | 'cases'> & { readonly problems: readonly Problem[] }> {
  const folder = ledgerFolder(config);
  const cases = casesFolder(config);
  const hasLedger = lookAt(folder) !== undefined;
  const hasCases = lookAt(cases) !== undefined;
  if (!hasLedger && !hasCases) return { problems: [] };
  const { measures } = hasLedger
    ? await measuresNow({ history, folder, shown: shownPath(folder), rules, asOf })
    : { measures: [] };
  if (!hasCases) return { measures, problems: [] };
  const open = openCases(cases, asOf, { measures, ...(reader === undefined ? {} : { reader }) });
  return { measures, cases: open.cases, problems: open.problems };
}

async function suppressionsOf(
  config: LoadedConfig | undefined,
  rules: readonly Rule[],
  asOf: string,
): Promise<ListedSuppression[]> {
  const ids = rules.map(({ id }) => id);
  const found: ListedSuppression[] = [];
  for (const place of besideConfig(config, SUPPRESSIONS_NAME)) {
    const file = shownPath(place);
    for (const { place: at, ...entry } of await readSuppressions(file, readDecisions(place), { rules: ids, asOf }))
      found.push({ ...entry, file, line: at.line });
  }
  return found;
}
