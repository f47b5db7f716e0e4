import { dirname, resolve } from 'node:path';
import process from 'node:process';
import manifest from '../../../package.json' with { type: 'json' };
import { measuresNow } from '../../appeal/measures-now.ts';
import { SUPPRESSIONS_NAME } from '../../decisions/suppression.ts';
import type { History } from '../../history/history.ts';
import { openHistory } from '../../history/open.ts';
import { openLedger } from '../../ledger/disk.ts';
import { openRecords } from '../../ledger/open-records.ts';
import { UsageError } from '../../model/errors.ts';
import type { Lang } from '../../model/text.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { newestRunDay } from '../../review/context.ts';
import { type Gathered, gather } from '../../review/gather.ts';
import { loadThumbnails } from '../../review/pictures.ts';
import type { ListedSuppression, Sources } from '../../review/sources.ts';
import { machineZone, parseWeek, type Week, weekOfDay } from '../../review/week.ts';
import { casesFolder, historyPlace, type LoadedConfig } from '../../scan/config.ts';
import { besideConfig, readDecisions } from '../../scan/decision-files.ts';
import { shownPath } from '../../scan/files.ts';
import { lookAt } from '../../scan/look-at.ts';
import { now, today } from '../../scan/today.ts';
import { pickLang } from '../lang.ts';
import { ledgerFolder, tellProblems } from '../ledger-place.ts';
import { fileOutput, type Output, streamOutput } from '../output.ts';
import type { ReviewFlags } from '../review.ts';
import { configFor } from '../scan/request.ts';
import { terminalLook } from '../terminal.ts';
import { openReviewLibrary, type ReviewLibrary } from './pictures.ts';
import { checkAddress, parseReviewFormats, type ReviewTarget } from './targets.ts';

/** Makes the review of a week, in the formats that are asked for. */
export async function review(flags: ReviewFlags): Promise<void> {
  const targets = parseReviewFormats(flags.format ?? []);
  const to = flags.to === undefined ? undefined : checkAddress('--to', flags.to);
  const from = flags.from === undefined ? to : checkAddress('--from', flags.from);
  const config = await configFor([], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  if (flags.schedule === true) return printSchedule(config, lang, to);
  const library = openReviewLibrary(config);
  const history = await openHistory(historyPlace(config), { create: false });
  try {
    const sources = await sourcesOf(history, config, library, lang);
    const gathered = await gather(await weekOf(flags.week, sources), sources);
    const made = { gathered, sources, lang, library, envelope: { from: from ?? 'preclear@localhost', to } };
    for (const target of targets) await writeTarget(target, made);
  } finally {
    library.close();
    await history.close();
  }
}

/** The week that is meant: without a word, the week of the newest run. */
async function weekOf(given: string | undefined, sources: Sources): Promise<Week> {
  const zone = machineZone();
  const { asOf } = sources;
  if (given !== undefined) return parseWeek(given, asOf, zone);
  const current = weekOfDay(asOf, zone);
  return weekOfDay((await newestRunDay(sources, current)) ?? asOf, zone);
}

async function sourcesOf(
  history: History,
  config: LoadedConfig | undefined,
  library: ReviewLibrary,
  lang: Lang,
): Promise<Sources> {
  const asOf = today();
  const suppressions = await suppressionsOf(config, asOf);
  const folder = ledgerFolder(config);
  const prevention = await preventionOf(history, config, asOf, lang);
  const common = { history, asOf, version: manifest.version, sourceText: library.textOf, ...prevention };
  // A shop without a ledger has nothing that ends; one that is named and is not there is told of.
  if (config?.values.ledger === undefined && lookAt(folder) === undefined) return { ...common, suppressions };
  const shown = shownPath(folder);
  const ledger = await openLedger(folder, shown);
  const records = await openRecords(folder, shown, ['reviewers', 'signOffs', 'penalties']);
  tellProblems(
    [
      ...ledger.problems,
      ...records.problems.filter(({ reason }) => !ledger.problems.some((one) => one.reason.en === reason.en)),
    ],
    lang,
  );
  const { signOffs, reviewers, penalties } = records;
  return { ...common, suppressions, ledger, signOffs, penalties, ...(reviewers === undefined ? {} : { reviewers }) };
}

/** Prevention measures, and complaints: each as far as the shop has any. */
async function preventionOf(
  history: History,
  config: LoadedConfig | undefined,
  asOf: string,
  lang: Lang,
): Promise<Pick<Sources, 'measures' | 'cases'>> {
  const folder = ledgerFolder(config);
  const cases = casesFolder(config);
  if (lookAt(cases) === undefined && lookAt(folder) === undefined) return {};
  const { loadRulePacks } = await import('../../rulepacks/disk.ts');
  const rules = (await loadRulePacks(config?.values.rules ?? [])).flatMap((pack) => pack.rules);
  const { measures } =
    lookAt(folder) === undefined
      ? { measures: [] }
      : await measuresNow({ history, folder, shown: shownPath(folder), rules, asOf });
  if (lookAt(cases) === undefined) return { measures };
  const { openCases } = await import('../../appeal/open-cases.ts');
  const open = openCases(cases, asOf, { measures });
  tellProblems(open.problems, lang);
  return { measures, cases: open.cases };
}

async function suppressionsOf(config: LoadedConfig | undefined, asOf: string): Promise<ListedSuppression[]> {
  const places = besideConfig(config, SUPPRESSIONS_NAME);
  if (places.length === 0) return [];
  const { loadRulePacks } = await import('../../rulepacks/disk.ts');
  const { readSuppressions } = await import('../../scan/suppressions-file.ts');
  const packs = await loadRulePacks(config?.values.rules ?? []);
  const rules = packs.flatMap((pack) => pack.rules.map(({ id }) => id));
  const found: ListedSuppression[] = [];
  for (const place of places) {
    const file = shownPath(place);
    for (const { place: at, ...entry } of await readSuppressions(file, readDecisions(place), { rules, asOf }))
      found.push({ ...entry, file, line: at.line });
  }
  return found;
}

interface Made {
  readonly gathered: Gathered;
  readonly sources: Sources;
  readonly lang: Lang;
  readonly library: ReviewLibrary;
  readonly envelope: { readonly from: string; readonly to: string | undefined };
}

async function writeTarget({ format, file }: ReviewTarget, made: Made): Promise<void> {
  if (format === 'xlsx' && file === undefined && process.stdout.isTTY === true)
    throw new UsageError({
      en: 'A workbook is no text for a terminal; write --format xlsx=review.xlsx.',
      zh: '工作簿不能显示在终端里；请写成 --format xlsx=review.xlsx。',
    });
  const text = await formatted(format, made, file === undefined);
  const output: Output = file === undefined ? streamOutput(process.stdout) : fileOutput(resolve(file));
  await output.write(text);
  await output.close();
}

async function formatted(format: ReviewTarget['format'], made: Made, direct: boolean): Promise<string | Uint8Array> {
  const { gathered, sources, lang } = made;
  switch (format) {
    case 'pretty': {
      const { reviewText } = await import('../../review/terminal.ts');
      const look = direct ? terminalLook() : { color: false, width: 100 };
      return reviewText(gathered.review, { lang, ...look });
    }
    case 'json':
      return `${jsonText(gathered.review, 2)}\n`;
    case 'xlsx': {
      const { sheetTables } = await import('../../review/workbook-sheets.ts');
      const { writeWorkbook } = await import('../../review/workbook.ts');
      return writeWorkbook(await sheetTables(gathered, sources, lang));
    }
    case 'html':
      return page(made);
    case 'eml': {
      const { reviewMail } = await import('../../review/mail.ts');
      const { from, to } = made.envelope;
      return reviewMail(gathered.review, lang, await page(made), { from, at: now(), ...(to === undefined ? {} : { to }) });
    }
  }
}

async function page({ gathered, lang, library }: Made): Promise<string> {
  const { reviewHtml } = await import('../../review/html.ts');
  return reviewHtml(gathered.review, lang, await loadThumbnails(gathered.review, library.load));
}

async function printSchedule(config: LoadedConfig | undefined, lang: Lang, to: string | undefined): Promise<void> {
  const { scheduleText } = await import('../../review/schedule.ts');
  const program = resolve(process.argv[1] ?? 'preclear');
  const folder = config === undefined ? process.cwd() : dirname(config.file);
  const place = { folder, node: process.execPath, program, lang, zone: machineZone(), ...(to === undefined ? {} : { to }) };
  await streamOutput(process.stdout).write(scheduleText(place));
}
